"""Who holds a part in a register, what the unit does, and by which criteria it judges."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from sinau.journal.models import Entry
from sinau.kernel.clock import today
from sinau.risk.actions.contexts import (
    BasisInUse,
    PartTaken,
    WrongSteps,
    end_steward,
    name_steward,
    set_impact_criterion,
    set_likelihood_criterion,
    write_context,
)
from sinau.risk.actions.deciding import close_risk
from sinau.risk.context_forms import ContextForm
from sinau.risk.criteria import impact_steps, likelihood_steps
from sinau.risk.models import Basis, Context, Part, Register
from sinau.risk.tests.stage import RegisterTestCase

WORDS = ["satu", "dua", "tiga", "empat", "lima"]


def context_of(case: RegisterTestCase, **more: object) -> Context:
    """A context of the register as Bayu writes it."""
    form = ContextForm(case.register, None, {**said(case), **more})
    assert form.is_valid(), form.errors
    return write_context(case.register, form.setting(), by=case.bayu)


def said(case: RegisterTestCase) -> dict[str, object]:
    """What one types on the page of the context."""
    scale = case.register.framework.scale
    return {
        "duties": "Mengingatkan pasien",
        "period_from": "2026-01-01",
        "period_to": "2026-12-31",
        "objectives": "Pasien datang tepat waktu | Kehadiran | 90 %\nPesan aman",
        "stakeholders": "Pasien | Penerima pesan",
        "mandates": "UU 27/2022 | Data pribadi dilindungi",
        "basis": "chance",
        "categories": list(scale.categories),
        "areas": list(scale.areas),
        "review_months": "6",
    }


class StewardTests(RegisterTestCase):
    def test_heads_and_risk_officers_name_stewards_p_rsk_20(self) -> None:
        """P-RSK-20: the head of the owning agency and risk officers; nobody else finds the page."""
        url = reverse("risk:steward_new", args=[self.register.pk])
        for person, status in (
            (self.budi, 200),
            (self.agung, 200),
            (self.bayu, 404),
            (self.wulan, 404),
            (self.tri, 404),
            (self.joko, 404),
        ):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertEqual(self.client.get(url).status_code, status)
        self.client.force_login(self.budi)
        answer = self.client.post(
            url,
            {"part": "manager", "person": self.sari.pk, "valid_from": today().isoformat()},
            follow=True,
        )
        self.assertContains(answer, self.sari.name)
        self.assertContains(answer, "Pengelola risiko")
        steward = self.register.stewards.get()
        end = reverse("risk:steward_end", args=[steward.pk])
        self.client.force_login(self.joko)
        self.assertEqual(self.client.post(end).status_code, 404)
        page = reverse("risk:stewards", args=[self.register.pk])
        self.assertEqual(self.client.get(page).status_code, 404)
        self.client.force_login(self.budi)
        self.client.post(end)
        end_steward(steward, by=self.agung)
        steward.refresh_from_db()
        self.assertEqual(steward.ended_by, self.budi)

    def test_a_steward_sees_and_writes_while_in_office_p_rsk_21(self) -> None:
        """P-RSK-21: Joko coordinates from his agency until his last day."""
        self.assertFalse(Register.objects.visible_to(self.joko).exists())
        steward = name_steward(
            self.register, Part.COORDINATOR, self.joko, valid_from=today(), by=self.agung
        )
        for seen in (Register.objects.visible_to, Register.objects.writable_by):
            self.assertTrue(seen(self.joko).exists())
        end_steward(steward, by=self.agung)
        self.assertFalse(Register.objects.visible_to(self.joko).exists())
        name_steward(
            self.register,
            Part.COORDINATOR,
            self.joko,
            valid_from=today() - timedelta(days=9),
            valid_to=today() - timedelta(days=1),
            by=self.agung,
        )
        self.assertFalse(Register.objects.visible_to(self.joko).exists())

    def test_one_person_one_part(self) -> None:
        name_steward(self.register, Part.OWNER, self.budi, valid_from=today(), by=self.agung)
        with self.assertRaises(PartTaken):
            name_steward(self.register, Part.MANAGER, self.budi, valid_from=today(), by=self.agung)

    def test_a_new_owner_follows_the_one_before(self) -> None:
        day = today()
        first = name_steward(self.register, Part.OWNER, self.budi, valid_from=day, by=self.agung)
        again = name_steward(self.register, Part.OWNER, self.budi, valid_from=day, by=self.agung)
        self.assertEqual(first, again)
        name_steward(self.register, Part.OWNER, self.dewi, valid_from=day, by=self.agung)
        owners = self.register.stewards.in_office(day).filter(part=Part.OWNER)
        self.assertEqual([row.person for row in owners], [self.dewi])


class ContextTests(RegisterTestCase):
    def setUp(self) -> None:
        self.url = reverse("risk:context", args=[self.register.pk])

    def test_keeper_stewards_and_officers_write_it_p_rsk_22(self) -> None:
        """P-RSK-22: people who only take part do not; nor do auditors and outsiders."""
        name_steward(self.register, Part.COORDINATOR, self.wulan, valid_from=today(), by=self.agung)
        for person, status in (
            (self.bayu, 200),
            (self.wulan, 200),
            (self.agung, 200),
            (self.sari, 404),
            (self.tri, 404),
            (self.joko, 404),
        ):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertEqual(self.client.get(self.url).status_code, status)
                criteria = reverse("risk:criteria", args=[self.register.pk])
                self.assertEqual(self.client.get(criteria).status_code, status)

    def test_it_is_written_line_by_line(self) -> None:
        self.client.force_login(self.bayu)
        answer = self.client.post(self.url, said(self), follow=True)
        self.assertContains(answer, "Pasien datang tepat waktu")
        self.assertContains(answer, "90 %")
        context = Context.objects.get()
        self.assertEqual(context.lines.count(), 4)
        self.client.post(self.url, said(self))
        self.assertEqual(Entry.objects.filter(kind="risk.context.written").count(), 1)

    def test_a_line_that_does_not_fit_is_named(self) -> None:
        self.client.force_login(self.bayu)
        wrong = {**said(self), "stakeholders": "Pasien | a | b | c", "period_to": "2025-01-01"}
        answer = self.client.post(self.url, wrong)
        self.assertContains(answer, "Baris 1")
        self.assertContains(answer, "berakhir sesudah mulai")
        self.assertFalse(Context.objects.exists())

    def test_the_two_bases_are_never_mixed(self) -> None:
        context = context_of(self)
        with self.assertRaises(BasisInUse):
            context_of(self, basis="count")
        close_risk(self.risk, reason="x", by=self.bayu)
        context_of(self, basis="count")
        context.register.refresh_from_db()
        self.assertEqual(context.register.likelihood_basis, Basis.COUNT)
        self.assertEqual(
            likelihood_steps(context.register)[4].criterion, "Lebih dari 12 kali setahun"
        )

    def test_an_assessment_keeps_its_basis(self) -> None:
        self.assertEqual(self.risk.assessments.get().basis, Basis.CHANCE)


class CriteriaTests(RegisterTestCase):
    def test_a_category_of_its_own_counts_before_all(self) -> None:
        context = context_of(self)
        set_likelihood_criterion(context, "", WORDS, by=self.bayu)
        set_likelihood_criterion(context, "Inovasi", ["a", "b", "c", "d", "e"], by=self.bayu)
        self.assertEqual(likelihood_steps(self.register)[0].criterion, "satu")
        self.assertEqual(likelihood_steps(self.register, "Inovasi")[0].criterion, "a")

    def test_impact_is_judged_by_area_and_kind(self) -> None:
        context = context_of(self)
        self.assertIn("rupiah", impact_steps(self.register, "Finansial")[0].criterion)
        self.assertIn(
            "Penghematan", impact_steps(self.register, "Finansial", "positif")[0].criterion
        )
        set_impact_criterion(context, "Finansial", "negatif", WORDS, by=self.bayu)
        set_impact_criterion(context, "Finansial", "negatif", WORDS, by=self.bayu)
        self.assertEqual(impact_steps(self.register, "Finansial")[0].criterion, "satu")
        self.assertEqual(Entry.objects.filter(kind="risk.criteria.set").count(), 1)

    def test_every_step_needs_a_meaning(self) -> None:
        context = context_of(self)
        for steps in (WORDS[:4], ["", *WORDS[1:]]):
            with self.assertRaises(WrongSteps):
                set_likelihood_criterion(context, "", steps, by=self.bayu)

    def test_the_pages_write_them(self) -> None:
        context_of(self)
        self.client.force_login(self.bayu)
        steps = {f"step_{number}": f"arti {number}" for number in range(1, 6)}
        url = reverse("risk:criterion_impact", args=[self.register.pk])
        answer = self.client.post(f"{url}?area=Reputasi&jenis=negatif", steps, follow=True)
        self.assertContains(answer, "Ditulis unit ini")
        url = reverse("risk:criterion_likelihood", args=[self.register.pk])
        self.client.post(f"{url}?kategori=Inovasi", steps)
        self.assertEqual(likelihood_steps(self.register, "Inovasi")[4].criterion, "arti 5")
        self.assertEqual(self.client.get(f"{url}?kategori=Asing").status_code, 404)
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(url).status_code, 404)
        self.assertEqual(date(2026, 1, 1), Context.objects.get().period_from)
