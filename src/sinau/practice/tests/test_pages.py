"""The pages of learning by doing, and who finds them."""

from __future__ import annotations

import io
import uuid
from datetime import timedelta

from django.urls import reverse

from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.practice.actions import add_entry, add_evidence, agree, approve, mark, save_work, submit
from sinau.practice.models import Cycle, FollowUp, LogEntry, PeerReview
from sinau.practice.models.assignments import PLAN_FIELDS
from sinau.practice.testing import a_pdf, ask_for_work, learn, plan_a_cycle
from sinau.university.testing import open_a_course


class CyclePageTests(CastTestCase):
    def test_one_plans_and_the_others_take_their_steps(self) -> None:
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(reverse("practice:new")), "Sasaran 1")
        sent = {
            "kind": "coaching",
            "title": "Memimpin rapat singkat",
            "purpose": "Rapat selesai dalam 30 menit.",
            "guide": self.ratna.nip,
            "place": "",
            "starts_on": today().isoformat(),
            "ends_on": (today() + timedelta(days=60)).isoformat(),
            "planned_hours": "10",
            "goal_1": "Memimpin empat rapat",
            "measure_1": "Notula satu halaman",
        }
        answer = self.client.post(reverse("practice:new"), sent)
        cycle = Cycle.objects.get()
        self.assertRedirects(answer, cycle.get_absolute_url())
        for person, step in ((self.ratna, "sanggup"), (self.bayu, "setuju")):
            self.client.force_login(person)
            self.client.post(reverse("practice:step", args=[cycle.pk, step]))
        self.client.force_login(self.sari)
        sent = {
            "on": today().isoformat(),
            "minutes": "45",
            "done": "Rapat pertama",
            "learnt": "",
            "key": str(uuid.uuid4()),
        }
        self.client.post(reverse("practice:entry", args=[cycle.pk]), sent)
        entry = LogEntry.objects.get()
        self.client.force_login(self.ratna)
        self.assertContains(self.client.get(cycle.get_absolute_url()), "Benarkan")
        self.client.post(reverse("practice:confirm", args=[cycle.pk]), {"catatan": entry.pk})
        cycle.refresh_from_db()
        self.assertEqual(cycle.minutes, 45)

    def test_what_was_typed_stays_when_something_is_missing(self) -> None:
        self.client.force_login(self.sari)
        answer = self.client.post(reverse("practice:new"), {"title": "Tanpa tujuan"})
        self.assertContains(answer, "Tanpa tujuan", status_code=422)

    def test_a_no_asks_why(self) -> None:
        cycle = plan_a_cycle(self.sari, self.ratna)
        self.client.force_login(self.ratna)
        address = reverse("practice:step", args=[cycle.pk, "tolak"])
        self.assertEqual(self.client.post(address, {"reason": ""}).status_code, 422)
        self.client.post(address, {"reason": "Sedang cuti"})
        cycle.refresh_from_db()
        self.assertEqual(cycle.state, "declined")

    def test_only_those_who_take_part_and_keep_find_it(self) -> None:
        """P-PRK-1."""
        cycle = plan_a_cycle(self.sari, self.ratna)
        approve(agree(cycle, by=self.ratna), by=self.bayu)
        paper = add_evidence(cycle, "surat.pdf", a_pdf(), by=self.sari)
        pages = [
            cycle.get_absolute_url(),
            reverse("practice:paper", args=[cycle.pk, paper.pk]),
        ]
        for person in (self.sari, self.ratna, self.bayu, self.wulan, self.budi):
            for page in pages:
                with self.subTest(person.name, page=page):
                    self.client.force_login(person)
                    self.assertEqual(self.client.get(page).status_code, 200)
        self.client.force_login(self.joko)
        for page in pages:
            self.assertEqual(self.client.get(page).status_code, 404)
        self.assertNotContains(self.client.get(reverse("practice:index")), cycle.title)
        for step in ("sanggup", "setuju", "lapor", "selesai"):
            address = reverse("practice:step", args=[cycle.pk, step])
            self.assertEqual(self.client.post(address).status_code, 404)

    def test_the_number_of_queries_does_not_grow(self) -> None:
        def ask() -> int:
            self.client.force_login(self.sari)
            with self.assertNumQueriesAtMost(16):
                self.client.get(reverse("practice:index"))
            return 0

        ask()
        for _time in range(8):
            cycle = plan_a_cycle(self.sari, self.ratna)
            approve(agree(cycle, by=self.ratna), by=self.bayu)
            add_entry(
                cycle,
                LogEntry(on=today(), minutes=30, done="x", key=uuid.uuid4()),
                by=self.sari,
            )
        ask()

    def assertNumQueriesAtMost(self, most: int):  # type: ignore[no-untyped-def]
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        test = self

        class AtMost(CaptureQueriesContext):
            def __exit__(self, *error: object) -> None:
                super().__exit__(*error)  # type: ignore[arg-type]
                test.assertLessEqual(len(self), most)

        return AtMost(connection)


