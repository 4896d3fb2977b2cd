"""The risks of the demo city: the city's own register, and how the seeds write one down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from sinau.demo import estimates
from sinau.demo.city import City, content
from sinau.kernel import clock
from sinau.people.models import Grant, Person, Role
from sinau.risk.actions import (
    assess_risk,
    complete_action,
    identify_risk,
    open_register,
    plan_action,
    review_risk,
    treat_risk,
)
from sinau.risk.actions.risks import Statement
from sinau.risk.models import Kind, Register, Risk, Verdict

CITY = "city"
AGREED = "Penilaian dan penanganannya masuk akal."
# What was done before its day came, and by what one sees it.
DONE = {
    "AI-002": "Bahan bimtek membaca kutipan dipakai pada kelas bulan lalu, 28 peserta.",
    "AI-005": "Dua puluh dokumen diuji; tidak satu pun mengubah jawaban. Catatan uji ada di map bersama.",
    "AI-007": "Kalimat pesan diuji dengan sepuluh pasien; dua kalimat diganti.",
    "AI-020": "Tiga contoh kekeliruan sudah masuk lembar panduan halaman 4.",
}


def seed(city: City) -> None:
    """A second risk officer, and the register of what concerns every AI use of the city."""
    reviewer(city)
    estimates.causes(city)
    estimates.training(city)
    agencies = [city.agencies[code] for code in ("diskominfosan", "bkpsdm", "setda-organisasi")]
    keeper = city.cast["agung"]
    with clock.freeze(city.days_ago(180)):
        register = open_register(
            title="Risiko AI kota",
            subject="Risiko yang menyangkut semua penggunaan AI, di luar satu gagasan.",
            agency=agencies[0],
            partners=agencies[1:],
            keeper=keeper,
            by=keeper,
        )
    record = Record(city=city, register=register, writer=city.cast["wulan"], begun=170)
    risks = {row["code"]: record.write(row) for row in rows_of(CITY)}
    estimates.finished_round(city, register, risks)
    for code, risk in risks.items():
        if code != "AI-025":
            risk.refresh_from_db()
            record.review(risk, days_ago=150)


def reviewer(city: City) -> Person:
    """A colleague of the planning agency who is a risk officer, so that Agung reviews no own work."""
    person = city.person("bappeda")
    Grant.objects.get_or_create(
        person=person,
        role=Role.RISK_OFFICER,
        agency=city.agencies["kota"],
        defaults={"valid_from": city.today - timedelta(days=365)},
    )
    return person


@cache
def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = content("risks.toml")["risk"]
    return rows


def rows_of(slug: str) -> list[dict[str, Any]]:
    """The risks of one idea, or of the city."""
    return [row for row in _rows() if row["idea"] == slug]


@dataclass(frozen=True, kw_only=True)
class Record:
    """Writes the risks of one register as its people did, from `begun` days ago on."""

    city: City
    register: Register
    writer: Person
    begun: int

    def write(self, row: dict[str, Any]) -> Risk:
        """The risk with its treatment, its actions and where it should stand afterwards."""
        city, writer = self.city, self.writer
        with clock.freeze(city.days_ago(self.begun, hour=10)):
            risk = identify_risk(
                self.register,
                Statement(
                    event=row["event"],
                    cause=row["cause"],
                    impact_text=row["impact_text"],
                    category=row["category"],
                    impact_area=row["impact_area"],
                ),
                likelihood=row["likelihood"],
                impact=row["impact"],
                code=row["code"],
                by=writer,
            )
        with clock.freeze(city.days_ago(self.begun - 2, hour=13)):
            treat_risk(risk, option=row["treatment"], control=row["control"], by=writer)
            actions = [
                plan_action(
                    risk,
                    text=action["text"],
                    owner=city.person(action["owner"]),
                    due=city.today + timedelta(days=action["due_days"]),
                    by=writer,
                )
                for action in row["actions"]
            ]
            assess_risk(
                risk,
                Kind.TARGET,
                likelihood=row["residual_likelihood"],
                impact=row["residual_impact"],
                reason=row["control"],
                by=writer,
            )
            estimates.estimate(risk, by=writer)
        if row["code"] in DONE:
            with clock.freeze(city.days_ago(min(self.begun - 5, 12), hour=14)):
                complete_action(actions[0], evidence=DONE[row["code"]], by=actions[0].owner)
        return risk

    def review(self, risk: Risk, *, days_ago: int) -> None:
        """The risk officer who has not written it agrees."""
        with clock.freeze(self.city.days_ago(days_ago, hour=11)):
            review_risk(risk, Verdict.AGREED, note=AGREED, by=self.officer)

    def measure(self, risk: Risk, row: dict[str, Any], *, days_ago: int) -> None:
        """What the trial showed: the risk stands where it was hoped to stand."""
        with clock.freeze(self.city.days_ago(days_ago, hour=9)):
            assess_risk(
                risk,
                Kind.CURRENT,
                likelihood=row["residual_likelihood"],
                impact=row["residual_impact"],
                reason="Selama uji coba dilihat setiap minggu; pengendaliannya bekerja.",
                by=self.writer,
            )

    @property
    def officer(self) -> Person:
        """Agung, or his colleague where Agung keeps the register."""
        agung = self.city.cast["agung"]
        return reviewer(self.city) if self.register.keeper_id == agung.pk else agung
