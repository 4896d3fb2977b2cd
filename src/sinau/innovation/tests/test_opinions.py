"""Opinion polls: private votes, groups found the same way each time, and never a small one told."""

from __future__ import annotations

from random import Random

from django.test import SimpleTestCase
from django.urls import reverse

from sinau.innovation.actions.opinions import give_opinion, hide_statement, write_statement
from sinau.innovation.models import Opinion, Statement, Vote
from sinau.innovation.opinions import LEAST_GROUP, landscape
from sinau.innovation.tests.stage import IdeaTestCase
from sinau.journal.models import Entry
from sinau.ui.testing import queries_of

Table = list[list[int | None]]


def camps(sizes: tuple[int, ...], noise: float = 0.08, missing: float = 0.2) -> Table:
    """People of so many minds about eight statements; the last one everybody agrees to."""
    dice = Random(4)
    minds = ([1, 1, 1, -1, -1, -1, 1, 1], [-1, -1, -1, 1, 1, 1, 1, 1], [1, -1, 1, -1, 1, -1, -1, 1])
    table: Table = []
    for size, mind in zip(sizes, minds, strict=False):
        for _n in range(size):
            row: list[int | None] = [-v if dice.random() < noise else v for v in mind]
            row[7] = 1
            table.append(
                [None if dice.random() < missing and at < 7 else v for at, v in enumerate(row)]
            )
    return table


class LandscapeTests(SimpleTestCase):
    def test_two_minds_are_two_groups_and_what_they_share_is_found(self) -> None:
        found = landscape(camps((30, 20)), me=40)
        assert found is not None
        self.assertEqual([camp.size for camp in found.camps], [30, 20])
        self.assertEqual(found.mine, 1)
        self.assertIn(7, [one.at for one in found.shared])
        self.assertEqual({one.at for one in found.dividing}, {0, 1, 2, 3, 4, 5})

    def test_three_minds_are_three(self) -> None:
        found = landscape(camps((24, 18, 14), noise=0, missing=0.1))
        assert found is not None
        self.assertEqual([camp.size for camp in found.camps], [24, 18, 14])

    def test_the_same_votes_give_the_same_whatever_the_order_of_people(self) -> None:
        table = camps((22, 17))
        turned = table[::-1]
        one, two = landscape(table), landscape(turned)
        assert one is not None and two is not None
        self.assertEqual(one.readings, two.readings)
        self.assertEqual(landscape(table), one)

    def test_too_few_people_say_nothing(self) -> None:
        self.assertIsNone(landscape(camps((6, 5))))
        self.assertIsNone(landscape([]))
        self.assertIsNone(landscape([[1], [1]]))

    def test_a_group_below_the_floor_is_never_told(self) -> None:
        found = landscape(camps((40, LEAST_GROUP - 1), noise=0.02))
        assert found is not None
        self.assertTrue(all(camp.size >= LEAST_GROUP for camp in found.camps))

    def test_one_mind_is_one_group(self) -> None:
        found = landscape([[1, 1, 1, -1]] * 20)
        assert found is not None
        self.assertEqual(len(found.camps), 1)
        self.assertEqual(found.dividing, ())

    def test_a_share_of_few_votes_in_a_group_is_not_told(self) -> None:
        table = camps((20, 20), missing=0)
        for row in table[20:37]:
            row[0] = None
        found = landscape(table)
        assert found is not None
        self.assertIn(None, found.readings[0].by_camp)


class PollTests(IdeaTestCase):
    def setUp(self) -> None:
        self.url = reverse("innovation:opinions", args=[self.idea.pk])
        self.statement = write_statement(
            self.idea, text="Pesan cukup dikirim sekali sehari", by=self.bayu
        )

    def vote(self, value: str) -> None:
        self.client.post(
            reverse("innovation:vote", args=[self.statement.pk]), {"suara": value}, follow=True
        )

    def test_a_vote_may_be_changed_and_is_counted_once(self) -> None:
        self.client.force_login(self.joko)
        self.assertContains(self.client.get(self.url), self.statement.text)
        for value in ("1", "1", "-1", "7"):
            self.vote(value)
        self.statement.refresh_from_db()
        self.assertEqual((self.statement.agree_count, self.statement.disagree_count), (0, 1))
        self.assertEqual(Vote.objects.get().opinion, Opinion.DISAGREE)

    def test_the_journal_never_learns_a_vote(self) -> None:
        before = Entry.objects.count()
        give_opinion(self.statement, Opinion.AGREE, by=self.joko)
        self.assertEqual(Entry.objects.count(), before)

    def test_a_statement_is_added_once(self) -> None:
        self.client.force_login(self.joko)
        for _turn in range(2):
            self.client.post(self.url, {"text": "Terminal  dan pasar juga perlu pesan"})
        found = Statement.objects.filter(text="Terminal dan pasar juga perlu pesan")
        self.assertEqual(found.count(), 1)

    def test_moderators_take_one_from_the_vote_p_ino_36(self) -> None:
        """P-INO-36: everybody votes where they may read; heads and risk officers moderate."""
        url = reverse("innovation:statement_hide", args=[self.statement.pk])
        for person, status in ((self.joko, 404), (self.bayu, 404), (self.budi, 200)):
            self.client.force_login(person)
            self.assertEqual(self.client.get(url).status_code, status)
        hide_statement(self.statement, reason="Menyebut orang", by=self.budi)
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get(self.url), self.statement.text)
        self.vote("1")
        self.assertFalse(Vote.objects.exists())

    def test_the_number_of_queries_does_not_grow(self) -> None:
        self.client.force_login(self.sari)
        few = queries_of(self.client, self.url)
        for n in range(8):
            text = f"Pernyataan nomor {n} tentang pesan"
            give_opinion(
                write_statement(self.idea, text=text, by=self.joko), Opinion.AGREE, by=self.joko
            )
        self.assertLessEqual(queries_of(self.client, self.url), few)
