"""Who is who: people and the identifiers under which statements know them."""

from __future__ import annotations

import hashlib

from sinau.journal.models import Entry
from sinau.people.testing import CastTestCase
from sinau.records.identities import (
    IdentityTaken,
    NotReleasable,
    account_of,
    accounts_of,
    identifiers_of,
    people_of,
    periods_of,
    person_of,
    recognise,
    release,
)
from sinau.records.models import Identity

MOODLE = "account:https://moodle.example|sari.l"


class RecogniseTests(CastTestCase):
    def test_it_gives_everybody_one_account_with_a_name_that_says_nothing(self) -> None:
        agent = account_of(self.sari)
        self.assertEqual(agent, account_of(self.sari))
        self.assertEqual(agent["name"], "Sari Lestari")
        self.assertNotIn(self.sari.nip, str(agent))
        identifier = f"account:{agent['account']['homePage']}|{agent['account']['name']}"
        self.assertEqual(person_of(identifier), self.sari)
        self.assertNotEqual(account_of(self.joko)["account"], agent["account"])

    def test_it_asks_as_much_for_many_as_for_few(self) -> None:
        people = [self.sari, self.bayu, self.joko, self.budi]
        account_of(self.sari)
        with self.assertNumQueries(3):
            accounts_of(people)
        with self.assertNumQueries(1):
            accounts_of(people)
        with self.assertNumQueries(2):
            people_of(["mbox:mailto:x@example.com", MOODLE])

    def test_it_knows_the_office_address_in_any_spelling_and_as_its_sum(self) -> None:
        self.assertEqual(person_of("mbox:mailto:Sari@Sinau.Example"), self.sari)
        found = identifiers_of(self.sari)
        self.assertIn("mbox:mailto:sari@sinau.example", found)
        digest = hashlib.sha1(b"mailto:sari@sinau.example").hexdigest()
        self.assertIn(f"mbox_sha1sum:{digest}", found)
        self.assertEqual(person_of(f"mbox_sha1sum:{digest}"), self.sari)
        self.assertIsNone(person_of("mbox_sha1sum:" + "0" * 40))

    def test_it_takes_an_address_that_two_share_for_nobody(self) -> None:
        self.assertIsNotNone(person_of("mbox:mailto:sari@sinau.example"))
        self.joko.email = "SARI@sinau.example"
        self.joko.save()
        self.assertIsNone(person_of("mbox:mailto:sari@sinau.example"))

    def test_it_recognises_an_account_elsewhere_once(self) -> None:
        self.assertIsNone(person_of(MOODLE))
        first = recognise(MOODLE, self.sari, by=self.wulan)
        self.assertEqual(recognise(MOODLE, self.sari, by=self.wulan), first)
        self.assertEqual(person_of(MOODLE), self.sari)
        self.assertIn(MOODLE, identifiers_of(self.sari))
        self.assertEqual(Entry.objects.of_kinds("records.identity.recognised").count(), 1)

    def test_it_refuses_what_belongs_to_somebody_else(self) -> None:
        recognise(MOODLE, self.sari, by=self.wulan)
        with self.assertRaisesMessage(IdentityTaken, "Sari Lestari"):
            recognise(MOODLE, self.joko, by=self.wulan)
        with self.assertRaises(IdentityTaken):
            recognise("mbox:mailto:sari@sinau.example", self.joko, by=self.wulan)

    def test_it_releases_once_and_keeps_what_was(self) -> None:
        identity = recognise(MOODLE, self.sari, by=self.wulan)
        release(identity, by=self.wulan)
        until = release(identity, by=self.wulan).until
        self.assertIsNone(person_of(MOODLE))
        self.assertNotIn(MOODLE, identifiers_of(self.sari))
        self.assertIn((MOODLE, until), periods_of(self.sari))
        self.assertEqual(Entry.objects.of_kinds("records.identity.released").count(), 1)
        recognise(MOODLE, self.joko, by=self.wulan)
        self.assertEqual(person_of(MOODLE), self.joko)

    def test_it_does_not_release_the_account_of_this_house(self) -> None:
        account_of(self.sari)
        with self.assertRaises(NotReleasable):
            release(Identity.objects.get(person=self.sari), by=self.wulan)
