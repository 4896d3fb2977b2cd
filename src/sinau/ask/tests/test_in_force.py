"""A cited Pasal must exist and be the law on the day that was asked for."""

from __future__ import annotations

from datetime import date

from sinau.ask.checking import Proof, prove
from sinau.kernel.clock import now
from sinau.knowledge.models import Passage, Regulation, RegulationStatus, Relation, RelationKind
from sinau.people.models import Audience
from sinau.people.testing import CastTestCase

OLD = "Pasal lama berlaku bagi pegawai."


class InForceTests(CastTestCase):
    def regulation(self, name: str, begins: date) -> Regulation:
        return Regulation.objects.create(
            kind="Peraturan Wali Kota",
            number="1",
            year=begins.year,
            title=name,
            short_title=name,
            slug=name,
            effective_on=begins,
            agency=self.bkpsdm,
            audience=Audience.CITY,
            owner=self.ratna,
            published_by=self.ratna,
            published_at=now(),
            updated_at=now(),
        )

    def setUp(self) -> None:
        self.old = self.regulation("perwal-1", date(2010, 3, 1))
        self.new = self.regulation("perwal-2", date(2020, 7, 1))
        for at, pasal in enumerate(("1", "2")):
            Passage.objects.create(
                regulation=self.old,
                position=at,
                pasal=pasal,
                text=OLD,
                anchor=f"pasal-{pasal}",
                agency=self.bkpsdm,
                audience=Audience.CITY,
            )

    def relate(self, kind: RelationKind, *pasal: str) -> None:
        Relation.objects.create(
            regulation=self.old,
            kind=kind,
            other=self.new,
            other_name="perwal-2",
            pasal=list(pasal),
            noted_by=self.ratna,
            noted_at=now(),
        )

    def proof(self, pasal: str, day: date | None = None) -> Proof:
        key = (f"knowledge.regulation:{self.old.pk}", f"pasal-{pasal}")
        return prove({key: OLD}, day=day)[key][0]

    def test_it_holds_from_its_day_on(self) -> None:
        self.assertEqual(self.proof("1"), Proof.HOLDS)
        self.assertEqual(self.proof("1", date(2010, 2, 28)), Proof.NOT_YET)
        self.assertEqual(self.proof("1", date(2010, 3, 1)), Proof.HOLDS)

    def test_a_pasal_that_does_not_exist_is_not_proved(self) -> None:
        self.assertEqual(self.proof("99"), Proof.CHANGED)

    def test_repealed_whole_it_held_until_the_other_began(self) -> None:
        self.relate(RelationKind.REPEALED_BY)
        Regulation.objects.filter(pk=self.old.pk).update(status=RegulationStatus.REPEALED)
        self.assertEqual(self.proof("1"), Proof.ENDED)
        self.assertEqual(self.proof("1", date(2020, 6, 30)), Proof.HOLDS)
        self.assertEqual(self.proof("1", date(2020, 7, 1)), Proof.ENDED)

    def test_one_pasal_may_end_while_the_others_stay(self) -> None:
        self.relate(RelationKind.AMENDED_BY, "2")
        self.assertEqual(self.proof("1"), Proof.HOLDS)
        self.assertEqual(self.proof("2"), Proof.ENDED)
        self.assertEqual(self.proof("2", date(2015, 1, 1)), Proof.HOLDS)

    def test_what_nobody_dated_is_not_shown(self) -> None:
        Regulation.objects.filter(pk=self.old.pk).update(status=RegulationStatus.REPEALED)
        self.assertEqual(self.proof("1", date(2015, 1, 1)), Proof.ENDED)
