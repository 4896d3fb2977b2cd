"""Telling people: once, in their own mailbox, nothing they may no longer see."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sinau.communities.actions import (
    accept_answer,
    follow,
    hide_conversation,
    hide_reply,
    reply_to,
    unfollow,
)
from sinau.communities.testing import CommunitiesTestCase
from sinau.credit.events import JpCredited
from sinau.inbox.actions import choose
from sinau.inbox.models import Mailbox, Notice
from sinau.innovation.events import GateClosed
from sinau.journal.announcing import announce
from sinau.journal.delivering import retell
from sinau.journal.listening import listeners
from sinau.journal.models import Delivery
from sinau.journal.testing import tell_everyone
from sinau.kernel import clock
from sinau.knowledge.actions.articles import Text, draft_article
from sinau.knowledge.actions.reviewing import submit_article, verify_article
from sinau.people.models import Agency, Person
from sinau.personnel.events import LeaveAdvised, LeaveRefused, LeaveRequested


class TellTests(CommunitiesTestCase):
    def setUp(self) -> None:
        super().setUp()
        tell_everyone()
        Notice.objects.all().delete()
        Mailbox.objects.all().delete()

    def titles(self, person: Person) -> list[str]:
        return [notice.title for notice in Notice.objects.visible_to(person)]

    def test_a_reply_is_told_to_the_asker_and_the_followers_once(self) -> None:
        follow(self.question, by=self.budi)
        reply_to(self.question, body="Panggil menurut jam.", by=self.bayu)
        tell_everyone()
        Delivery.objects.update(done_at=None)
        tell_everyone()
        self.assertEqual(
            self.titles(self.sari),
            ["Bayu Nugroho membalas percakapan Anda “Antrean menumpuk pukul tujuh”"],
        )
        self.assertEqual(len(self.titles(self.budi)), 1)
        self.assertEqual(Mailbox.objects.get(person=self.sari).unread, 1)

    def test_nobody_is_told_of_their_own_deed_or_of_what_they_left(self) -> None:
        follow(self.question, by=self.budi)
        unfollow(self.question, by=self.budi)
        reply_to(self.question, body="Saya coba sendiri.", by=self.sari)
        tell_everyone()
        self.assertEqual(self.titles(self.sari), [])
        self.assertEqual(self.titles(self.budi), [])

    def test_p_inb_2_who_moved_away_is_not_told(self) -> None:
        """P-INB-2"""
        follow(self.question, by=self.budi)
        reply_to(self.question, body="Sebelum pindah.", by=self.bayu)
        tell_everyone()
        self.assertEqual(len(self.titles(self.budi)), 1)
        Person.objects.filter(pk=self.budi.pk).update(agency=self.dishub)
        self.budi.grants.all().delete()
        reply_to(self.question, body="Sesudah pindah.", by=self.bayu)
        tell_everyone()
        self.assertEqual(len(self.titles(self.budi)), 1)

    def test_the_author_hears_that_the_answer_was_accepted(self) -> None:
        reply = reply_to(self.question, body="Panggil menurut jam.", by=self.bayu)
        accept_answer(reply, by=self.sari)
        tell_everyone()
        self.assertIn("Jawaban Anda diterima", self.titles(self.bayu)[0])

    def test_the_leads_hear_of_a_new_question(self) -> None:
        self.ask(self.home, self.budi, "Bolehkah ringkasan rujukan dibuat AI?")
        tell_everyone()
        self.assertIn("Pertanyaan baru", self.titles(self.bayu)[0])
        self.assertEqual(self.titles(self.joko), [])

    def write_up(self, *, agency: Agency, audience: str) -> None:
        article = draft_article(
            Text(
                title="Antrean tepat jam",
                body="Panggil tepat menurut jam pada nomor. " * 5,
                summary="Cara memanggil.",
                legal_basis=["PermenPANRB 14/2017"],
            ),
            kind="article",
            agency=agency,
            audience=audience,
            by=self.bayu,
            source=self.question.subject,
        )
        submit_article(article, by=self.bayu)
        verify_article(article, by=self.ratna)
        tell_everyone()

    def test_the_asker_and_who_answered_hear_of_the_verified_article(self) -> None:
        reply = reply_to(self.question, body="Panggil menurut jam.", by=self.budi)
        accept_answer(reply, by=self.sari)
        self.write_up(agency=self.dinkes, audience="agency")
        notice = Notice.objects.get(person=self.sari, kind="knowledge")
        self.assertEqual(notice.title, "Pertanyaan Anda kini terjawab dalam “Antrean tepat jam”")
        self.assertEqual(notice.url, "/pengetahuan/antrean-tepat-jam/")
        self.client.force_login(self.sari)
        self.assertRedirects(self.client.get(f"/kabar/{notice.pk}/"), notice.url)
        self.assertTrue(Notice.objects.filter(person=self.budi, kind="knowledge").exists())
        self.assertTrue(Notice.objects.filter(person=self.ratna, kind="curation").exists())

    def test_who_may_not_read_the_article_is_not_told_its_title(self) -> None:
        self.write_up(agency=self.bkpsdm, audience="agency")
        self.assertEqual(self.titles(self.sari), [])

    def test_the_learner_hears_of_the_jp(self) -> None:
        self.credit()
        tell_everyone()
        self.assertEqual(self.titles(self.sari), ["Anda mendapat 2,5 JP untuk “Dasar AI”"])

    def credit(self) -> None:
        announce(
            JpCredited(
                entry_id=1,
                person_id=self.sari.pk,
                evidence="university.completion:1",
                title="Dasar AI",
                jp=Decimal("2.5"),
                earned_on=date(2026, 11, 1),
                hash="0",
            ),
            by=None,
        )

    def test_leave_is_told_to_who_acts_and_to_who_asked_without_its_reason(self) -> None:
        said: dict[str, Any] = {
            "request_id": 7,
            "number": "CT-2026-000007",
            "person_id": self.sari.pk,
            "days": 3,
            "start_on": date(2026, 12, 1),
            "end_on": date(2026, 12, 3),
        }
        announce(LeaveRequested(**said, next_person_id=self.bayu.pk), by=self.sari)
        announce(LeaveAdvised(**said, next_person_id=self.budi.pk), by=self.bayu)
        announce(LeaveRefused(**said, note="Kegiatan penting"), by=self.budi)
        tell_everyone()
        self.assertIn("Sari Lestari mengajukan cuti 3 hari kerja", self.titles(self.bayu)[0])
        self.assertIn("menunggu keputusan Anda", self.titles(self.budi)[0])
        self.assertEqual(len(self.titles(self.sari)), 2)
        self.assertNotIn("Kegiatan penting", " ".join(self.titles(self.sari)))
        self.assertEqual(self.titles(self.joko), [])

    def test_who_answers_for_an_idea_hears_of_its_gate(self) -> None:
        gate = GateClosed(
            idea_id=4, title="Asisten", first_reason="Masa", reasons=(), owner_id=self.agung.pk
        )
        announce(gate, by=None)
        tell_everyone()
        self.assertEqual(
            self.titles(self.agung), ["Gerbang “Asisten” ditutup; lihat apa yang berubah"]
        )

    def test_p_inb_3_hiding_takes_the_title_out_of_every_mailbox(self) -> None:
        """P-INB-3"""
        reply = reply_to(self.question, body="Panggil menurut jam.", by=self.budi)
        tell_everyone()
        self.assertEqual(len(self.titles(self.sari)), 1)
        hide_reply(reply, reason="Memuat nama pasien", by=self.bayu)
        hide_conversation(self.question, reason="Memuat data pribadi", by=self.bayu)
        tell_everyone()
        told = self.titles(self.sari)
        self.assertEqual(told, ["Pemandu menyembunyikan tulisan Anda: Memuat data pribadi"])
        self.assertEqual(Mailbox.objects.get(person=self.sari).unread, 1)

    def test_who_does_not_want_a_kind_is_not_told(self) -> None:
        choose(kind="jp", in_app=False, by_mail=False, by=self.sari)
        self.credit()
        tell_everyone()
        self.assertFalse(Notice.objects.exists())

    def test_what_has_expired_is_not_told(self) -> None:
        with clock.freeze(clock.now() - timedelta(days=91)):
            self.credit()
        tell_everyone()
        self.assertFalse(Notice.objects.exists())

    def test_telling_again_from_the_journal_gives_the_same_notices(self) -> None:
        follow(self.question, by=self.budi)
        reply = reply_to(self.question, body="Panggil menurut jam.", by=self.bayu)
        accept_answer(reply, by=self.sari)
        self.credit()
        tell_everyone()
        self.client.force_login(self.sari)
        self.client.get(f"/kabar/{Notice.objects.filter(person=self.sari).first().pk}/")  # type: ignore[union-attr]
        kinds = ("reply", "accepted", "jp")
        before = self.state(kinds)
        for name in ("inbox.tell_reply", "inbox.tell_accepted", "inbox.tell_jp"):
            self.assertIn(name, listeners)
            retell(name)
        self.assertEqual(self.state(kinds), before)
        self.assertEqual(Mailbox.objects.get(person=self.sari).unread, 1)

    def state(self, kinds: tuple[str, ...]) -> list[tuple[object, ...]]:
        found = Notice.objects.filter(kind__in=kinds).order_by("person_id", "entry_id")
        return list(found.values_list("person_id", "kind", "words", "url", "told_at", "read_at"))
