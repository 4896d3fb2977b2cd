"""A backup of a Moodle course, old and new, whole and hostile."""

from __future__ import annotations

from decimal import Decimal as D
from unittest import TestCase

from sinau.university.moodle import Ask, Backup, Draw, read_backup
from sinau.university.moodle.tests.building import DOT, PAPER, files_of, tarred, zipped
from sinau.university.quizzes.formats import Unreadable
from sinau.university.quizzes.questions import Kind


def read(*, new: bool = True) -> Backup:
    pack = tarred if new else zipped
    return read_backup("x.mbz", pack(files_of(new=new)))


class ReadBackup(TestCase):
    def test_its_course_is_named_and_described(self) -> None:
        backup = read()
        self.assertEqual(
            (backup.key, backup.title, backup.aim), ("abc123", "Kursus Lama", "Tujuannya jelas.")
        )
        self.assertIn("Data peserta", backup.notes[0])

    def test_sections_and_activities_become_lessons_in_their_order(self) -> None:
        titles = [sitting.title for sitting in read().sittings]
        self.assertEqual(
            titles,
            ["Pengantar", "Bagian utama", "Halaman satu", "Buku: Awal", "Bercabang", "Tugas akhir"],
        )

    def test_texts_are_markdown_with_their_pictures(self) -> None:
        backup = read()
        by_title = {sitting.title: sitting for sitting in backup.sittings}
        self.assertEqual(by_title["Pengantar"].body, "Selamat *datang*.")
        (picture,) = [name for name, content in backup.files.items() if content == DOT]
        self.assertEqual(by_title["Halaman satu"].body, f"## Judul\n\nIsi ![Peta]({picture}) lihat")
        self.assertIn("## Rinci\n\nIsi dua", by_title["Buku: Awal"].body)
        self.assertIn("[Situs](https://example.org/a%20b)", by_title["Bagian utama"].body)

    def test_files_go_along_with_the_lesson_they_lie_in(self) -> None:
        by_title = {sitting.title: sitting for sitting in read().sittings}
        (paper,) = by_title["Bagian utama"].attachments
        self.assertEqual((paper.name, paper.title, paper.content), ("naskah.pdf", "Naskah", PAPER))

    def test_every_part_has_a_line_that_says_what_became_of_it(self) -> None:
        lines = {line.name: line for line in read().report}
        self.assertFalse(lines["forum"].taken)
        self.assertIn("forum", lines["forum"].notes[0])
        self.assertIn("pengumpulan", lines["assign"].notes[0])
        self.assertIn("1 halaman pertanyaan", lines["lesson"].notes[0])
        self.assertIn("Bab tersembunyi", lines["book"].notes[0])
        self.assertIn("1 tempat soal dilewati", lines["quiz"].notes[0])
        self.assertIn("calculated", lines["Soal 11"].notes[0])

    def test_both_shapes_of_the_bank_say_the_same(self) -> None:
        for new in (True, False):
            with self.subTest(new=new):
                backup = read(new=new)
                kinds = [question.kind for question in backup.questions]
                self.assertEqual(
                    kinds,
                    [
                        Kind.SINGLE,
                        Kind.TRUE_FALSE,
                        Kind.NUMERIC,
                        Kind.MATCHING,
                        Kind.CLOZE,
                        Kind.ESSAY,
                    ],
                )
                single, truth, number, _match, cloze, essay = backup.questions
                self.assertEqual({q.category for q in backup.questions}, {"Dasar"})
                self.assertEqual((single.when_right, single.shuffle), ("bagus", False))
                self.assertEqual([c.share for c in single.choices], [1, 0])
                self.assertIn(f"![Peta]({single.files[0]})", single.prompt)
                self.assertFalse(truth.truth)
                self.assertEqual(
                    (number.numbers[0].value, number.numbers[0].tolerance), (45, D("0.5"))
                )
                self.assertEqual(
                    (cloze.prompt, cloze.gaps[0].accepted[0].text), ("Kota {1} itu.", "Yogya")
                )
                self.assertEqual(essay.model, "alasan")

    def test_a_quiz_keeps_its_questions_its_draw_and_its_rules(self) -> None:
        for new in (True, False):
            with self.subTest(new=new):
                (test,) = read(new=new).tests
                self.assertEqual(
                    test.places,
                    (
                        Ask(question=0, points=D(2)),
                        Ask(question=2, points=D(1)),
                        Draw(category="Dasar", points=D(1)),
                    ),
                )
                self.assertEqual(
                    (test.title, test.pass_percent, test.attempts, test.minutes),
                    ("Kuis akhir", 75, 2, 30),
                )

    def test_the_newest_version_that_is_ready_counts(self) -> None:
        files = files_of()
        words = files["questions.xml"].decode()
        draft = words.replace("<version>1</version>", "<version>2</version>").replace(
            "ready", "draft"
        )
        mixed = words.replace(
            "</question_versions></question_version>",
            "</question_versions>"
            + draft[
                draft.index('<question_versions id="12"') : draft.index(
                    "</question_versions>", draft.index('<question_versions id="12"')
                )
                + 20
            ]
            + "</question_version>",
        ).encode()
        files["questions.xml"] = mixed
        self.assertEqual(len(read_backup("x", tarred(files)).questions), 6)

    def test_what_is_no_backup_is_refused_by_name(self) -> None:
        for requirement, content in {
            "backup-archive": b"bukan arsip",
            "backup-index": zipped({"a.txt": b"x"}),
            "backup-version": zipped({"moodle.xml": b"<MOODLE_BACKUP/>"}),
            "archive-path": zipped({"../x": b"x", "moodle_backup.xml": b"<a/>"}),
            "xml-well-formed": zipped({"moodle_backup.xml": b"<rusak"}),
            "xml-entities": zipped(
                {"moodle_backup.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
            ),
        }.items():
            with self.assertRaises(Unreadable) as caught:
                read_backup("x.mbz", content)
            self.assertEqual(caught.exception.requirement, requirement)

    def test_a_file_that_is_missing_is_said(self) -> None:
        files = {name: content for name, content in files_of().items() if content != PAPER}
        line = next(
            line for line in read_backup("x", tarred(files)).report if line.name == "resource"
        )
        self.assertFalse(line.taken)
        self.assertIn("tidak ada di dalam cadangan", line.notes[0])
