"""Accepting an answer and taking that back; marks of who was helped."""

from sinau.communities.actions import accept_answer, hide_reply, reply_to, start_conversation
from sinau.communities.actions.refusals import NotAQuestion, ReplyIsHidden
from sinau.communities.models import Acceptance, Community
from sinau.communities.testing import CommunitiesTestCase
from sinau.journal.models import Entry


class AcceptAnswerTests(CommunitiesTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.reply = reply_to(self.question, body="Panggil menurut jam.", by=self.budi)
        self.url = f"/komunitas/balasan/{self.reply.pk}/jawaban/"

    def unanswered(self) -> int:
        return Community.objects.get(pk=self.home.pk).unanswered_count

    def test_the_asker_accepts_once_and_takes_it_back(self) -> None:
        self.assertEqual(self.unanswered(), 1)
        self.client.force_login(self.sari)
        self.client.post(self.url)
        self.client.post(self.url)
        self.assertEqual(self.unanswered(), 0)
        self.client.post(f"/komunitas/percakapan/{self.question.pk}/jawaban/selesai/")
        self.client.post(f"/komunitas/percakapan/{self.question.pk}/jawaban/selesai/")
        self.assertEqual(self.unanswered(), 1)
        said = [row.reply_id for row in Acceptance.objects.all()]
        self.assertEqual(said, [self.reply.pk, None])
        kinds = ("communities.answer.accepted", "communities.answer.withdrawn")
        self.assertEqual(Entry.objects.of_kinds(*kinds).count(), 2)

    def test_p_com_4_only_the_asker_and_the_leads_accept(self) -> None:
        """P-COM-4"""
        for person in (self.budi, self.joko, self.tri, self.ratna):
            self.client.force_login(person)
            with self.subTest(person.name):
                self.assertEqual(self.client.post(self.url).status_code, 404)
        self.assertEqual(self.unanswered(), 1)
        self.client.force_login(self.bayu)
        self.client.post(self.url)
        self.assertEqual(self.unanswered(), 0)

    def test_another_reply_takes_its_place(self) -> None:
        other = reply_to(self.question, body="Tambah loket.", by=self.bayu)
        accept_answer(self.reply, by=self.sari)
        accept_answer(other, by=self.sari)
        self.question.refresh_from_db()
        self.assertEqual(self.question.accepted, other)

    def test_it_refuses_talks_and_hidden_replies(self) -> None:
        talk = start_conversation(
            community=self.home, by=self.sari, title="Obrolan", body="Isi", is_question=False
        )
        with self.assertRaises(NotAQuestion):
            accept_answer(reply_to(talk, body="Ya", by=self.bayu), by=self.sari)
        hide_reply(self.reply, reason="Memuat nama pasien", by=self.bayu)
        self.reply.refresh_from_db()
        with self.assertRaises(ReplyIsHidden):
            accept_answer(self.reply, by=self.sari)

    def test_everybody_has_one_mark_but_for_their_own_reply(self) -> None:
        for person in (self.sari, self.sari, self.bayu, self.budi):
            self.client.force_login(person)
            self.client.post(f"/komunitas/balasan/{self.reply.pk}/tanda/")
        self.reply.refresh_from_db()
        self.assertEqual(self.reply.helpful_count, 2)
        self.client.force_login(self.sari)
        self.client.post(f"/komunitas/balasan/{self.reply.pk}/tanda/selesai/")
        self.client.post(f"/komunitas/balasan/{self.reply.pk}/tanda/selesai/")
        self.reply.refresh_from_db()
        self.assertEqual(self.reply.helpful_count, 1)
        self.client.force_login(self.joko)
        answer = self.client.post(f"/komunitas/balasan/{self.reply.pk}/tanda/")
        self.assertEqual(answer.status_code, 404)
