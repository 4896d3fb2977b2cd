"""Taking a question to a community, and hearing that its article is there."""

from __future__ import annotations

from unittest.mock import patch

from django.urls import reverse

from sinau.ask.actions import AnsweredAlready, ask, hand_over, note_later_article
from sinau.ask.events import QuestionHandedOver, QuestionKnown
from sinau.ask.models import HandOver, LaterArticle
from sinau.ask.tests.test_ask import QUESTION, AskTestCase
from sinau.communities.actions import found_community, open_agency_communities
from sinau.communities.models import Community, Conversation
from sinau.journal.announcing import announce
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.knowledge.events import ArticleVerified
from sinau.people.models import Audience

UNKNOWN = "Berapa tarif retribusi parkir pasar?"


class HandOverTests(AskTestCase):
    def setUp(self) -> None:
        super().setUp()
        # The pages of the communities are not what is tested here.
        for noun in ("Community", "Conversation"):
            self.enterContext(
                patch(f"sinau.communities.models.{noun}.get_absolute_url", lambda self: "/tanya/")
            )
        open_agency_communities()
        self.home = Community.objects.get(home_of=self.dinkes)
        self.city = found_community(
            name="Layanan Publik",
            purpose="Berbagi.",
            agency=self.agencies["kota"],
            audience=Audience.CITY,
            by=self.agung,
            lead=self.agung,
        )
        self.question = ask(UNKNOWN, by=self.sari)
        self.url = reverse("ask:hand_over", args=[self.question.pk])

    def words(self, **changes: object) -> dict[str, object]:
        return {"community": self.city.pk, "title": UNKNOWN, "body": "Mohon dasarnya.", **changes}

    def test_it_stands_in_the_community_once(self) -> None:
        self.client.force_login(self.sari)
        for _turn in range(2):
            self.assertEqual(self.client.post(self.url, self.words()).status_code, 302)
        talk = Conversation.objects.get()
        self.assertEqual((talk.question, talk.author), (self.question.source, self.sari))
        self.assertEqual(HandOver.objects.get().conversation_id, talk.pk)
        self.assertEqual(Entry.objects.of_kinds(QuestionHandedOver.kind).count(), 1)
        self.assertContains(self.client.get(self.question.get_absolute_url()), "Layanan Publik")

    def test_only_communities_one_may_write_in_are_offered(self) -> None:
        """P-ASK-4"""
        other = Community.objects.get(home_of=self.dishub)
        self.client.force_login(self.sari)
        page = self.client.get(self.url)
        self.assertContains(page, self.city.name)
        self.assertContains(page, self.home.name)
        self.assertNotContains(page, other.name)
        response = self.client.post(self.url, self.words(community=other.pk))
        self.assertEqual(response.status_code, 422)
        self.assertFalse(HandOver.objects.exists())

    def test_a_number_of_a_person_does_not_leave_the_desk(self) -> None:
        self.client.force_login(self.sari)
        response = self.client.post(self.url, self.words(body=f"NIP saya {self.sari.nip}"))
        self.assertContains(response, "memuat NIP", status_code=422)
        self.assertFalse(Conversation.objects.exists())

    def test_what_is_answered_is_not_handed_over(self) -> None:
        question = ask(QUESTION, by=self.sari)
        with self.assertRaises(AnsweredAlready):
            hand_over(question, community=self.city, title="x", body="y", by=self.sari)

    def test_the_asker_learns_of_the_article_and_asks_again(self) -> None:
        handed = hand_over(
            self.question, community=self.city, title=UNKNOWN, body="?", by=self.sari
        )
        source = f"communities.conversation:{handed.conversation_id}"
        self.verify(source)
        self.verify(source)
        self.assertEqual(LaterArticle.objects.get().question, self.question)
        self.assertEqual(Entry.objects.of_kinds(QuestionKnown.kind).count(), 1)
        self.client.force_login(self.sari)
        page = self.client.get(self.question.get_absolute_url())
        self.assertContains(page, "Tarif parkir")
        self.assertContains(page, "Tanya lagi")
        # An article is not enough: only an answer of the desk closes the gap.
        self.assertTrue(self.question.membership.gap.is_open)

    def test_an_article_from_somewhere_else_says_nothing(self) -> None:
        self.verify("communities.conversation:999")
        self.verify("")
        self.assertFalse(LaterArticle.objects.exists())
        self.assertTrue(
            note_later_article(self.question, article_id=1, title="Tarif", url="/pengetahuan/t/")
        )

    def verify(self, source: str) -> None:
        announce(
            ArticleVerified(
                article_id=5, title="Tarif parkir", slug="tarif", owner_id=1, source=source
            ),
            by=self.ratna,
        )
        tell_everyone()
