"""Changes of structure as pure functions: a run of rows goes in, the run that replaces it comes out.

A row is a passage as plain values, as the reader of documents gives them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sinau.knowledge.models import MendVerb, Section
from sinau.knowledge.parsing.words import slug
from sinau.knowledge.refusals import NotMendable

Row = dict[str, Any]
MARK = "==="
_NUMBER = re.compile(r"\d{1,4}[A-Z]{0,2}|[IVXLC]{1,7}")
_AYAT = re.compile(r"\d{1,2}[a-z]?")


@dataclass(frozen=True)
class Change:
    """A run of `count` rows from `start` becomes `rows`."""

    verb: str
    start: int
    count: int
    rows: list[Row]


def changed(verb: str, rows: list[Row], at: int, said: dict[str, Any]) -> Change:
    """What the verb makes of the row at this place; refused when it does not fit."""
    if not 0 <= at < len(rows):
        raise NotMendable(_("Bagian ini sudah tidak ada. Muat ulang daftar susunannya."))
    change = _VERBS[verb](rows, at, said)
    _name_anew(rows, change)
    if change.rows == rows[change.start : change.start + change.count]:
        raise NotMendable(_("Tidak ada yang berubah."))
    return change


def locator(row: Row) -> str:
    """Where a row stands, in words."""
    words = [str(Section(row["section"]).label)] if row["section"] != Section.BODY else []
    if row["pasal"]:
        words.append(f"Pasal {row['pasal']}")
    if row["angka"]:
        words.append(f"angka {row['angka']}")
    if row["inner_pasal"]:
        words.append(f"(Pasal {row['inner_pasal']})")
    if row["ayat"]:
        words.append(f"ayat ({row['ayat']})")
    if not row["pasal"] and row["heading"] and row["section"] != Section.BODY:
        words = [row["heading"]]
    return " ".join(words) or str(Section(row["section"]).label)


def _edit(rows: list[Row], at: int, said: dict[str, Any]) -> Change:
    text = _tidy(said.get("text", ""))
    if not text:
        raise NotMendable(_("Teksnya kosong. Gabungkan bagian ini bila memang tidak ada isinya."))
    return Change(MendVerb.EDIT, at, 1, [{**rows[at], "text": text, "table": [], "sure": 100}])


def _join(rows: list[Row], at: int, said: dict[str, Any]) -> Change:
    if at + 1 >= len(rows):
        raise NotMendable(_("Tidak ada bagian sesudahnya untuk digabung."))
    first, second = rows[at], rows[at + 1]
    heads = " ".join(f"{head[1]} {head[2]}".strip() for head in second["opens"])
    mark = f"({second['ayat']})" if second["ayat"] else ""
    rest = " ".join(part for part in (heads, mark, second["text"]) if part)
    between = "\n" if said.get("on_new_line") else " "
    joined = {
        **first,
        "text": f"{first['text']}{between}{rest}".strip(),
        "table": [*first.get("table", []), *second.get("table", [])],
        "former": [*first.get("former", []), second["anchor"], *second.get("former", [])],
    }
    return Change(MendVerb.JOIN, at, 2, [joined])


def _split(rows: list[Row], at: int, said: dict[str, Any]) -> Change:
    row = rows[at]
    parts = re.split(rf"\s*^\s*{MARK}\s*$\s*", said.get("text", ""), flags=re.M)
    if len(parts) != 2 or not all(part.strip() for part in parts):
        raise NotMendable(_("Tulis === pada satu baris tersendiri, tepat di tempat memecah."))
    if "".join("".join(parts).split()) != "".join(row["text"].split()):
        raise NotMendable(_("Memecah tidak mengubah teks. Betulkan teksnya lebih dahulu."))
    pasal, ayat = _number(said.get("pasal", "")), _ayat(said.get("ayat", ""))
    is_new = bool(pasal) and pasal != row["pasal"]
    second = {
        **{key: value for key, value in row.items() if key != "pk"},
        "text": _tidy(parts[1]),
        "pasal": pasal or row["pasal"],
        "ayat": ayat,
        "angka": "" if ayat or is_new else row["angka"],
        "opens": [["pasal", f"Pasal {pasal}", ""]] if is_new else [],
        "former": [],
        "table": [],
        "anchor": "",
    }
    return Change(MendVerb.SPLIT, at, 1, [{**row, "text": _tidy(parts[0]), "table": []}, second])


def _renumber(rows: list[Row], at: int, said: dict[str, Any]) -> Change:
    row = rows[at]
    pasal, ayat = _number(said.get("pasal", "")), _ayat(said.get("ayat", ""))
    if pasal == row["pasal"]:
        return Change(MendVerb.RENUMBER, at, 1, [{**row, "ayat": ayat, "anchor": ""}])
    start, end = at, at + 1
    while start and _same_pasal(rows[start - 1], row):
        start -= 1
    while end < len(rows) and _same_pasal(rows[end], row):
        end += 1
    made = []
    for nth, one in enumerate(rows[start:end], start):
        opens = [
            ["pasal", f"Pasal {pasal}", head[2]] if head[0] == "pasal" else head
            for head in one["opens"]
        ]
        number = ayat if nth == at else one["ayat"]
        made.append({**one, "pasal": pasal, "ayat": number, "opens": opens, "anchor": ""})
    if pasal and not any(head[0] == "pasal" for head in made[0]["opens"]):
        made[0]["opens"] = [*made[0]["opens"], ["pasal", f"Pasal {pasal}", ""]]
    return Change(MendVerb.RENUMBER, start, end - start, made)


def _same_pasal(one: Row, other: Row) -> bool:
    return bool(other["pasal"]) and all(
        one[key] == other[key] for key in ("section", "pasal", "inner_pasal")
    )


def _heading(rows: list[Row], at: int, said: dict[str, Any]) -> Change:
    row = rows[at]
    which = int(said.get("heading") or 0)
    if which >= len(row["opens"]):
        raise NotMendable(_("Bagian ini tidak mempunyai judul di atasnya."))
    head = row["opens"][which]
    left = [one for nth, one in enumerate(row["opens"]) if nth != which]
    if said.get("to") == "before":
        if at == 0:
            raise NotMendable(_("Tidak ada bagian sebelumnya."))
        other = rows[at - 1]
        moved = {**other, "opens": [*other["opens"], head], **_trail(row)}
        return Change(MendVerb.HEADING, at - 1, 2, [moved, {**row, "opens": left}])
    if at + 1 >= len(rows):
        raise NotMendable(_("Tidak ada bagian sesudahnya."))
    other = rows[at + 1]
    above = _trail(rows[at - 1]) if at else {}
    moved = {**other, "opens": [head, *other["opens"]]}
    return Change(MendVerb.HEADING, at, 2, [{**row, "opens": left, **above}, moved])


def _trail(row: Row) -> Row:
    return {"bab": row["bab"], "heading": row["heading"]}


def _annex(rows: list[Row], at: int, said: dict[str, Any]) -> Change:
    end = len(rows) if said.get("to_the_end") else at + 1
    name = f"Lampiran {said.get('name', '').strip()}".strip()
    made = []
    for nth, row in enumerate(rows[at:end]):
        heads = "\n".join(f"{head[1]} {head[2]}".strip() for head in row["opens"])
        mark = f"({row['ayat']}) " if row["ayat"] else ""
        made.append(
            {
                **row,
                **dict.fromkeys(("bab", "pasal", "ayat", "angka", "inner_pasal", "anchor"), ""),
                "section": Section.ANNEX.value,
                "heading": name,
                "opens": [] if nth else [["lampiran", name, ""]],
                "text": f"{heads}\n{mark}{row['text']}".strip(),
            }
        )
    return Change(MendVerb.ANNEX, at, end - at, made)


_VERBS: dict[str, Callable[[list[Row], int, dict[str, Any]], Change]] = {
    MendVerb.EDIT: _edit,
    MendVerb.JOIN: _join,
    MendVerb.SPLIT: _split,
    MendVerb.RENUMBER: _renumber,
    MendVerb.HEADING: _heading,
    MendVerb.ANNEX: _annex,
}


def _name_anew(rows: list[Row], change: Change) -> None:
    """Give changed rows an anchor of their own; the one they had still leads to them."""
    end = change.start + change.count
    used = {row["anchor"] for row in [*rows[: change.start], *rows[end:]]}
    used |= {row["anchor"] for row in change.rows if row["anchor"]}
    old = {id(row): before["anchor"] for row, before in _pairs(rows, change)}
    for row in change.rows:
        if row["anchor"]:
            continue
        base, nth = _anchor(row), 1
        row["anchor"] = base
        while row["anchor"] in used:
            nth += 1
            row["anchor"] = f"{base}-{nth}"
        used.add(row["anchor"])
        before = old.get(id(row), "")
        if before and before != row["anchor"]:
            row["former"] = list(dict.fromkeys([*row.get("former", []), before]))


def _pairs(rows: list[Row], change: Change) -> list[tuple[Row, Row]]:
    """Each new row with the old one it came from, where the run kept its length."""
    before = rows[change.start : change.start + change.count]
    return list(zip(change.rows, before, strict=False))


def _anchor(row: Row) -> str:
    start = "penjelasan-" if row["section"] == Section.EXPLANATION else ""
    if not row["pasal"]:
        return slug(row["heading"])[:90] or str(row["section"])
    found = f"{start}pasal-{row['pasal'].lower()}"
    found += f"-angka-{row['angka']}" if row["angka"] else ""
    found += f"-pasal-{row['inner_pasal'].lower()}" if row["inner_pasal"] else ""
    return found + (f"-ayat-{row['ayat']}" if row["ayat"] else "")


def _tidy(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.replace("\r\n", "\n").split("\n")]
    return "\n".join(line for line in lines if line)


def _number(said: str) -> str:
    number = said.strip().removeprefix("Pasal").strip().upper()
    if number and not _NUMBER.fullmatch(number):
        raise NotMendable(_("Tulis nomor Pasal seperti 12, 12A, atau I."))
    return number


def _ayat(said: str) -> str:
    number = said.strip().strip("()").lower()
    if number and not _AYAT.fullmatch(number):
        raise NotMendable(_("Tulis nomor ayat seperti 2 atau 2a."))
    return number
