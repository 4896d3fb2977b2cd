"""One statement in all its parts: definition lists, JSON, what it refers to and what came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from sinau.kernel.words import moment_id
from sinau.people.models import Person
from sinau.records import attachments
from sinau.records.models import Statement
from sinau.records.sentences import (
    activity_of,
    duration_in_words,
    name_of,
    score_in_words,
    short,
    verb_of,
)
from sinau.records.telling import Told, told
from sinau.records.viewing import reads_all, those_visible_to
from sinau.records.xapi.agents import identifier

Json = Mapping[str, Any]
Rows = list[tuple[str, object]]

REFERENCES_SHOWN = 20
# PostgreSQL keeps keys in an order of its own.
_READ_FIRST = ("id", "actor", "verb", "object", "result", "context", "timestamp", "stored")


@dataclass(frozen=True)
class Section:
    """A part of the statement under its heading."""

    title: str
    rows: Rows


@dataclass(frozen=True)
class Described:
    """Everything a page says about one statement."""

    told: Told
    sections: list[Section]
    json: str
    files: list[dict[str, str]] = field(default_factory=list)
    related: list[tuple[str, Told]] = field(default_factory=list)
    voided_by: Told | None = None


def describe(row: Statement, seer: Person) -> Described:
    """The statement as this person may see it."""
    one = told([row])[0]
    related = _related(row, seer)
    return Described(
        told=one,
        sections=[section for section in _sections(one, seer) if section.rows],
        json=json.dumps(_whole(row), indent=2, ensure_ascii=False),
        files=_files(row),
        related=[(label, each) for label, each, _voids in related],
        voided_by=next((each for _label, each, voids in related if voids), None),
    )


def history_of(described: Described) -> list[dict[str, str]]:
    """What became of the statement, newest first."""
    one, said = described.told, described.told.sentence
    kept = _("menerima dan menyimpan pernyataan ini dari %(system)s") % {"system": one.system}
    steps = [
        _step(f"{said.verb} {said.object}", said.actor, one.row.timestamp, "circle-dot"),
        _step(kept, "Sinau", one.row.stored, "inbox"),
    ]
    if (by := described.voided_by) is not None:
        steps.append(_step(_("membatalkan pernyataan ini"), by.system, by.row.stored, "circle-x"))
    return steps[::-1]


def _step(title: str, who: str, when: datetime, icon: str) -> dict[str, str]:
    return {"title": title, "who": who, "when": moment_id(when), "icon": icon}


def _whole(row: Statement) -> dict[str, Any]:
    """What systems get: with the moment at which it was stored, in the order one reads it."""
    stored = row.stored.astimezone(UTC).isoformat(timespec="microseconds")
    said = {**row.data, "stored": stored.replace("+00:00", "Z")}
    return {key: said[key] for key in (*_READ_FIRST, *said) if key in said}


def _sections(one: Told, seer: Person) -> list[Section]:
    data = one.data
    said = _record(data.get("object"))
    return [
        Section(_("Pelaku"), _actor(one)),
        Section(_("Kata kerja"), _verb(_record(data.get("verb")))),
        Section(_("Objek"), _object(said, may_filter=reads_all(seer))),
        Section(_("Hasil"), _result(_record(data.get("result")))),
        Section(_("Konteks"), _context(_record(data.get("context")))),
        Section(_("Pencatatan"), _recording(one)),
    ]


def _actor(one: Told) -> Rows:
    actor = _record(one.data.get("actor"))
    name: object = one.person.name if one.person else name_of(actor, {})
    if one.person is not None and one.person.is_active:
        name = format_html('<a href="{}">{}</a>', one.person.get_absolute_url(), one.person.name)
    rows: Rows = [(_("Nama"), name), (_("Pengenal"), _identity(actor))]
    members = [short(name_of(_record(each), {})) for each in _list(actor.get("member"))]
    if members:
        rows.append((_("Anggota"), ", ".join(members[:50])))
    return rows


def _identity(agent: Json) -> object:
    text = identifier(dict(agent))
    if not text:
        return _("Kelompok tanpa pengenal")
    kind, _colon, rest = text.partition(":")
    labels = {"account": _("akun"), "mbox": _("surel"), "mbox_sha1sum": _("sidik surel")}
    if kind == "account":
        home, _bar, name = rest.rpartition("|")
        return format_html("{} <code>{}</code> · <code>{}</code>", labels[kind], name, home)
    return format_html("{} <code>{}</code>", labels.get(kind, kind), rest.removeprefix("mailto:"))


def _verb(verb: Json) -> Rows:
    displays = ", ".join(
        f"{short(text)} ({short(tag, 20)})" for tag, text in _record(verb.get("display")).items()
    )
    rows: Rows = [(_("Arti"), verb_of(verb)), ("IRI", _code(verb.get("id")))]
    return [*rows, (_("Tertulis"), displays)] if displays else rows


def _object(said: Json, *, may_filter: bool) -> Rows:
    kind = said.get("objectType", "Activity")
    if kind in ("Agent", "Group"):
        return [(_("Nama"), name_of(said, {})), (_("Pengenal"), _identity(said))]
    if kind == "StatementRef":
        return [(_("Pernyataan"), _code(said.get("id")))]
    if kind == "SubStatement":
        inner = _object(_record(said.get("object")), may_filter=may_filter)
        actor, verb = _record(said.get("actor")), _record(said.get("verb"))
        return [(_("Rencana oleh"), name_of(actor, {})), (_("Kata kerja"), verb_of(verb)), *inner]
    return _activity(said, may_filter=may_filter)


def _activity(said: Json, *, may_filter: bool) -> Rows:
    definition = _record(said.get("definition"))
    iri: object = _code(said.get("id"))
    if may_filter:
        url = f"{reverse('records:index')}?kegiatan={quote(str(said.get('id', '')), safe='')}"
        words = _("Pernyataan lain tentang kegiatan ini")
        iri = format_html('{}<br><a href="{}">{}</a>', iri, url, words)
    rows: Rows = [(_("Nama"), activity_of(said)), ("IRI", iri)]
    descriptions = _record(definition.get("description"))
    if descriptions:
        rows.append((_("Uraian"), short(next(iter(descriptions.values())), 500)))
    if definition.get("type"):
        rows.append((_("Jenis"), _code(definition["type"])))
    if definition.get("interactionType"):
        rows.append((_("Jenis pertanyaan"), short(definition["interactionType"])))
    return rows + _extensions(definition)


def _result(result: Json) -> Rows:
    rows: Rows = []
    if score := _record(result.get("score")):
        limits = ", ".join(f"{key} {value}" for key, value in score.items())
        rows.append((_("Nilai"), f"{score_in_words(score) or '–'} ({limits})"))
    for key, label in (("success", _("Lulus atau benar")), ("completion", _("Selesai"))):
        if isinstance(result.get(key), bool):
            rows.append((label, _("Ya") if result[key] else _("Tidak")))
    if duration := str(result.get("duration", "")):
        words = duration_in_words(duration)
        rows.append((_("Lama"), f"{words} ({short(duration, 40)})" if words else duration[:40]))
    if response := short(result.get("response"), 1_000):
        rows.append((_("Jawaban"), response))
    return rows + _extensions(result)


def _context(context: Json) -> Rows:
    rows: Rows = []
    labels = {
        "parent": _("Bagian dari"),
        "grouping": _("Rumpun"),
        "category": _("Golongan"),
        "other": _("Terkait"),
    }
    around = _record(context.get("contextActivities"))
    for key, label in labels.items():
        listed = around.get(key)
        several = listed if isinstance(listed, list) else [listed]
        names = [activity_of(each) for each in several if isinstance(each, dict)]
        if names:
            rows.append((label, ", ".join(names[:20])))
    if instructor := _record(context.get("instructor")):
        rows.append((_("Pembimbing"), name_of(instructor, {})))
    if team := _record(context.get("team")):
        rows.append((_("Tim"), name_of(team, {})))
    for key, label in (
        ("registration", _("Pendaftaran")),
        ("platform", _("Sarana")),
        ("language", _("Bahasa")),
        ("revision", _("Revisi")),
    ):
        if context.get(key):
            rows.append((label, short(str(context[key]))))
    if reference := _record(context.get("statement")):
        rows.append((_("Menyangkut pernyataan"), _code(reference.get("id"))))
    return rows + _extensions(context)


def _recording(one: Told) -> Rows:
    return [
        (_("Terjadi"), moment_id(one.row.timestamp)),
        (_("Diterima"), moment_id(one.row.stored)),
        (_("Lewat sistem"), one.system),
        (_("Nomor"), _code(one.row.id)),
        (_("Versi xAPI"), short(str(one.data.get("version", "")), 20)),
    ]


def _extensions(part: Json) -> Rows:
    return [
        (short(iri), short(json.dumps(value, ensure_ascii=False), 500))
        for iri, value in list(_record(part.get("extensions")).items())[:20]
    ]


def _files(row: Statement) -> list[dict[str, str]]:
    """Attachments with an address where their content is; without one only their description came."""
    found = []
    for part in (row.data, _record(row.data.get("object"))):
        for one in _list(part.get("attachments")):
            names = list(_record(one.get("display")).values())
            sha2 = str(one.get("sha2", ""))
            url = str(one.get("fileUrl", ""))
            if sha2.isalnum() and attachments.read(sha2) is not None:
                url = reverse("records:attachment", args=[row.id, sha2])
            note = " · ".join([short(str(one.get("contentType", ""))), _size(one.get("length"))])
            found.append(
                {"name": short(names[0]) if names else sha2[:12], "url": url, "note": note}
            )
    return [file for file in found if file["url"].startswith(("/", "https://", "http://"))]


def _size(length: object) -> str:
    if not isinstance(length, int):
        return ""
    return f"{length} B" if length < 1024 else f"{length // 1024} KB"


_ABOUT = """
select id, voids, true as is_answer from records_reference where target = %s
union all
select target, voids, false from records_reference where id = %s
limit %s
"""


def _related(row: Statement, seer: Person) -> list[tuple[str, Told, bool]]:
    """What it refers to and what refers to it, as far as these are there and this person sees them."""
    with connection.cursor() as rows:
        rows.execute(_ABOUT, [row.id, row.id, REFERENCES_SHOWN])
        found = {one: (voids, answers) for one, voids, answers in rows.fetchall()}
    for one in _in_context(row):
        found.setdefault(one, (False, False))
    if not found:
        return []
    labels = {
        (True, True): _("Dibatalkan oleh"),
        (True, False): _("Membatalkan"),
        (False, True): _("Dirujuk oleh"),
        (False, False): _("Merujuk"),
    }
    related = told(those_visible_to(seer, found))
    return [
        (labels[found[each.row.id]], each, found[each.row.id] == (True, True)) for each in related
    ]


def _in_context(row: Statement) -> list[UUID]:
    reference = _record(_record(row.data.get("context")).get("statement"))
    try:
        return [UUID(str(reference["id"]))] if reference else []
    except (KeyError, ValueError):
        return []


def _code(text: object) -> object:
    return format_html("<code>{}</code>", str(text or "–")[:500])


def _record(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Json]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
