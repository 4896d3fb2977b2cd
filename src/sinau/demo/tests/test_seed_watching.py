"""The demo city keeps watch: boxes answered, incidents told without blame, forms signed."""

from __future__ import annotations

from typing import ClassVar

from django.test import TestCase

from sinau.demo import innovation, people, risk, watching
from sinau.demo.city import City
from sinau.innovation.gate import LIVE, reasons_of
from sinau.innovation.gathering import findings_of
from sinau.innovation.models import Idea
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import today
from sinau.risk.actions.monitoring import quarter_of
from sinau.risk.completeness import unnamed_of
from sinau.risk.coverage import coverage_of
from sinau.risk.models import Incident, Register, Risk
from sinau.risk.papers.forms import compose


class SeedWatchingTests(TestCase):
    city: ClassVar[City]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.city = City(today=today())
        for app in (people, risk, innovation, watching):
            app.seed(cls.city)
        tell_everyone()

    def test_the_answer_desk_covers_every_box_and_stays_live(self) -> None:
        tanya = Idea.objects.get(slug="tanya-sinau")
        assert tanya.register is not None
        self.assertTrue(coverage_of(tanya.register).is_complete)
        self.assertEqual(reasons_of(findings_of(tanya, LIVE)), [])

    def test_half_of_what_was_told_only_nearly_happened(self) -> None:
        told = Incident.objects
        self.assertEqual((told.count(), told.filter(near_miss=True).count()), (6, 3))
        self.assertEqual(told.filter(is_unnamed=True).count(), 1)
        self.assertEqual(told.untriaged().count(), 1)
        waiting = Incident.objects.get(personal_data=True)
        self.assertEqual(waiting.notices.exclude(sent_at=None).count(), 1)

    def test_the_signed_forms_are_still_as_they_were_signed(self) -> None:
        register = Register.objects.get(title="Risiko AI kota")
        year, quarter = quarter_of(today())
        for signature in register.signatures.all():
            form = compose(register, signature.form, year=year, quarter=quarter)
            self.assertEqual(form.fingerprint, signature.fingerprint)
        self.assertEqual(register.signatures.count(), 2)
        found = unnamed_of(register)
        assert found is not None
        self.assertGreater(found.unnamed, 0)

    def test_one_risk_of_the_city_still_waits_for_its_review(self) -> None:
        register = Register.objects.get(title="Risiko AI kota")
        waits = Risk.objects.filter(register=register).unreviewed()
        self.assertEqual([row.code for row in waits], ["AI-025"])
