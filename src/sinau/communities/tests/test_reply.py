"""Replying, and putting one's own words right."""

from datetime import timedelta

from sinau.communities.actions import accept_answer, edit_conversation, edit_reply, reply_to
from sinau.communities.actions.refusals import AnswerIsAccepted, TooLateToEdit
from sinau.communities.models import Follow, Member, Reply, Revision
from sinau.communities.testing import CommunitiesTestCase
from sinau.journal.models import Entry
from sinau.kernel import clock


class ReplyTests(CommunitiesTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.url = f"/komunitas/percakapan/{self.question.pk}/balasan/"

    def test_it_counts_joins_and_follows_once(self) -> None:
        self.client.force_login(self.bayu)
        for _twice in range(2):
            self.client.post(self.url, {"body": "Panggil menurut jam."})
        self.question.refresh_from_db()
        self.assertEqual(self.question.replies_count, 1)
        self.assertTrue(Member.objects.active().filter(person=self.bayu).exists())
        self.assertTrue(Follow.objects.active().filter(person=self.bayu).exists())
        written = Entry.objects.of_kinds("communities.reply.written")
        self.assertEqual(written.count(), 1)

    def test_an_empty_reply_keeps_the_page_and_says_what_is_missing(self) -> None:
        self.client.force_login(self.bayu)
        answer = self.client.post(self.url, {"body": "  \r\n "})
        self.assertContains(answer, "Isi belum ditulis.")
        self.assertFalse(Reply.objects.exists())

    def test_p_com_2_outsiders_and_readers_do_not_write(self) -> None:
        """P-COM-2"""
        for person, status in ((self.joko, 404), (self.tri, 409), (self.ratna, 409)):
            self.client.force_login(person)
            with self.subTest(person.name):
                answer = self.client.post(self.url, {"body": "Halo"})
                self.assertEqual(answer.status_code, status)
        self.assertFalse(Reply.objects.exists())

    def test_the_former_words_are_kept(self) -> None:
        reply = reply_to(self.question, body="Panggil menurut jam.", by=self.bayu)
        self.client.force_login(self.bayu)
        address = f"/komunitas/balasan/{reply.pk}/suntingan/"
        self.client.post(address, {"body": "Panggil **tepat** menurut jam."})
        reply.refresh_from_db()
        self.assertIsNotNone(reply.edited_at)
        self.assertEqual(Revision.objects.get(reply=reply).body, "Panggil menurut jam.")
        edit_reply(reply, body=reply.body, by=self.bayu)
        self.assertEqual(Revision.objects.count(), 1)

    def test_p_com_3_only_the_author_edits(self) -> None:
        """P-COM-3"""
        reply = reply_to(self.question, body="Panggil menurut jam.", by=self.budi)
        for person in (self.bayu, self.sari, self.joko):
            self.client.force_login(person)
            address = f"/komunitas/balasan/{reply.pk}/suntingan/"
            self.assertEqual(self.client.post(address, {"body": "Lain"}).status_code, 404)
        self.client.force_login(self.bayu)
        address = f"/komunitas/percakapan/{self.question.pk}/suntingan/"
        words = {"title": "Lain", "body": "Lain"}
        self.assertEqual(self.client.post(address, words).status_code, 404)
        self.client.force_login(self.sari)
        self.assertRedirects(self.client.post(address, words), self.question.get_absolute_url())
        self.question.refresh_from_db()
        self.assertEqual(self.question.title, "Lain")

    def test_it_refuses_old_words_and_accepted_answers(self) -> None:
        reply = reply_to(self.question, body="Panggil menurut jam.", by=self.bayu)
        with clock.freeze(clock.now() + timedelta(days=31)):
            with self.assertRaises(TooLateToEdit):
                edit_reply(reply, body="Lain", by=self.bayu)
            with self.assertRaises(TooLateToEdit):
                edit_conversation(self.question, title="Lain", body="Lain", by=self.sari)
        accept_answer(reply, by=self.sari)
        reply.refresh_from_db()
        with self.assertRaises(AnswerIsAccepted):
            edit_reply(reply, body="Lain", by=self.bayu)
