"""The 24 boxes, suggestions taken over with one press, and lists made apart."""

from __future__ import annotations

from django.urls import reverse

from sinau.risk.actions.taxonomies import (
    ListFinished,
    classify_risk,
    finish_list,
    match_naming,
    name_risk,
)
from sinau.risk.completeness import unnamed_of
from sinau.risk.models import Classification, Exclusion, Naming, Risk
from sinau.risk.taxonomy import suggestions
from sinau.risk.tests.stage import RegisterTestCase
from sinau.ui.testing import queries_of


class CoverageTests(RegisterTestCase):
    def setUp(self) -> None:
        self.url = reverse("risk:coverage", args=[self.register.pk])

    def test_the_boxes_say_what_waits(self) -> None:
        self.client.force_login(self.sari)
        answer = self.client.get(self.url)
        self.assertContains(answer, "0 dari 24 subranah terjawab")
        self.assertContains(answer, "AML.T0051")
        classify_risk(self.risk, "2.1", by=self.sari)
        self.assertContains(self.client.get(self.url), "1 dari 24 subranah terjawab")

    def test_a_reason_waits_for_another_agency_on_the_page(self) -> None:
        self.client.force_login(self.sari)
        new = reverse("risk:exclusion_new", args=[self.register.pk, "7.5"])
        answer = self.client.post(new, {"reason": "Hanya pesan tetap"}, follow=True)
        self.assertContains(answer, "Menunggu perangkat daerah lain")
        self.assertNotContains(answer, "Benarkan")
        exclusion = Exclusion.objects.get()
        yes = reverse("risk:exclusion_confirmed", args=[exclusion.pk])
        self.assertEqual(self.client.post(yes).status_code, 409)
        self.client.force_login(self.joko)
        self.assertEqual(self.client.post(yes).status_code, 404)
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(self.url), "Benarkan")
        answer = self.client.post(yes, follow=True)
        self.assertContains(answer, "Tidak berlaku, dibenarkan")
        undo = reverse("risk:exclusion_withdrawn", args=[exclusion.pk])
        self.client.force_login(self.tri)
        self.assertEqual(self.client.post(undo).status_code, 404)
        self.client.force_login(self.sari)
        self.client.post(undo)
        self.assertContains(self.client.get(self.url), "0 dari 24")

    def test_it_is_hidden_from_another_agency(self) -> None:
        self.client.force_login(self.joko)
        for url in (
            self.url,
            reverse("risk:suggestions", args=[self.register.pk]),
            reverse("risk:exclusion_new", args=[self.register.pk, "7.5"]),
            reverse("risk:classify", args=[self.risk.pk]),
            reverse("risk:lists_apart", args=[self.register.pk]),
        ):
            with self.subTest(url):
                self.assertEqual(self.client.get(url).status_code, 404)

    def test_a_risk_is_classified_on_its_page(self) -> None:
        self.client.force_login(self.sari)
        url = reverse("risk:classify", args=[self.risk.pk])
        answer = self.client.post(url, {"subdomain": "2.1", "entity": "human"}, follow=True)
        self.assertContains(answer, "2.1 Data pribadi bocor atau disimpulkan, manusia")

    def test_the_number_of_queries_does_not_grow(self) -> None:
        self.client.force_login(self.sari)
        few = queries_of(self.client, self.url)
        classify_risk(self.risk, "2.1", by=self.sari)
        self.assertLessEqual(queries_of(self.client, self.url), few)


