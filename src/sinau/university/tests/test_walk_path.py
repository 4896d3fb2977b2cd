"""Walk a path: join it, reach its stations in any way they can be reached, and complete it once."""

from __future__ import annotations

import re

from django.urls import reverse

from sinau.credit.models import Entry as LedgerEntry
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel.embedding import Embed, embeds
from sinau.people.models import Audience
from sinau.people.testing import CastTestCase
from sinau.ui.testing import cells, queries_of
from sinau.university.actions import enrol
from sinau.university.actions.learning import SomethingComesFirst
from sinau.university.actions.paths import (
    PathNotReady,
    RoundAbout,
    ask_before,
    begin_draft,
    publish_path,
    remove_step,
    set_order,
    withdraw_path,
    write_path,
    write_step,
)
from sinau.university.actions.walking import PathNotOpen, confirm_step, follow, join_path
from sinau.university.events import PathCompleted
from sinau.university.models import (
    Certificate,
    Completion,
    Path,
    PathEnrolment,
    PathStep,
    StepDone,
    StepKind,
)
from sinau.university.testing import finish_a_course, open_a_course

QUESTION = {
    "kind": "single",
    "prompt": "Apa pertama?",
    "choices": [{"text": "Baca", "share": "1"}, {"text": "Tebak"}],
}


@embeds("university.test_reading")
def _reading(person: object, key: str) -> Embed | None:
    return Embed(address=f"university.test_reading:{key}", kind="Bacaan", title="Bacaan", url="/")


class PathTestCase(CastTestCase):
    def setUp(self) -> None:
        self.course = open_a_course(self.bkpsdm, self.wulan)
        self.path = self.written()

    def written(self, *, audience: str = Audience.CITY) -> Path:
        """A published path: a course, a reading, and an activity an officer confirms."""
        path = write_path(
            Path(agency=self.bkpsdm, audience=audience, title="Cakap AI", aim="Memakai AI."),
            by=self.wulan,
        )
        draft = begin_draft(path)
        step = PathStep(version=draft, kind=StepKind.COURSE, title="Dasar", course=self.course)
        write_step(step, by=self.wulan)
        address = "university.test_reading:1"
        step = PathStep(version=draft, kind=StepKind.ARTICLE, title="Baca", address=address)
        step.question = QUESTION
        write_step(step, by=self.wulan)
        write_step(PathStep(version=draft, kind=StepKind.ACTIVITY, title="Coba"), by=self.wulan)
        publish_path(path, by=self.wulan)
        path.refresh_from_db()
        return path

    def read(self, answer: int) -> object:
        """What Sari gets for her answer to the reading."""
        self.client.force_login(self.sari)
        url = reverse("university:path_step", args=[self.path.slug, 2])
        return self.client.post(url, {"jawaban": answer})


