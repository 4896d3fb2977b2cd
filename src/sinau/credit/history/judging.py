"""What each line of a history means against the people and the ledger as they are now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from sinau.credit.claims.duplicates import Event, events_of
from sinau.credit.computing import Activity, Conversion, NoRule, worth
from sinau.credit.models import Entry, HistoryKind, HistoryRow, HistoryRun, RuleVersion
from sinau.credit.settling import closed_years_of
from sinau.credit.workbook import COLUMNS, Line, sentence
from sinau.credit.workbook.sentences import filled_in
from sinau.people.models import Person


@dataclass
class Judge:
    """Judges lines with one reading of people, ledger and rules."""

    run: HistoryRun
    by: Person
    people: dict[str, Person]
    kept: set[int]
    known: dict[int, list[tuple[Entry, Event]]]
    rules: list[Conversion]
    closed: dict[int, set[int]]
    # (person, event) of the lines so far, to find one that stands twice in the file.
    seen: dict[int, list[tuple[int, Event]]]

    @classmethod
    def of(cls, run: HistoryRun, by: Person, lines: Iterable[Line]) -> Judge:
        """Everything that the lines ask for, in a handful of queries."""
        nips = {line.nip for line in lines if line.nip}
        people = {person.nip: person for person in Person.objects.filter(nip__in=nips)}
        ids = [person.pk for person in people.values()]
        kept = set(Person.objects.kept_by(by).filter(pk__in=ids).values_list("pk", flat=True))
        rules = [rule.conversion() for rule in RuleVersion.objects.filter(in_use=True)]
        closed = closed_years_of(people.values())
        return cls(run, by, people, kept, events_of(kept), rules, closed, {})

    def judge(self, line: Line) -> HistoryRow:
        """The row of a line: new, known, or with what is wrong."""
        person = self._person(line)
        row = HistoryRow(
            run=self.run,
            line=line.number,
            nip=line.nip,
            name=(person.name if person else line.cells.get("name", "").strip())[:200],
            cells=line.cells,
            person=person,
            form=line.kind.form if line.kind else "",
            title=line.title,
            number=line.certificate,
            organiser=line.organiser,
            started_on=line.started_on,
            ended_on=line.ended_on,
        )
        row.jp = self._worth(line, person) if person else line.hours
        if not line.problems and person is not None:
            self._compare(line, row, person)
        row.problems = [_kept(line, problem) for problem in line.problems]
        row.kind = row.kind or (HistoryKind.PROBLEM if line.problems else HistoryKind.NEW)
        return row

    def _person(self, line: Line) -> Person | None:
        if not line.nip:
            return None
        person = self.people.get(line.nip)
        if person is None:
            line.wrong("nip", "person-unknown")
        elif person.pk == self.by.pk:
            line.wrong("nip", "oneself")
        elif person.pk not in self.kept:
            line.wrong("nip", "person-not-kept")
        else:
            return person
        return None

    def _worth(self, line: Line, person: Person) -> Decimal | None:
        if line.kind is None or line.started_on is None or line.ended_on is None:
            return line.hours
        activity = Activity(
            form=line.kind.form,
            ended_on=line.ended_on,
            stated_jp=line.hours,
            days=max(1, (line.ended_on - line.started_on).days + 1),
            emp_kind=person.emp_kind,
        )
        try:
            jp = worth(activity, self.rules).jp
        except NoRule:
            jp = Decimal(0)
        if not jp and not any(problem.key == "hours" for problem in line.problems):
            line.wrong("hours", "hours-missing")
        return jp or None

    def _compare(self, line: Line, row: HistoryRow, person: Person) -> None:
        event = event_of(row)
        for entry, other in self.known.get(person.pk, ()):
            if event.is_same_as(other):
                row.kind, row.known_as = HistoryKind.KNOWN, entry
                return
        if event.ended_on.year in self.closed.get(person.pk, ()):
            line.wrong("ended_on", "year-closed", year=event.ended_on.year)
            return
        seen = self.seen.setdefault(person.pk, [])
        for number, other in seen:
            if event.is_same_as(other):
                line.wrong("title", "line-twice", other=number)
                return
        seen.append((line.number, event))


def event_of(row: HistoryRow) -> Event:
    """What a good row tells."""
    assert row.started_on and row.ended_on
    return Event(
        number=row.number,
        organiser=row.organiser,
        title=row.title,
        started_on=row.started_on,
        ended_on=row.ended_on,
    )


def _kept(line: Line, problem: Any) -> dict[str, Any]:
    return {
        "key": problem.key,
        "value": problem.value[:200],
        "code": problem.code,
        "params": problem.params,
    }


def sentence_of(problem: dict[str, Any]) -> str:
    """A kept problem as a sentence in the reader's language."""
    return filled_in(
        _(sentence(problem["code"])),
        column=COLUMNS[problem["key"]].label,
        value=problem["value"],
        params=problem["params"],
    )
