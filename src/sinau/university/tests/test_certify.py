"""A certificate shows what the ledger says, and holds until it is revoked."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from sinau.credit.events import JpCredited, JpReversed
from sinau.credit.models import Entry
from sinau.journal.announcing import announce
from sinau.journal.delivering import retell
from sinau.journal.testing import tell_everyone
from sinau.people.testing import CastTestCase
from sinau.university.actions import enrol, press_file, revoke
from sinau.university.actions.certificates import (
    LETTERS,
    new_code,
    read_code,
)
from sinau.university.actions.papers import CertificateIsRevoked
from sinau.university.models import Certificate, Completion
from sinau.university.testing import finish_a_course, open_a_course


class CertifyTests(CastTestCase):
    def setUp(self) -> None:
        finish_a_course(enrol(open_a_course(self.bkpsdm, self.wulan), self.sari))
        self.certificate = Certificate.objects.get()
        tell_everyone()
        self.entry = Entry.objects.get()

    def credited(self, jp: str = "2") -> JpCredited:
        return JpCredited(
            entry_id=self.entry.pk,
            person_id=self.sari.pk,
            evidence=Completion.objects.get().evidence,
            title="Dasar AI",
            jp=Decimal(jp),
            earned_on=timezone.localdate(),
            hash=self.entry.hash,
        )

    def reversed(self) -> JpReversed:
        return JpReversed(
            entry_id=self.entry.pk + 1,
            reversed_entry_id=self.entry.pk,
            person_id=self.sari.pk,
            evidence=Completion.objects.get().evidence,
            title="Dasar AI",
            jp=Decimal(2),
            reason="Tercatat dua kali.",
        )

    def tell(self, *facts: JpCredited | JpReversed) -> None:
        with transaction.atomic():
            for fact in facts:
                announce(fact, by=self.wulan)
        tell_everyone()
        self.certificate.refresh_from_db()

    def test_it_takes_jp_and_hash_from_the_ledger(self) -> None:
        self.tell()  # the ledger hears of the completion, and the certificate of the entry
        entry = Entry.objects.get(evidence=Completion.objects.get().evidence)
        self.assertEqual(self.certificate.jp, entry.jp)
        self.assertEqual(self.certificate.ledger_hash, entry.hash)

    def test_hearing_it_twice_changes_nothing(self) -> None:
        self.tell()
        before = Certificate.objects.values().get()
        self.tell(self.credited(), self.credited())
        self.assertEqual(Certificate.objects.values("jp").get()["jp"], before["jp"])

    def test_it_says_that_the_ledger_undid_it_whatever_comes_first(self) -> None:
        self.tell(self.reversed(), self.credited())
        self.assertIsNotNone(self.certificate.reversed_at)
        self.assertEqual(self.certificate.reversal_reason, "Tercatat dua kali.")

    def test_telling_again_gives_the_same(self) -> None:
        self.tell(self.credited(), self.reversed())
        before = Certificate.objects.values().get()
        retell("university.keep_what_the_ledger_says")
        self.assertEqual(Certificate.objects.values().get(), before)

    def test_it_is_pressed_once_and_kept(self) -> None:
        name = press_file(self.certificate).file.name
        with self.certificate.file.open() as pdf:
            self.assertTrue(pdf.read().startswith(b"%PDF"))
        self.assertEqual(press_file(self.certificate).file.name, name)

    def test_a_revoked_one_is_not_printed_again(self) -> None:
        revoke(self.certificate, reason="Data keliru.", by=self.wulan)
        revoke(self.certificate, reason="Lain.", by=self.wulan)
        self.assertEqual(self.certificate.revocation.reason, "Data keliru.")
        self.certificate.refresh_from_db()
        with self.assertRaises(CertificateIsRevoked):
            press_file(self.certificate)

    def test_numbers_follow_each_other(self) -> None:
        self.assertTrue(self.certificate.number.startswith("0001/SERT/BKPSDM/"))


class CodeTests(CastTestCase):
    def test_a_code_is_read_however_it_is_typed(self) -> None:
        code = new_code()
        self.assertEqual(read_code(code.lower().replace("-", " ")), code)
        self.assertEqual(read_code("bukan kode"), "")

    def test_no_letter_looks_like_another(self) -> None:
        self.assertFalse(set("0O1IL5S8B2Z") & set(LETTERS))
