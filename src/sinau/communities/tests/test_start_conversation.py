"""Beginning a conversation: by a person on a page, or handed over by the answer desk."""

from sinau.communities.actions import found_community, open_agency_communities, start_conversation
from sinau.communities.actions.refusals import NotForYou
from sinau.communities.models import Community, Conversation
from sinau.people.models import Audience
from sinau.people.testing import CastTestCase


class StartConversationTests(CastTestCase):
    def setUp(self) -> None:
        open_agency_communities()
        self.dinkes_community = Community.objects.get(home_of=self.dinkes)
        self.city_community = found_community(
            name="AI untuk Layanan Publik",
            purpose="Berbagi percobaan.",
            agency=self.agencies["kota"],
            audience=Audience.CITY,
            by=self.agung,
            lead=self.agung,
        )

    def ask(self, community: Community, **changes: object) -> Conversation:
        words = {
            "community": community,
            "by": self.sari,
            "title": "Sisa cuti berapa hari?",
            "body": "Mohon dasarnya.",
            "is_question": True,
            **changes,
        }
        return start_conversation(**words)  # type: ignore[arg-type]

    def test_it_counts_what_is_said_and_what_waits(self) -> None:
        self.ask(self.dinkes_community)
        self.ask(self.dinkes_community, title="Obrolan", is_question=False)
        community = Community.objects.get(pk=self.dinkes_community.pk)
        self.assertEqual((community.conversations_count, community.unanswered_count), (2, 1))
        self.assertEqual(community.members_count, 1)

    def test_the_same_question_of_the_desk_is_handed_over_once(self) -> None:
        first = self.ask(self.city_community, question="ask.question:9")
        again = self.ask(self.dinkes_community, question="ask.question:9", title="Lain")
        self.assertEqual(first, again)
        self.assertEqual(Conversation.objects.count(), 1)

    def test_the_same_words_sent_twice_are_one(self) -> None:
        self.assertEqual(self.ask(self.city_community), self.ask(self.city_community))

    def test_it_refuses_who_only_reads(self) -> None:
        self.assertIn(self.dinkes_community, Community.objects.visible_to(self.tri))
        with self.assertRaises(NotForYou):
            self.ask(self.dinkes_community, by=self.tri)
        with self.assertRaises(NotForYou):
            self.ask(self.dinkes_community, by=self.joko)
