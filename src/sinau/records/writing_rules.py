"""The verbs about mapping rules: they are written, changed, stopped and resumed, never erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.records.events import MappingWritten
from sinau.records.mapping.rules import Rule, shipped
from sinau.records.models import MappingVersion


class ChangedMeanwhile(Refused):
    """Somebody else wrote a newer version while this one was being written."""


class WordsMissing(Refused):
    """A rule has a name, and a new version says why."""


@transaction.atomic
def write_rule(
    rule: Rule,
    *,
    label: str,
    reason: str,
    by: Person | None,
    note: str = "",
    in_use: bool = True,
    key: str = "",
    after: int = 0,
) -> MappingVersion:
    """The rule has a new version, which is in force at once; the same wording again changes nothing.

    `after` is the version that was read before writing; another one in between is not overwritten.
    """
    if not label.strip() or not reason.strip():
        raise WordsMissing(_("Isi nama aturan dan alasan perubahannya."))
    key = key or _new_key(label)
    newest = MappingVersion.objects.select_for_update().filter(key=key).order_by("-version").first()
    if newest is not None and _says_the_same(newest, rule, label, note, in_use=in_use):
        return newest
    if (newest.version if newest else 0) != after:
        raise ChangedMeanwhile(
            _("Aturan ini baru saja diubah orang lain. Buka lagi, lalu tulis perubahan Anda.")
        )
    made = _add(newest, key, rule, label, note, reason, by, in_use=in_use)
    announce(
        MappingWritten(
            key=key, label=made.label, version=made.version, in_use=in_use, reason=made.reason
        ),
        by=by,
    )
    return made


def _add(
    newest: MappingVersion | None,
    key: str,
    rule: Rule,
    label: str,
    note: str,
    reason: str,
    by: Person | None,
    *,
    in_use: bool,
) -> MappingVersion:
    at = now()
    return MappingVersion.objects.create(
        key=key,
        version=newest.version + 1 if newest else 1,
        label=label.strip()[:150],
        note=note.strip()[:400],
        in_use=in_use,
        content=rule.to_data(),
        reason=reason.strip()[:300],
        first_at=newest.first_at if newest else at,
        made_at=at,
        made_by=by,
    )


def _says_the_same(one: MappingVersion, rule: Rule, label: str, note: str, *, in_use: bool) -> bool:
    said: tuple[Any, ...] = (one.content, one.label, one.note, one.in_use)
    return said == (rule.to_data(), label.strip()[:150], note.strip()[:400], in_use)


def _new_key(label: str) -> str:
    base = slugify(label)[:50] or "aturan"
    taken = set(MappingVersion.objects.filter(key__startswith=base).values_list("key", flat=True))
    number = 1
    while (key := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return key


@transaction.atomic
def load_shipped() -> int:
    """Rules that come with Sinau are there; those once loaded are never touched again."""
    known = set(MappingVersion.objects.values_list("key", flat=True))
    new = [one for one in shipped() if one.key not in known]
    at: datetime = now()
    MappingVersion.objects.bulk_create(
        MappingVersion(
            key=one.key,
            version=1,
            label=one.label,
            note=one.note,
            in_use=one.in_use,
            content=one.rule.to_data(),
            first_at=at,
            made_at=at,
        )
        for one in new
    )
    return len(new)
