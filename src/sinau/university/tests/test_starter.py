"""The courses and the path written by us."""

from __future__ import annotations

from django.urls import reverse

from sinau.people.testing import CastTestCase
from sinau.university.actions.starter import PATH, missing_starters, open_starters
from sinau.university.lessons.blocks import Callout, Check
from sinau.university.models import Course, Path, PathStep
from sinau.university.starter.reading import ORDER, starter_courses


class StarterContentTests(CastTestCase):
    def test_each_course_has_sources_a_quiz_and_lessons_that_stand(self) -> None:
        courses = starter_courses()
        self.assertEqual([course.slug for course in courses], list(ORDER))
        for course in courses:
            with self.subTest(course.slug):
                self.assertTrue(course.sources and len(course.lessons) >= 3)
                self.assertGreaterEqual(len(course.questions), 7)
                for lesson in course.lessons:
                    for block in lesson.blocks:
                        block.check()

    def test_callouts_and_checks_of_the_text_are_blocks(self) -> None:
        blocks = [
            block
            for course in starter_courses()
            for lesson in course.lessons
            for block in lesson.blocks
        ]
        self.assertGreaterEqual(sum(isinstance(block, Callout) for block in blocks), 12)
        self.assertGreaterEqual(sum(isinstance(block, Check) for block in blocks), 9)
        written = str([block for block in blocks if not isinstance(block, Check)])
        self.assertNotIn("{{cek", written)
        self.assertNotIn("[!", written)


class OpenStartersTests(CastTestCase):
    def test_a_city_opens_them_once(self) -> None:
        self.assertEqual(missing_starters(), len(ORDER))
        path = open_starters(self.bkpsdm, by=self.wulan)
        open_starters(self.bkpsdm, by=self.wulan)
        self.assertEqual(missing_starters(), 0)
        self.assertEqual(Course.objects.published().count(), len(ORDER))
        path.refresh_from_db()
        self.assertEqual(PathStep.objects.filter(version=path.current).count(), len(ORDER))

    def test_what_the_city_wrote_stays(self) -> None:
        open_starters(self.bkpsdm, by=self.wulan)
        Course.objects.filter(slug=ORDER[0]).update(title="Judul kota")
        open_starters(self.bkpsdm, by=self.wulan)
        self.assertTrue(Course.objects.filter(title="Judul kota").exists())

    def test_an_officer_of_the_city_opens_them_from_the_desk(self) -> None:
        self.client.force_login(self.joko)
        desk = self.client.get(reverse("university:office"))
        self.assertNotContains(desk, "Buka materi awal")
        self.assertEqual(self.client.post(reverse("university:starters")).status_code, 404)
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(reverse("university:office")), "Buka materi awal")
        self.client.post(reverse("university:starters"))
        self.assertTrue(Path.objects.published().filter(slug=PATH).exists())
        self.assertNotContains(self.client.get(reverse("university:office")), "Buka materi awal")
