"""The front of Belajar says what one's position asks to be learnt."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.urls import reverse

from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import now, today
from sinau.planning.actions.competencies import Wanted, say_it_teaches, set_requirements
from sinau.planning.actions.items import link_item
from sinau.planning.testing import PlanningTestCase
from sinau.ui.testing import queries_of
from sinau.university.actions import enrol
from sinau.university.actions.paths import begin_draft, publish_path, write_path, write_step
from sinau.university.actions.walking import follow, join_path
from sinau.university.catalogue import Wish, for_position, offers
from sinau.university.models import Completion, Course, Path, PathStep, StepKind, TrainingClass
from sinau.university.testing import finish_a_course, open_a_class, open_a_course

INDEX = reverse("university:index")
HEADING = "Untuk jabatan Anda"


class AdviseTests(PlanningTestCase):
    course: Course

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.course = open_a_course(cls.bkpsdm, cls.wulan)
        wanted = Wanted(
            competency_id=cls.literacy.pk,
            job_kind=cls.sari.job_kind,
            job_title=cls.sari.job_title,
            level=2,
        )
        set_requirements([wanted], basis="Contoh", by=cls.wulan)

    def setUp(self) -> None:
        cache.clear()

    def advised(self) -> list[object]:
        return [offer.thing for offer in for_position(self.sari).offers]

    def test_a_course_that_leads_to_what_is_asked_is_offered_with_the_reason(self) -> None:
        self.assertEqual(self.advised(), [])
        say_it_teaches(self.literacy, self.course, level=2, by=self.wulan)
        self.assertEqual(self.advised(), [self.course])
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(INDEX), "diminta tingkat 2, belum dinilai")
        self.found(self.sari, self.literacy, 1, self.bayu)
        self.assertContains(self.client.get(INDEX), "diminta tingkat 2, Anda tingkat 1")
        found = offers(self.sari, Wish(whom="jabatan"), None).object_list
        self.assertEqual([offer.thing for offer in found], [self.course])

    def test_it_stays_while_it_is_learnt_and_goes_when_the_level_is_reached(self) -> None:
        say_it_teaches(self.literacy, self.course, level=2, by=self.wulan)
        mine = enrol(self.course, self.sari)
        self.assertEqual([each.state for each in for_position(self.sari).offers], ["joined"])
        finish_a_course(mine)
        self.assertEqual(self.advised(), [])
        other = open_a_course(self.bkpsdm, self.wulan)
        say_it_teaches(self.literacy, other, level=2, by=self.wulan)
        self.assertEqual(self.advised(), [other])
        self.found(self.sari, self.literacy, 2, self.bayu)
        self.assertEqual(self.advised(), [])

    def test_a_class_is_offered_too(self) -> None:
        held = open_a_class(self.bkpsdm, self.wulan)
        say_it_teaches(self.literacy, held, level=2, by=self.wulan)
        self.assertEqual(self.advised(), [held])

    def test_what_nobody_teaches_is_said(self) -> None:
        self.found(self.sari, self.literacy, 1, self.bayu)
        self.client.force_login(self.sari)
        page = self.client.get(INDEX)
        self.assertContains(page, HEADING)
        self.assertContains(page, f"Belum ada kursus atau kelas untuk {self.literacy.name}")

    def test_what_is_made_for_another_agency_is_not_offered(self) -> None:
        say_it_teaches(self.literacy, self.course, level=2, by=self.wulan)
        self.assertEqual(self.advised(), [self.course])
        self.course.audience, self.course.agency = "agency", self.bkpsdm
        self.course.save()
        self.assertEqual(self.advised(), [])

    def test_any_class_of_a_programme_reaches_a_step_that_asks_for_one(self) -> None:
        """Whether it was linked to the plan before it was attended or afterwards."""
        address = f"planning.programme:{self.programme.pk}"
        path = write_path(self._path(), by=self.wulan)
        step = PathStep(
            version=begin_draft(path), kind=StepKind.CLASS, title="Bimtek AI", address=address
        )
        write_step(step, by=self.wulan)
        publish_path(path, by=self.wulan)
        path.refresh_from_db()
        mine = join_path(path, self.sari)
        early, late = (
            open_a_class(self.bkpsdm, self.wulan, starts_at=now() + timedelta(minutes=10))
            for _turn in range(2)
        )
        self.client.force_login(self.sari)
        station = self.client.get(path.get_absolute_url())
        self.assertContains(station, "?program=planning.programme%3A")
        self.assertNotContains(self.client.get(f"{INDEX}?program={address}"), early.title)
        self._attends(late)
        mine.refresh_from_db()
        self.assertIsNone(mine.completed_at)
        link_item(self.item(), late, by=self.wulan)
        tell_everyone()
        mine.refresh_from_db()
        self.assertIsNotNone(mine.completed_at)
        link_item(self.item("Kedua"), early, by=self.wulan)
        self.assertContains(self.client.get(f"{INDEX}?program={address}"), early.title)

    def _path(self) -> Path:
        return Path(
            agency=self.bkpsdm, audience="city", title="Jalur AI", aim="Cakap", owner=self.wulan
        )

    def _attends(self, held: TrainingClass) -> None:
        Completion.objects.create(
            person=self.sari,
            training_class=held,
            title=held.title,
            organiser="BKPSDM",
            minutes=180,
            started_on=today(),
            ended_on=today(),
            completed_at=now(),
        )
        follow(self.sari.pk, completion=Completion.objects.get(training_class=held))

    def test_the_front_asks_the_same_for_many(self) -> None:
        say_it_teaches(self.literacy, self.course, level=2, by=self.wulan)
        self.client.force_login(self.sari)
        queries_of(self.client, INDEX)
        few = queries_of(self.client, INDEX)
        for _ in range(4):
            say_it_teaches(
                self.literacy, open_a_course(self.bkpsdm, self.wulan), level=2, by=self.wulan
            )
        self.assertEqual(queries_of(self.client, INDEX), few)
