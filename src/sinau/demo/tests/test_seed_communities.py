"""The demo city's communities live: members, threads, answers and questions that wait."""

from django.db.models import Count, F, Q
from django.test import TestCase

from sinau.communities.models import Community, Conversation, Member, Reply
from sinau.demo import communities, people
from sinau.demo.city import City
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import now, today
from sinau.people.models import Agency


class SeedCommunitiesTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        city = City(today=today())
        people.seed(city)
        communities.seed(city)
        tell_everyone()

    def test_it_plays_every_thread_of_the_six_communities(self) -> None:
        self.assertEqual(Community.objects.filter(home_of=None).count(), 6)
        self.assertEqual(Conversation.objects.count(), 27)
        self.assertEqual(Reply.objects.count(), 34)
        self.assertGreater(Conversation.objects.answered().count(), 10)
        self.assertGreater(Conversation.objects.unanswered().count(), 5)

    def test_every_agency_of_size_has_its_own(self) -> None:
        self.assertGreaterEqual(Community.objects.exclude(home_of=None).count(), 50)
        dinkes = Agency.objects.get(code="dinkes")
        self.assertTrue(Community.objects.filter(home_of=dinkes, members_count__gt=3).exists())

    def test_the_stored_counters_are_true(self) -> None:
        for community in Community.objects.all():
            said = Conversation.objects.filter(community=community)
            members = Member.objects.active().filter(community=community)
            with self.subTest(community.name):
                self.assertEqual(community.conversations_count, said.count())
                self.assertEqual(community.unanswered_count, said.unanswered().count())
                self.assertEqual(community.members_count, members.count())
        counted = Reply.objects.annotate(marked=Count("marks"))
        self.assertFalse(counted.exclude(marked=F("helpful_count")).exists())

    def test_nobody_speaks_from_the_future_or_answers_themselves(self) -> None:
        self.assertFalse(Conversation.objects.filter(started_at__gt=now()).exists())
        self.assertFalse(Reply.objects.filter(written_at__gt=now()).exists())
        early = Q(written_at__lt=F("conversation__started_at"))
        self.assertFalse(Reply.objects.filter(early).exists())
        own = Conversation.objects.filter(accepted__author=F("author"))
        self.assertFalse(own.exists())
