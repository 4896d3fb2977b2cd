"""A register on the stage of the risk tests: the health agency with the communications agency."""

from __future__ import annotations

from sinau.people.models import Agency, Person, Role
from sinau.people.testing import CastTestCase
from sinau.risk.actions import identify_risk, open_register
from sinau.risk.actions.risks import Statement
from sinau.risk.models import Register, Risk


def grant(person: Person, role: Role, agency: Agency) -> None:
    """Give a role in the test, from long ago; the person is asked anew."""
    from datetime import date

    person.grants.create(role=role, agency=agency, valid_from=date(2020, 1, 1))
    person.__dict__.pop("roles", None)


class RegisterTestCase(CastTestCase):
    """Bayu keeps a register in which Sari wrote a risk at 19, Tinggi."""

    register: Register
    risk: Risk

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.register = open_register(
            title="Pengingat jadwal kontrol",
            agency=cls.dinkes,
            keeper=cls.bayu,
            partners=[cls.bkpsdm],
            by=cls.bayu,
        )
        cls.risk = identify_risk(
            cls.register,
            Statement(
                event="Pesan pengingat terbaca anggota keluarga",
                cause="Telepon dipakai bersama",
                impact_text="Keadaan kesehatan diketahui orang lain",
                category="Layanan SPBE",
            ),
            likelihood=4,
            impact=4,
            by=cls.sari,
        )
