"""Asking: an answer is a proved quote, a refusal says what is not known, and both are private."""

from __future__ import annotations

from django.urls import reverse

from sinau.ask.actions import ask
from sinau.ask.events import QuestionAnswered, QuestionAsked, QuestionRefused
from sinau.ask.models import Question, Quote
from sinau.ask.personal import numbers_of_people, without_numbers
from sinau.journal.models import Entry
from sinau.people.models import Audience
from sinau.people.testing import CastTestCase
from sinau.search.models import Standing
from sinau.search.sources import whole
from sinau.search.tests.notes import Notes, a_city_with_notes

LEAVE = (
    "PNS yang telah bekerja paling kurang satu tahun berhak atas cuti tahunan. "
    "Lamanya hak cuti tahunan adalah 12 (dua belas) hari kerja."
)
QUESTION = "Berapa hari cuti tahunan PNS?"


class AskTestCase(CastTestCase):
    """A city that knows about leave, archives and, at the health agency only, queues."""

    def setUp(self) -> None:
        self.notes: Notes = self.enterContext(a_city_with_notes())
        self.leave = self.notes.write("Cuti tahunan", LEAVE, agency=self.bkpsdm)
        self.notes.write(
            "Arsip", "Arsip retensi sepuluh tahun dimusnahkan wali kota.", agency=self.bkpsdm
        )
        self.queue = self.notes.write(
            "Antrean puskesmas",
            "Pasien puskesmas dipanggil menurut jam pada nomor antrean.",
            agency=self.dinkes,
            audience=Audience.AGENCY,
        )


class AskTests(AskTestCase):
    def test_it_answers_with_the_words_of_the_source(self) -> None:
        question = ask(QUESTION, by=self.sari)
        quote = question.quotes.get()
        self.assertTrue(question.is_answered)
        self.assertEqual(quote.source, self.leave)
        self.assertIn(quote.text, LEAVE)
        self.assertEqual(
            quote.sentence, "Lamanya hak cuti tahunan adalah 12 (dua belas) hari kerja."
        )
        self.assertEqual(quote.url, "/catatan/1/#bagian-1")

    def test_it_declines_and_says_which_words_are_unknown(self) -> None:
        question = ask("Berapa tarif retribusi parkir pasar?", by=self.sari)
        self.assertFalse(question.is_answered)
        self.assertEqual(question.refusal.unknown, ["tarif", "retribusi", "parkir", "pasar"])

    def test_a_second_press_is_the_same_question(self) -> None:
        self.assertEqual(ask(QUESTION, by=self.sari), ask(f"  {QUESTION} ", by=self.sari))
        self.assertEqual(Question.objects.count(), 1)

    def test_no_fact_holds_the_words(self) -> None:
        """P-ASK-5: the journal keeps what happened, never what was asked."""
        ask(QUESTION, by=self.sari)
        ask("Berapa tarif retribusi parkir pasar?", by=self.sari)
        kinds = {QuestionAsked.kind, QuestionAnswered.kind, QuestionRefused.kind}
        entries = Entry.objects.of_kinds(*kinds)
        self.assertEqual({entry.kind for entry in entries}, kinds)
        for entry in entries:
            self.assertNotIn("tahunan", str(entry.data))
            self.assertNotIn("retribusi", str(entry.data))

    def test_a_source_for_one_agency_answers_only_its_people(self) -> None:
        """P-ASK-2: the outsider is declined as if the source did not exist."""
        text = "Menurut apa pasien puskesmas dipanggil?"
        self.assertEqual(ask(text, by=self.sari).quotes.get().source, self.queue)
        declined = ask(text, by=self.joko)
        self.assertFalse(declined.is_answered)
        self.assertEqual(declined.refusal.unknown, ["pasien", "puskesmas", "dipanggil"])
        self.assertFalse(declined.quotes.exists())

    def test_what_no_longer_holds_is_not_quoted(self) -> None:
        self.notes.change(self.leave, indexed=False, standing=Standing.REPEALED)
        self.assertFalse(ask(QUESTION, by=self.sari).is_answered)

    def test_what_its_source_no_longer_says_is_not_quoted(self) -> None:
        part = whole("Cuti tahunan diatur kemudian.", url="/x/", anchor="bagian-1")
        self.notes.change(self.leave, indexed=False, parts=(part,))
        self.assertFalse(ask(QUESTION, by=self.sari).is_answered)

    def test_asking_again_after_the_source_came_answers(self) -> None:
        first = ask("Berapa tarif retribusi parkir pasar?", by=self.sari)
        self.notes.write(
            "Tarif parkir", "Tarif retribusi parkir pasar Rp2.000.", agency=self.dishub
        )
        self.client.force_login(self.sari)
        response = self.client.post(reverse("ask:repeat", args=[first.pk]))
        again = Question.objects.get(repeats=first)
        self.assertRedirects(response, again.get_absolute_url())
        self.assertTrue(again.is_answered)


