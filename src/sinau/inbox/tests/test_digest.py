"""The daily letter."""

from datetime import timedelta

from django.core import mail

from sinau.communities.actions import reply_to
from sinau.communities.testing import CommunitiesTestCase
from sinau.inbox.actions import choose, read_all
from sinau.inbox.digest import send_digests
from sinau.journal.testing import tell_everyone
from sinau.kernel import clock
from sinau.people.models import Person


class DigestTests(CommunitiesTestCase):
    def setUp(self) -> None:
        super().setUp()
        for person in (self.bayu, self.budi, self.agung):
            choose(kind="question", in_app=True, by_mail=False, by=person)
        tell_everyone()

    def reply(self, *bodies: str) -> None:
        for body in bodies:
            reply_to(self.question, body=body, by=self.bayu)
        tell_everyone()

    def test_it_sends_one_letter_with_what_is_unread(self) -> None:
        self.reply("Satu.", "Dua.")
        send_digests()
        send_digests()
        letters = [letter for letter in mail.outbox if "sari@" in letter.to[0]]
        self.assertEqual(len(letters), 1)
        self.assertIn("2 kabar Sinau", letters[0].subject)
        self.assertIn(self.question.title, letters[0].body)
        self.assertIn("/kabar/pengaturan/", letters[0].body)

    def test_it_names_at_most_twenty(self) -> None:
        self.reply(*(f"Balasan {number}" for number in range(23)))
        send_digests()
        letter = next(letter for letter in mail.outbox if "sari@" in letter.to[0])
        self.assertEqual(letter.body.count("\n- "), 20)
        self.assertIn("Ada 3 kabar lain", letter.body)

    def test_it_is_silent_without_news_address_or_wish(self) -> None:
        send_digests()
        self.assertEqual([letter for letter in mail.outbox if "sari@" in letter.to[0]], [])
        choose(kind="reply", in_app=True, by_mail=False, by=self.sari)
        self.reply("Satu.")
        choose(kind="reply", in_app=True, by_mail=True, by=self.sari)
        Person.objects.filter(pk=self.sari.pk).update(email="")
        self.reply("Dua.")
        Person.objects.filter(pk=self.sari.pk).update(email="sari@sinau.example")
        self.reply("Tiga.")
        read_all(by=self.sari)
        send_digests()
        self.assertEqual([letter for letter in mail.outbox if "sari@" in letter.to[0]], [])

    def test_what_is_told_late_is_no_news(self) -> None:
        with clock.freeze(clock.now() - timedelta(days=3)):
            self.ask(self.home, self.sari, "Pertanyaan lama")
        choose(kind="question", in_app=True, by_mail=True, by=self.bayu)
        tell_everyone()
        send_digests()
        self.assertEqual(mail.outbox, [])
