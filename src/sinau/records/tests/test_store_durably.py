"""Keeping statements as the door does it: outside any transaction, by many at once."""

from __future__ import annotations

import json
import random
import threading
import uuid

from django.db import connection
from django.test import TransactionTestCase

from sinau.records import finding, learnt
from sinau.records.callers import Caller
from sinau.records.finding import Query, find
from sinau.records.storing import Conflict, store
from sinau.records.tests.making import ANSWERED, checked, client_caller
from sinau.records.xapi.checked import Checked, Stated
from sinau.records.xapi.versions import Version


class DurablyTest(TransactionTestCase):
    caller: Caller

    def setUp(self) -> None:
        learnt.forget_seen()
        self.caller = client_caller()
        self.addCleanup(_empty)

    def keep(self, *statements: Checked) -> list[str]:
        return store(statements, caller=self.caller, version=Version.V2)

    def all_ids(self) -> list[str]:
        found = find(Query(), caller=self.caller).statements
        return [json.loads(each)["id"] for each in found]

    def test_a_single_statement_sent_twice_stands_once(self) -> None:
        one = checked()
        self.assertEqual(self.keep(one), [one.id])
        self.assertEqual(self.keep(one), [one.id])
        self.assertEqual(self.all_ids(), [one.id])

    def test_another_statement_with_its_id_is_refused(self) -> None:
        one = checked()
        self.keep(one)
        with self.assertRaises(Conflict):
            self.keep(checked(statement_id=one.id, verb=ANSWERED))
        with self.assertRaises(Conflict):
            self.keep(checked(), checked(statement_id=one.id, verb=ANSWERED))
        self.assertEqual(self.all_ids(), [one.id])

    def test_a_batch_that_was_half_there_is_completed(self) -> None:
        first, second, third = checked(), checked(), checked()
        self.keep(second)
        self.keep(first, second, third)
        self.assertEqual(len(self.all_ids()), 3)
        found = find(Query(agent=first.actor), caller=self.caller)
        self.assertEqual(len(found.statements), 3)

    def test_a_single_statement_settles_what_waited_for_it(self) -> None:
        late = checked()
        self.keep(checked(verb="http://adlnet.gov/expapi/verbs/voided", target=late.id, voids=True))
        self.keep(late)
        self.assertIsNone(finding.one(late.id or "", voided=False, caller=self.caller))

    def test_batches_with_the_same_ids_and_agents_never_deadlock(self) -> None:
        names = [f"mbox:mailto:{number}@example.go.id" for number in range(5)]
        statements = [
            checked(
                actor=random.choice(names),
                names=tuple(Stated(each, b'"Nama %d"' % turn) for each in names),
                definitions=(Stated(f"https://kursus.example/{turn}", b'{"type":"http://a/t"}'),),
            )
            for turn in range(20)
        ]
        troubles: list[BaseException] = []

        def send(seed: int) -> None:
            try:
                for _ in range(5):
                    order = statements[:]
                    random.Random(seed).shuffle(order)
                    learnt.forget_seen()
                    self.keep(*order, checked(statement_id=str(uuid.uuid4())))
            except BaseException as trouble:
                troubles.append(trouble)
            finally:
                connection.close()

        threads = [threading.Thread(target=send, args=(seed,)) for seed in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(troubles, [])
        self.assertEqual(len(self.all_ids()), 20 + 6 * 5)


def _empty() -> None:
    with connection.cursor() as rows:
        rows.execute(
            "truncate records_statement, records_statement_id, records_link, records_reference,"
            " records_reach"
        )
