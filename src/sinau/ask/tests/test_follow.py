"""Asking on: what a further question takes along, another day, deleting, and what is withheld."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from sinau.ask.actions import ask
from sinau.ask.answering import answer_for
from sinau.ask.checking import Proof
from sinau.ask.context import Context, context_of
from sinau.ask.models import Question, Withheld
from sinau.ask.tests.test_ask import QUESTION, AskTestCase
from sinau.search.models import Kind, Standing
from sinau.search.sources import Live, sources, whole
from sinau.search.tests.notes import NOUN

OLD = "Uang lembur PNS golongan III sebesar Rp17.000 setiap jam."
NEW = "Uang lembur PNS golongan III sebesar Rp20.000 setiap jam."


class FollowTests(AskTestCase):
    def test_a_further_question_keeps_the_topic(self) -> None:
        first = ask(QUESTION, by=self.sari)
        context = context_of(first)
        self.assertIn("cuti", context.words)
        second = ask("Lamanya berapa?", by=self.sari, follows=first, context=context)
        self.assertTrue(second.is_answered)
        self.assertEqual(second.quotes.get().source, self.leave)

    def test_the_page_offers_the_topic_and_a_chip_takes_it_away(self) -> None:
        first = ask(QUESTION, by=self.sari)
        self.client.force_login(self.sari)
        page = self.client.get(first.get_absolute_url())
        self.assertContains(page, 'name="bawa" value="cuti" checked')
        create = reverse("ask:create")
        said = {"text": "Lamanya berapa?", "lanjut": first.pk, "bawa": ["cuti", "tahunan"]}
        self.client.post(create, said)
        second = Question.objects.get(follows=first)
        self.assertEqual(second.carried, ["cuti", "tahunan"])
        page = self.client.get(second.get_absolute_url())
        self.assertContains(page, "Lanjutan dari")
        self.assertContains(page, 'name="lepas" value="cuti"')
        self.client.post(create, {**said, "lepas": "cuti"})
        self.assertEqual(Question.objects.first().carried, ["tahunan"])  # type: ignore[union-attr]

    def test_nobody_else_s_question_is_taken_along(self) -> None:
        """P-ASK-1: a talk is one's own."""
        first = ask(QUESTION, by=self.sari)
        self.client.force_login(self.joko)
        self.client.post(
            reverse("ask:create"),
            {"text": "Lamanya berapa?", "lanjut": first.pk, "bawa": ["cuti"]},
        )
        asked = Question.objects.get(asker=self.joko)
        self.assertIsNone(asked.follows)
        self.assertEqual(asked.carried, [])

    def test_words_said_again_are_not_carried_twice(self) -> None:
        self.assertEqual(Context(("cuti", "PNS")).with_words("cuti besar"), "cuti besar PNS")


class AsOfTests(AskTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.old = self.notes.write(
            "Lembur lama", OLD, agency=self.bkpsdm, kind=Kind.REGULATION, is_current=False
        )
        self.new = self.notes.write("Lembur baru", NEW, agency=self.bkpsdm, kind=Kind.REGULATION)
        inner = sources[NOUN].live
        assert inner is not None
        spans = {2: (date(2010, 1, 1), date(2020, 1, 1)), 1: (date(2020, 1, 1), None)}

        def live(keys: object) -> dict[tuple[int, str], Live]:
            found = inner(keys)  # type: ignore[arg-type]
            ends = {self.old: spans[2], self.new: spans[1]}
            for (pk, anchor), one in list(found.items()):
                since, until = ends.get(f"{NOUN}:{pk}", (None, None))
                found[pk, anchor] = Live(
                    text=one.text,
                    citation=one.citation,
                    url=one.url,
                    standing=one.standing,
                    since=since,
                    until=until,
                )
            return found

        object.__setattr__(sources[NOUN], "live", live)

    def quoted(self, day: date | None) -> list[str]:
        reply = answer_for(self.sari, "Berapa uang lembur PNS golongan III?", as_of=day)
        return [one.document.source for one in reply.quotes]

    def test_what_held_on_that_day_is_quoted(self) -> None:
        self.assertEqual(self.quoted(None), [self.new])
        self.assertEqual(self.quoted(date(2015, 6, 1)), [self.old])
        self.assertEqual(self.quoted(date(2021, 6, 1)), [self.new])
        self.assertEqual(self.quoted(date(2005, 6, 1)), [])

    def test_the_page_says_for_which_day(self) -> None:
        self.client.force_login(self.sari)
        said = {"text": "Berapa uang lembur PNS golongan III?", "as_of": "2015-06-01"}
        page = self.client.post(reverse("ask:create"), said, follow=True)
        self.assertContains(page, "Menurut keadaan pada 1 Juni 2015")
        self.assertContains(page, "Rp17.000")
        self.assertContains(page, "Dicabut")

    def test_a_day_without_regulations_is_refused_in_words(self) -> None:
        self.client.force_login(self.sari)
        said = {"text": "Berapa uang lembur?", "as_of": "1800-06-01"}
        page = self.client.post(reverse("ask:create"), said)
        self.assertContains(page, "17 Agustus 1945", status_code=422)
        self.assertContains(page, "Berapa uang lembur?", status_code=422)


class KeptTests(AskTestCase):
    def test_a_quote_that_fails_its_check_is_recorded_and_not_shown(self) -> None:
        self.notes.write("Cuti PNS", "Cuti tahunan PNS paling lama 14 hari.", agency=self.bkpsdm)
        part = whole("Cuti tahunan diatur kemudian.", url="/x/", anchor="bagian-1")
        self.notes.change(self.leave, indexed=False, parts=(part,))
        question = ask(QUESTION, by=self.sari)
        self.assertTrue(question.is_answered)
        self.assertEqual(Withheld.objects.get().reason, Proof.CHANGED.value)
        self.client.force_login(self.sari)
        page = self.client.get(question.get_absolute_url())
        self.assertContains(page, "tidak lolos pemeriksaan")
        self.assertNotContains(page, "dua belas")

    def test_an_ended_source_is_never_cited(self) -> None:
        self.notes.change(self.leave, indexed=False, standing=Standing.RETIRED)
        question = ask(QUESTION, by=self.sari)
        self.assertFalse(question.quotes.filter(is_near=False).exists())

    def test_an_overdue_source_carries_its_warning(self) -> None:
        self.notes.change(self.leave, standing=Standing.OVERDUE)
        question = ask(QUESTION, by=self.sari)
        self.client.force_login(self.sari)
        page = self.client.get(question.get_absolute_url())
        self.assertContains(page, "lewat tanggal tinjau. Pastikan")

    def test_the_link_marks_the_words(self) -> None:
        question = ask(QUESTION, by=self.sari)
        self.client.force_login(self.sari)
        page = self.client.get(question.get_absolute_url())
        self.assertContains(page, "/catatan/1/#bagian-1:~:text=Lamanya%20hak%20cuti%20tahunan")

    def test_one_deletes_what_one_asked(self) -> None:
        """P-ASK-7"""
        question = ask(QUESTION, by=self.sari)
        url = reverse("ask:remove", args=[question.pk])
        for person in (self.joko, self.ratna, self.tri):
            self.client.force_login(person)
            self.assertEqual(self.client.get(url).status_code, 404)
            self.assertEqual(self.client.post(url).status_code, 404)
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(url), QUESTION)
        self.client.post(url)
        self.assertFalse(Question.objects.exists())
        self.assertNotContains(self.client.get(reverse("ask:mine")), QUESTION)
