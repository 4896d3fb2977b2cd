"""What no source knew is brought to people who agreed to be asked, and closes only by an answer."""

from __future__ import annotations

from django.urls import reverse

from sinau.ask.actions import ask, ask_about_gap, merge_gaps, split_gap, try_gap
from sinau.ask.actions.gaps import leave_gap, settle
from sinau.ask.models import Gap, HandOver
from sinau.ask.routing import experts_for, who_can_read
from sinau.ask.tests.test_ask import AskTestCase
from sinau.communities.actions import found_community, open_agency_communities
from sinau.communities.models import Community
from sinau.inbox.models import Notice
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.knowledge.actions import settle_profile
from sinau.knowledge.models import ExpertRequest
from sinau.knowledge.tests.stage import answer_twice
from sinau.people.models import Audience, Person

UNKNOWN = "Berapa tarif retribusi parkir pasar?"


class RouteTests(AskTestCase):
    """Bayu answered much at the health agency and agreed; Sari asks, Wulan and Ratna keep."""

    def setUp(self) -> None:
        super().setUp()
        answer_twice(self.bayu, asker=self.sari, title="Antrean")
        settle_profile(self.bayu, is_shown=True, weekly_limit=1)
        self.question = ask(UNKNOWN, by=self.sari)
        self.gap = Gap.objects.get()
        self.page = reverse("ask:asked", args=[self.gap.pk])

    def proposed(self) -> list[Person]:
        return [one.person for one in experts_for(self.question)]

    def see(self, person: Person, path: str) -> str:
        self.client.force_login(person)
        return self.client.get(path).content.decode()

    def bring(self) -> ExpertRequest:
        self.client.force_login(self.ratna)
        self.client.post(f"{self.gap.get_absolute_url()}rujukan/", {"orang": self.bayu.pk})
        tell_everyone()
        return ExpertRequest.objects.get()

    def test_a_keeper_sees_whom_to_ask_and_why(self) -> None:
        page = self.see(self.ratna, self.gap.get_absolute_url())
        self.assertIn(self.bayu.full_name, page)
        self.assertIn("Mengapa orang ini: 2 jawaban diterima di komunitas", page)

    def test_without_consent_or_room_nobody_is_proposed(self) -> None:
        """P-ASK-15"""
        self.assertEqual(self.proposed(), [self.bayu])
        self.bring()
        self.assertEqual(self.proposed(), [])
        settle_profile(self.bayu, is_shown=True, weekly_limit=2)
        self.assertEqual(self.proposed(), [self.bayu])
        settle_profile(self.bayu, is_shown=False, weekly_limit=2)
        self.assertEqual(self.proposed(), [])
        self.client.force_login(self.ratna)
        self.client.post(f"{self.gap.get_absolute_url()}rujukan/", {"orang": self.joko.pk})
        self.assertEqual(ExpertRequest.objects.count(), 1)

    def test_nobody_is_asked_their_own_question(self) -> None:
        own = ask(UNKNOWN, by=self.bayu)
        self.assertEqual(experts_for(own), [])

    def test_the_expert_hears_and_reads_the_words_without_a_name(self) -> None:
        """P-ASK-15: from the moment they are asked until it is let go; nobody else by that door."""
        self.client.force_login(self.bayu)
        self.assertEqual(self.client.get(self.page).status_code, 404)
        asked = self.bring()
        notice = Notice.objects.get(person=self.bayu, url=self.page)
        self.assertNotIn("parkir", str(notice.words))
        page = self.see(self.bayu, self.page)
        self.assertIn(UNKNOWN, page)
        self.assertNotIn(self.sari.full_name, page)
        for person in (self.joko, self.sari, self.wulan):
            self.client.force_login(person)
            self.assertEqual(self.client.get(self.page).status_code, 404)
        self.client.force_login(self.bayu)
        self.client.post(f"{self.page}lepas/")
        self.assertEqual(self.client.get(self.page).status_code, 404)
        asked.refresh_from_db()
        self.assertIsNotNone(asked.closed_at)
        self.assertTrue(Entry.objects.filter(kind="knowledge.expert.let_go").exists())

    def test_a_consent_taken_back_closes_the_page(self) -> None:
        """P-ASK-15"""
        self.bring()
        settle_profile(self.bayu, is_shown=False, weekly_limit=1)
        self.client.force_login(self.bayu)
        self.assertEqual(self.client.get(self.page).status_code, 404)

    def test_an_outsider_brings_it_to_nobody(self) -> None:
        """P-ASK-6"""
        for person in (self.joko, self.sari):
            self.client.force_login(person)
            path = f"{self.gap.get_absolute_url()}rujukan/"
            self.assertEqual(self.client.post(path, {"orang": self.bayu.pk}).status_code, 404)
        self.assertFalse(ExpertRequest.objects.exists())

    def test_only_an_answer_of_the_desk_closes_it_and_frees_the_week(self) -> None:
        asked = self.bring()
        self.assertFalse(try_gap(self.gap))
        self.notes.write("Retribusi", "Tarif retribusi parkir pasar Rp2.000.", agency=self.bkpsdm)
        self.assertTrue(try_gap(self.gap))
        asked.refresh_from_db()
        self.assertIsNotNone(asked.closed_at)
        self.client.force_login(self.bayu)
        self.assertEqual(self.client.get(self.page).status_code, 404)

    def test_a_gap_that_is_gone_or_merged_asks_nobody_any_more(self) -> None:
        other = ask("Siapa yang menerbitkan izin reklame?", by=self.sari)
        into = Gap.objects.exclude(pk=self.gap.pk).get()
        asked = self.bring()
        merge_gaps(self.gap, into=into, by=self.ratna)
        asked.refresh_from_db()
        self.assertIsNotNone(asked.closed_at)
        again = ask_about_gap(into, self.bayu, question=other, by=self.ratna)
        member = into.members.get(question=self.question)
        split_gap(member, by=self.ratna)
        again.refresh_from_db()
        self.assertIsNone(again.closed_at)
        leave_gap(other)
        again.refresh_from_db()
        self.assertIsNotNone(again.closed_at)

    def test_the_asker_reads_how_long_it_usually_takes(self) -> None:
        self.assertNotIn("biasanya tertutup", self.see(self.sari, self.question.get_absolute_url()))
        other = ask("Siapa yang menerbitkan izin reklame?", by=self.wulan)
        settle(other)
        self.assertIn("biasanya tertutup", self.see(self.sari, self.question.get_absolute_url()))

    def test_taken_to_a_community_the_chosen_experts_hear_of_it_too(self) -> None:
        open_agency_communities()
        home = Community.objects.get(home_of=self.dinkes)
        path = reverse("ask:hand_over", args=[self.question.pk])
        self.assertIn("2 jawaban diterima", self.see(self.sari, path))
        words = {"community": home.pk, "title": UNKNOWN, "body": "", "experts": [self.bayu.pk]}
        self.assertEqual(self.client.post(path, words).status_code, 302)
        tell_everyone()
        asked, handed = ExpertRequest.objects.get(), HandOver.objects.get()
        self.assertEqual(asked.subject, f"communities.conversation:{handed.conversation_id}")
        self.assertTrue(
            Notice.objects.filter(person=self.bayu, url=handed.conversation_url).exists()
        )
        fact = Entry.objects.get(kind="knowledge.expert.asked")
        self.assertNotIn("parkir", str(fact.data))

    def test_who_may_not_read_the_community_is_not_sent_there(self) -> None:
        shut = found_community(
            name="Anggaran",
            purpose="Berbagi.",
            agency=self.bkpsdm,
            audience=Audience.AGENCY,
            by=self.agung,
            lead=self.agung,
        )
        question = ask(UNKNOWN, by=self.ratna)
        settle_profile(self.bayu, is_shown=True, weekly_limit=3)
        self.client.force_login(self.ratna)
        path = reverse("ask:hand_over", args=[question.pk])
        words = {"community": shut.pk, "title": UNKNOWN, "experts": [self.bayu.pk]}
        page = self.client.post(path, words)
        if self.bayu in [one.person for one in experts_for(question)]:
            self.assertContains(page, "tidak dapat membuka komunitas itu", status_code=422)
        self.assertFalse(ExpertRequest.objects.exists())

    def test_who_can_read_a_community_is_asked_once_for_all(self) -> None:
        open_agency_communities()
        kept_in = Community.objects.get(home_of=self.dinkes)
        people = [self.sari, self.bayu, self.ratna, self.joko, self.budi, self.agung, self.tri]
        for audience in Audience.values:
            Community.objects.filter(pk=kept_in.pk).update(audience=audience)
            # From the database, so that nobody knows their roles yet.
            fresh = list(
                Person.objects.select_related("agency").filter(pk__in=[p.pk for p in people])
            )
            with self.assertNumQueries(2):
                readers = who_can_read(kept_in, fresh)
            seen = {one.pk for one in people if self.may_read(one, kept_in)}
            self.assertEqual(readers, seen, audience)

    def may_read(self, person: Person, community: Community) -> bool:
        return Community.objects.visible_to(person).contains(community)
