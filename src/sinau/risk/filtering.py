"""The filters of the list of risks; they live in the address, and the export obeys the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.risk.models import Basis, Framework
from sinau.risk.models.risks import RiskQuerySet

STATES: tuple[tuple[str, Promise], ...] = (
    ("di-atas-selera", _("Di atas selera")),
    ("perlu-tinjauan", _("Perlu ditinjau")),
    ("terlambat", _("Tindakan terlambat")),
    ("ditutup", _("Ditutup")),
)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is asked for; what nobody understands is left out."""

    state: str = ""
    level: int | None = None
    category: str = ""
    agency: int | None = None
    register: int | None = None
    cell: tuple[int, int] | None = None
    side: str = "sesudah"
    basis: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> Filters:
        """From the address of the page."""
        return cls(
            state=query.get("keadaan", ""),
            level=_number(query.get("tingkat", "")),
            # PostgreSQL knows no text with a zero byte.
            category=query.get("kategori", "").replace("\x00", ""),
            agency=_number(query.get("perangkat", "")),
            register=_number(query.get("register", "")),
            cell=_cell(query.get("sel", "")),
            basis=query.get("kriteria", "") if query.get("kriteria") in Basis.values else "",
            side="sebelum" if query.get("peta") == "sebelum" else "sesudah",
        )

    def apply(self, risks: RiskQuerySet, framework: Framework) -> RiskQuerySet:
        """The risks that fit."""
        risks = self._of_state(risks)
        if self.level is not None:
            risks = risks.filter(standing__level=self.level)
        if self.category:
            risks = risks.filter(category=self.category)
        if self.agency is not None:
            risks = risks.filter(register__involvements__agency=self.agency)
        if self.register is not None:
            risks = risks.filter(register=self.register)
        if self.basis:
            risks = risks.filter(register__likelihood_basis=self.basis)
        if self.cell:
            field = "inherent" if self.side == "sebelum" else "standing"
            risks = risks.filter(
                **{
                    f"{field}__likelihood": self.cell[0],
                    f"{field}__impact": self.cell[1],
                    f"{field}__framework": framework,
                }
            )
        return risks

    def _of_state(self, risks: RiskQuerySet) -> RiskQuerySet:
        if self.state == "di-atas-selera":
            return risks.above_appetite()
        if self.state == "perlu-tinjauan":
            return risks.unreviewed()
        if self.state == "terlambat":
            return risks.overdue(today())
        if self.state == "ditutup":
            return risks.closed()
        return risks.open_now()


def _number(said: str) -> int | None:
    """A key of a row; nothing that PostgreSQL could not hold."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


def _cell(said: str) -> tuple[int, int] | None:
    likelihood, _dash, impact = said.partition("-")
    row, column = _number(likelihood), _number(impact)
    return (row, column) if row and column and row < 100 and column < 100 else None
