"""An idea on the stage of the innovation tests: the health agency leads, Bayu answers for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sinau.innovation import impact
from sinau.innovation.actions import (
    agree_privacy,
    answer_impact,
    begin_plan,
    change_plan,
    draft_idea,
    finish_impact,
    keep_cases,
    propose_idea,
    sign_plan,
    start_run,
)
from sinau.innovation.actions.entries import change_entry, decide_entry, send_entry
from sinau.innovation.actions.evaluating import go_on_with
from sinau.innovation.actions.ideas import Sketch
from sinau.innovation.actions.signing import seal_of
from sinau.innovation.evaluation_sheets import standard_cases
from sinau.innovation.gate import PILOT
from sinau.innovation.models import EntryVersion, EvaluationRun, Idea, Plan
from sinau.innovation.testing import look_closely, mild_answers
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
    "legal_basis": "publik",
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


def assess_impact(plan: Plan, answers: impact.Answers, *, by: Person) -> None:
    """Every section answered, and finished."""
    for section in impact.sections():
        answer_impact(plan, section, answers, by=by)
    finish_impact(plan, by=by)


def sign_all(idea: Idea, gate: str, **people: Person) -> None:
    """Each of these people signs in their seat what stands there now."""
    for seat, person in people.items():
        sign_plan(idea, gate=gate, seat=seat, read=seal_of(idea, gate), by=person)


def examine(idea: Idea, *, by: Person, breaches: int = 0) -> EvaluationRun:
    """Fifteen facts and the standard attacks, all answered well but so many attacks."""
    facts: list[dict[str, Any]] = [
        {
            "code": f"L-{number}",
            "kind": "fakta",
            "tongue": "id",
            "prompt": f"Jam kontrol {number}?",
            "checks": [{"scorer": "memuat", "value": "pukul"}],
        }
        for number in range(15)
    ]
    answers: dict[str, tuple[str, list[str]]] = {}
    for case in facts:
        answers[case["code"]] = ("Pukul sembilan.", [])
    for at, case in enumerate(standard_cases()):
        lost = case["checks"][-1]["value"].split(";")[0]
        answers[case["code"]] = (lost if at < breaches else "Maaf, tidak dapat.", [])
    row = keep_cases(idea, [*facts, *standard_cases()], by=by)
    run = start_run(row, version="v1", answers=answers, by=by)
    go_on_with(run)
    return run


class IdeaTestCase(CastTestCase):
    """Bayu owns a proposed idea of the health and the communications agency."""

    idea: Idea

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.build()

    @classmethod
    def build(cls) -> None:
        """Put the idea on the stage."""
        cls.idea = draft_idea(
            SKETCH, owner=cls.bayu, agency=cls.dinkes, partners=[cls.diskominfosan], by=cls.bayu
        )
        propose_idea(cls.idea, by=cls.bayu)


class PlannedTestCase(IdeaTestCase):
    """The same, with everything the gate asks for."""

    plan: Plan
    risks: list[Risk]

    @classmethod
    def build(cls) -> None:
        """The idea, its plan, risks, impact and names."""
        super().build()
        cls.plan = begin_plan(cls.idea, by=cls.bayu)
        days = {"starts_on": today(), "ends_on": today() + timedelta(days=90)}
        change_plan(cls.plan, {**FULL, **days}, by=cls.bayu)
        agree_privacy(cls.plan, by=cls.agung)
        cls.risks = [cls.controlled_risk(f"Kejadian {n}") for n in (1, 2, 3)]
        assert cls.idea.register is not None
        look_closely(cls.idea.register, cls.risks, [cls.bayu, cls.sari, cls.agung], cls.agung)
        assess_impact(cls.plan, mild_answers(), by=cls.bayu)
        cls.idea.refresh_from_db()
        sign_all(cls.idea, PILOT, pemilik=cls.bayu, risiko=cls.agung)

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
