"""The health of the store: counters that are kept, refusals that are remembered, months that stand."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from sinau.kernel.clock import now, today
from sinau.records import refusals
from sinau.records.counting import count_all_new, count_new, forget_old_minutes
from sinau.records.lagging import Lag, _readers, add_reader
from sinau.records.measuring import flow, per_day
from sinau.records.models import CountMark, Refusal, Span, StatementCount
from sinau.records.telling import systems_by_authority
from sinau.records.tests.keeping import STRANGER, PagesTestCase, keep, statement
from sinau.ui.testing import queries_of

HEALTH = "/rekam/kesehatan/"


def count() -> None:
    """As the job does a moment later: what was written in this test's transaction is complete."""
    count_all_new()


class CountTests(PagesTestCase):
    def setUp(self) -> None:
        keep(statement(), statement(STRANGER), caller=self.caller)
        self.at(now() - timedelta(minutes=3))

    def at(self, moment: datetime) -> None:
        """What was kept just now was kept then."""
        with connection.cursor() as rows:
            rows.execute("update records_statement set stored = %s", [moment])

    def test_it_counts_each_statement_once(self) -> None:
        count()
        count()
        self.assertEqual(dict(per_day(self.caller.authority_key))[today()], 2)
        came = flow(systems_by_authority())
        self.assertEqual((came.hour, came.day), (2, 2))
        self.assertEqual(came.by_system_today, [("Moodle provinsi", 2)])
        self.assertEqual(StatementCount.objects.filter(span=Span.MINUTE).count(), 1)

    def test_it_adds_what_came_since(self) -> None:
        count()
        keep(statement(), caller=self.caller)
        # Later than what was counted, and complete: as it is some seconds afterwards.
        CountMark.objects.update(through=now() - timedelta(minutes=2))
        with connection.cursor() as rows:
            rows.execute(
                "update records_statement set stored = clock_timestamp() - interval '1 minute'"
                " where stored > clock_timestamp() - interval '2 minutes'"
            )
        count()
        self.assertEqual(dict(per_day(self.caller.authority_key))[today()], 3)

    def test_it_keeps_minutes_for_two_days_and_days_for_ever(self) -> None:
        count()
        StatementCount.objects.update(begins=now() - timedelta(days=3))
        self.assertEqual(forget_old_minutes(), 1)
        self.assertEqual(StatementCount.objects.get().span, Span.DAY)

    def test_nothing_is_counted_where_nothing_came(self) -> None:
        with connection.cursor() as rows:
            rows.execute("delete from records_statement")
        self.assertIsNone(count_new())


class RefusalTests(PagesTestCase):
    def setUp(self) -> None:
        refusals.forget_turns()
        self.note()

    def note(self, **more: object) -> None:
        said = {
            "status": 400,
            "sentence": "Pelaku tidak punya pengenal; isi mbox atau account.",
            "field": "actor.mbox",
            "client_id": self.moodle.pk,
            "method": "POST",
            "path": "/xapi/statements",
        }
        refusals.note(**{**said, **more})  # type: ignore[arg-type]

    def test_it_stands_on_the_pages_of_who_connects_a_system(self) -> None:
        for page in (HEALTH, self.moodle.get_absolute_url()):
            found = self.as_(self.wulan).get(page)
            self.assertContains(found, "isi mbox atau account")
            self.assertContains(found, "actor.mbox")

    def test_the_same_again_costs_nothing(self) -> None:
        with self.assertNumQueries(0):
            self.note()
        self.assertEqual(Refusal.objects.count(), 1)
        self.note(field="verb.id")
        self.assertEqual(Refusal.objects.count(), 2)

    def test_a_storm_is_not_written(self) -> None:
        for number in range(100):
            self.note(field=f"[{number}].verb.id")
        self.assertLessEqual(Refusal.objects.count(), refusals.PER_MINUTE)

    def test_text_that_cannot_be_kept_harms_nobody(self) -> None:
        self.note(sentence="x" * 2_000, field="a\0b", path="/" * 999)
        self.assertEqual(Refusal.objects.count(), 2)

    def test_only_the_last_are_kept(self) -> None:
        Refusal.objects.bulk_create(
            Refusal(at=now(), status=401, sentence="Kunci tidak dikenal.")
            for _n in range(refusals.KEPT + 20)
        )
        refusals.forget_old()
        self.assertEqual(Refusal.objects.count(), refusals.KEPT)

    def test_they_are_counted_and_chosen_by_reason(self) -> None:
        Refusal.objects.create(at=now(), status=401, sentence="Kunci tidak dikenal.", times=7)
        page = self.as_(self.agung).get(HEALTH)
        self.assertContains(page, "401 kunci tidak dikenal")
        chosen = self.as_(self.agung).get(f"{HEALTH}?sebab=401")
        self.assertContains(chosen, "Kunci tidak dikenal.")
        self.assertNotContains(chosen, "isi mbox atau account")


class HealthTests(PagesTestCase):
    def test_it_names_the_months_that_stand(self) -> None:
        page = self.as_(self.tri).get(HEALTH)
        self.assertGreaterEqual(len(page.context["partitions"]), 2)
        self.assertTrue(page.context["has_next"])
        self.assertNotContains(page, "Partisi bulan depan belum ada")

    def test_it_says_who_lags_behind(self) -> None:
        def readers() -> list[Lag]:
            return [
                Lag("Penerus ke provinsi", timedelta(minutes=42)),
                Lag("Aturan", None),
                Lag("Penerus lama", None, is_paused=True),
                Lag("Penerus rusak", None, trouble="Sambungan ditolak"),
            ]

        add_reader(readers)
        self.addCleanup(_readers.remove, readers)
        page = self.as_(self.wulan).get(HEALTH)
        for words in ("Tertinggal", "2.520", "Terkini", "Dijeda", "Sambungan ditolak"):
            self.assertContains(page, words)

    def test_it_asks_as_much_for_many_as_for_few(self) -> None:
        few = queries_of(self.as_(self.wulan), HEALTH)
        keep(*(statement() for _n in range(30)), caller=self.caller)
        count()
        Refusal.objects.bulk_create(
            Refusal(at=now(), status=400, sentence="x", client=self.moodle) for _n in range(30)
        )
        self.assertEqual(queries_of(self.as_(self.wulan), HEALTH), few)
