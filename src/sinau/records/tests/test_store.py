"""Keeping statements: each once, together or not at all, and found by what they are about."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.test import TestCase

from sinau.records import finding, partitions, storing
from sinau.records.finding import Query, find
from sinau.records.models import Scope, Statement
from sinau.records.references import settle_open
from sinau.records.storing import CannotVoid, Rejected, store
from sinau.records.tests.making import ANSWERED, checked, client_caller
from sinau.records.xapi.checked import Checked, Stated
from sinau.records.xapi.versions import Version

VOIDED = "http://adlnet.gov/expapi/verbs/voided"


class StoreTestCase(TestCase):
    def setUp(self) -> None:
        self.caller = client_caller()

    def keep(self, *statements: Checked) -> list[str]:
        return store(statements, caller=self.caller, version=Version.V2)

    def found(self, **query: object) -> list[str]:
        page = find(Query(**query), caller=self.caller)  # type: ignore[arg-type]
        return [json.loads(each)["id"] for each in page.statements]


class KeepTest(StoreTestCase):
    def test_it_returns_the_statement_with_all_that_the_store_adds(self) -> None:
        (kept,) = self.keep(checked())
        said = json.loads(finding.one(kept, voided=False, caller=self.caller) or b"")
        self.assertEqual(said["id"], kept)
        self.assertEqual(said["version"], "2.0.0")
        self.assertEqual(said["authority"], self.caller.authority)
        self.assertIn("timestamp", said)
        self.assertAlmostEqual(
            datetime.fromisoformat(said["stored"]), datetime.now(UTC), delta=timedelta(seconds=9)
        )

    def test_a_statement_without_version_gets_that_of_its_rules(self) -> None:
        (kept,) = store([checked()], caller=self.caller, version=Version.V1)
        said = json.loads(finding.one(kept, voided=False, caller=self.caller) or b"")
        self.assertEqual(said["version"], "1.0.0")

    def test_it_gives_an_id_to_a_statement_without_one(self) -> None:
        bare = checked()
        bare.json = bare.json.replace(b'"id": "%s", ' % (bare.id or "").encode(), b"", 1)
        bare.id, bare.holds = None, frozenset()
        (kept,) = self.keep(bare)
        self.assertEqual(self.found(), [kept])
        self.assertEqual(uuid.UUID(kept).version, 4)

    def test_it_replaces_a_stored_time_and_an_authority_of_the_senders_own(self) -> None:
        forged = checked()
        said = json.loads(forged.json) | {
            "stored": "2001-01-01T00:00:00Z",
            "authority": {"mbox": "mailto:lain@example.go.id"},
        }
        forged.json, forged.holds = json.dumps(said).encode(), frozenset(said)
        (kept,) = self.keep(forged)
        found = json.loads(finding.one(kept, voided=False, caller=self.caller) or b"")
        self.assertEqual(found["authority"], self.caller.authority)
        self.assertNotIn("2001", found["stored"])

    def test_who_does_not_say_when_it_happened_means_when_it_was_stored(self) -> None:
        """To the microsecond, alone and among others (1.0.3 Data 2.4.7; 2.0 4.2.4)."""
        for kept in (*self.keep(checked()), *self.keep(checked(), checked())):
            said = json.loads(finding.one(kept, voided=False, caller=self.caller) or b"")
            self.assertEqual(said["timestamp"], said["stored"])
            (row,) = Statement.objects.filter(id=kept).values("timestamp", "stored")
            self.assertEqual(row["timestamp"], row["stored"])

    def test_a_moment_that_was_said_stays_as_it_was_said(self) -> None:
        text = "2026-11-25T09:00:00.1234567+07:00"
        dated, bare = checked(), checked()
        dated.json = json.dumps(json.loads(dated.json) | {"timestamp": text}).encode()
        dated.timestamp = datetime(2026, 11, 25, 2, 0, 0, 123456, tzinfo=UTC)
        dated.holds = frozenset({"id", "timestamp"})
        kept, other = self.keep(dated, bare)
        said = json.loads(finding.one(kept, voided=False, caller=self.caller) or b"")
        self.assertEqual(said["timestamp"], text)
        self.assertEqual(Statement.objects.get(id=kept).timestamp, dated.timestamp)
        said = json.loads(finding.one(other, voided=False, caller=self.caller) or b"")
        self.assertEqual(said["timestamp"], said["stored"])

    def test_it_refuses_one_id_twice_in_a_batch(self) -> None:
        with self.assertRaises(Rejected):
            self.keep(*[checked(statement_id=str(uuid.UUID(int=7)))] * 2)
        self.assertEqual(self.found(), [])

    def test_it_refuses_what_the_database_cannot_hold(self) -> None:
        bad = checked()
        bad.json = bad.json.replace(b"completed", b"complete\\u0000d")
        with self.assertRaisesMessage(Rejected, "NUL"):
            self.keep(checked(), bad)
        self.assertEqual(self.found(), [])

    def test_it_makes_a_partition_for_a_month_without_one(self) -> None:
        with connection.cursor() as rows:
            rows.execute(
                "select inhrelid::regclass::text from pg_inherits"
                " where inhparent = 'records_statement'::regclass"
            )
            for (name,) in rows.fetchall():
                rows.execute(f"drop table {name}, {name.replace('statement', 'link')}")
        (kept,) = self.keep(checked())
        self.assertEqual(self.found(), [kept])
        partitions.make_room()


class FindTest(StoreTestCase):
    def test_it_finds_by_agent_verb_activity_and_registration_together(self) -> None:
        registration = str(uuid.uuid4())
        (kept,) = self.keep(checked(registration=registration, verb=ANSWERED))
        self.keep(
            checked(),
            checked(verb=ANSWERED, actor="mbox:mailto:joko@example.go.id"),
            checked(verb=ANSWERED, activity="https://kursus.example/2"),
            checked(verb=ANSWERED),
        )
        query = {
            "agent": "mbox:mailto:sari@example.go.id",
            "verb": ANSWERED,
            "activity": "https://kursus.example/1",
            "registration": registration,
        }
        self.assertEqual(self.found(**query), [kept])
        self.assertEqual(len(self.found(agent=query["agent"])), 4)
        self.assertEqual(len(self.found(verb=ANSWERED)), 4)
        self.assertEqual(len(self.found(activity=query["activity"])), 4)
        self.assertEqual(self.found(registration=registration), [kept])

    def test_it_finds_the_object_and_members_as_agents(self) -> None:
        as_object, as_member = checked(), checked(more_agents=("mbox:mailto:x@example.go.id",))
        as_object.object = "mbox:mailto:x@example.go.id"
        kept = self.keep(as_object, as_member)
        self.assertEqual(sorted(self.found(agent="mbox:mailto:x@example.go.id")), sorted(kept))

    def test_it_finds_related_ones_only_when_asked(self) -> None:
        (kept,) = self.keep(
            checked(
                related_agents=("mbox:mailto:guru@example.go.id",),
                related_activities=("https://kursus.example/induk",),
            )
        )
        guru, parent = "mbox:mailto:guru@example.go.id", "https://kursus.example/induk"
        self.assertEqual(self.found(agent=guru), [])
        self.assertEqual(self.found(activity=parent), [])
        self.assertEqual(self.found(agent=guru, related_agents=True), [kept])
        self.assertEqual(self.found(activity=parent, related_activities=True), [kept])
        account = self.caller.authority["account"]
        authority = f"account:{account['homePage']}|{account['name']}"
        self.assertEqual(self.found(agent=authority), [])
        self.assertEqual(self.found(agent=authority, related_agents=True), [kept])

    def test_it_pages_both_ways_without_losing_or_repeating_one(self) -> None:
        kept = self.keep(*[checked() for _ in range(7)])
        for ascending in (True, False):
            seen: list[str] = []
            cursor = ""
            while True:
                query = Query(limit=3, ascending=ascending, cursor=cursor)
                page = find(query, caller=self.caller)
                seen += [json.loads(each)["id"] for each in page.statements]
                cursor = page.next
                if not cursor:
                    break
            self.assertEqual(seen, kept if ascending else kept[::-1])

    def test_since_excludes_and_until_includes_the_moment(self) -> None:
        first, second, third = self.keep(checked(), checked(), checked())
        text = finding.one(second, voided=False, caller=self.caller) or b""
        at = datetime.fromisoformat(json.loads(text)["stored"])
        self.assertEqual(self.found(since=at), [third])
        self.assertEqual(self.found(until=at), [second, first])

    def test_a_caller_who_reads_only_its_own_sees_no_others(self) -> None:
        (hidden,) = self.keep(checked())
        self.assertEqual(self.found(), [hidden])
        other = client_caller(Scope.STATEMENTS_READ_MINE, Scope.STATEMENTS_WRITE, name="H5P")
        (mine,) = store([checked()], caller=other, version=Version.V1)
        page = find(Query(), caller=other)
        self.assertEqual([json.loads(each)["id"] for each in page.statements], [mine])
        self.assertIsNone(finding.one(hidden, voided=False, caller=other))
        by_agent = find(Query(agent="mbox:mailto:sari@example.go.id"), caller=other)
        self.assertEqual(len(by_agent.statements), 1)


class ReferTest(StoreTestCase):
    def void(self, target: str) -> Checked:
        return checked(verb=VOIDED, target=target, voids=True)

    def test_a_voided_statement_is_only_found_as_voided(self) -> None:
        (kept,) = self.keep(checked())
        (voiding,) = self.keep(self.void(kept))
        self.assertEqual(self.found(verb=VOIDED), [voiding])
        self.assertNotIn(kept, self.found())
        self.assertIsNone(finding.one(kept, voided=False, caller=self.caller))
        self.assertIsNotNone(finding.one(kept, voided=True, caller=self.caller))

    def test_a_voiding_statement_may_come_first(self) -> None:
        late = checked()
        self.keep(self.void(late.id or ""))
        self.keep(late)
        self.assertIsNone(finding.one(late.id or "", voided=False, caller=self.caller))

    def test_a_voiding_statement_is_never_voided(self) -> None:
        (kept,) = self.keep(checked())
        (voiding,) = self.keep(self.void(kept))
        with self.assertRaises(CannotVoid):
            self.keep(self.void(voiding))
        self.assertIsNotNone(finding.one(voiding, voided=False, caller=self.caller))

    def test_nobody_can_keep_a_voiding_statement_out_by_voiding_it_beforehand(self) -> None:
        """What came first has no effect (1.0.3 Data 2.3.2; 2.0 4.2.5)."""
        (kept,) = self.keep(checked())
        voiding = self.void(kept)
        (early,) = self.keep(self.void(voiding.id or ""))
        self.keep(voiding)
        self.assertEqual(set(self.found(verb=VOIDED)), {early, voiding.id})
        self.assertIsNone(finding.one(kept, voided=False, caller=self.caller))
        self.assertIsNotNone(finding.one(voiding.id or "", voided=False, caller=self.caller))

    def test_a_voiding_statement_stays_when_its_voiding_is_settled_later(self) -> None:
        (kept,) = self.keep(checked())
        (early,) = self.keep(self.void(str(uuid.uuid4())))
        (voiding,) = self.keep(self.void(kept))
        with connection.cursor() as rows:
            rows.execute("update records_reference set target = %s where id = %s", [voiding, early])
        settle_open()
        self.assertIsNotNone(finding.one(voiding, voided=False, caller=self.caller))

    def test_a_reference_is_found_by_what_it_refers_to_over_two_steps_in_any_order(self) -> None:
        agent = "mbox:mailto:guru@example.go.id"
        first = checked(verb=ANSWERED, registration=str(uuid.uuid4()))
        second = checked(actor=agent, target=first.id)
        third = checked(actor=agent, target=second.id)
        for order in ((first, second, third), (third, second, first), (second, first, third)):
            with self.subTest(order=[each.id for each in order]):
                undo = transaction.savepoint()
                for each in order:
                    self.keep(each)
                expected = {first.id, second.id, third.id}
                self.assertEqual(set(self.found(verb=ANSWERED)), expected)
                self.assertEqual(set(self.found(activity="https://kursus.example/1")), expected)
                self.assertEqual(set(self.found(registration=first.registration)), expected)
                transaction.savepoint_rollback(undo)

    def test_what_two_wrote_in_the_same_moment_is_settled_later(self) -> None:
        first = checked(verb=ANSWERED)
        (kept,) = self.keep(checked(target=first.id, actor="mbox:mailto:guru@example.go.id"))
        with connection.cursor() as rows:
            rows.execute("update records_reference set target = gen_random_uuid()")
            self.keep(first)
            rows.execute("update records_reference set target = %s", [first.id])
        self.assertEqual(self.found(verb=ANSWERED), [first.id])
        self.assertEqual(settle_open(), 1)
        self.assertEqual(set(self.found(verb=ANSWERED)), {first.id, kept})


class LearnTest(StoreTestCase):
    def test_definitions_add_up(self) -> None:
        iri = "https://kursus.example/1"
        self.keep(
            checked(definitions=(Stated(iri, b'{"name":{"id":"Kursus"},"type":"http://a/t"}'),)),
            checked(definitions=(Stated(iri, b'{"name":{"en":"Course"}}'),)),
        )
        self.assertEqual(
            finding.definition_of(iri),
            {"name": {"id": "Kursus", "en": "Course"}, "type": "http://a/t"},
        )
        self.assertIsNone(finding.definition_of("https://kursus.example/lain"))

    def test_names_of_an_agent_are_kept_once_each(self) -> None:
        who = "mbox:mailto:sari@example.go.id"
        self.keep(
            checked(names=(Stated(who, b'"Sari"'),)), checked(names=(Stated(who, b'"Bu Sari"'),))
        )
        self.keep(checked(names=(Stated(who, b'"Sari"'),)))
        self.assertEqual(finding.names_of(who), ["Sari", "Bu Sari"])


class ConsistentTest(StoreTestCase):
    def test_it_is_never_after_now(self) -> None:
        self.assertLessEqual(finding.consistent_through(), datetime.now(UTC))

    def test_the_house_may_do_everything(self) -> None:
        self.assertTrue(storing.house_caller().may(Scope.ALL))
