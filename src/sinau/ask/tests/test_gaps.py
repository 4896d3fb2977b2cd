"""The queue of what no source knows: who reads it, how it is grouped, and how it closes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from unittest.mock import patch

from django.urls import reverse

from sinau.ask.actions import (
    AlreadyThere,
    LastOne,
    ask,
    delete_question,
    forward_gap,
    hand_over,
    merge_gaps,
    rate,
    split_gap,
    try_gap,
)
from sinau.ask.clockwork import hours_between, promised_day
from sinau.ask.events import GapClosed, QuestionAnswerable
from sinau.ask.models import Gap, GapMember, Question, Want
from sinau.ask.tests.test_ask import QUESTION, AskTestCase
from sinau.ask.turnaround import turnaround
from sinau.communities.actions import found_community
from sinau.inbox.models import Notice
from sinau.journal.announcing import announce
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel import clock
from sinau.knowledge.events import ArticleVerified
from sinau.people.models import Audience, Person
from sinau.ui.testing import queries_of

UNKNOWN = "Berapa tarif retribusi parkir pasar?"
LIKE_IT = "Tarif retribusi parkir di pasar berapa ya?"
OTHER = "Siapa pemegang kunci gudang obat?"
URL = "/tanya/belum-terjawab/"


class GapTestCase(AskTestCase):
    def learn_the_tariff(self) -> str:
        return self.notes.write(
            "Tarif", "Tarif retribusi parkir pasar Rp2.000.", agency=self.dishub
        )

    def gap_of(self, text: str = UNKNOWN, by: Person | None = None) -> Gap:
        return ask(text, by=by or self.sari).membership.gap


class ReadTests(GapTestCase):
    def test_who_keeps_the_agency_sees_the_words_and_not_the_name(self) -> None:
        """P-ASK-3: curators and officers, over their agencies, without the asker."""
        question = ask(UNKNOWN, by=self.sari)
        ask(QUESTION, by=self.sari)
        for person in (self.ratna, self.wulan):
            self.client.force_login(person)
            for url in (URL, question.membership.gap.get_absolute_url()):
                page = self.client.get(url)
                self.assertContains(page, UNKNOWN)
                self.assertNotContains(page, QUESTION)
                self.assertNotContains(page, self.sari.name)

    def test_an_officer_of_another_agency_sees_none_of_it(self) -> None:
        """P-ASK-3, P-ASK-6: not the words, not the count, and no verb."""
        gap = self.gap_of()
        self.client.force_login(self.joko)
        page = self.client.get(URL)
        self.assertNotContains(page, "retribusi")
        self.assertContains(page, "Tidak ada yang menunggu")
        self.assertEqual(turnaround(Gap.objects.kept_by(self.joko)).open, 0)
        self.assertEqual(self.client.get(gap.get_absolute_url()).status_code, 404)
        for verb in ("attempt", "forward", "merge", "split"):
            url = reverse(f"ask:gap_{verb}", args=[gap.pk])
            self.assertEqual(self.client.post(url).status_code, 404, verb)

    def test_of_a_gap_of_several_agencies_each_reads_its_own_words(self) -> None:
        """P-ASK-3: grouping opens nothing."""
        gap = self.gap_of()
        self.assertEqual(self.gap_of(LIKE_IT, by=self.joko), gap)
        self.client.force_login(self.joko)
        page = self.client.get(gap.get_absolute_url())
        self.assertContains(page, LIKE_IT)
        self.assertNotContains(page, UNKNOWN)
        self.assertContains(self.client.get(URL), "1 pertanyaan")

    def test_everybody_else_does_not_find_the_page(self) -> None:
        gap = self.gap_of()
        for person in (self.sari, self.bayu, self.tri, self.budi):
            self.client.force_login(person)
            self.assertEqual(self.client.get(URL).status_code, 404)
            self.assertEqual(self.client.get(gap.get_absolute_url()).status_code, 404)

    def test_who_went_to_a_community_is_named(self) -> None:
        with (
            patch("sinau.communities.models.Community.get_absolute_url", lambda self: "/k/"),
            patch("sinau.communities.models.Conversation.get_absolute_url", lambda self: "/p/"),
        ):
            city = found_community(
                name="Layanan Publik",
                purpose="Berbagi.",
                agency=self.agencies["kota"],
                audience=Audience.CITY,
                by=self.agung,
                lead=self.agung,
            )
            question = ask(UNKNOWN, by=self.sari)
            hand_over(question, community=city, title=UNKNOWN, body="?", by=self.sari)
        self.client.force_login(self.ratna)
        page = self.client.get(question.membership.gap.get_absolute_url())
        self.assertContains(page, self.sari.full_name)
        self.assertContains(page, "/p/")

    def test_the_number_of_queries_does_not_grow(self) -> None:
        self.client.force_login(self.ratna)
        ask(UNKNOWN, by=self.sari)
        self.client.get(URL)
        few = queries_of(self.client, URL)
        for word in ("gudang", "lampu", "atap", "kursi", "pintu", "cat", "pagar", "taman"):
            ask(f"Siapa pemasok {word} {word}an balai?", by=self.budi)
        self.assertGreater(Gap.objects.count(), 5)
        with self.assertNumQueries(few):
            self.client.get(URL)


class GroupTests(GapTestCase):
    def test_like_questions_wait_together(self) -> None:
        gap = self.gap_of()
        self.assertEqual(self.gap_of(LIKE_IT, by=self.budi), gap)
        self.assertNotEqual(self.gap_of(OTHER), gap)
        gap.refresh_from_db()
        self.assertEqual(gap.waiting, 2)

    def test_the_clock_counts_office_hours_only(self) -> None:
        friday = datetime(2026, 10, 9, 8, 0, tzinfo=UTC)  # 15.00 WIB
        monday = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)  # 09.00 WIB
        self.assertEqual(hours_between(friday, monday), 2.5)
        self.assertEqual(promised_day(friday), date(2026, 10, 14))

    def test_an_officer_merges_and_splits(self) -> None:
        one, other = self.gap_of(), self.gap_of(OTHER)
        merge_gaps(other, into=one, by=self.ratna)
        self.assertEqual(merge_gaps(other, into=one, by=self.ratna), one)
        self.assertEqual(one.waiting, 2)
        self.client.force_login(self.ratna)
        self.assertRedirects(self.client.get(other.get_absolute_url()), one.get_absolute_url())
        new = split_gap(GapMember.objects.get(question__text=OTHER), by=self.ratna)
        one.refresh_from_db()
        self.assertEqual((one.waiting, new.waiting), (1, 1))
        with self.assertRaises(LastOne):
            split_gap(GapMember.objects.get(question__text=UNKNOWN), by=self.ratna)
        with self.assertRaises(AlreadyThere):
            merge_gaps(one, into=one, by=self.ratna)

    def test_passed_on_its_words_are_read_there(self) -> None:
        """P-ASK-6: an officer's hand opens them to one more agency, once."""
        gap = self.gap_of()
        self.client.force_login(self.ratna)
        url = reverse("ask:gap_forward", args=[gap.pk])
        for _turn in range(2):
            self.client.post(url, {"agency": self.dishub.pk, "note": "Tarif ada di Dishub."})
        self.assertEqual(gap.forwards.count(), 1)
        self.client.force_login(self.joko)
        self.assertContains(self.client.get(gap.get_absolute_url()), UNKNOWN)
        self.assertContains(self.client.get(URL), UNKNOWN)

    def test_deleting_the_last_question_takes_the_gap_away(self) -> None:
        """P-ASK-7: what one asked can be deleted with everything kept of it."""
        question = ask(UNKNOWN, by=self.sari)
        again = ask(UNKNOWN, by=self.sari, repeats=question)
        delete_question(question, by=self.sari)
        again.refresh_from_db()
        self.assertIsNone(again.repeats)
        delete_question(again, by=self.sari)
        self.assertFalse(Gap.objects.exists())
        self.assertFalse(Question.objects.exists())


