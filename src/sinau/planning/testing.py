"""For tests: frameworks in use, a structure, a theme with a programme, and a plan being made."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.planning.actions.assessing import assess
from sinau.planning.actions.competencies import open_frameworks
from sinau.planning.actions.items import write_item
from sinau.planning.actions.plans import write_plan
from sinau.planning.actions.structure import write_organ
from sinau.planning.actions.themes import write_programme, write_theme
from sinau.planning.models import (
    Competency,
    Organ,
    OrganKind,
    PlanItem,
    Programme,
    Source,
    Theme,
    YearPlan,
)

YEAR = 2027


class PlanningTestCase(CastTestCase):
    """The city's officer is Wulan; Bayu supervises Sari, Budi heads their agency, Joko is elsewhere."""

    council: ClassVar[Organ]
    academy: ClassVar[Organ]
    programme: ClassVar[Programme]
    plan: ClassVar[YearPlan]
    literacy: ClassVar[Competency]
    service: ClassVar[Competency]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        open_frameworks(by=cls.wulan)
        cls.literacy = Competency.objects.get(key="ai-mengenal")
        cls.service = Competency.objects.get(key="pelayanan-publik")
        cls.council = write_organ(
            Organ(kind=OrganKind.COUNCIL, name="Dewan Pengarah"), by=cls.wulan
        )
        cls.academy = write_organ(
            Organ(kind=OrganKind.ACADEMY, name="Akademi Digital", parent=cls.council), by=cls.wulan
        )
        theme = write_theme(
            Theme(
                title="Layanan pintar",
                goal="Layanan yang cepat",
                source="RPJMD, sasaran 1",
                starts_year=2025,
                ends_year=2029,
            ),
            by=cls.wulan,
        )
        cls.programme = write_programme(
            Programme(
                theme=theme,
                academy=cls.academy,
                title="ASN cakap AI",
                aim="Memakai AI dengan aman",
                target="Semua pegawai",
            ),
            {cls.literacy: 2},
            by=cls.wulan,
        )
        cls.plan = write_plan(YearPlan(year=YEAR, ceiling=100_000_000), by=cls.wulan)

    @classmethod
    def item(cls, title: str = "Bimtek AI", **said: object) -> PlanItem:
        """An item of the plan: 40 people at Rp250.000 each."""
        fields = {
            "plan": cls.plan,
            "programme": cls.programme,
            "title": title,
            "form": "bimtek",
            "participants": 40,
            "jp": Decimal(8),
            "month": 3,
            "unit_cost": 250_000,
            **said,
        }
        return write_item(PlanItem(**fields), by=cls.wulan)

    @staticmethod
    def found(person: Person, competency: Competency, level: int, by: Person) -> None:
        """The person was found at that level by somebody else."""
        assess(
            person,
            competency,
            level=level,
            source=Source.SUPERVISOR,
            by=by,
            words="Terlihat di kerja",
        )
