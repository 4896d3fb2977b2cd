"""Taking something out of sight, with a reason, and showing it again."""

from sinau.communities.actions import accept_answer, hide_conversation, reply_to
from sinau.communities.actions.refusals import ConversationIsHidden
from sinau.communities.models import Community, Conversation, Hiding, Reply
from sinau.communities.testing import CommunitiesTestCase


class HideTests(CommunitiesTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.reply = reply_to(self.question, body="Pasien bernama anu.", by=self.budi)
        self.of_question = f"/komunitas/percakapan/{self.question.pk}/penyembunyian/"
        self.of_reply = f"/komunitas/balasan/{self.reply.pk}/penyembunyian/"

    def test_a_hidden_reply_is_read_by_its_author_and_the_leads_alone(self) -> None:
        self.client.force_login(self.bayu)
        self.client.post(self.of_reply, {"reason": "Memuat nama pasien"})
        self.client.post(self.of_reply, {"reason": "Sekali lagi"})
        self.assertEqual(Hiding.objects.count(), 1)
        for person, sees in ((self.sari, False), (self.budi, True), (self.bayu, True)):
            self.client.force_login(person)
            text = self.client.get(self.question.get_absolute_url()).content.decode()
            with self.subTest(person.name):
                self.assertEqual("Pasien bernama anu." in text, sees)
        self.assertEqual(Reply.objects.get(pk=self.reply.pk).body, "Pasien bernama anu.")
        self.assertEqual(Conversation.objects.get(pk=self.question.pk).replies_count, 0)

    def test_it_can_be_shown_again(self) -> None:
        self.client.force_login(self.bayu)
        self.client.post(self.of_reply, {"reason": "Memuat nama pasien"})
        self.client.post(f"{self.of_reply}selesai/")
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(self.question.get_absolute_url()), "Pasien bernama anu")
        self.assertEqual(Hiding.objects.get().lifted_by, self.bayu)

    def test_p_com_5_a_hidden_conversation_is_gone_for_the_others(self) -> None:
        """P-COM-5"""
        self.client.force_login(self.budi)
        self.assertContains(self.client.get(self.home.get_absolute_url()), self.question.title)
        hide_conversation(self.question, reason="Memuat data pribadi", by=self.bayu)
        self.assertNotContains(self.client.get(self.home.get_absolute_url()), self.question.title)
        self.assertEqual(self.client.get(self.question.get_absolute_url()).status_code, 404)
        community = Community.objects.get(pk=self.home.pk)
        self.assertEqual((community.conversations_count, community.unanswered_count), (0, 0))
        self.client.force_login(self.sari)
        self.assertContains(
            self.client.get(self.question.get_absolute_url()), "Memuat data pribadi"
        )
        with self.assertRaises(ConversationIsHidden):
            reply_to(Conversation.objects.get(), body="Masih boleh?", by=self.sari)

    def test_p_com_6_only_leads_hide(self) -> None:
        """P-COM-6"""
        for person in (self.sari, self.budi, self.joko, self.tri, self.ratna, self.wulan):
            self.client.force_login(person)
            with self.subTest(person.name):
                for address in (self.of_question, self.of_reply):
                    answer = self.client.post(address, {"reason": "Tidak suka"})
                    self.assertEqual(answer.status_code, 404)
        self.assertFalse(Hiding.objects.exists())

    def test_an_accepted_answer_stays(self) -> None:
        accept_answer(self.reply, by=self.sari)
        self.client.force_login(self.bayu)
        answer = self.client.post(self.of_reply, {"reason": "Salah"})
        self.assertContains(answer, "jawaban yang diterima", status_code=409)
        self.assertFalse(Hiding.objects.exists())

    def test_a_reason_is_asked_for(self) -> None:
        self.client.force_login(self.bayu)
        self.assertContains(self.client.post(self.of_question, {}), "Tulis alasannya")
        self.assertFalse(Hiding.objects.exists())
