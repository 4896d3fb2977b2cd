"""Facts of the house become statements that keep to the published profile."""

from __future__ import annotations

import json
from decimal import Decimal

from django.db import transaction

from sinau.credit.actions import Learning, record, reverse
from sinau.journal.announcing import announce
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel import clock
from sinau.people.testing import CastTestCase
from sinau.records import finding
from sinau.records.finding import Query, find
from sinau.records.identities import account_of
from sinau.records.models import Statement
from sinau.records.profiles import VERSION_ID, words
from sinau.records.stating import id_of
from sinau.records.storing import house_caller
from sinau.university.events import Registered


class SayFactsTests(CastTestCase):
    def credit_sari(self) -> object:
        learning = Learning(
            evidence="uji:1", form="seminar", title="Seminar data", organiser="Kota",
            started_on=clock.today(), ended_on=clock.today(), minutes=90,
        )  # fmt: skip
        return record(learning, person=self.sari)

    def said(self) -> list[dict[str, object]]:
        page = find(Query(ascending=True), caller=house_caller())
        return [json.loads(one) for one in page.statements]

    def test_credited_hours_are_a_statement_of_the_persons_house_account(self) -> None:
        self.credit_sari()
        tell_everyone()
        (said,) = self.said()
        self.assertEqual(said["actor"], account_of(self.sari))
        self.assertEqual(said["verb"], words.CREDITED)
        self.assertGreater(said["result"]["extensions"][words.JP], 0)  # type: ignore[index]
        self.assertIn({"id": VERSION_ID}, said["context"]["contextActivities"]["category"])  # type: ignore[index]
        self.assertNotIn(self.sari.nip, json.dumps(said))

    def test_telling_again_stores_nothing_twice(self) -> None:
        self.credit_sari()
        tell_everyone()
        entry = Entry.objects.get(kind="credit.jp.credited")
        self.assertEqual([str(one.id) for one in Statement.objects.all()], [id_of(entry.pk)])
        entry.deliveries.update(done_at=None)
        tell_everyone()
        self.assertEqual(Statement.objects.count(), 1)

    def test_telling_again_after_a_name_changed_stores_nothing_and_does_not_fail(self) -> None:
        self.credit_sari()
        tell_everyone()
        before = Statement.objects.get().data
        self.sari.name = "Sari Lestari Putri"
        self.sari.save()
        Entry.objects.get(kind="credit.jp.credited").deliveries.update(done_at=None)
        tell_everyone()
        self.assertEqual(Statement.objects.get().data, before)

    def test_a_reversal_voids_the_statement_of_the_credit(self) -> None:
        entry = self.credit_sari()
        tell_everyone()
        credited = str(Statement.objects.get().id)
        self.assertIsNotNone(finding.one(credited, voided=False, caller=house_caller()))
        reverse(entry, by=self.wulan, reason="Keliru")  # type: ignore[arg-type]
        tell_everyone()
        self.assertIsNone(finding.one(credited, voided=False, caller=house_caller()))
        self.assertIsNotNone(finding.one(credited, voided=True, caller=house_caller()))

    def test_who_waits_for_a_seat_is_not_registered(self) -> None:
        for number, waiting in enumerate((True, False)):
            with transaction.atomic():
                announce(
                    Registered(
                        class_id=1, registration_id=number, person_id=self.sari.pk, name="Sari",
                        title="Bimtek", place="", waiting=waiting,
                    ),
                    by=self.sari,
                )  # fmt: skip
        tell_everyone()
        self.assertEqual([one["verb"] for one in self.said()], [words.REGISTERED])

    def test_an_evidence_keeps_its_number_of_hours_exactly(self) -> None:
        entry = self.credit_sari()
        tell_everyone()
        said = self.said()[0]["result"]["extensions"][words.JP]  # type: ignore[index]
        self.assertEqual(Decimal(str(said)), entry.jp)  # type: ignore[attr-defined]