class WorkPageTests(CastTestCase):
    def setUp(self) -> None:
        self.course = open_a_course(self.bkpsdm, self.wulan)
        learn(self.course, self.sari, self.bayu)

    def sees(self, person: Person, address: str) -> int:
        self.client.force_login(person)
        return self.client.get(address).status_code

    def test_a_learner_writes_adds_a_file_and_hands_in(self) -> None:
        assignment = ask_for_work(self.course, self.wulan)
        self.client.force_login(self.sari)
        page = self.client.get(self.course.get_absolute_url())
        self.assertContains(page, assignment.title)
        pdf = io.BytesIO(a_pdf().read())
        pdf.name = "karya.pdf"
        self.client.post(assignment.get_absolute_url(), {"text": "Karya saya", "file": pdf})
        self.client.post(assignment.get_absolute_url(), {"text": "Karya saya", "kirim": "ya"})
        work = assignment.submissions.get()
        self.assertIsNotNone(work.submitted_at)
        self.assertContains(self.client.get(assignment.get_absolute_url()), "Menunggu penilaian")
        self.client.force_login(self.wulan)
        listed = self.client.get(reverse("practice:works", args=[assignment.pk]))
        self.assertContains(listed, "Sari Lestari")
        sent = {"points_1": "4", "points_2": "2", "words": "Bagus", "nilai": "ya"}
        self.client.post(work.get_absolute_url(), sent)
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(work.get_absolute_url()), "Bagus")

    def test_an_officer_writes_an_assignment(self) -> None:
        self.client.force_login(self.wulan)
        address = reverse("practice:assignment_new", args=[self.course.slug])
        sent = {
            "kind": "work",
            "title": "Satu risiko",
            "brief": "Tulis satu risiko.",
            "minutes": "45",
            "due_days": "",
            "pass_percent": "70",
            "peer_reviews": "0",
            "max_files": "2",
            "required": "on",
            "line_1": "Kalimat risiko",
            "line_1_4": "Tiga bagian lengkap",
        }
        answer = self.client.post(address, sent)
        self.assertContains(answer, "dua tingkat", status_code=422)
        self.client.post(address, {**sent, "line_1_0": "Satu bagian"})
        assignment = self.course.assignments.get()
        self.assertEqual(assignment.criteria.get().most, 4)
        desk = self.client.get(reverse("practice:desk", args=[self.course.slug]))
        self.assertContains(desk, "Satu risiko")

    def test_work_is_for_its_maker_and_the_officer(self) -> None:
        """P-PRK-2."""
        assignment = ask_for_work(self.course, self.wulan)
        work = submit(save_work(assignment, self.sari, text="Rahasia"), by=self.sari)
        self.assertEqual(self.sees(self.sari, work.get_absolute_url()), 200)
        self.assertEqual(self.sees(self.wulan, work.get_absolute_url()), 200)
        for person in (self.bayu, self.joko, self.budi):
            self.assertEqual(self.sees(person, work.get_absolute_url()), 404)
        desk = [
            reverse("practice:works", args=[assignment.pk]),
            reverse("practice:works", args=[assignment.pk]) + "?unduh=xlsx",
            reverse("practice:assignment_edit", args=[assignment.pk]),
            reverse("practice:assignment_remove", args=[assignment.pk]),
            reverse("practice:desk", args=[self.course.slug]),
            reverse("practice:assignment_new", args=[self.course.slug]),
        ]
        for address in desk:
            with self.subTest(address):
                self.assertEqual(self.sees(self.wulan, address), 200)
                for person in (self.sari, self.joko):
                    self.assertEqual(self.sees(person, address), 404)
        self.assertEqual(self.sees(self.joko, assignment.get_absolute_url()), 404)

    def test_a_draft_is_seen_by_nobody_else(self) -> None:
        """P-PRK-3."""
        assignment = ask_for_work(self.course, self.wulan)
        work = save_work(assignment, self.sari, text="setengah")
        self.assertEqual(self.sees(self.wulan, work.get_absolute_url()), 404)
        self.assertEqual(self.sees(self.sari, work.get_absolute_url()), 200)

    def test_a_peer_reads_without_names(self) -> None:
        """P-PRK-4."""
        assignment = ask_for_work(self.course, self.wulan, peer_reviews=1)
        submit(save_work(assignment, self.sari, text="Karya satu"), by=self.sari)
        submit(save_work(assignment, self.bayu, text="Karya dua"), by=self.bayu)
        asked = PeerReview.objects.get(reviewer=self.bayu)
        self.client.force_login(self.bayu)
        page = self.client.get(reverse("practice:review", args=[asked.pk]))
        self.assertContains(page, "Karya satu")
        self.assertNotContains(page, "Sari Lestari")
        sent = {"points_1": "4", "points_2": "4", "words": "Jelas sekali"}
        self.client.post(reverse("practice:review", args=[asked.pk]), sent)
        self.client.force_login(self.sari)
        page = self.client.get(asked.submission.get_absolute_url())
        self.assertContains(page, "Jelas sekali")
        self.assertNotContains(page, "Bayu Nugroho")
        self.assertEqual(self.sees(self.joko, reverse("practice:review", args=[asked.pk])), 404)

    def test_what_became_of_a_plan_is_told_by_its_maker(self) -> None:
        """P-PRK-5."""
        assignment = ask_for_work(self.course, self.wulan, kind="action_plan")
        plan = {name: "Isi" for name, _label, _help in PLAN_FIELDS}
        work = submit(save_work(assignment, self.sari, text="", plan=plan), by=self.sari)
        mark(work, {1: 4, 2: 4}, "Siap", by=self.wulan)
        found = FollowUp.objects.get(months=3)
        self.assertEqual(self.sees(self.sari, found.get_absolute_url()), 404)
        FollowUp.objects.update(asked_at=work.submitted_at)
        self.client.force_login(self.sari)
        sent = {"answer": "partly", "changed": "Antrean turun", "value": "12 menit"}
        self.client.post(found.get_absolute_url(), sent)
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(work.get_absolute_url()), "Antrean turun")
        self.assertEqual(self.sees(self.joko, found.get_absolute_url()), 404)