class CloseTests(GapTestCase):
    def test_only_an_answer_closes_it_and_everybody_is_told(self) -> None:
        first, second = ask(UNKNOWN, by=self.sari), ask(LIKE_IT, by=self.budi)
        gap = first.membership.gap
        self.assertFalse(try_gap(gap))
        source = self.learn_the_tariff()
        announce(
            ArticleVerified(article_id=1, title="Tarif", slug="tarif", owner_id=1, source=""),
            by=self.ratna,
        )
        with patch("sinau.ask.listeners.put_in_index"):
            tell_everyone()
        self.assertTrue(gap.is_open)
        self.assertTrue(try_gap(gap))
        tell_everyone()
        self.assertEqual(Entry.objects.of_kinds(GapClosed.kind).count(), 1)
        self.assertEqual(Entry.objects.of_kinds(QuestionAnswerable.kind).count(), 2)
        told = Notice.objects.filter(kind="answerable").values_list("person", flat=True)
        self.assertEqual(set(told), {self.sari.pk, self.budi.pk})
        self.client.force_login(self.sari)
        page = self.client.get(first.get_absolute_url())
        self.assertContains(page, "Sumbernya kini ada")
        self.assertFalse(first.is_answered)
        self.assertTrue(ask(UNKNOWN, by=self.sari, repeats=first).is_answered)
        self.assertTrue(second.pk and source)

    def test_it_stays_open_for_whom_the_source_is_not(self) -> None:
        """P-ASK-2: each is asked again as the one who asked."""
        gap = self.gap_of()
        self.gap_of(LIKE_IT, by=self.joko)
        self.notes.write(
            "Tarif",
            "Tarif retribusi parkir pasar Rp2.000.",
            agency=self.dinkes,
            audience=Audience.AGENCY,
        )
        self.assertFalse(try_gap(gap))
        self.assertEqual(gap.waiting, 1)
        self.assertEqual(gap.members.waiting().get().question.asker, self.joko)

    def test_asking_again_oneself_closes_it_too(self) -> None:
        question = ask(UNKNOWN, by=self.sari)
        self.learn_the_tariff()
        ask(UNKNOWN, by=self.sari, repeats=question)
        self.assertFalse(Gap.objects.open().exists())
        self.assertFalse(Entry.objects.of_kinds(QuestionAnswerable.kind).exists())

    def test_what_did_not_help_waits_for_something_new(self) -> None:
        question = ask(QUESTION, by=self.sari)
        rate(question, helped=False, by=self.sari)
        gap = question.membership.gap
        self.assertEqual(question.membership.want, Want.UNHELPFUL)
        self.assertFalse(try_gap(gap))
        self.notes.write(
            "Cuti tahunan PNS", "Cuti tahunan PNS 12 hari, PPPK 12 hari.", agency=self.bkpsdm
        )
        self.assertTrue(try_gap(gap))

    def test_changing_one_s_mind_takes_it_out_of_the_queue(self) -> None:
        question = ask(QUESTION, by=self.sari)
        rate(question, helped=False, by=self.sari)
        rate(question, helped=True, by=self.sari)
        self.assertFalse(Gap.objects.open().exists())
        rate(question, helped=False, by=self.sari)
        self.assertTrue(Gap.objects.open().exists())

    def test_how_long_it_took_is_shown(self) -> None:
        with clock.freeze(datetime(2026, 10, 12, 2, 0, tzinfo=UTC)):
            gap = self.gap_of()
        self.learn_the_tariff()
        with clock.freeze(datetime(2026, 10, 13, 2, 0, tzinfo=UTC)):
            self.assertTrue(try_gap(gap))
            self.assertEqual(gap.hours, 8.5)
            figures = turnaround(Gap.objects.kept_by(self.ratna))
        self.assertEqual((figures.open, figures.closed, figures.median_days), (0, 1, 1.0))
        self.assertEqual(figures.kept_share, 100)

    def test_the_button_says_what_came_of_it(self) -> None:
        gap = self.gap_of()
        forward_gap(gap, agency=self.dishub, note="", by=self.ratna)
        self.client.force_login(self.ratna)
        url = reverse("ask:gap_attempt", args=[gap.pk])
        self.assertContains(self.client.post(url, follow=True), "belum dapat menjawab")
        self.learn_the_tariff()
        self.assertContains(self.client.post(url, follow=True), "Tanya kini menjawab")
