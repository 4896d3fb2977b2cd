"""A running service asks whether it may serve."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from sinau.innovation.actions import change_plan, start_pilot
from sinau.innovation.models import Pilot, Signature
from sinau.innovation.tests.stage import PlannedTestCase
from sinau.kernel import clock
from sinau.kernel.clock import now, today
from sinau.people.models import Person
from sinau.people.tokens.actions import issue_token


class GateApiTests(PlannedTestCase):
    def setUp(self) -> None:
        self.pilot = start_pilot(
            self.idea, starts_on=today(), ends_on=today() + timedelta(days=60), by=self.budi
        )

    def call(
        self, who: Person | None = None, scopes: tuple[str, ...] = ("ai:read",), tag: str = ""
    ) -> Any:
        _token, secret = issue_token(who or self.bayu, by=None, name="uji", scopes=scopes)
        headers = {"Authorization": f"Bearer {secret}", **({"If-None-Match": tag} if tag else {})}
        return self.client.get(f"/api/v1/ai/{self.idea.slug}/gate", headers=headers)

    def test_an_open_gate_lets_it_serve_for_a_few_minutes(self) -> None:
        answer = self.call()
        said = answer.json()
        self.assertTrue(said["may_serve"])
        self.assertEqual(said["reasons"], [])
        self.assertRegex(answer["Cache-Control"], r"^private, max-age=[1-9]\d*, must-revalidate$")
        again = self.call(tag=answer["ETag"])
        self.assertEqual((again.status_code, again.content), (304, b""))
        self.assertTrue(again["Gate-Valid-Until"])

    def test_a_closed_gate_says_why_and_has_another_tag(self) -> None:
        tag = self.call()["ETag"]
        change_plan(self.plan, {"exit": ""}, by=self.bayu)
        answer = self.call(tag=tag)
        self.assertEqual(answer.status_code, 200)
        said = answer.json()
        self.assertFalse(said["may_serve"])
        self.assertIn("Rencana belum memuat: Cara berhenti.", said["reasons"])
        self.assertIn("max-age=0", answer["Cache-Control"])
        change_plan(self.plan, {"exit": "Pengiriman dihentikan dan nomor dihapus"}, by=self.bayu)
        said = self.call().json()
        self.assertFalse(said["may_serve"])
        self.assertIn("belum dibuka kembali", said["reasons"][-1])

    def test_a_trial_that_is_over_serves_nobody_though_nothing_was_told(self) -> None:
        with clock.freeze(now() + timedelta(days=62)):
            said = self.call().json()
        self.assertFalse(said["may_serve"])
        self.assertIn("Masa uji coba sudah lewat.", said["reasons"])

    def test_the_answer_does_not_outlast_the_trial(self) -> None:
        Pilot.objects.update(starts_on=today() - timedelta(days=1), ends_on=today())
        last = now().astimezone(clock.WIB).replace(hour=23, minute=58, second=0, microsecond=0)
        with clock.freeze(last):
            said = self.call().json()
        self.assertIn("T00:00:00", said["valid_until"])

    def test_only_programs_of_people_inside_learn_it(self) -> None:
        """P-INO-46"""
        self.assertEqual(self.call().status_code, 200)
        self.assertEqual(self.call(self.joko).status_code, 404)
        self.assertEqual(self.call(scopes=()).status_code, 403)
        url = f"/api/v1/ai/{self.idea.slug}/gate"
        self.assertEqual(self.client.get(url).status_code, 401)
        self.client.force_login(self.bayu)
        self.assertEqual(self.client.get(url).status_code, 401)

    def test_nothing_can_be_written_through_it(self) -> None:
        _token, secret = issue_token(self.bayu, by=None, name="uji", scopes=("ai:read",))
        url = f"/api/v1/ai/{self.idea.slug}/gate"
        body = '{"may_serve": true, "stage": "live"}'
        headers = {"Authorization": f"Bearer {secret}"}
        for send in (self.client.post, self.client.put, self.client.patch, self.client.delete):
            answer = send(url, body, content_type="application/json", headers=headers)
            self.assertEqual(answer.status_code, 405)
        self.assertEqual(Signature.objects.standing().count(), 2)

    def test_the_documented_client_stops_when_nobody_answers(self) -> None:
        page = (Path(settings.ROOT) / "docs/how-to/ask-the-gate.md").read_text()
        code = re.search(r"```python\n(.*?)```", page, re.S)
        assert code is not None
        names: dict[str, Any] = {}
        exec(code.group(1), names)
        moment = [1000.0]
        told: list[Any] = [{"may_serve": True, "max_age": 300, "reasons": []}]

        def fetch() -> Any:
            if isinstance(told[0], Exception):
                raise told[0]
            return told[0]

        gate = names["Gate"](fetch, clock=lambda: moment[0])
        self.assertTrue(gate.may_serve())
        told[0] = OSError("unreachable")
        moment[0] += 299
        self.assertTrue(gate.may_serve())
        moment[0] += 2
        self.assertFalse(gate.may_serve())
        told[0] = {"may_serve": False, "max_age": 0, "reasons": ["Gerbang ditutup"]}
        self.assertFalse(gate.may_serve())
        self.assertEqual(gate.reasons, ["Gerbang ditutup"])
