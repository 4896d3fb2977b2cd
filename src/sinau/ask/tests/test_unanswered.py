"""The work list of questions that no source knows."""

from __future__ import annotations

from unittest.mock import patch

from sinau.ask.actions import ask, hand_over
from sinau.ask.tests.test_ask import QUESTION, AskTestCase
from sinau.communities.actions import found_community
from sinau.people.models import Audience
from sinau.ui.testing import queries_of

UNKNOWN = "Berapa tarif retribusi parkir pasar?"
URL = "/tanya/belum-terjawab/"


class UnansweredTests(AskTestCase):
    def test_who_keeps_the_agency_sees_the_words_and_not_the_name(self) -> None:
        """P-ASK-3: curators and officers, over their agencies, without the asker."""
        question = ask(UNKNOWN, by=self.sari)
        ask(QUESTION, by=self.sari)
        for person in (self.ratna, self.wulan):
            self.client.force_login(person)
            page = self.client.get(URL)
            self.assertContains(page, UNKNOWN)
            self.assertContains(page, question.source)
            self.assertNotContains(page, QUESTION)
            self.assertNotContains(page, self.sari.name)

    def test_an_officer_of_another_agency_sees_none_of_it(self) -> None:
        """P-ASK-3"""
        ask(UNKNOWN, by=self.sari)
        self.client.force_login(self.joko)
        page = self.client.get(URL)
        self.assertNotContains(page, "retribusi")
        self.assertContains(page, "Tidak ada yang menunggu")

    def test_everybody_else_does_not_find_the_page(self) -> None:
        for person in (self.sari, self.bayu, self.tri, self.budi):
            self.client.force_login(person)
            self.assertEqual(self.client.get(URL).status_code, 404)

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
        page = self.client.get(URL)
        self.assertContains(page, self.sari.full_name)
        self.assertContains(page, "/p/")

    def test_what_was_asked_again_and_answered_is_off_the_list(self) -> None:
        question = ask(UNKNOWN, by=self.sari)
        self.notes.write("Tarif", "Tarif retribusi parkir pasar Rp2.000.", agency=self.dishub)
        ask(UNKNOWN, by=self.sari, repeats=question)
        self.client.force_login(self.ratna)
        self.assertNotContains(self.client.get(URL), "retribusi")

    def test_the_number_of_queries_does_not_grow(self) -> None:
        self.client.force_login(self.ratna)
        ask(UNKNOWN, by=self.sari)
        self.client.get(URL)
        few = queries_of(self.client, URL)
        for turn in range(8):
            ask(f"{UNKNOWN} {turn}", by=self.budi)
        with self.assertNumQueries(few):
            self.client.get(URL)
