"""The demo city has twelve ideas and twenty-five risks, and its gates tell the truth."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from django.test import TestCase

from sinau.demo import gated, innovation, people, risk, watching
from sinau.demo.city import City
from sinau.innovation.collaborating import collaboration
from sinau.innovation.evidencing import score_of
from sinau.innovation.gate import LIVE, PILOT, reasons_of
from sinau.innovation.gathering import findings_of
from sinau.innovation.models import Call, EntryVersion, Idea
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import today
from sinau.risk.models import Register, Risk


class SeedInnovationTests(TestCase):
    city: ClassVar[City]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.city = City(today=today())
        people.seed(cls.city)
        risk.seed(cls.city)
        innovation.seed(cls.city)
        watching.seed(cls.city)
        gated.seed(cls.city)
        tell_everyone()

    def idea(self, slug: str) -> Idea:
        return Idea.objects.get(slug=slug)

    def test_there_are_twelve_ideas_and_twenty_five_risks(self) -> None:
        stages = Counter(Idea.objects.values_list("stage", flat=True))
        self.assertEqual(
            stages, {"live": 2, "pilot": 2, "plan": 3, "proposed": 3, "declined": 1, "merged": 1}
        )
        self.assertEqual(Risk.objects.count(), 25)
        self.assertEqual(Register.objects.count(), 8)

    def test_our_own_answer_desk_is_live_under_an_open_gate(self) -> None:
        tanya = self.idea("tanya-sinau")
        self.assertEqual(tanya.stage, "live")
        self.assertEqual(reasons_of(findings_of(tanya, LIVE)), [])

    def test_two_ideas_of_one_agency_are_refused_by_the_gate(self) -> None:
        for slug in ("usulan-klasifikasi-arsip", "usulan-kebutuhan-pelatihan"):
            said = [reason.text for reason in reasons_of(findings_of(self.idea(slug), PILOT))]
            self.assertIn("Baru 1 perangkat daerah", said[0])

    def test_one_pilot_has_its_gate_closed_by_what_it_saw(self) -> None:
        closed = Idea.objects.exclude(gate_closed_at=None).values_list("slug", flat=True)
        self.assertEqual(list(closed), ["pengelompok-laporan-sampah-parkir-dan-jalan"])

    def test_people_talk_vote_and_give(self) -> None:
        merged = self.idea("pesan-kontrol-ibu-hamil")
        self.assertEqual(merged.merge.into, self.idea("pengingat-jadwal-kontrol"))
        self.assertEqual(Call.objects.exclude(closing=None).count(), 1)
        statements = Call.objects.get(closing=None).statements.count()
        self.assertEqual(statements, 8)
        self.assertGreater(len(collaboration().found.ties), 8)

    def test_three_uses_are_told_in_full_and_one_waits(self) -> None:
        told = EntryVersion.objects.filter(decision__is_approved=True)
        self.assertEqual(len(set(told.values_list("idea", flat=True))), 3)
        self.assertEqual(EntryVersion.objects.filter(decision=None).count(), 1)

    def test_the_papers_of_the_answer_desk_give_a_range(self) -> None:
        tanya = self.idea("tanya-sinau")
        found = score_of(tanya, list(tanya.evidence.select_related("check_row")))
        self.assertGreater(found.high, found.low)
        self.assertEqual(found.missing, ())

    def test_the_counters_are_true(self) -> None:
        for register in Register.objects.all():
            risks = Risk.objects.filter(register=register)
            self.assertEqual(register.risk_count, risks.open_now().count())
            self.assertEqual(register.above_count, risks.above_appetite().count())
            self.assertEqual(register.unreviewed_count, risks.unreviewed().count())

    def test_bayu_and_joko_see_only_their_own(self) -> None:
        bayu = set(
            Register.objects.visible_to(self.city.cast["bayu"]).values_list("title", flat=True)
        )
        self.assertEqual(bayu, {"Pengingat Jadwal Kontrol"})
        joko = set(Risk.objects.visible_to(self.city.cast["joko"]).values_list("code", flat=True))
        self.assertEqual(joko, {"AI-010", "AI-011", "AI-012", "AI-013", "AI-022"})
