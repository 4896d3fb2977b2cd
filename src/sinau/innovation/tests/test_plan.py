"""The plan as a list of tasks, and the agreement about personal data."""

from __future__ import annotations

from django.urls import reverse

from sinau.innovation.actions import agree_privacy, begin_plan, change_plan, set_partners
from sinau.innovation.actions.ideas import NotYetPossible
from sinau.innovation.actions.plans import NothingToAgree, OwnPlan
from sinau.innovation.models import Idea, Plan, PrivacyAgreement
from sinau.innovation.tests.stage import FULL, IdeaTestCase, PlannedTestCase
from sinau.journal.models import Entry
from sinau.risk.models import Register


class BeginPlanTests(IdeaTestCase):
    def test_it_opens_a_register_for_the_same_agencies_once(self) -> None:
        self.client.force_login(self.bayu)
        url = reverse("innovation:plan_begin", args=[self.idea.pk])
        self.client.post(url)
        self.client.post(url)
        register = Register.objects.get()
        self.assertEqual(register.keeper, self.bayu)
        agencies = set(register.involvements.values_list("agency__code", flat=True))
        self.assertEqual(agencies, {"dinkes", "diskominfosan"})

    def test_a_draft_has_no_plan_yet(self) -> None:
        self.idea.stage = "draft"
        with self.assertRaises(NotYetPossible):
            begin_plan(self.idea, by=self.bayu)

    def test_each_part_says_what_is_missing(self) -> None:
        begin_plan(self.idea, by=self.bayu)
        self.client.force_login(self.bayu)
        page = reverse("innovation:plan", args=[self.idea.pk])
        self.assertContains(self.client.get(page), "0 dari 8 bagian lengkap")
        part = reverse("innovation:plan_part", args=[self.idea.pk, "tujuan"])
        self.client.post(part, {"purpose": "Pasien datang", "people_affected": ""})
        self.assertContains(self.client.get(page), "1 isian kurang")
        self.client.post(part, {"purpose": "Pasien datang", "people_affected": "Pasien"})
        self.assertContains(self.client.get(page), "1 dari 8 bagian lengkap")
        self.assertEqual(self.client.get(part.replace("tujuan", "apa")).status_code, 404)

    def test_personal_data_asks_for_its_impact(self) -> None:
        begin_plan(self.idea, by=self.bayu)
        self.client.force_login(self.bayu)
        part = reverse("innovation:plan_part", args=[self.idea.pk, "data"])
        answer = self.client.post(part, {"data_used": "Nomor telepon", "personal_data": "true"})
        self.assertContains(answer, "Data pribadi dipakai. Tulis dampaknya")
        self.assertContains(answer, "Nomor telepon")
        self.client.post(part, {"data_used": "Naskah", "personal_data": "false"})
        self.assertIs(Plan.objects.get().personal_data, False)

    def test_what_was_chosen_before_stays_chosen(self) -> None:
        begin_plan(self.idea, by=self.bayu)
        Plan.objects.update(personal_data=True, privacy_note="Dasar: pelayanan publik")
        self.client.force_login(self.bayu)
        part = reverse("innovation:plan_part", args=[self.idea.pk, "data"])
        self.assertEqual(self.client.get(part).context["form"]["personal_data"].value(), "true")

    def test_impossible_numbers_and_days_are_named(self) -> None:
        begin_plan(self.idea, by=self.bayu)
        self.client.force_login(self.bayu)
        part = reverse("innovation:plan_part", args=[self.idea.pk, "biaya-jadwal"])
        for cost, starts, ends in (
            ("-1", "2026-01-01", "2026-02-01"),
            ("9" * 30, "2026-01-01", "2026-02-01"),
            ("1", "2026-02-01", "2026-01-01"),
            ("1", "31/02/2026", ""),
        ):
            with self.subTest(cost=cost, starts=starts):
                said = {"cost": cost, "starts_on": starts, "ends_on": ends}
                self.assertEqual(self.client.post(part, said).status_code, 200)
        self.assertIsNone(Plan.objects.get().cost)


class ChangePlanTests(PlannedTestCase):
    def test_the_same_values_make_no_new_version(self) -> None:
        version = self.plan.version
        change_plan(self.plan, {"purpose": FULL["purpose"]}, by=self.bayu)
        self.assertEqual(self.plan.version, version)
        change_plan(self.plan, {"purpose": "Lain"}, by=self.bayu)
        self.assertEqual(self.plan.version, version + 1)
        entry = Entry.objects.filter(kind="innovation.plan.changed").latest("pk")
        self.assertIn("Tujuan", entry.sentence())

    def test_plan_and_gate_are_only_for_those_inside_p_ino_4(self) -> None:
        """P-INO-4: plan, privacy, gate and pilots: agencies involved, and who watches over them."""
        for name in ("plan", "privacy", "gate"):
            url = reverse(f"innovation:{name}", args=[self.idea.pk])
            for person, status in (
                (self.sari, 200),
                (self.agung, 200),
                (self.budi, 200),
                (self.tri, 200),
                (self.joko, 404),
                (self.wulan, 404),
            ):
                with self.subTest(name=name, person=person.name):
                    self.client.force_login(person)
                    self.assertEqual(self.client.get(url).status_code, status)
        self.client.force_login(self.joko)
        answer = self.client.get(self.idea.get_absolute_url())
        self.assertNotContains(answer, "Rencana, risiko, dan gerbang")
        self.assertNotContains(answer, reverse("innovation:gate", args=[self.idea.pk]))
        part = reverse("innovation:plan_part", args=[self.idea.pk, "tujuan"])
        self.assertEqual(self.client.post(part, {"purpose": "x"}).status_code, 404)
        self.assertFalse(Register.objects.visible_to(self.joko).exists())
        self.assertFalse(Idea.objects.inside(self.joko).exists())

    def test_a_new_partner_sees_plan_and_risks_and_one_that_leaves_does_not(self) -> None:
        set_partners(self.idea, [self.dishub], by=self.bayu)
        self.assertTrue(Register.objects.visible_to(self.joko).exists())
        self.assertTrue(Idea.objects.inside(self.joko).exists())
        set_partners(self.idea, [self.diskominfosan], by=self.bayu)
        self.assertFalse(Register.objects.visible_to(self.joko).exists())


class AgreePrivacyTests(PlannedTestCase):
    def test_another_text_needs_another_agreement(self) -> None:
        agree_privacy(self.plan, by=self.agung)
        self.assertEqual(PrivacyAgreement.objects.count(), 1)
        change_plan(self.plan, {"data_used": "Juga nama penyakit"}, by=self.bayu)
        self.client.force_login(self.agung)
        url = reverse("innovation:privacy", args=[self.idea.pk])
        self.assertContains(self.client.get(url), "Untuk naskah lama")
        self.client.post(url, {"agreed": "on"})
        self.assertEqual(PrivacyAgreement.objects.count(), 2)

    def test_nobody_agrees_to_their_own_plan_p_ino_5(self) -> None:
        """P-INO-5: risk officers over the leading agency agree, never the owner or the writer."""
        with self.assertRaises(OwnPlan):
            agree_privacy(self.plan, by=self.bayu)
        url = reverse("innovation:privacy", args=[self.idea.pk])
        for person in (self.sari, self.budi, self.tri, self.joko):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertEqual(self.client.post(url, {"agreed": "on"}).status_code, 404)

    def test_without_a_note_there_is_nothing_to_agree_to(self) -> None:
        change_plan(self.plan, {"privacy_note": ""}, by=self.bayu)
        with self.assertRaises(NothingToAgree):
            agree_privacy(self.plan, by=self.agung)
