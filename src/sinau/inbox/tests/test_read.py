"""Reading notices: one's own and nobody else's."""

from datetime import timedelta

from sinau.communities.actions import hide_conversation, reply_to
from sinau.communities.testing import CommunitiesTestCase
from sinau.inbox.actions import clear_expired
from sinau.inbox.kinds import kinds
from sinau.inbox.models import Mailbox, Notice, Preference, Reading
from sinau.journal.testing import tell_everyone
from sinau.kernel import clock
from sinau.people.models import Person
from sinau.ui.testing import queries_of


class ReadTests(CommunitiesTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.reply("Panggil menurut jam.")
        self.notice = Notice.objects.get(person=self.sari)
        self.client.force_login(self.sari)

    def reply(self, body: str, by: Person | None = None) -> None:
        reply_to(self.question, body=body, by=by or self.bayu)
        tell_everyone()

    def test_opening_one_marks_it_read_and_leads_on(self) -> None:
        self.assertContains(self.client.get("/kabar/"), self.question.title)
        answer = self.client.get(f"/kabar/{self.notice.pk}/")
        self.assertRedirects(answer, self.notice.url)
        self.notice.refresh_from_db()
        self.assertIsNotNone(self.notice.read_at)
        self.assertEqual(Mailbox.objects.get(person=self.sari).unread, 0)
        self.client.get(f"/kabar/{self.notice.pk}/")
        self.assertEqual(Mailbox.objects.get(person=self.sari).unread, 0)

    def test_reading_all_empties_the_count_on_every_page(self) -> None:
        self.reply("Satu lagi.")
        self.assertContains(self.client.get("/komunitas/"), "2 kabar belum dibaca")
        self.client.post("/kabar/dibaca/")
        self.client.post("/kabar/dibaca/")
        self.assertNotContains(self.client.get("/komunitas/"), "kabar belum dibaca")
        self.assertFalse(Notice.objects.unread().filter(person=self.sari).exists())

    def test_p_inb_1_nobody_else_finds_it(self) -> None:
        """P-INB-1"""
        for person in (self.joko, self.budi, self.tri):
            self.client.force_login(person)
            with self.subTest(person.name):
                self.assertEqual(self.client.get(f"/kabar/{self.notice.pk}/").status_code, 404)
                page = self.client.get("/kabar/")
                self.assertNotContains(page, self.question.title)
                self.assertNotContains(page, "kabar belum dibaca")
                self.client.post("/kabar/dibaca/")
        self.notice.refresh_from_db()
        self.assertIsNone(self.notice.read_at)

    def test_what_it_leads_to_still_asks_who_may_see(self) -> None:
        Notice.objects.filter(pk=self.notice.pk).update(person=self.joko)
        self.client.force_login(self.joko)
        answer = self.client.get(f"/kabar/{self.notice.pk}/", follow=True)
        self.assertEqual(answer.status_code, 404)
        self.assertNotContains(answer, self.question.title, status_code=404)

    def test_an_address_of_another_house_is_not_followed(self) -> None:
        Notice.objects.filter(pk=self.notice.pk).update(url="https://contoh.test/")
        self.assertRedirects(self.client.get(f"/kabar/{self.notice.pk}/"), "/kabar/")

    def test_the_filter_shows_what_is_unread(self) -> None:
        self.client.get(f"/kabar/{self.notice.pk}/")
        self.assertContains(self.client.get("/kabar/?lihat=reply"), self.question.title)
        self.assertNotContains(self.client.get("/kabar/?lihat=belum"), self.question.title)
        self.assertNotContains(self.client.get("/kabar/?lihat=jp"), self.question.title)

    def test_the_number_of_queries_does_not_grow(self) -> None:
        few = queries_of(self.client, "/kabar/")
        for number in range(12):
            self.reply(f"Balasan {number}")
        self.assertEqual(queries_of(self.client, "/kabar/"), few)
        self.assertLessEqual(few, 8)

    def test_after_ninety_days_it_is_gone(self) -> None:
        self.client.get(f"/kabar/{self.notice.pk}/")
        self.assertEqual(clear_expired(), 0)
        with clock.freeze(clock.now() + timedelta(days=91)):
            clear_expired()
        self.assertFalse(Notice.objects.exists())
        self.assertFalse(Reading.objects.exists())
        self.assertFalse(Mailbox.objects.filter(unread__gt=0).exists())

    def test_a_person_chooses_how_to_hear(self) -> None:
        page = self.client.get("/kabar/pengaturan/")
        self.assertContains(page, "sari@sinau.example")
        self.client.post("/kabar/pengaturan/", dict.fromkeys(kinds, "aplikasi"))
        chosen = Preference.objects.get(person=self.sari, kind="reply")
        self.assertEqual((chosen.in_app, chosen.by_mail), (True, False))
        self.assertFalse(Preference.objects.exclude(person=self.sari).exists())

    def test_without_an_address_there_is_no_letter_to_choose(self) -> None:
        Person.objects.filter(pk=self.sari.pk).update(email="")
        self.assertNotContains(self.client.get("/kabar/pengaturan/"), "surel harian</option>")

    def test_a_hidden_conversation_leaves_the_list(self) -> None:
        self.client.force_login(self.bayu)
        self.assertContains(self.client.get("/kabar/"), self.question.title)
        hide_conversation(self.question, reason="Memuat data pribadi", by=self.bayu)
        tell_everyone()
        self.assertNotContains(self.client.get("/kabar/"), self.question.title)
