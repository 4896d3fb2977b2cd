"""Which months and years of an agency are closed, which may be, and what must come first."""

from __future__ import annotations

from dataclasses import dataclass

from sinau.credit.models import WHOLE_YEAR, Closing, last_day, period_name
from sinau.kernel.clock import today
from sinau.people.models import Agency


def above(agency: Agency) -> list[str]:
    """The paths of the agency and of all it stands in."""
    parts = agency.path.strip("/").split("/")
    return ["/" + "/".join(parts[: depth + 1]) + "/" for depth in range(len(parts))]


def closings_of(agency: Agency, year: int) -> dict[int, Closing]:
    """By month, 0 for the year: the closing that covers the agency, its own before one above it."""
    found = (
        Closing.objects.filter(agency__path__in=above(agency), year=year)
        .select_related("agency", "closed_by")
        .order_by("agency__path")
    )
    return {closing.month: closing for closing in found}


def months_missing(closed: dict[int, Closing], month: int) -> list[int]:
    """The months that must be closed before this one, or before the year."""
    until = 13 if month == WHOLE_YEAR else month
    return [each for each in range(1, until) if each not in closed]


def is_over(year: int, month: int) -> bool:
    """Whether the period lies in the past."""
    return last_day(year, month) < today()


@dataclass(frozen=True)
class Period:
    """A month or year of an agency, and where it stands."""

    year: int
    month: int
    closing: Closing | None
    is_next: bool

    @property
    def name(self) -> str:
        """ "September 2026", or "Tahun 2026"."""
        return period_name(self.year, self.month)

    @property
    def is_over(self) -> bool:
        """Whether it lies in the past."""
        return is_over(self.year, self.month)


def periods_of(agency: Agency, year: int) -> list[Period]:
    """The twelve months of a year and the year itself, in their order."""
    closed = closings_of(agency, year)
    return [
        Period(
            year=year,
            month=month,
            closing=closed.get(month),
            is_next=month not in closed
            and is_over(year, month)
            and not months_missing(closed, month),
        )
        for month in (*range(1, 13), WHOLE_YEAR)
    ]
