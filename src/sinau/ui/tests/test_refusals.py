"""A refusal becomes a page for people and a problem document for programs."""

import json

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, SimpleTestCase

from sinau.kernel.refusals import Refused
from sinau.ui.middleware import RefusalMiddleware


class QuotaFull(Refused):
    """The class is full."""


def _never(request: HttpRequest) -> HttpResponse:
    raise AssertionError("not called")


class RefusalTests(SimpleTestCase):
    middleware = RefusalMiddleware(_never)

    def answer(self, trouble: Exception, query: str = "", **headers: str) -> HttpResponse | None:
        request = RequestFactory().get(f"/belajar/kelas/1/{query}", headers=headers)
        request.COOKIES = {}
        return self.middleware.process_exception(request, trouble)

    def test_it_shows_the_sentence_and_every_reason(self) -> None:
        answer = self.answer(QuotaFull("Kelas ini penuh.", reasons=["Kuota 30 orang.", "Tutup."]))
        assert answer is not None
        self.assertEqual(answer.status_code, 409)
        for words in ("Kelas ini penuh.", "Kuota 30 orang.", "Tutup."):
            self.assertContains(answer, words, status_code=409)

    def test_it_answers_programs_with_a_problem_document(self) -> None:
        answer = self.answer(
            QuotaFull("Kelas ini penuh.", reasons=["Kuota 30"]), accept="application/json"
        )
        assert answer is not None
        self.assertEqual(answer.headers["Content-Type"], "application/problem+json; charset=utf-8")
        document = json.loads(answer.content)
        self.assertEqual(document["type"], "urn:sinau:refusal:quota-full")
        self.assertEqual(document["status"], 409)
        self.assertEqual(document["detail"], "Kelas ini penuh.")
        self.assertEqual(document["reasons"], ["Kuota 30"])

    def test_it_leaves_other_errors_alone(self) -> None:
        self.assertIsNone(self.answer(ValueError("lain")))
        self.assertIsNone(self.answer(DataError("lain"), query="?q=a"))

    def test_a_nul_that_the_database_refuses_was_asked_wrongly(self) -> None:
        answer = self.answer(DataError("cannot contain NUL (0x00) bytes"), query="?q=a%00")
        assert answer is not None
        self.assertEqual(answer.status_code, 400)
