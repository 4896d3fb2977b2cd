"""What programs read of plans and needs."""

from __future__ import annotations

from sinau.people.tests.test_use_token import TokenTestCase
from sinau.planning.actions.needs import propose_need
from sinau.planning.testing import YEAR, PlanningTestCase

PLANS = "/api/v1/planning/plans"
NEEDS = "/api/v1/planning/needs"


class PlanningApiTests(TokenTestCase, PlanningTestCase):
    def setUp(self) -> None:
        self.city_item = self.item()
        self.need = propose_need(self.sari, self.literacy, year=YEAR, by=self.sari)
        self.officer = self.secret_of(self.wulan, "planning:read")
        self.outsider = self.secret_of(self.joko, "planning:read")
        self.learner = self.secret_of(self.sari, "planning:read")

    def count(self, secret: str, path: str) -> int:
        return int(self.ask(secret, path).json()["count"])

    def test_p_pln_14_a_program_sees_what_its_person_sees(self) -> None:
        """P-PLN-14"""
        self.assertEqual(self.count(self.officer, NEEDS), 1)
        self.assertEqual(self.count(self.learner, NEEDS), 1)
        self.assertEqual(self.count(self.outsider, NEEDS), 0)
        self.assertEqual(self.count(self.officer, PLANS), 1)
        self.assertEqual(self.count(self.learner, PLANS), 0)
        self.problem(self.ask(self.learner, f"{PLANS}/{YEAR}/items"), 404)
        self.problem(self.ask(self.secret_of(self.wulan, "courses:read"), NEEDS), 403)

    def test_items_and_needs_are_whole(self) -> None:
        item = self.ask(self.officer, f"{PLANS}/{YEAR}/items").json()["items"][0]
        self.assertEqual((item["budget"], item["agency"]), (10_000_000, None))
        need = self.ask(self.officer, NEEDS).json()["items"][0]
        self.assertEqual((need["nip"], need["competency"]), (self.sari.nip, "ai-mengenal"))

    def test_needs_are_narrowed(self) -> None:
        for query, count in (
            (f"year={YEAR}", 1),
            ("year=2020", 0),
            ("agency=dinkes", 1),
            ("agency=tidak-ada", 0),
            ("competency=ai-mengenal&state=proposed", 1),
            ("state=met", 0),
        ):
            self.assertEqual(self.count(self.officer, f"{NEEDS}?{query}"), count, query)
        self.problem(self.ask(self.officer, f"{NEEDS}?state=x"), 422)
