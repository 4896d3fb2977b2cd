"""Two clients that change one document at the same moment.

1.0.3 Communication 3.1; 2.0 4.1.4.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.test import TransactionTestCase

from sinau.records import callers
from sinau.records.testing import COURSE, Lrp

PLACE = {"activityId": COURSE, "profileId": "bersama"}
PATH = "activities/profile"
CLIENTS = 6


class AtOnceTests(TransactionTestCase):
    def setUp(self) -> None:
        callers.forget_callers()
        self.lrp = Lrp(version="2.0.0")

    def at_once(self, work: Callable[[int], int]) -> list[int]:
        """The statuses of requests that begin together."""
        begin = threading.Barrier(CLIENTS)

        def run(number: int) -> int:
            try:
                begin.wait()
                return work(number)
            finally:
                connection.close()

        with ThreadPoolExecutor(CLIENTS) as pool:
            return sorted(pool.map(run, range(CLIENTS)))

    def test_only_one_of_them_creates_it(self) -> None:
        statuses = self.at_once(
            lambda n: self.lrp.put(PATH, {"n": n}, query=PLACE, if_none_match="*").status_code
        )
        self.assertEqual(statuses, [204] + [412] * (CLIENTS - 1))

    def test_only_one_of_them_changes_what_all_have_seen(self) -> None:
        self.lrp.post(PATH, {"n": -1}, query=PLACE)
        tag = self.lrp.get(PATH, query=PLACE)["ETag"]
        statuses = self.at_once(
            lambda n: self.lrp.put(PATH, {"n": n}, query=PLACE, if_match=tag).status_code
        )
        self.assertEqual(statuses, [204] + [412] * (CLIENTS - 1))

    def test_everybodys_property_is_kept(self) -> None:
        for _round in range(3):
            statuses = self.at_once(
                lambda n: self.lrp.post(PATH, {f"n{n}": n}, query=PLACE).status_code
            )
            self.assertEqual(statuses, [204] * CLIENTS)
            kept = json.loads(self.lrp.get(PATH, query=PLACE).content)
            self.assertEqual(kept, {f"n{n}": n for n in range(CLIENTS)})
            self.lrp.delete(PATH, query=PLACE)