class WalkTests(PathTestCase):
    def test_every_kind_of_station_is_reached_and_the_path_completed_once(self) -> None:
        walking = join_path(self.path, self.sari)
        finish_a_course(enrol(self.course, self.sari))
        tell_everyone()
        walking.refresh_from_db()
        self.assertEqual((walking.steps_done, walking.steps_total), (1, 3))
        self.read(0)
        step = PathStep.objects.get(version=self.path.current, key=3)
        confirm_step(walking, step, by=self.wulan, words="Menunjukkan hasilnya.")
        confirm_step(walking, step, by=self.wulan, words="Lagi.")
        walking.refresh_from_db()
        self.assertIsNotNone(walking.completed_at)
        self.assertEqual(Completion.objects.filter(path=self.path).count(), 1)
        self.assertTrue(Certificate.objects.filter(completion__path=self.path).exists())
        self.assertEqual(len(Entry.objects.of_kinds(PathCompleted.kind)), 1)

    def test_it_is_worth_no_jp_of_its_own(self) -> None:
        walking = join_path(self.path, self.sari)
        finish_a_course(enrol(self.course, self.sari))
        self.read(0)
        step = PathStep.objects.get(version=self.path.current, key=3)
        confirm_step(walking, step, by=self.wulan, words="Ya.")
        tell_everyone()
        self.assertTrue(Completion.objects.filter(path=self.path).exists())
        self.assertEqual(LedgerEntry.objects.filter(person=self.sari).count(), 1)

    def test_what_was_finished_before_counts(self) -> None:
        finish_a_course(enrol(self.course, self.sari))
        self.assertEqual(join_path(self.path, self.sari).steps_done, 1)
        self.assertEqual(join_path(self.path, self.sari).pk, PathEnrolment.objects.get().pk)

    def test_the_headings_of_a_reading_stand_below_one_of_the_page(self) -> None:
        """What is shown begins at the third level."""
        join_path(self.path, self.sari)
        self.client.force_login(self.sari)
        assert self.path.current is not None
        step = self.path.current.steps.get(kind=StepKind.ARTICLE)
        page = self.client.get(reverse("university:path_step", args=[self.path.slug, step.key]))
        headings = re.findall(r"<h([1-6])[^>]*>([^<]*)", page.content.decode())
        self.assertIn(("2", "Bacaan"), headings)
        self.assertLess(headings.index(("2", "Bacaan")), headings.index(("2", "Pertanyaan")))

    def test_a_wrong_answer_reaches_nothing(self) -> None:
        join_path(self.path, self.sari)
        self.assertEqual(self.read(1).status_code, 422)  # type: ignore[attr-defined]
        self.assertFalse(StepDone.objects.exists())
        self.read(0)
        self.assertEqual(StepDone.objects.get().key, 2)

    def test_a_deed_elsewhere_reaches_its_station(self) -> None:
        draft = begin_draft(self.path)
        noun = "communities.conversation"
        step = PathStep(version=draft, kind=StepKind.ACTIVITY, title="Tanya", address=noun)
        write_step(step, by=self.wulan)
        publish_path(self.path, by=self.wulan)
        walking = join_path(Path.objects.get(), self.sari)
        follow(self.sari.pk, noun="communities.reply")
        self.assertFalse(walking.done.exists())
        follow(self.sari.pk, noun=noun)
        self.assertEqual(walking.done.get().key, 4)

    def test_in_sequence_what_is_behind_is_closed(self) -> None:
        set_order(begin_draft(self.path), in_sequence=True, by=self.wulan)
        publish_path(self.path, by=self.wulan)
        join_path(self.path, self.sari)
        self.assertEqual(self.read(0).status_code, 404)  # type: ignore[attr-defined]
        self.assertContains(self.client.get(self.path.get_absolute_url()), "Belum terbuka")

    def test_a_new_version_keeps_what_was_reached(self) -> None:
        walking = join_path(self.path, self.sari)
        self.read(0)
        draft = begin_draft(self.path)
        remove_step(draft.steps.get(key=1), by=self.wulan)
        self.assertEqual(PathEnrolment.objects.get().steps_total, 3)
        publish_path(self.path, by=self.wulan)
        walking.refresh_from_db()
        self.assertEqual((walking.steps_done, walking.steps_total), (1, 2))

    def test_an_empty_or_withdrawn_path_is_not_joined(self) -> None:
        empty = write_path(Path(agency=self.bkpsdm, title="Kosong", aim="-"), by=self.wulan)
        with self.assertRaises(PathNotReady):
            publish_path(empty, by=self.wulan)
        withdraw_path(self.path, reason="Diganti", by=self.wulan)
        self.path.refresh_from_db()
        with self.assertRaises(PathNotOpen):
            join_path(self.path, self.sari)


