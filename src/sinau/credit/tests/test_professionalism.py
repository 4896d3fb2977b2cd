"""The index as arithmetic, and the days on which a year is full."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.test import SimpleTestCase

from sinau.credit.professionalism import Index, Inputs, Training, rules_on, score
from sinau.credit.projecting import Basis, Plan, project

ON = date(2026, 11, 25)
RULES = rules_on(ON)


def training(form: str, jp: str, ended_on: date = date(2026, 5, 1)) -> Training:
    return Training(1, form, form, Decimal(jp), ended_on)


def of(**said: Any) -> Index:
    return score(Inputs(on=ON, **{"education": None, **said}), RULES)


class IndexTests(SimpleTestCase):
    def test_a_good_executive_has_85(self) -> None:
        index = of(
            job_kind="pelaksana",
            education="S1",
            trainings=[training("technical", "20"), training("seminar", "4")],
            predicate="good",
            discipline="none",
        )
        self.assertEqual([d.points for d in index.dimensions], [15, 40, 25, 5])
        self.assertEqual((index.total, index.band, index.unknown), (85, "Tinggi", []))

    def test_a_manager_without_leadership_training_has_53(self) -> None:
        index = of(
            job_kind="pengawas",
            education="SLTA",
            trainings=[training("technical", "20")],
            predicate="very_good",
            discipline="light",
        )
        self.assertEqual([d.points for d in index.dimensions], [5, 15, 30, 3])
        self.assertEqual((index.total, index.band), (53, "Sangat rendah"))

    def test_every_row_of_competence_adds_up_to_the_same(self) -> None:
        for post, parts in RULES.competence.items():
            self.assertEqual(sum(parts.values()), 40, post)
        everything = [
            training(form, "40", date(2026, 6, 1))
            for form in ("structural", "functional", "technical", "seminar")
        ]
        for job_kind in RULES.posts:
            index = of(
                job_kind=job_kind,
                education="S3",
                trainings=everything,
                predicate="very_good",
                discipline="none",
            )
            self.assertEqual((index.total, index.band), (100, "Sangat tinggi"))

    def test_what_is_unknown_counts_lowest_and_is_named(self) -> None:
        index = of(job_kind="fungsional")
        self.assertEqual([d.points for d in index.dimensions], [1, 0, 1, 1])
        self.assertEqual(index.unknown, ["qualification", "performance", "discipline"])

    def test_training_counts_within_its_window_and_together(self) -> None:
        trainings = [
            training("technical", "12", date(2026, 1, 10)),
            training("bimtek", "8", date(2025, 11, 26)),
            training("technical", "50", date(2025, 11, 25)),
            training("seminar", "4", date(2024, 11, 26)),
            training("structural", "300", date(1999, 1, 1)),
        ]
        parts = of(job_kind="jpt", trainings=trainings).dimension("competence").parts
        self.assertEqual([part.is_met for part in parts], [True, True, True])
        self.assertEqual([len(part.evidence) for part in parts], [1, 2, 1])
        later = of(job_kind="jpt", trainings=trainings[1:]).dimension("competence").parts
        self.assertEqual((later[1].is_met, later[1].jp), (False, 8))

    def test_bands_begin_above_their_bound(self) -> None:
        base = {"job_kind": "pelaksana", "education": "S3", "discipline": "none"}
        both = [training("technical", "20"), training("seminar", "4")]
        one = [training("technical", "20")]
        for trainings, predicate, total, band in (
            (both, "very_good", "100", "Sangat tinggi"),
            (both, "needs_improvement", "85", "Tinggi"),
            (one, "very_good", "82.5", "Tinggi"),
            (both, "poor", "75", "Sedang"),
            (one, "needs_improvement", "67.5", "Rendah"),
            ([], "very_good", "60", "Sangat rendah"),
        ):
            index = of(**base, trainings=trainings, predicate=predicate)
            self.assertEqual((index.total, index.band), (Decimal(total), band))


class ProjectionTests(SimpleTestCase):
    def say(self, jp: str, **said: Any) -> Any:
        known = {"target": Decimal(20), "learnings": 3, "on": date(2026, 7, 1), **said}
        return project(jp=Decimal(jp), **known)

    def test_the_pace_gives_a_day(self) -> None:
        found = self.say("10")
        self.assertEqual((found.basis, found.per_month), (Basis.PACE, Decimal("1.6")))
        self.assertEqual(found.reached_on, date(2026, 12, 30))

    def test_too_slow_says_what_the_year_will_hold(self) -> None:
        found = self.say("8")
        self.assertIsNone(found.reached_on)
        self.assertEqual(found.at_year_end, Decimal("16.0"))

    def test_plans_alone_may_reach_it(self) -> None:
        plans = [
            Plan("B", date(2026, 9, 3), Decimal(6)),
            Plan("A", date(2026, 8, 2), Decimal(6)),
            Plan("over", date(2026, 6, 2), Decimal(60)),
            Plan("next year", date(2027, 1, 2), Decimal(60)),
        ]
        found = self.say("8", plans=plans)
        self.assertEqual((found.basis, found.reached_on), (Basis.PLANS, date(2026, 9, 3)))
        self.assertEqual(found.planned, 12)

    def test_plans_and_pace_together(self) -> None:
        found = self.say("8", plans=[Plan("A", date(2026, 11, 20), Decimal(10))])
        self.assertEqual(found.basis, Basis.BOTH)
        self.assertEqual(found.reached_on, date(2026, 11, 20))

    def test_it_says_nothing_from_too_little(self) -> None:
        self.assertIsNone(self.say("4", learnings=1))
        self.assertIsNone(self.say("4", on=date(2026, 2, 1)))
        self.assertIsNone(self.say("20"))
        self.assertIsNone(self.say("0", learnings=0))

    def test_plans_without_a_pace_say_what_they_bring(self) -> None:
        found = self.say("0", learnings=0, plans=[Plan("A", date(2026, 9, 3), Decimal(6))])
        self.assertEqual((found.basis, found.reached_on), (Basis.PLANS, None))
        self.assertEqual(found.at_year_end, 6)
