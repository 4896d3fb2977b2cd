"""Assess people, and keep where they stand."""

from __future__ import annotations

from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import today
from sinau.people.actions.people import assess_competency
from sinau.planning.actions.assessing import NotOneself, WordsAreNeeded, assess
from sinau.planning.actions.competencies import (
    Wanted,
    open_frameworks,
    say_it_teaches,
    set_requirements,
    write_competency,
)
from sinau.planning.models import Assessment, Framework, LevelWords, Source, Standing
from sinau.planning.testing import PlanningTestCase
from sinau.university.actions import enrol
from sinau.university.testing import finish_a_course, open_a_course


class AssessTests(PlanningTestCase):
    def standing(self) -> Standing:
        return Standing.objects.get(person=self.sari, competency=self.service)

    def test_the_position_gives_what_is_required(self) -> None:
        self.assertEqual(self.standing().required, 1)
        self.assertTrue(self.standing().is_open)
        budi = Standing.objects.get(person=self.budi, competency=self.service)
        self.assertEqual(budi.required, 4)

    def test_the_frameworks_are_opened_once(self) -> None:
        self.assertEqual(Framework.objects.count(), 3)
        self.assertEqual(open_frameworks(by=self.wulan), 0)

    def test_a_job_title_goes_before_its_kind_and_settles_everybody(self) -> None:
        wanted = Wanted(
            competency_id=self.service.pk,
            job_kind="pelaksana",
            job_title="pengelola kepegawaian",
            level=3,
        )
        made, replaced = set_requirements([wanted], basis="SK", by=self.wulan)
        self.assertEqual((len(made), replaced), (1, []))
        self.assertEqual(self.standing().required, 3)
        self.assertEqual(set_requirements([wanted], basis="SK", by=self.wulan), ([], []))
        zero = Wanted(**{**wanted.__dict__, "level": 0})
        set_requirements([zero], basis="SK", by=self.wulan)
        self.assertEqual(self.standing().required, 0)

    def test_the_supervisor_goes_before_oneself_and_evidence_never_lowers(self) -> None:
        assess(self.sari, self.service, level=3, source=Source.SELF, by=self.sari)
        self.assertEqual((self.standing().level, self.standing().source), (3, "self"))
        self.found(self.sari, self.service, 2, self.bayu)
        self.assertEqual(self.standing().level, 2)
        assess(self.sari, self.service, level=5, source=Source.SELF, by=self.sari)
        self.assertEqual(self.standing().level, 2)
        assess(
            self.sari, self.service, level=1, source=Source.EVIDENCE, by=None, evidence="course:1"
        )
        self.assertEqual(self.standing().level, 2)
        assess(
            self.sari, self.service, level=3, source=Source.EVIDENCE, by=None, evidence="course:2"
        )
        self.assertEqual((self.standing().level, self.standing().source), (3, "evidence"))

    def test_the_same_again_changes_nothing(self) -> None:
        self.found(self.sari, self.service, 2, self.bayu)
        self.found(self.sari, self.service, 2, self.bayu)
        self.assertEqual(Assessment.objects.count(), 1)

    def test_it_refuses_a_judgement_without_words_and_of_oneself(self) -> None:
        with self.assertRaises(WordsAreNeeded):
            assess(self.sari, self.service, level=2, source=Source.SUPERVISOR, by=self.bayu)
        with self.assertRaises(NotOneself):
            assess(
                self.sari, self.service, level=2, source=Source.CENTRE, by=self.sari, words="Saya"
            )

    def test_a_finished_course_is_evidence_once(self) -> None:
        course = open_a_course(self.bkpsdm, self.wulan)
        say_it_teaches(self.literacy, course, level=2, by=self.wulan)
        finish_a_course(enrol(course, self.sari))
        tell_everyone()
        found = Assessment.objects.get(person=self.sari)
        self.assertEqual((found.level, found.source), (2, "evidence"))
        standing = Standing.objects.get(person=self.sari, competency=self.literacy)
        self.assertEqual((standing.level, standing.gap), (2, 0))

    def test_a_level_in_the_staff_records_is_an_assessment_here(self) -> None:
        assess_competency(
            self.sari,
            by=self.wulan,
            competency="pelayanan-publik",
            level=2,
            assessed_on=today(),
        )
        tell_everyone()
        self.assertEqual((self.standing().level, self.standing().source), (2, "centre"))

    def test_other_words_for_a_level_are_a_new_version(self) -> None:
        levels = {row.level: row.words for row in self.service.levels.filter(replaced_at=None)}
        write_competency(self.service, levels, by=self.wulan)
        self.assertEqual(self.service.levels.filter(level=1).count(), 1)
        write_competency(self.service, levels | {1: "Menyapa warga lebih dahulu."}, by=self.wulan)
        self.assertEqual(LevelWords.objects.filter(competency=self.service, level=1).count(), 2)
        current = self.service.levels.get(level=1, replaced_at=None)
        self.assertEqual((current.version, current.words), (2, "Menyapa warga lebih dahulu."))
