"""What programs read and do in the university, and what they cannot."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from sinau.people.models import Audience
from sinau.people.tests.test_use_token import TokenTestCase
from sinau.university.actions import enrol, go_on, withdraw_course
from sinau.university.models import Enrolment
from sinau.university.testing import open_a_class, open_a_course

ALL = ("courses:read", "enrolments:read", "enrolments:write")
COURSES, ENROLMENTS = "/api/v1/courses", "/api/v1/enrolments"


class UniversityApiTests(TokenTestCase):
    def setUp(self) -> None:
        self.course = open_a_course(self.bkpsdm, self.wulan)
        self.officer = self.secret_of(self.wulan, *ALL)
        self.outsider = self.secret_of(self.joko, *ALL)
        self.learner = self.secret_of(self.sari, *ALL)

    def titles(self, secret: str, path: str = COURSES) -> list[str]:
        return [each["title"] for each in self.ask(secret, path).json()["items"]]

    def test_courses_are_those_of_its_person(self) -> None:
        """P-API-10"""
        inner = open_a_course(self.dinkes, self.wulan, audience=Audience.AGENCY)
        inner.title = "Hanya Dinkes"
        inner.save()
        self.assertIn("Hanya Dinkes", self.titles(self.learner))
        self.assertNotIn("Hanya Dinkes", self.titles(self.outsider))
        self.problem(self.ask(self.outsider, f"{COURSES}/{inner.slug}"), 404)
        self.problem(self.send(self.outsider, ENROLMENTS, {"course": inner.slug}), 404)

    def test_a_course_is_shown_whole(self) -> None:
        said = self.ask(self.learner, f"{COURSES}/{self.course.slug}").json()
        self.assertEqual([each["title"] for each in said["lessons"]], ["Mengenal", "Menilai"])
        self.assertTrue(said["has_quiz"] and said["is_open"])

    def test_words_and_pages_narrow_the_list(self) -> None:
        for _ in range(3):
            open_a_course(self.bkpsdm, self.wulan)
        self.assertEqual(self.titles(self.learner, f"{COURSES}?q=gajah"), [])
        response = self.ask(self.learner, f"{COURSES}?q=dasar&limit=2&offset=0")
        self.assertEqual((len(response.json()["items"]), response.json()["count"]), (2, 4))
        self.assertIn('offset=2>; rel="next"', response["Link"])
        self.assertNotIn('rel="prev"', response["Link"])

    def test_classes_are_those_of_its_person(self) -> None:
        """P-API-10"""
        training_class = open_a_class(self.dinkes, self.wulan, audience=Audience.AGENCY)
        path = f"/api/v1/classes/{training_class.pk}"
        self.assertEqual(self.ask(self.learner, path).json()["title"], training_class.title)
        self.assertEqual(len(self.ask(self.learner, "/api/v1/classes").json()["items"]), 1)
        self.problem(self.ask(self.outsider, path), 404)
        self.assertEqual(self.ask(self.outsider, "/api/v1/classes").json()["items"], [])

    def test_joining_again_is_the_same_enrolment(self) -> None:
        body = {"course": self.course.slug}
        first = self.send(self.learner, ENROLMENTS, body)
        again = self.send(self.learner, ENROLMENTS, body)
        self.assertEqual((first.status_code, again.status_code), (201, 200))
        self.assertEqual(first.json()["id"], again.json()["id"])
        self.assertEqual(Enrolment.objects.get().person, self.sari)

    def test_an_officer_enrols_the_people_they_keep(self) -> None:
        """P-API-11"""
        body = {"course": self.course.slug, "person": self.sari.nip}
        self.problem(self.send(self.outsider, ENROLMENTS, body), 404)
        self.assertFalse(Enrolment.objects.exists())
        self.assertEqual(self.send(self.officer, ENROLMENTS, body).status_code, 201)

    def test_a_rule_that_says_no_is_a_problem_with_its_sentence(self) -> None:
        withdraw_course(self.course, by=self.wulan, reason="Diperbarui")
        said = self.problem(self.send(self.officer, ENROLMENTS, {"course": self.course.slug}), 409)
        self.assertEqual(said["type"], "urn:sinau:refusal:course-not-open")
        self.assertIn("belum dibuka", said["detail"])

    def test_progress_is_read_by_those_who_answer_for_it(self) -> None:
        """P-API-12"""
        enrolment = enrol(self.course, self.sari)
        go_on(enrolment, self.course.lessons.get(position=1))
        path = f"{ENROLMENTS}/{enrolment.pk}"
        for secret in (self.learner, self.officer, self.secret_of(self.budi, *ALL)):
            self.assertEqual(self.ask(secret, path).json()["lessons_read"], 1)
        self.problem(self.ask(self.outsider, path), 404)
        self.assertEqual(self.ask(self.outsider, ENROLMENTS).json()["count"], 0)
        wanted = f"{ENROLMENTS}?person={self.sari.nip}&completed=false"
        self.assertEqual(self.ask(self.officer, wanted).json()["count"], 1)

    def test_lists_ask_the_same_for_many(self) -> None:
        def queries(path: str) -> int:
            with CaptureQueriesContext(connection) as seen:
                self.ask(self.officer, path)
            return len(seen)

        enrol(self.course, self.sari)
        open_a_class(self.dinkes, self.wulan)
        paths = (COURSES, ENROLMENTS, "/api/v1/classes")
        few = [queries(path) for path in paths]
        more: list[Any] = [open_a_course(self.bkpsdm, self.wulan) for _ in range(4)]
        for course in more:
            enrol(course, self.bayu)
            open_a_class(self.dinkes, self.wulan)
        self.assertEqual([queries(path) for path in paths], few)
