"""Every box of the AI taxonomy has an answer: a risk, or a reason another agency confirmed."""

from __future__ import annotations

from sinau.journal.models import Entry
from sinau.people.models import Agency, Person
from sinau.risk.actions.deciding import close_risk
from sinau.risk.actions.taxonomies import (
    AlreadyNamed,
    Causes,
    SameAgency,
    classify_risk,
    confirm_exclusion,
    exclude_box,
    withdraw_exclusion,
)
from sinau.risk.coverage import Answer, coverage, coverage_of, is_ai
from sinau.risk.models import Register
from sinau.risk.taxonomy import suggestions, taxonomy
from sinau.risk.tests.stage import RegisterTestCase


class TaxonomyTests(RegisterTestCase):
    def test_there_are_seven_domains_and_twenty_four_boxes(self) -> None:
        boxes = taxonomy().subdomains
        self.assertEqual(len(boxes), 24)
        self.assertEqual({box.domain_code for box in boxes}, set("1234567"))
        self.assertEqual([tag.key for tag in taxonomy().tags], ["entity", "intent", "timing"])

    def test_each_suggestion_fits_the_classes(self) -> None:
        known = {box.code for box in taxonomy().subdomains}
        categories = self.register.framework.scale.categories
        keys = [one.key for one in suggestions()]
        self.assertEqual(len(keys), len(set(keys)))
        for one in suggestions():
            with self.subTest(one.key):
                self.assertIn(one.subdomain, known)
                self.assertIn(one.category, categories)
                self.assertTrue(one.controls)
                for tag in taxonomy().tags:
                    self.assertTrue(tag.name_of(getattr(one, tag.key)))

    def test_the_pure_part_needs_no_database(self) -> None:
        with self.assertNumQueries(0):
            found = coverage(taxonomy().subdomains, {}, {}, version="1")
        self.assertEqual((found.done, found.total, found.is_complete), (0, 24, False))


class CoverRegisterTests(RegisterTestCase):
    def answer(self, code: str) -> Answer:
        return next(box.answer for box in coverage_of(self.register).boxes if box.code == code)

    def test_a_risk_answers_its_box_until_it_is_closed(self) -> None:
        self.assertEqual(self.answer("2.1"), Answer.OPEN)
        classify_risk(self.risk, "2.1", Causes(entity="human"), by=self.sari)
        classify_risk(self.risk, "2.1", Causes(entity="human"), by=self.sari)
        self.assertEqual(self.answer("2.1"), Answer.RISK)
        self.assertEqual(Entry.objects.filter(kind="risk.risk.classified").count(), 1)
        close_risk(self.risk, reason="Tidak lagi", by=self.bayu)
        self.assertEqual(self.answer("2.1"), Answer.OPEN)

    def test_a_reason_counts_when_another_agency_confirms_it_p_rsk_35(self) -> None:
        """P-RSK-35: Sari's colleague cannot confirm what she wrote; Wulan's agency can."""
        made = exclude_box(self.register, "7.5", reason="Hanya pesan tetap", by=self.sari)
        self.assertEqual(self.answer("7.5"), Answer.UNCONFIRMED)
        for person in (self.sari, self.budi):
            with self.assertRaises(SameAgency):
                confirm_exclusion(made, by=person)
        confirm_exclusion(made, by=self.wulan)
        confirm_exclusion(made, by=self.agung)
        made.refresh_from_db()
        self.assertEqual(made.confirmed_by, self.wulan)
        self.assertEqual(self.answer("7.5"), Answer.EXCLUDED)
        withdraw_exclusion(made, by=self.sari)
        self.assertEqual(self.answer("7.5"), Answer.OPEN)

    def test_a_unit_and_its_department_are_not_two_voices(self) -> None:
        clinic = Agency(code="puskesmas", name="Puskesmas", short_name="PKM", parent=self.dinkes)
        clinic.kind, clinic.opened_on = self.dinkes.kind, self.dinkes.opened_on
        clinic.path = clinic.path_below(self.dinkes)
        clinic.save()
        Person.objects.filter(pk=self.budi.pk).update(agency=clinic)
        made = exclude_box(self.register, "7.5", reason="Hanya pesan tetap", by=self.sari)
        with self.assertRaises(SameAgency):
            confirm_exclusion(made, by=Person.objects.get(pk=self.budi.pk))

    def test_another_reason_must_be_confirmed_anew(self) -> None:
        made = exclude_box(self.register, "7.5", reason="Satu", by=self.sari)
        confirm_exclusion(made, by=self.wulan)
        self.assertEqual(exclude_box(self.register, "7.5", reason="Satu", by=self.sari), made)
        exclude_box(self.register, "7.5", reason="Dua", by=self.sari)
        self.assertEqual(self.answer("7.5"), Answer.UNCONFIRMED)

    def test_a_box_with_a_risk_applies(self) -> None:
        classify_risk(self.risk, "2.1", by=self.sari)
        with self.assertRaises(AlreadyNamed):
            exclude_box(self.register, "2.1", reason="x", by=self.sari)

    def test_it_asks_the_database_twice(self) -> None:
        with self.assertNumQueries(2):
            found = coverage_of(self.register)
        self.assertEqual(len(found.missing), 24)

    def test_the_duty_holds_for_ai_uses(self) -> None:
        self.assertFalse(is_ai(self.register))
        Register.objects.filter(pk=self.register.pk).update(source="innovation.idea:7")
        self.register.refresh_from_db()
        self.assertTrue(is_ai(self.register))
