"""A backup of a Moodle course becomes a draft: looked at first, made once, told truthfully."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from sinau.journal.models import Entry
from sinau.people.tests.test_use_token import TokenTestCase
from sinau.ui.testing import queries_of
from sinau.university.actions import publish_quiz
from sinau.university.actions.moodle import import_moodle_course
from sinau.university.models import BankQuestion, Course, MoodleImport
from sinau.university.moodle import read_backup
from sinau.university.moodle.tests.building import PAPER, files_of, tarred, zipped

URL = "/belajar/kelola/impor/moodle/"
API = "/api/v1/moodle/import"


class ImportMoodleTests(TokenTestCase):
    def bring(self, **said: Any) -> MoodleImport:
        reading = read_backup("lama.mbz", tarred(files_of(**said)))
        return import_moodle_course(reading, self.bkpsdm, by=self.wulan, name="lama.mbz")

    def test_it_is_a_draft_with_lessons_and_a_bank(self) -> None:
        course = self.bring().course
        assert course is not None
        self.assertEqual(
            (course.title, course.owner, course.agency), ("Kursus Lama", self.wulan, self.bkpsdm)
        )
        self.assertFalse(course.publications.exists())
        self.assertEqual(
            list(course.lessons.values_list("title", flat=True)),
            ["Pengantar", "Bagian utama", "Halaman satu", "Buku: Awal", "Bercabang", "Tugas akhir"],
        )
        page = course.lessons.select_related("current").get(title="Halaman satu")
        assert page.current is not None
        (block,) = page.current.blocks.all()
        self.assertIn("](/belajar/bank/gambar/", block.data["markdown"])
        labels = set(BankQuestion.objects.values_list("category__label", flat=True))
        self.assertEqual((BankQuestion.objects.count(), labels), (6, {"Kursus Lama / Dasar"}))
        self.assertEqual(Entry.objects.filter(kind="university.moodle.imported").count(), 1)

    def test_its_quiz_asks_the_same_questions_and_draws_one(self) -> None:
        course = self.bring().course
        assert course is not None
        quiz = course.quiz
        self.assertEqual((quiz.pass_percent, quiz.minutes, quiz.attempts_in_all), (75, 30, 2))
        self.assertIsNone(quiz.current)
        slots = list(quiz.versions.get().slots.order_by("position"))
        self.assertEqual([slot.points for slot in slots], [2, 1, 1])
        self.assertEqual(
            [str(slot.question or slot.category) for slot in slots][2], "Kursus Lama / Dasar"
        )
        publish_quiz(quiz, by=self.wulan)

    def test_a_document_lies_in_its_lesson_and_one_we_cannot_show_is_named(self) -> None:
        files = files_of()
        (place,) = [name for name, content in files.items() if content == PAPER]
        for content, is_kept in ((b"\0\1\2 entah apa", False), (PAPER, True)):
            backup = tarred({**files, place: content})
            with self.subTest(is_kept=is_kept):
                reading = replace(read_backup("x", backup), key=f"kunci {is_kept}")
                run = import_moodle_course(reading, self.bkpsdm, by=self.wulan)
                assert run.course is not None
                notes = {line["name"]: line["notes"] for line in run.report}["resource"]
                self.assertEqual("naskah.pdf" in " ".join(map(str, notes)), not is_kept)
                current = run.course.lessons.get(title="Bagian utama").current
                assert current is not None
                kinds = current.blocks.values_list("kind", flat=True)
                self.assertEqual("document" in kinds, is_kept)

    def test_the_same_backup_is_one_draft(self) -> None:
        first, again = self.bring(), self.bring()
        self.assertEqual((first, Course.objects.filter(title="Kursus Lama").count()), (again, 1))
        self.bring(backup_id="lain")
        self.assertEqual(Course.objects.filter(title="Kursus Lama").count(), 2)

    def test_an_officer_looks_first_and_then_makes_the_draft(self) -> None:
        self.client.force_login(self.wulan)
        response = self.post(tarred(files_of()))
        run = MoodleImport.objects.get()
        self.assertRedirects(response, run.get_absolute_url())
        self.assertFalse(Course.objects.filter(title="Kursus Lama").exists())
        page = self.client.get(run.get_absolute_url())
        self.assertContains(page, "Jenis kegiatan “forum” tidak dikenal di sini.")
        self.assertContains(page, "Buat draf kursus")
        made = self.client.post(f"{run.get_absolute_url()}simpan/")
        course = Course.objects.get(title="Kursus Lama")
        self.assertRedirects(made, f"/belajar/kelola/kursus/{course.slug}/")
        self.client.post(f"{run.get_absolute_url()}simpan/")
        self.assertEqual(Course.objects.filter(title="Kursus Lama").count(), 1)
        self.assertContains(self.client.get(run.get_absolute_url()), "Buka draf kursus")

    def post(self, content: bytes) -> Any:
        file = SimpleUploadedFile("lama.mbz", content)
        return self.client.post(URL, {"file": file, "agency": self.bkpsdm.pk})

    def test_what_is_no_backup_is_said_at_its_field(self) -> None:
        self.client.force_login(self.wulan)
        self.assertContains(self.post(b"bukan"), "bukan cadangan Moodle", status_code=422)
        self.assertContains(self.post(zipped({"../x": b"x"})), "keluar dari arsip", status_code=422)

    def test_others_find_none_of_it(self) -> None:
        """P-UNI-49"""
        run = self.bring()
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(URL), "Kursus Lama")
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(run.get_absolute_url()).status_code, 404)
        self.assertEqual(self.client.post(f"{run.get_absolute_url()}simpan/").status_code, 404)
        index = self.client.get(URL)
        self.assertNotContains(index, "Kursus Lama", status_code=index.status_code)
        self.assertNotEqual(self.post(tarred(files_of(backup_id="b"))).status_code, 302)
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get(URL).status_code, 404)

    def test_pages_cost_the_same_with_many_rows(self) -> None:
        self.bring()
        self.client.force_login(self.wulan)
        few = queries_of(self.client, URL)
        for n in range(5):
            self.bring(backup_id=f"b{n}")
        self.assertEqual(queries_of(self.client, URL), few)

    def test_a_program_brings_a_backup_once(self) -> None:
        secret = self.secret_of(self.wulan, "courses:write")
        first, again = self.upload(secret), self.upload(secret)
        self.assertEqual((first.status_code, again.status_code), (201, 200), first.content)
        self.assertEqual(first.json()["course"], again.json()["course"])
        self.assertTrue(any(not line["taken"] for line in first.json()["report"]))
        said = self.problem(self.upload(secret, zipped({"../x": b"x"})), 422)
        self.assertEqual(said["requirement"], "archive-path")
        self.problem(self.upload(self.secret_of(self.sari, "courses:write")), 404)

    def upload(self, secret: str, content: bytes | None = None) -> Any:
        file = SimpleUploadedFile("lama.mbz", content or tarred(files_of()))
        return self.client.post(API, {"file": file}, headers={"Authorization": f"Bearer {secret}"})

    def test_the_command_makes_a_draft_and_prints_each_line(self) -> None:
        out = StringIO()
        with NamedTemporaryFile(suffix=".mbz") as file:
            file.write(zipped(files_of(new=False)))
            file.flush()
            call_command("import_moodle", file.name, "--report", stdout=out)
        self.assertIn("+ bagian 1 [halaman] page", out.getvalue())
        self.assertIn("- bagian 1 [forum] forum", out.getvalue())
        self.assertIn("draf kursus “Kursus Lama”", out.getvalue())
