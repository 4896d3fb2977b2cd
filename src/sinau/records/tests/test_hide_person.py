"""A person is made unknown in the statements, by two people, for good, and all sums stay."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from decimal import Decimal
from typing import Any

from django.db import connection

from sinau.credit.actions import Learning, record
from sinau.credit.models import Entry as LedgerEntry
from sinau.credit.models import YearTotal
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel import clock
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.records.disguise import Disguise
from sinau.records.documents import Content, Place, put
from sinau.records.finding import Query, find
from sinau.records.hiding import AlreadyAsked, NeedsAnother, approve, ask, carry_out, refuse
from sinau.records.identities import account_of, identifiers_of, people_of
from sinau.records.models import (
    Document,
    Kind,
    Pseudonym,
    PseudonymRequest,
    Reported,
    Statement,
    Stranger,
)
from sinau.records.naming import identifier_of
from sinau.records.profiles import words
from sinau.records.storing import house_caller
from sinau.records.tests.foreign import SARI, follow, send, statement

JOKO = {"mbox": "mailto:joko@sinau.example", "name": "Joko"}
SEEN = "https://x.example/seen"


class HidePersonTests(CastTestCase):
    def setUp(self) -> None:
        super().setUp()
        for person in (self.sari, self.joko, self.budi):
            learning = Learning(
                evidence=f"uji:{person.pk}", form="seminar", title="Seminar", organiser="Kota",
                started_on=clock.today(), ended_on=clock.today(), minutes=90,
            )  # fmt: skip
            record(learning, person=person)
        send(statement(), statement(actor=JOKO))
        self.mentions = send(
            statement(actor=JOKO, activity="https://lms.example/2",
                      context={"instructor": {**SARI, "objectType": "Agent"},
                               "extensions": {SEEN: "ditinjau sari@sinau.example"}}),
            {**statement(actor=JOKO), "object": {**SARI, "objectType": "Agent"}},
            statement(actor={"objectType": "Group", "member": [SARI, JOKO], "name": "Tim"}),
            statement(actor=JOKO, activity="https://lms.example/3",
                      context={"team": {"objectType": "Group", "member": [SARI]}}),
        )  # fmt: skip
        follow()
        tell_everyone()

    def hide(self, person: Person) -> PseudonymRequest:
        row = ask(person, basis="UU 27/2022", reason="Surat permohonan", by=self.wulan)
        approve(row, by=self.agung)
        self.assertTrue(carry_out(row.pk))
        row.refresh_from_db()
        return row

    def by_agency(self) -> tuple[dict[int | None, Decimal], Counter[int | None], Counter[str]]:
        """JP and counts of statements per agency and per activity, as the store says."""
        rows = list(Statement.objects.all())
        actors = {identifier_of(row.data["actor"]) for row in rows}
        agencies: dict[str, int | None] = {
            one: person.agency_id for one, person in people_of(actors).items()
        }
        agencies |= dict(Pseudonym.objects.values_list("identifier", "agency"))
        jp: dict[int | None, Decimal] = {}
        counts: Counter[int | None] = Counter()
        activities: Counter[str] = Counter()
        for row in rows:
            agency = agencies.get(identifier_of(row.data["actor"]))
            counts[agency] += 1
            activities[str(row.data["object"].get("id", ""))] += 1
            said = row.data.get("result", {}).get("extensions", {}).get(words.JP, 0)
            jp[agency] = jp.get(agency, Decimal(0)) + Decimal(str(said))
        return jp, counts, activities

    def everything(self) -> str:
        """All that the store says, as one text."""
        with connection.cursor() as rows:
            rows.execute(
                """select string_agg(data::text, ' ') from records_statement
                   union all select string_agg(identifier || names::text, ' ') from records_agent
                   union all select string_agg(identifier, ' ') from records_identity
                   union all select string_agg(identifier, ' ') from records_stranger
                   union all select string_agg(agent || convert_from(content, 'utf8'), ' ')
                   from records_document"""
            )
            return " ".join(row[0] or "" for row in rows.fetchall())

    def test_nothing_names_the_person_any_more_and_sums_are_equal(self) -> None:
        house = account_of(self.sari)["account"]["name"]
        before, total = self.by_agency(), YearTotal.objects.get(person=self.sari).jp
        self.assertIn("sari@sinau.example", self.everything())
        self.assertIn(house, self.everything())
        row = self.hide(self.sari)
        self.assertEqual(row.statements, 7)
        text = self.everything()
        for word in ("sari@sinau.example", house, "Sari"):
            self.assertNotIn(word, text)
        self.assertIn("joko@sinau.example", text)
        self.assertEqual(self.by_agency(), before)
        self.assertEqual(YearTotal.objects.get(person=self.sari).jp, total)
        learning = Reported.objects.get(person=self.sari)
        self.assertTrue(LedgerEntry.objects.filter(evidence=learning.evidence).exists())
        self.assertEqual(learning.supports.count(), 0)

    def test_the_old_identifier_finds_nothing_and_the_new_one_what_it_found(self) -> None:
        old = "mbox:mailto:sari@sinau.example"

        def found(one: str, *, related: bool = True) -> int:
            query = Query(agent=one, related_agents=related)
            return len(find(query, caller=house_caller()).statements)

        before = (found(old), found(old, related=False))
        self.assertEqual(before, (5, 3))
        self.hide(self.sari)
        self.assertEqual(found(old), 0)
        new = Pseudonym.objects.get(identifier__startswith="mbox:").identifier
        self.assertEqual((found(new), found(new, related=False)), before)

    def test_documents_are_somebodys_whom_nobody_knows(self) -> None:
        place = Place(
            kind=Kind.STATE, agent="mbox:mailto:sari@sinau.example", activity="https://x.example/1"
        )
        body = json.dumps({"page": 3, "who": SARI}).encode()
        put(place, "bookmark", Content(body, "application/json"), lambda _known: None)
        row = self.hide(self.sari)
        self.assertEqual(row.documents, 1)
        kept = Document.objects.get()
        self.assertIn("anonim.invalid", kept.agent)
        said = json.loads(bytes(kept.content))
        self.assertEqual(said["page"], 3)
        self.assertNotIn("name", said["who"])
        moved = Place(kind=Kind.STATE, agent=kept.agent, activity="https://x.example/1")
        self.assertEqual(moved.key("bookmark"), kept.place)

    def test_it_takes_a_second_person_who_guards_the_records(self) -> None:
        row = ask(self.sari, basis="UU 27/2022", reason="Surat", by=self.wulan)
        with self.assertRaises(AlreadyAsked):
            ask(self.sari, basis="UU 27/2022", reason="Surat", by=self.agung)
        for person in (self.wulan, self.sari, self.tri, self.joko):
            with self.subTest(person.name), self.assertRaises(NeedsAnother):
                approve(row, by=person)
        self.assertFalse(carry_out(row.pk))
        refuse(row, by=self.agung, reason="Kurang dasar")
        self.assertFalse(carry_out(row.pk))
        self.assertIn("sari@sinau.example", self.everything())
        ask(self.sari, basis="UU 27/2022", reason="Surat baru", by=self.wulan)

    def test_it_is_done_once_and_written_down(self) -> None:
        row = self.hide(self.sari)
        self.assertFalse(carry_out(row.pk))
        fact = Entry.objects.get(kind="records.pseudonym.made")
        self.assertEqual(fact.data["statements"], 7)
        self.assertEqual(fact.told_by, self.agung)

    def test_a_pseudonym_is_no_stranger_and_counts_nothing_again(self) -> None:
        self.hide(self.sari)
        jp = YearTotal.objects.get(person=self.joko).jp
        from sinau.records.models import Cursor

        Cursor.objects.all().delete()
        follow()
        tell_everyone()
        self.assertEqual(Stranger.objects.count(), 0)
        self.assertEqual(YearTotal.objects.get(person=self.joko).jp, jp)
        self.assertEqual(Reported.objects.filter(person=self.sari).count(), 1)

    def test_telling_the_facts_again_brings_no_name_back(self) -> None:
        self.hide(self.sari)
        Entry.objects.get(kind="credit.jp.credited", data__person_id=self.sari.pk,
                          data__title="Seminar").deliveries.update(done_at=None)  # fmt: skip
        tell_everyone()
        with connection.cursor() as rows:
            rows.execute("select string_agg(data::text, ' ') from records_statement")
            self.assertNotIn("Sari", rows.fetchone()[0])

    def test_what_is_learnt_later_is_the_persons_again_under_another_account(self) -> None:
        before = account_of(self.sari)["account"]["name"]
        self.hide(self.sari)
        self.assertNotEqual(account_of(self.sari)["account"]["name"], before)
        self.assertIn("mbox:mailto:sari@sinau.example", identifiers_of(self.sari))


class DisguiseTests(CastTestCase):
    def test_a_pseudonym_has_the_same_shape(self) -> None:
        shapes: list[dict[str, Any]] = [
            {"mbox": "mailto:a@b.example"},
            {"mbox_sha1sum": "0" * 40},
            {"openid": "https://a.example/me"},
            {"account": {"homePage": "https://lms.example", "name": "a"}},
        ]
        disguise = Disguise([identifier_of(one) for one in shapes])
        for one in shapes:
            after = disguise.applied({**one, "name": "A", "objectType": "Agent"})
            self.assertEqual(after.keys(), {*one, "objectType"})
            self.assertNotEqual(identifier_of(after), identifier_of(one))
            uuid.UUID(disguise.name)
        account = disguise.applied(shapes[3])["account"]
        self.assertEqual(account["homePage"], "https://lms.example")
        self.assertEqual(len(disguise.applied(shapes[1])["mbox_sha1sum"]), 40)

    def test_strange_values_are_left_as_they_are(self) -> None:
        disguise = Disguise(["mbox:mailto:a@b.example"])
        for value in ({"account": 3}, {"mbox": ["x"]}, {"account": {"name": 1}}, None, 1.5, "teks"):
            self.assertEqual(disguise.applied(value), value)
