"""The impact assessment: words for every code, the exact arithmetic, and a walk that keeps what was said."""

from __future__ import annotations

from django.test import SimpleTestCase
from django.urls import reverse

from sinau.innovation import impact
from sinau.innovation.actions import answer_impact, change_plan, finish_impact
from sinau.innovation.actions.assessing import NotAllAnswered
from sinau.innovation.gathering import is_stale
from sinau.innovation.models import ImpactAssessment, ImpactScore
from sinau.innovation.sealing import latest_score
from sinau.innovation.testing import grave_answers, mild_answers
from sinau.innovation.tests.stage import PlannedTestCase, assess_impact
from sinau.journal.models import Entry


class QuestionTests(SimpleTestCase):
    def test_every_code_has_words_of_our_own_and_no_words_are_left_over(self) -> None:
        asked = {one.code for one in impact.all_questions()}
        scored = {one.code for one in impact.questionnaire().questions}
        self.assertEqual(len(scored), 146)
        self.assertLessEqual(scored, asked)
        for one in impact.all_questions():
            with self.subTest(one.code):
                self.assertTrue(one.text.endswith("?"))
                self.assertEqual(
                    len({str(words) for _value, words in one.choices}), len(one.choices)
                )
        stems = {code.replace("Design", "").replace("Implementation", "") for code in asked}
        self.assertEqual(set(impact._words()["question"]) - asked - stems, set())

    def test_a_phase_asks_only_its_own_measures(self) -> None:
        for phase, other in ((impact.DESIGN, "Implementation"), (impact.BUILT, "Design")):
            answers = mild_answers(phase=phase)
            self.assertEqual(impact.unanswered(answers), [])
            self.assertFalse([code for code in answers if other in code])

    def test_the_gravest_answers_reach_the_highest_level_and_the_mildest_the_lowest(self) -> None:
        grave, mild = impact.score(grave_answers()), impact.score(mild_answers())
        self.assertEqual((grave.level, grave.raw, grave.mitigation), (4, 167, 1))
        self.assertEqual((mild.level, mild.raw_most), (1, 167))
        self.assertGreaterEqual(mild.mitigation, 0.8 * mild.mitigation_most)

    def test_an_answer_that_leads_nowhere_any_more_is_dropped(self) -> None:
        answers = dict(mild_answers(aboutDataSource1="item1-2"))
        self.assertIn("aboutDataSource9", answers)
        answers["aboutDataSource1"] = "item2-0"
        self.assertNotIn("aboutDataSource9", impact.only_asked(answers))

    def test_the_arithmetic_on_the_page_adds_up_to_the_score(self) -> None:
        answers = grave_answers(phase=impact.BUILT)
        found = impact.score(answers)
        points = {"risk": 0, "measure": 0, "": 0}
        for one in impact.all_questions():
            points[one.side] += one.points(answers)
        self.assertEqual((points["risk"], points["measure"]), (found.raw, found.mitigation))


class WalkTests(PlannedTestCase):
    def url(self, section: str = "") -> str:
        if section:
            return reverse("innovation:impact_section", args=[self.idea.pk, section])
        return reverse("innovation:impact", args=[self.idea.pk])

    def test_a_section_is_saved_and_a_changed_answer_asks_for_another_question(self) -> None:
        self.client.force_login(self.bayu)
        page = self.client.get(self.url("data"))
        self.assertNotContains(page, "sungguh diperlukan")
        said = {**mild_answers(), "aboutDataSource1": "item1-2"}
        answer = self.client.post(self.url("data"), said)
        self.assertRedirects(answer, self.url("data"))
        self.assertContains(self.client.get(self.url("data")), "sungguh diperlukan")
        self.assertIn("aboutDataSource1", ImpactAssessment.objects.get().answers)
        self.assertContains(self.client.get(self.url()), "pertanyaan belum dijawab")

    def test_the_score_is_shown_with_its_arithmetic_and_its_duties(self) -> None:
        self.client.force_login(self.bayu)
        page = self.client.get(self.url())
        score = ImpactScore.objects.get()
        for words in (
            "Tingkat I",
            f"{score.raw} dari 167",
            f"{score.mitigation} dari 77",
            "Pengelola risiko",
            "12 bulan",
        ):
            self.assertContains(page, words)

    def test_it_is_not_finished_while_something_is_open(self) -> None:
        section = impact.sections()[0]
        answer_impact(self.plan, section, {}, by=self.bayu)
        with self.assertRaises(NotAllAnswered) as caught:
            finish_impact(self.plan, by=self.bayu)
        self.assertEqual(len(caught.exception.reasons), len(section.asked({impact.PHASE: "x"})))
        self.assertEqual(ImpactScore.objects.count(), 1)

    def test_a_changed_plan_makes_it_stale_until_somebody_confirms(self) -> None:
        self.assertFalse(is_stale(self.plan, latest_score(self.plan)))
        change_plan(self.plan, {"data_used": "Nama penyakit juga"}, by=self.bayu)
        self.assertTrue(is_stale(self.plan, latest_score(self.plan)))
        self.client.force_login(self.bayu)
        self.assertContains(self.client.get(self.url()), "usang")
        self.client.post(reverse("innovation:impact_finish", args=[self.idea.pk]))
        self.assertFalse(is_stale(self.plan, latest_score(self.plan)))
        self.assertEqual(ImpactScore.objects.count(), 2)
        self.client.post(reverse("innovation:impact_finish", args=[self.idea.pk]))
        self.assertEqual(ImpactScore.objects.count(), 2)

    def test_a_higher_level_asks_more_of_the_plan_and_more_signatures(self) -> None:
        assess_impact(self.plan, grave_answers(), by=self.bayu)
        self.client.force_login(self.bayu)
        page = self.client.get(reverse("innovation:gate", args=[self.idea.pk]))
        for words in ("Keadaan terburuk", "Pelatihan petugas", "Pimpinan kota belum"):
            self.assertContains(page, words)
        finished = Entry.objects.filter(kind="innovation.impact.finished").last()
        assert finished is not None
        self.assertEqual(finished.data["numeral"], "IV")

    def test_who_is_outside_neither_reads_nor_answers(self) -> None:
        """P-INO-40"""
        self.client.force_login(self.bayu)
        self.assertEqual(self.client.get(self.url("data")).status_code, 200)
        self.client.force_login(self.joko)
        for url in (self.url(), self.url("data")):
            self.assertEqual(self.client.get(url).status_code, 404)
            self.assertEqual(self.client.post(url, {}).status_code, 404)
        self.client.force_login(self.tri)
        self.assertEqual(self.client.get(self.url()).status_code, 200)
        self.assertEqual(self.client.post(self.url("data"), {}).status_code, 404)