class SuggestionTests(RegisterTestCase):
    def test_one_press_fills_the_sentences_and_people_judge(self) -> None:
        self.client.force_login(self.sari)
        page = reverse("risk:suggestions", args=[self.register.pk])
        self.assertContains(self.client.get(f"{page}?jenis=chatbot"), "Pakai")
        one = suggestions()[0]
        new = f"{reverse('risk:new', args=[self.register.pk])}?saran={one.key}"
        answer = self.client.get(new)
        self.assertContains(answer, one.event)
        self.assertContains(answer, one.cause)
        self.assertContains(answer, one.controls[1])
        said = {
            "event": one.event,
            "cause": one.cause,
            "impact_text": one.impact_text,
            "category": one.category,
            "likelihood": 2,
            "impact": 3,
        }
        self.client.post(new, said)
        risk = Risk.objects.get(event=one.event)
        placed = Classification.objects.get(risk=risk)
        self.assertEqual((placed.subdomain, placed.suggestion), (one.subdomain, one.key))
        treat = self.client.get(reverse("risk:treat", args=[risk.pk]))
        self.assertContains(treat, one.controls[0])
        self.assertContains(self.client.get(page), "Sudah dipakai")

    def test_readers_do_not_find_the_suggestions(self) -> None:
        self.client.force_login(self.tri)
        page = reverse("risk:suggestions", args=[self.register.pk])
        self.assertEqual(self.client.get(page).status_code, 404)

    def test_a_box_in_the_address_places_the_new_risk(self) -> None:
        self.client.force_login(self.sari)
        new = f"{reverse('risk:new', args=[self.register.pk])}?subranah=3.1"
        said = {
            "event": "Jadwal salah",
            "cause": "a",
            "impact_text": "b",
            "category": "Inovasi",
            "likelihood": 2,
            "impact": 3,
        }
        self.client.post(new, said)
        risk = Risk.objects.get(event="Jadwal salah")
        self.assertEqual(Classification.objects.get(risk=risk).subdomain, "3.1")


class ListsApartTests(RegisterTestCase):
    def setUp(self) -> None:
        self.url = reverse("risk:lists_apart", args=[self.register.pk])

    def test_nobody_who_still_adds_sees_another_list_p_rsk_36(self) -> None:
        """P-RSK-36: Wulan's list shows to Sari only after both have finished."""
        name_risk(self.register, "Salah kirim", by=self.sari)
        name_risk(self.register, "Server mati", by=self.wulan)
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(self.url), "Salah kirim")
        self.assertNotContains(self.client.get(self.url), "Server mati")
        finish_list(self.register, by=self.wulan)
        self.assertNotContains(self.client.get(self.url), "Server mati")
        other = Naming.objects.get(text="Server mati")
        match = reverse("risk:naming_match", args=[other.pk])
        self.assertEqual(self.client.get(match).status_code, 404)
        new = f"{reverse('risk:new', args=[self.register.pk])}?daftar={other.pk}"
        self.assertNotContains(self.client.get(new), "Server mati")
        self.client.post(reverse("risk:list_finished", args=[self.register.pk]))
        self.assertContains(self.client.get(self.url), "Server mati")
        self.assertContains(self.client.get(match), "Server mati")
        self.assertContains(self.client.get(new), "Server mati")

    def test_the_page_takes_one_risk_after_another(self) -> None:
        self.client.force_login(self.sari)
        self.client.post(self.url, {"text": "Satu"})
        self.client.post(self.url, {"text": "Satu"})
        self.client.post(self.url, {"text": "Dua"})
        self.assertEqual(Naming.objects.count(), 2)
        finish_list(self.register, by=self.sari)
        with self.assertRaises(ListFinished):
            name_risk(self.register, "Tiga", by=self.sari)

    def test_two_lists_tell_how_many_nobody_named(self) -> None:
        self.assertIsNone(unnamed_of(self.register))
        both = [name_risk(self.register, "Bocor", by=person) for person in (self.sari, self.wulan)]
        for text in ("a", "b"):
            name_risk(self.register, text, by=self.sari)
        for text in ("c", "d", "e"):
            name_risk(self.register, text, by=self.wulan)
        for person in (self.sari, self.wulan):
            finish_list(self.register, by=person)
        found = unnamed_of(self.register)
        assert found is not None
        self.assertEqual((found.lists, found.unmatched), (2, 7))
        for naming in both:
            match_naming(naming, self.risk, by=self.bayu)
        found = unnamed_of(self.register)
        assert found is not None
        # Chapman: (3 + 1)(4 + 1) / (1 + 1) - 1 = 9, of which 6 are named.
        self.assertEqual((found.named, found.unnamed), (6, 3))
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(self.url), "sekitar 3 risiko belum dinamai")

    def test_who_only_reads_adds_nothing(self) -> None:
        self.client.force_login(self.tri)
        self.client.post(self.url, {"text": "Satu"})
        self.client.post(reverse("risk:list_finished", args=[self.register.pk]))
        self.assertFalse(Naming.objects.exists())
