"""A mistake is undone by a row that says why."""

from decimal import Decimal

from sinau.credit.models import Entry
from sinau.credit.summaries import year_of
from sinau.credit.tests.learning import learn
from sinau.credit.verifying import verify
from sinau.people.testing import CastTestCase


class ReverseTests(CastTestCase):
    def setUp(self) -> None:
        learn(self.sari)
        self.entry = Entry.objects.get(person=self.sari)
        self.url = f"/jp/catatan/{self.entry.pk}/pembatalan/"

    def test_it_undoes_the_entry_with_a_reason(self) -> None:
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(self.url), "tidak lagi dihitung")
        self.client.post(self.url, {"reason": "Tercatat dua kali"})
        self.assertEqual(year_of(self.sari, 2026).jp, Decimal(0))
        self.assertEqual(list(verify()), [])
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(f"/jp/catatan/{self.entry.pk}/"), "Tercatat dua kali")

    def test_it_asks_for_the_reason(self) -> None:
        self.client.force_login(self.wulan)
        self.assertContains(self.client.post(self.url, {"reason": " "}), "Tuliskan alasan")
        self.assertEqual(Entry.objects.count(), 1)

    def test_it_undoes_only_once(self) -> None:
        self.client.force_login(self.wulan)
        self.client.post(self.url, {"reason": "Keliru"})
        answer = self.client.post(self.url, {"reason": "Keliru"})
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(Entry.objects.count(), 2)

    def test_p_cre_3_nobody_undoes_their_own_entry(self) -> None:
        """P-CRE-3"""
        learn(self.wulan, evidence="wulan")
        own = Entry.objects.get(person=self.wulan)
        self.client.force_login(self.wulan)
        answer = self.client.post(f"/jp/catatan/{own.pk}/pembatalan/", {"reason": "Keliru"})
        self.assertEqual(answer.status_code, 409)

    def test_p_cre_4_an_officer_elsewhere_does_not_find_it(self) -> None:
        """P-CRE-4"""
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(self.url).status_code, 404)
        self.assertEqual(self.client.post(self.url, {"reason": "x"}).status_code, 404)
        self.client.force_login(self.budi)
        self.assertEqual(self.client.get(self.url).status_code, 404)
