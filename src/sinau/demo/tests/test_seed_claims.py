"""The demo city has claims in every state, an import of histories, and what the index asks."""

from django.test import TestCase

from sinau.credit.index import measure
from sinau.credit.models import Certificate, Claim, ClaimState, HistoryKind, HistoryRun, StaffRecord
from sinau.credit.verifying import verify
from sinau.demo import claims, people
from sinau.demo.city import City
from sinau.kernel.clock import today


class SeedClaimsTests(TestCase):
    def test_no_page_of_it_is_empty(self) -> None:
        city = City(today=today().replace(month=11, day=25))
        people.seed(city)
        claims.seed(city)
        self.assertEqual(set(Claim.objects.values_list("state", flat=True)), set(ClaimState.values))
        hashes = list(Certificate.objects.values_list("sha256", flat=True))
        self.assertLess(len(set(hashes)), len(hashes))
        done, waiting = HistoryRun.objects.order_by("uploaded_at")
        self.assertTrue(done.is_committed)
        self.assertGreater(waiting.counts[HistoryKind.PROBLEM], 0)
        self.assertGreater(StaffRecord.objects.in_force().count(), 20)
        sari = city.cast["sari"]
        index = measure([sari], city.today)[sari.pk].index
        assert index
        self.assertNotIn("performance", index.unknown)
        self.assertEqual(list(verify()), [])