class PathPageTests(PathTestCase):
    def test_a_path_of_another_agency_is_not_there(self) -> None:
        """P-UNI-90"""
        self.path.audience = Audience.AGENCY
        self.path.agency = self.dinkes
        self.path.save()
        url = self.path.get_absolute_url()
        for person, status in ((self.sari, 200), (self.joko, 404)):
            self.client.force_login(person)
            self.assertEqual(self.client.get(url).status_code, status)
            join = reverse("university:path_enrolment", args=[self.path.slug])
            self.client.post(join)
        self.assertEqual(PathEnrolment.objects.get().person, self.sari)

    def test_desks_are_for_those_who_keep_it(self) -> None:
        """P-UNI-91"""
        walking = join_path(self.path, self.sari)
        slug = [self.path.slug]
        urls = [
            reverse(f"university:{name}", args=slug)
            for name in ("path_desk", "path_edit", "path_withdraw", "path_walkers")
        ]
        urls += [reverse("university:path_step_edit", args=[*slug, key]) for key in (1, 2, 3)]
        urls += [reverse("university:path_step_new", args=[*slug, k]) for k in StepKind.values]
        urls.append(reverse("university:path_walker", args=[*slug, walking.pk]))
        for url in urls:
            with self.subTest(url):
                self.client.force_login(self.wulan)
                self.assertEqual(self.client.get(url).status_code, 200)
                for outsider in (self.joko, self.sari):
                    self.client.force_login(outsider)
                    self.assertEqual(self.client.get(url).status_code, 404)
        self.client.post(reverse("university:path_publish", args=slug))
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get(reverse("university:path_desks")), "Cakap AI")

    def test_an_officer_writes_a_path_without_scripts(self) -> None:
        self.client.force_login(self.wulan)
        said = {"title": "Layanan", "aim": "-", "agency": self.bkpsdm.pk, "audience": "city"}
        self.client.post(reverse("university:path_new"), said)
        path = Path.objects.get(title="Layanan")
        forms = {
            "course": {"course": self.course.pk, "required": "on", "minutes": 0},
            "class": {"competence": "Literasi digital", "minutes": 0},
            "article": {
                "address": "university.test_reading:1",
                "prompt": "Mana?",
                "choices": "* Ini\nItu",
                "minutes": 5,
                "required": "on",
            },
            "activity": {"title": "Bertanya", "address": "communities.conversation", "minutes": 0},
        }
        for kind, body in forms.items():
            url = reverse("university:path_step_new", args=[path.slug, kind])
            self.assertEqual(self.client.post(url, body).status_code, 302, kind)
        move = reverse("university:path_step_move", args=[path.slug, 4])
        self.client.post(move, {"ke": "atas"})
        self.client.post(reverse("university:path_publish", args=[path.slug]))
        path.refresh_from_db()
        assert path.current is not None
        titles = list(path.current.steps.values_list("title", flat=True))
        self.assertEqual(titles, ["Dasar AI", "Kelas Literasi digital", "Bertanya", "Bacaan"])
        self.assertEqual(path.current.required_count, 2)

    def test_a_choice_that_is_right_nowhere_is_refused(self) -> None:
        self.client.force_login(self.wulan)
        url = reverse("university:path_step_new", args=[self.path.slug, "article"])
        response = self.client.post(url, {"address": "x.y:1", "prompt": "?", "choices": "a\nb"})
        self.assertContains(response, "Awali pilihan yang benar", status_code=422)

    def test_walkers_go_along_as_excel(self) -> None:
        """P-UNI-91"""
        join_path(self.path, self.sari)
        self.client.force_login(self.wulan)
        url = reverse("university:path_walkers", args=[self.path.slug]) + "?unduh=xlsx"
        self.assertIn(self.sari.nip, str(cells(self.client.get(url).getvalue())))
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(url).status_code, 404)

    def test_the_page_asks_the_same_for_many_steps(self) -> None:
        join_path(self.path, self.sari)
        self.client.force_login(self.sari)
        url = self.path.get_absolute_url()
        few = queries_of(self.client, url)
        draft = begin_draft(self.path)
        for _ in range(8):
            step = PathStep(version=draft, kind=StepKind.COURSE, title="x", course=self.course)
            write_step(step, by=self.wulan)
        publish_path(self.path, by=self.wulan)
        self.assertEqual(queries_of(self.client, url), few)


class PrerequisiteTests(PathTestCase):
    def test_what_comes_first_is_told_and_asked(self) -> None:
        after = open_a_course(self.bkpsdm, self.wulan)
        ask_before(after, self.course, why="Memakai istilahnya", by=self.wulan)
        with self.assertRaises(SomethingComesFirst):
            enrol(after, self.sari)
        self.client.force_login(self.sari)
        page = self.client.get(after.get_absolute_url())
        self.assertContains(page, "Memakai istilahnya")
        self.assertContains(page, self.course.get_absolute_url())
        finish_a_course(enrol(self.course, self.sari))
        self.assertNotContains(self.client.get(after.get_absolute_url()), "Memakai istilahnya")
        enrol(after, self.sari)

    def test_no_two_courses_wait_for_each_other(self) -> None:
        after = open_a_course(self.bkpsdm, self.wulan)
        ask_before(after, self.course, why="Ya", by=self.wulan)
        with self.assertRaises(RoundAbout):
            ask_before(self.course, after, why="Ya", by=self.wulan)

    def test_only_who_keeps_the_course_says_so(self) -> None:
        """P-UNI-92"""
        url = reverse("university:prerequisites", args=[self.course.slug])
        after = open_a_course(self.bkpsdm, self.wulan)
        for person, status in ((self.wulan, 302), (self.joko, 404)):
            self.client.force_login(person)
            said = {"before": after.pk, "why": "Dasar"}
            self.assertEqual(self.client.post(url, said).status_code, status)
        self.assertEqual(self.course.prerequisites.get().before, after)
