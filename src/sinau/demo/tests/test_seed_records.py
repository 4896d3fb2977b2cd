"""Two systems are connected to the demo city and have sent what people learnt there."""

from django.test import TestCase

from sinau.demo import people, records, stored
from sinau.demo.city import City
from sinau.kernel.clock import now, today
from sinau.records.identities import periods_of
from sinau.records.models import Client, Statement, StatementCount
from sinau.records.telling import told
from sinau.records.viewing import Wish, page_of


class SeedRecordsTests(TestCase):
    def test_statements_of_the_last_weeks_can_be_read(self) -> None:
        city = City(today=today())
        people.seed(city)
        records.seed(city)
        stored.seed(city)
        self.assertEqual(Client.objects.usable(now()).count(), 2)
        self.assertGreater(Statement.objects.count(), 50)
        days = {row.stored.date() for row in Statement.objects.all()}
        self.assertGreater(len(days), 10)
        self.assertFalse(Statement.objects.filter(stored__gt=now()).exists())
        hers = page_of(Wish(actors=periods_of(city.cast["sari"]))).statements
        self.assertTrue(any("menyelesaikan" in str(one.sentence) for one in told(hers)))
        counted = sum(
            StatementCount.objects.filter(span="day").values_list("statements", flat=True)
        )
        self.assertEqual(counted, Statement.objects.count())
