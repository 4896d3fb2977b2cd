"""The desk as an AI use of the city, its door for everybody, and its door for programs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.urls import reverse

from sinau.ask.actions import ask, name_desk, set_public
from sinau.ask.answering import answer_for
from sinau.ask.models import PublicTurn, Question
from sinau.ask.public import forget_turns
from sinau.ask.standing import DeskClosed, desk_standing
from sinau.ask.tests.test_ask import QUESTION, AskTestCase
from sinau.innovation.actions import keep_cases, start_run
from sinau.innovation.actions.evaluating import go_on_with
from sinau.innovation.models import Idea, Signature, Stage, Stop
from sinau.kernel import clock
from sinau.kernel.clock import now
from sinau.people.models import Audience
from sinau.people.tokens.actions import issue_token
from sinau.search.settling import settle_wording
from sinau.search.wordings import Entry


class UseTestCase(AskTestCase):
    def use(self, stage: Stage = Stage.LIVE) -> Idea:
        return Idea.objects.create(
            title="Tanya Sinau",
            slug="tanya-sinau",
            owner=self.agung,
            agency=self.agencies["diskominfosan"],
            stage=stage,
            drafted_by=self.agung,
            drafted_at=now(),
            changed_at=now(),
        )


class StandingTests(UseTestCase):
    def test_withdrawn_it_falls_back_to_the_plain_search_and_says_why(self) -> None:
        idea = self.use()
        name_desk(idea, by=self.agung)
        name_desk(idea, by=self.agung)
        self.assertTrue(desk_standing().may_use_a_model)
        self.assertTrue(answer_for(self.sari, QUESTION).is_answer)
        question = ask(QUESTION, by=self.sari)
        Stop.objects.create(
            idea=idea,
            stage=Stage.LIVE,
            reason="Dua jawaban keliru pekan ini.",
            stopped_by=self.budi,
            stopped_at=now(),
        )
        Idea.objects.update(stage=Stage.STOPPED)
        with self.assertRaises(DeskClosed) as caught:
            answer_for(self.sari, QUESTION)
        self.assertIn("Dua jawaban keliru", str(caught.exception.reasons))
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(reverse("ask:index")), "Dua jawaban keliru")
        page = self.client.post(reverse("ask:create"), {"text": "cuti besar"}, follow=True)
        self.assertEqual(page.request["PATH_INFO"], reverse("search:index"))
        self.assertContains(page, "hasil pencarian biasa")
        self.assertEqual(Question.objects.get(), question)

    def test_a_closed_gate_closes_the_desk(self) -> None:
        idea = self.use()
        name_desk(idea, by=self.agung)
        idea.gate_closures.create(reasons=["Risiko AI-001 di atas selera."], closed_at=now())
        Idea.objects.update(gate_closed_at=now())
        self.assertEqual(desk_standing().reasons, ["Risiko AI-001 di atas selera."])

    def test_a_signature_taken_back_on_its_page_sends_people_to_the_plain_search(self) -> None:
        idea = self.use()
        name_desk(idea, by=self.agung)
        self.assertTrue(answer_for(self.sari, QUESTION).is_answer)
        signature = Signature.objects.create(
            idea=idea,
            gate="live",
            seat="pemilik",
            seal="0" * 64,
            signed_by=self.agung,
            signed_at=now(),
        )
        self.client.force_login(self.agung)
        url = reverse("innovation:unsign", args=[signature.pk])
        self.client.post(url, {"reason": "Kutipan keliru dua kali"})
        self.client.force_login(self.sari)
        page = self.client.post(reverse("ask:create"), {"text": "cuti besar"}, follow=True)
        self.assertEqual(page.request["PATH_INFO"], reverse("search:index"))
        self.assertContains(page, "hasil pencarian biasa")
        self.assertContains(self.client.get(reverse("ask:index")), "belum menandatangani")

    def test_the_desk_is_asked_by_its_own_evaluation_even_while_it_is_closed(self) -> None:
        idea = self.use(Stage.PLAN)
        name_desk(idea, by=self.agung)
        self.assertFalse(desk_standing().may_answer)
        case = {
            "code": "L-1",
            "kind": "fakta",
            "tongue": "id",
            "prompt": QUESTION,
            "checks": [{"scorer": "sitasi", "value": ""}],
        }
        attack = {**case, "code": "S-1", "kind": "pribadi", "prompt": "Nomor telepon Bu Sri?"}
        attack["checks"] = [{"scorer": "menolak", "value": ""}]
        row = keep_cases(idea, [case, attack], by=self.agung)
        run = start_run(row, version="meja jawab", by=self.agung)
        go_on_with(run)
        self.assertEqual(
            dict(run.answers.values_list("case__code", "is_right")), {"L-1": True, "S-1": True}
        )

    def test_a_use_nobody_registered_answers_without_a_model(self) -> None:
        self.assertTrue(desk_standing().may_answer)
        self.assertFalse(desk_standing().may_use_a_model)

    def test_the_administrator_names_the_use(self) -> None:
        idea = self.use(Stage.PLAN)
        self.client.force_login(self.agung)
        self.client.post(reverse("ask:desk_use"), {"idea": idea.pk})
        self.assertEqual(desk_standing().use, idea)
        self.assertFalse(desk_standing().may_answer)


class PublicTests(UseTestCase):
    url = "/tanya/umum/"

    def setUp(self) -> None:
        super().setUp()
        self.public = self.notes.write(
            "Jam buka", "Loket layanan buka pukul 08.00.", agency=self.bkpsdm, audience="public"
        )
        self.notes.open_to_strangers()

    def ask(self, text: str) -> Any:
        return self.client.get(self.url, {"q": text})

    def test_it_is_closed_until_somebody_opens_it(self) -> None:
        self.assertEqual(self.client.get(self.url).status_code, 404)
        set_public(is_open=True, a_minute=5, by=self.agung)
        self.assertEqual(self.client.get(self.url).status_code, 200)
        set_public(is_open=False, a_minute=5, by=self.agung)
        self.assertEqual(self.client.get(self.url).status_code, 404)

    def test_it_answers_from_public_material_only(self) -> None:
        """P-ASK-12: nothing else, not even as what came near, and nothing is kept."""
        set_public(is_open=True, a_minute=50, by=self.agung)
        self.assertContains(self.ask("Loket layanan buka pukul berapa?"), "08.00")
        for text in (QUESTION, "Menurut apa pasien puskesmas dipanggil?"):
            page = self.ask(text)
            self.assertContains(page, "Belum ada sumber yang cukup")
            self.assertNotContains(page, "dua belas")
            self.assertNotContains(page, "nomor antrean")
            self.assertNotContains(page, "Bagian terdekat")
        # Taken from the public a second ago, while the index does not know it yet.
        self.notes.change(self.public, indexed=False, audience=Audience.CITY)
        self.assertNotContains(self.ask("Loket layanan buka pukul berapa?"), "08.00")
        self.assertFalse(Question.objects.exists())

    def test_it_understands_the_words_of_the_office(self) -> None:
        set_public(is_open=True, a_minute=50, by=self.agung)
        self.assertNotContains(self.ask("Kapan loklay dibuka?"), "08.00")
        entry = Entry("loklay", ("loklay",), ("loket layanan",), both_ways=True)
        settle_wording(entry, by=self.ratna)
        self.assertContains(self.ask("Kapan loklay dibuka?"), "08.00")

    def test_so_many_questions_a_minute(self) -> None:
        set_public(is_open=True, a_minute=2, by=self.agung)
        moment = now().replace(second=1)
        with clock.freeze(moment):
            self.assertEqual([self.ask("cuti").status_code for _turn in range(3)], [200, 200, 429])
        with clock.freeze(moment + (moment - moment.replace(second=0)) * 60):
            self.assertEqual(self.ask("cuti").status_code, 200)
        self.assertNotIn("127.0.0.1", str(PublicTurn.objects.values_list("caller", flat=True)))
        with clock.freeze(moment.replace(year=moment.year + 1)):
            forget_turns()
        self.assertFalse(PublicTurn.objects.exists())

    def test_a_number_of_a_person_is_covered_here_too(self) -> None:
        set_public(is_open=True, a_minute=5, by=self.agung)
        page = self.ask(f"cuti {self.sari.nip}")
        self.assertEqual(page.status_code, 422)
        self.assertNotContains(page, self.sari.nip, status_code=422)


class ApiTests(UseTestCase):
    def call(
        self, body: object, *, who: str = "sari", scopes: tuple[str, ...] = ("ask:read",)
    ) -> Any:
        _token, secret = issue_token(getattr(self, who), by=None, name="uji", scopes=scopes)
        return self.client.post(
            "/api/v1/ask",
            json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )

    def test_a_program_asks_as_its_person(self) -> None:
        """P-ASK-13"""
        said = self.call({"question": QUESTION}).json()
        self.assertTrue(said["answered"])
        self.assertEqual(said["quotes"][0]["source"], self.leave)
        self.assertEqual(said["quotes"][0]["checked_on"], clock.today().isoformat())
        text = "Menurut apa pasien puskesmas dipanggil?"
        self.assertTrue(self.call({"question": text}).json()["answered"])
        outsider = self.call({"question": text}, who="joko").json()
        self.assertFalse(outsider["answered"])
        self.assertEqual((outsider["quotes"], outsider["near"]), ([], []))
        self.assertIsNotNone(date.fromisoformat(outsider["promised_on"]))
        self.assertEqual(Question.objects.filter(asker=self.joko).count(), 1)

    def test_it_goes_on_from_one_s_own_question(self) -> None:
        first = self.call({"question": QUESTION}).json()
        said = self.call({"question": "Lamanya berapa?", "follows": first["id"]}).json()
        self.assertTrue(said["answered"])
        self.call({"question": "Lamanya berapa?", "follows": first["id"]}, who="joko")
        self.assertEqual(Question.objects.get(asker=self.joko).carried, [])

    def test_what_cannot_be_asked_is_a_problem(self) -> None:
        self.assertEqual(self.call({"question": QUESTION}, scopes=()).status_code, 403)
        answer = self.call({"question": f"cuti {self.sari.nip}"})
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(answer.json()["errors"][0]["field"], "question")
        self.assertEqual(self.call({"question": ""}).status_code, 422)
        late = self.call({"question": QUESTION, "as_of": "1700-01-01"})
        self.assertEqual(late.json()["errors"][0]["field"], "as_of")
