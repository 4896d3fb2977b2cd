"""Saying whether an answer helped."""

from __future__ import annotations

from django.urls import reverse

from sinau.ask.actions import ask
from sinau.ask.events import AnswerRated
from sinau.ask.models import Rating
from sinau.ask.tests.test_ask import QUESTION, AskTestCase
from sinau.journal.models import Entry


class RateTests(AskTestCase):
    def test_the_last_word_counts_once(self) -> None:
        question = ask(QUESTION, by=self.sari)
        self.client.force_login(self.sari)
        url = reverse("ask:rating", args=[question.pk])
        for said in ("ya", "ya", "tidak"):
            self.assertRedirects(
                self.client.post(url, {"helped": said}), question.get_absolute_url()
            )
        self.assertFalse(Rating.objects.get().helped)
        self.assertEqual(Entry.objects.of_kinds(AnswerRated.kind).count(), 2)
        self.assertContains(self.client.get(question.get_absolute_url()), "Anda menilai")

    def test_it_hides_the_question_from_another_person(self) -> None:
        question = ask(QUESTION, by=self.sari)
        self.client.force_login(self.joko)
        response = self.client.post(reverse("ask:rating", args=[question.pk]), {"helped": "ya"})
        self.assertEqual(response.status_code, 404)
        self.assertFalse(Rating.objects.exists())
