"""Rows of an import in words: what differs, from what to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sinau.kernel.words import date_id
from sinau.people.comparing import DATES, sentence_of
from sinau.people.models import Agency, ImportRow, ImportRun, JobKind, RowKind
from sinau.people.nip import grouped
from sinau.people.workbook import COLUMNS

_UNITS = ("agency-unknown", "agency-ambiguous")
# What a new row shows; all of its fields would bury the list.
_OF_THE_NEW = ("agency", "job_title", "grade")


@dataclass(frozen=True)
class Difference:
    """One field of one row."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class RowInWords:
    """A row as the preview shows it."""

    row: ImportRow
    nip: str
    differences: list[Difference]
    personal: list[str]
    problems: list[tuple[str, bool]]


def with_words(rows: Iterable[ImportRow]) -> list[RowInWords]:
    """The rows of one page in words; agencies are named with one query."""
    rows = list(rows)
    ids = {pk for row in rows for pk in row.changes.get("agency", []) if pk}
    names = dict(Agency.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [
        RowInWords(
            row=row,
            nip=grouped(row.nip),
            differences=[
                Difference(_label(key), _said(key, old, names), _said(key, new, names))
                for key, (old, new) in row.changes.items()
                if key != "is_active" and (row.kind != RowKind.NEW or key in _OF_THE_NEW)
            ],
            personal=[COLUMNS[key].label for key in row.personal],
            problems=[(sentence_of(problem), problem["blocks"]) for problem in row.problems],
        )
        for row in rows
    ]


def _label(key: str) -> str:
    if key == "left_on":
        return _("Berhenti")
    return _("Perangkat daerah") if key == "agency" else COLUMNS[key].label.capitalize()


def _said(key: str, value: Any, names: dict[int, str]) -> str:
    if value in (None, ""):
        return "–"
    if key == "agency":
        return names.get(value, "–")
    if key == "job_kind":
        return str(JobKind(value).label) if value in JobKind.values else str(value)
    return date_id(date.fromisoformat(value)) if key in DATES else str(value)


def unit_problems(run: ImportRun) -> list[tuple[str, int]]:
    """Names of units nobody knows with the number of their rows, most rows first."""
    counted: Counter[str] = Counter()
    for problems in run.rows.filter(kind=RowKind.PROBLEM).values_list("problems", flat=True):
        counted.update(p["value"] for p in problems if p["code"] in _UNITS)
    return counted.most_common(20)
