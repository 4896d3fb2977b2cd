"""What the rows of a workbook mean for the records: new, changed, moved, left, or in need of a cure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sinau.people.models import (
    Agency,
    ImportRow,
    ImportRun,
    Person,
    PersonalData,
    Role,
    RowKind,
)
from sinau.people.units import Register, register
from sinau.people.workbook import COLUMNS, Problem, Row, Value

# Keys of the workbook that are fields of the person under the same name.
STAFF = (
    "name",
    "title_front",
    "title_back",
    "email",
    "emp_kind",
    "legal_status",
    "birth_date",
    "sex",
    "cpns_date",
    "pns_date",
    "grade_first",
    "grade",
    "grade_date",
    "service_years",
    "service_months",
    "job_kind",
    "job_title",
    "job_date",
    "education_level",
    "education",
    "asn_card",
)
PERSONAL = tuple(key for key, column in COLUMNS.items() if column.personal)
DATES = frozenset(key for key in STAFF if key.endswith("_date")) | {"left_on"}
# A cell may settle the value of another column, see workbook.checking.
_SETTLES = {"status": "emp_kind", "private_email": "email", "echelon": "job_kind"}


def plain(value: Any) -> Any:
    """A value as it is kept in JSON."""
    return value.isoformat() if isinstance(value, date) else value


def full(key: str, value: Any) -> Any:
    """The value that `plain` kept."""
    return date.fromisoformat(value) if key in DATES and value else value


def problem_of(kept: Mapping[str, Any]) -> Problem:
    """The problem that was kept with a row."""
    return Problem(**kept)


def sentence_of(kept: Mapping[str, Any]) -> str:
    """What is wrong and the cure, in the reader's language."""
    problem = problem_of(kept)
    return problem.filled_in(_(problem.template))


@dataclass
class Judge:
    """Compares rows with the records as they are now; what it needs is read in a few queries."""

    run: ImportRun
    paths: list[str]
    register: Register
    people: dict[str, Person]
    personal: dict[int, PersonalData]

    @classmethod
    def of(cls, run: ImportRun, by: Person, rows: Iterable[Row]) -> Judge:
        """A judge who knows the people of these rows."""
        numbers = {str(row.values["nip"]) for row in rows if row.values.get("nip")}
        people = {p.nip: p for p in Person.objects.filter(nip__in=numbers)}
        known = PersonalData.objects.filter(person_id__in=[p.pk for p in people.values()])
        return cls(
            run=run,
            paths=by.paths(Role.OFFICER),
            register=register(),
            people=people,
            personal={data.person_id: data for data in known},
        )

    def judge(self, row: Row) -> ImportRow:
        """What this row means."""
        person = self.people.get(str(row.values.get("nip") or ""))
        agency = self._agency(row, person)
        judged = ImportRow(
            run=self.run,
            number=row.number,
            kind=RowKind.PROBLEM,
            nip=str(row.values.get("nip") or ""),
            name=str(row.values.get("name") or row.cells.get("name", ""))[:200],
            cells=row.cells,
            person=person,
            agency=agency,
            problems=[asdict(problem) for problem in row.problems],
        )
        if not row.blocked:
            self._compare(row, judged, person, agency)
        return judged

    def _compare(
        self, row: Row, judged: ImportRow, person: Person | None, agency: Agency | None
    ) -> None:
        said = _said(row, is_new=person is None)
        judged.changes = {
            key: [plain(old), plain(new)]
            for key in STAFF
            if (new := said.get(key)) is not None and (old := _old(person, key)) != new
        }
        data = self.personal.get(person.pk) if person else None
        judged.personal = {
            key: [old, str(new)]
            for key in PERSONAL
            if (new := said.get(key)) is not None and (old := getattr(data, key, "")) != str(new)
        }
        if person is None:
            judged.kind = RowKind.NEW
            judged.changes["agency"] = [None, agency.pk if agency else None]
            return
        if person.left_on or not person.is_active:
            judged.changes["left_on"] = [plain(person.left_on), None]
            judged.changes["is_active"] = [person.is_active, True]
        if agency is not None and agency.pk != person.agency_id:
            judged.changes["agency"] = [person.agency_id, agency.pk]
            judged.kind = RowKind.MOVED
        elif judged.changes or judged.personal:
            judged.kind = RowKind.CHANGED
        else:
            judged.kind = RowKind.SAME

    def _agency(self, row: Row, person: Person | None) -> Agency | None:
        """The agency the row names; what stands in the way becomes a problem of the row."""
        if person is not None and not self._keeps(self._of(person)):
            _add(row, "nip", "person-outside", value=person.nip)
            return None
        unit, above = (_text(row, key) for key in ("agency", "parent_agency"))
        if not unit and not above:
            if person is None:
                _add(row, "agency", "agency-missing")
            return self._of(person) if person else None
        return self._named(row, unit, above)

    def _named(self, row: Row, unit: str, above: str) -> Agency | None:
        chosen = self.run.units.get(unit or above)
        found = (
            [self.register.agencies[chosen]]
            if chosen in self.register.agencies
            else (unit and self.register.find(unit, above)) or self.register.find(above or unit)
        )
        if not found:
            _add(row, "agency", "agency-unknown", value=unit or above)
        elif len(found) > 1:
            names = ", ".join(agency.name for agency in found[:4])
            _add(row, "agency", "agency-ambiguous", value=unit or above, choices=names)
        elif not self._keeps(found[0]):
            _add(row, "agency", "agency-outside", value=unit or above)
        else:
            return found[0]
        return None

    def _of(self, person: Person | None) -> Agency | None:
        if person is None or person.agency_id is None:
            return None
        return self.register.agencies.get(person.agency_id)

    def _keeps(self, agency: Agency | None) -> bool:
        path = agency.path if agency else ""
        return any(path.startswith(kept) for kept in self.paths)


def left_rows(run: ImportRun, mentioned: set[str]) -> list[ImportRow]:
    """People of the agency the file is complete for whom it does not mention."""
    if run.complete_for is None:
        return []
    serving = Person.objects.serving().filter(agency__path__startswith=run.complete_for.path)
    return [
        ImportRow(
            run=run,
            kind=RowKind.LEFT,
            nip=person.nip,
            name=person.name,
            person=person,
            agency_id=person.agency_id,
        )
        for person in serving
        if person.nip not in mentioned
    ]


def _said(row: Row, *, is_new: bool) -> dict[str, Value]:
    """What the row says of the person: nothing of what is only concluded about somebody known."""
    if is_new:
        return row.values
    keys = {key for key, text in row.cells.items() if text.strip()}
    keys |= {_SETTLES[key] for key in keys & _SETTLES.keys()}
    return {key: value for key, value in row.values.items() if key in keys}


def _old(person: Person | None, key: str) -> Any:
    return getattr(person, key) if person else None


def _text(row: Row, key: str) -> str:
    return str(row.values.get(key) or "")


def _add(row: Row, key: str, code: str, *, value: str = "", **params: str) -> None:
    row.problems.append(Problem(row.number, key, COLUMNS[key].label, value, code, params))
