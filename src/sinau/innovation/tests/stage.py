"""An idea on the stage of the innovation tests: the health agency leads, Bayu answers for it."""

from __future__ import annotations

from datetime import timedelta

from sinau.innovation.actions import (
    agree_privacy,
    begin_plan,
    change_plan,
    draft_idea,
    propose_idea,
)
from sinau.innovation.actions.entries import change_entry, decide_entry, send_entry
from sinau.innovation.actions.ideas import Sketch
from sinau.innovation.models import EntryVersion, Idea, Plan
from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.risk.actions import assess_risk, identify_risk, plan_action, review_risk, treat_risk
from sinau.risk.actions.risks import Statement
from sinau.risk.models import Kind, Risk, Verdict

SKETCH = Sketch(
    title="Pengingat jadwal kontrol",
    problem="Tiga dari sepuluh pasien tidak datang pada hari kontrol",
    beneficiaries="Pasien puskesmas",
    summary="Pesan pengingat yang tidak membuka keadaan kesehatan",
    sectors=("kesehatan", "kominfo"),
)
FULL = {
    "purpose": "Pasien datang pada jamnya",
    "people_affected": "Pasien dan keluarganya",
    "data_used": "Nomor telepon dan jam kontrol",
    "personal_data": True,
    "privacy_note": "Dasar: pelayanan publik. Terburuk: pesan terbaca keluarga.",
    "human_role": "Petugas memeriksa daftar pesan",
    "fallback": "Petugas menelepon",
    "cost": 18_500_000,
    "benefit_indicator": "Pasien yang datang",
    "benefit_baseline": "68 dari 100",
    "benefit_target": "80 dari 100",
    "exit": "Pengiriman dihentikan dan nomor dihapus",
    "contact": "Loket pengaduan Dinas Kesehatan, dijawab 3 hari kerja",
}
TOLD = {
    "cara-kerja": "Menyusun pesan dari jam kontrol",
    "penyedia": "Kota sendiri",
    "dasar-hukum": "Tugas pelayanan kesehatan daerah",
    "risiko": "Pesan terbaca orang lain; isinya tidak menyebut penyakit",
    "keberatan": "Minta petugas menelepon",
}


def publish(idea: Idea, *, by: Person, head: Person, note: str = "") -> EntryVersion:
    """The public entry of the idea, whole and approved."""
    change_entry(idea, TOLD, hidden=(), by=by)
    version = send_entry(idea, note=note, by=by)
    decide_entry(version, approve=True, note="", by=head)
    return version


class IdeaTestCase(CastTestCase):
    """Bayu owns a proposed idea of the health and the communications agency."""

    idea: Idea

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.idea = draft_idea(
            SKETCH, owner=cls.bayu, agency=cls.dinkes, partners=[cls.diskominfosan], by=cls.bayu
        )
        propose_idea(cls.idea, by=cls.bayu)


class PlannedTestCase(IdeaTestCase):
    """The same, with everything the gate asks for."""

    plan: Plan
    risks: list[Risk]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.plan = begin_plan(cls.idea, by=cls.bayu)
        days = {"starts_on": today(), "ends_on": today() + timedelta(days=90)}
        change_plan(cls.plan, {**FULL, **days}, by=cls.bayu)
        agree_privacy(cls.plan, by=cls.agung)
        cls.risks = [cls.controlled_risk(f"Kejadian {n}") for n in (1, 2, 3)]

    @classmethod
    def controlled_risk(cls, event: str) -> Risk:
        """A risk that stands at Tinggi, is treated down to Sedang and reviewed."""
        assert cls.idea.register is not None
        said = Statement(event=event, cause="Sebab", impact_text="Akibat", category="Layanan SPBE")
        risk = identify_risk(cls.idea.register, said, likelihood=4, impact=4, by=cls.sari)
        treat_risk(risk, option="mitigasi", control="Pemeriksaan", by=cls.sari)
        plan_action(risk, text="Uji", owner=cls.bayu, due=today() + timedelta(days=20), by=cls.sari)
        assess_risk(risk, Kind.TARGET, likelihood=2, impact=4, reason="Uji", by=cls.sari)
        review_risk(risk, Verdict.AGREED, note="", by=cls.agung)
        return risk