class ShowTests(AskTestCase):
    def show(self, question: Question) -> str:
        self.client.force_login(self.sari)
        response = self.client.get(question.get_absolute_url())
        self.assertEqual(response.status_code, 200)
        return response.content.decode()

    def test_the_card_quotes_and_opens_the_source(self) -> None:
        text = self.show(ask(QUESTION, by=self.sari))
        self.assertIn("/catatan/1/#bagian-1", text)
        self.assertIn("Cuti tahunan, bagian 1", text)
        self.assertIn("<mark>cuti</mark>", text)
        self.assertIn("Terverifikasi", text)

    def test_nobody_else_sees_it(self) -> None:
        """P-ASK-1: a question is its asker's own, whatever one's roles."""
        question = ask(QUESTION, by=self.sari)
        pages = [
            question.get_absolute_url(),
            reverse("ask:hand_over", args=[question.pk]),
        ]
        for person in (self.joko, self.bayu, self.ratna, self.tri, self.wulan):
            self.client.force_login(person)
            for page in pages:
                self.assertEqual(self.client.get(page).status_code, 404, (person, page))
            for name in ("ask:repeat", "ask:rating"):
                url = reverse(name, args=[question.pk])
                self.assertEqual(self.client.post(url).status_code, 404)
            self.assertNotContains(self.client.get(reverse("ask:index")), QUESTION)
            self.assertNotContains(self.client.get(reverse("ask:mine")), QUESTION)
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(reverse("ask:mine")), QUESTION)

    def test_a_quote_that_changed_is_withdrawn_with_a_word(self) -> None:
        question = ask(QUESTION, by=self.sari)
        self.assertIn("dua belas", self.show(question))
        part = whole("Cuti tahunan diatur kemudian.", url="/x/", anchor="bagian-1")
        self.notes.change(self.leave, parts=(part,))
        text = self.show(question)
        self.assertNotIn("dua belas", text)
        self.assertIn("telah berubah", text)

    def test_a_quote_whose_source_ended_is_withdrawn(self) -> None:
        question = ask(QUESTION, by=self.sari)
        self.notes.change(self.leave, standing=Standing.REPEALED)
        text = self.show(question)
        self.assertNotIn("dua belas", text)
        self.assertIn("tidak berlaku lagi", text)

    def test_a_quote_that_was_closed_to_the_asker_is_withdrawn_without_its_name(self) -> None:
        question = ask(QUESTION, by=self.sari)
        self.notes.change(self.leave, audience=Audience.AGENCY)
        text = self.show(question)
        self.assertNotIn("dua belas", text)
        self.assertNotIn("Cuti tahunan, bagian 1", text)
        self.assertIn("tidak lagi terbuka", text)

    def test_an_invented_quote_is_never_shown(self) -> None:
        question = ask(QUESTION, by=self.sari)
        Quote.objects.update(text="Cuti tahunan 30 hari kerja.", sentence="Cuti 30 hari.")
        self.assertNotIn("30 hari", self.show(question))

    def test_near_misses_are_called_near(self) -> None:
        question = ask("Bolehkah cuti tahunan PNS dibayar tunai?", by=self.sari)
        self.assertFalse(question.is_answered)
        text = self.show(question)
        self.assertIn("hanya bagian yang terdekat", text)
        self.assertIn("Bukan jawaban", text)

    def test_nothing_near_is_said_plainly(self) -> None:
        text = self.show(ask("Berapa tarif retribusi parkir pasar?", by=self.sari))
        self.assertIn("Kami tidak tahu", text)
        self.assertNotIn("Bagian terdekat", text)


class CreateTests(AskTestCase):
    def test_a_number_of_a_person_is_covered_and_not_kept(self) -> None:
        nip = self.sari.nip
        self.client.force_login(self.sari)
        response = self.client.post(
            reverse("ask:create"), {"text": f"Berapa sisa cuti tahunan {nip}?"}
        )
        self.assertContains(response, "memuat NIP", status_code=422)
        self.assertNotContains(response, f"cuti tahunan {nip}", status_code=422)
        self.assertContains(response, "Berapa sisa cuti tahunan ••••?", status_code=422)
        self.assertFalse(Question.objects.exists())

    def test_numbers_are_known_however_they_are_written(self) -> None:
        self.assertEqual(numbers_of_people("19940214 201903 2 903"), ["NIP"])
        self.assertEqual(numbers_of_people("3471.0102.0394.0001"), ["NIK"])
        self.assertEqual(numbers_of_people("PP 11 Tahun 2017 Pasal 312 ayat (2)"), [])
        self.assertEqual(numbers_of_people("Rp1.250.000.000 pada 2025-2026"), [])
        self.assertEqual(without_numbers("a 3471010203940001 b"), "a •••• b")

    def test_a_question_without_a_subject_comes_back(self) -> None:
        self.client.force_login(self.sari)
        for text in ("", "apa itu yang"):
            response = self.client.post(reverse("ask:create"), {"text": text})
            self.assertEqual(response.status_code, 422)
        self.assertFalse(Question.objects.exists())

    def test_a_long_question_is_refused_in_words(self) -> None:
        self.client.force_login(self.sari)
        response = self.client.post(reverse("ask:create"), {"text": "cuti " * 200})
        self.assertContains(response, "paling panjang 400 huruf", status_code=422)

    def test_strangers_are_asked_to_sign_in(self) -> None:
        self.assertEqual(self.client.get(reverse("ask:index")).status_code, 302)

    def test_the_box_can_be_filled_by_the_search(self) -> None:
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(reverse("ask:index") + "?q=cuti+besar"), ">cuti besar<")
