"""Questions of other systems enter the bank: read, looked at, kept once, taken back."""

from __future__ import annotations

import json
from io import StringIO
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from sinau.journal.models import Entry
from sinau.people.tests.test_use_token import TokenTestCase
from sinau.ui.testing import queries_of
from sinau.university.actions import import_questions, keep_category, read_in, take_import_back
from sinau.university.actions.importing import NothingToBringIn, NotKeptYet, keep_import
from sinau.university.models import BankQuestion, QuestionImport
from sinau.university.quizzes.formats import export_questions, read_questions
from sinau.university.quizzes.questions import Kind, Question

GIFT = (
    "$CATEGORY: $course$/top/Data pribadi\n\n::Satu:: Benar? {T}\n\n::Dua:: Pilih {=a ~b}\n\n"
    "$CATEGORY: Lain\n\nHanya teks.\n\n::Tiga:: Jelaskan {}\n"
)
DOT = b"\x89PNG\r\n\x1a\n" + b"0" * 40
URL = "/belajar/kelola/impor/soal/"
API = "/api/v1/questions/import"


class ImportQuestionsTests(TokenTestCase):
    def setUp(self) -> None:
        self.category = keep_category(self.bkpsdm, "Uji")

    def bring(self, text: str = GIFT) -> QuestionImport:
        return import_questions(
            self.category,
            read_questions("soal.gift", text.encode()),
            by=self.wulan,
            name="soal.gift",
        )

    def test_they_lie_in_the_categories_of_the_file_below_the_chosen_one(self) -> None:
        run = self.bring()
        labels = {
            q.title: q.category.label for q in BankQuestion.objects.select_related("category")
        }
        self.assertEqual(
            labels,
            {"Satu": "Uji / Data pribadi", "Dua": "Uji / Data pribadi", "Tiga": "Uji / Lain"},
        )
        self.assertEqual((run.taken, run.left, len(run.added)), (3, 1, 3))
        self.assertEqual(Entry.objects.filter(kind="university.questions.imported").count(), 1)

    def test_the_same_file_again_adds_nothing(self) -> None:
        self.bring()
        again = self.bring()
        self.assertEqual((BankQuestion.objects.count(), again.added), (3, []))
        changed = self.bring(GIFT.replace("Benar?", "Betul?"))
        self.assertEqual(len(changed.added), 1)

    def test_the_same_question_twice_in_a_file_is_once_in_the_bank(self) -> None:
        self.bring("Benar? {T}\n\nBenar? {T}\n")
        self.assertEqual(BankQuestion.objects.count(), 1)

    def test_looking_changes_nothing_in_the_bank_and_keeping_twice_is_once(self) -> None:
        run = read_in(self.category, read_questions("x", GIFT.encode()), name="x", by=self.wulan)
        self.assertFalse(BankQuestion.objects.exists())
        keep_import(run, by=self.wulan)
        keep_import(run, by=self.wulan)
        self.assertEqual(BankQuestion.objects.count(), 3)

    def test_what_was_kept_is_taken_back_and_can_come_again(self) -> None:
        run = self.bring()
        take_import_back(run, by=self.wulan)
        take_import_back(run, by=self.wulan)
        self.assertFalse(BankQuestion.objects.standing().exists())
        self.assertEqual(Entry.objects.filter(kind="university.questions.taken_back").count(), 1)
        self.assertEqual(len(self.bring().added), 3)

    def test_nothing_that_can_be_asked_is_refused(self) -> None:
        reading = read_questions("x", b"Teks saja.\n\nRusak {=a\n")
        with self.assertRaises(NothingToBringIn):
            import_questions(self.category, reading, by=self.wulan)
        run = read_in(self.category, reading, name="x", by=self.wulan)
        with self.assertRaises(NotKeptYet):
            take_import_back(run, by=self.wulan)

    def test_pictures_are_shown_at_an_address_and_go_out_again(self) -> None:
        name = "0" * 24 + ".png"
        asked = Question(kind=Kind.TRUE_FALSE, prompt=f"Lihat ![Peta]({name})", files=(name,))
        xml = export_questions("moodle", [asked], {name: DOT}).content
        import_questions(self.category, read_questions("x.xml", xml), by=self.wulan)
        kept = BankQuestion.objects.select_related("current").get()
        assert kept.current is not None
        address = reverse("university:question_picture", args=[kept.current.asked.files[0]])
        self.assertIn(f"![Peta]({address})", kept.current.asked.prompt)
        self.client.force_login(self.sari)
        response = self.client.get(address)
        self.assertEqual((response.content, response["Content-Type"]), (DOT, "image/png"))
        self.assertEqual(self.client.get("/belajar/bank/gambar/..%2f..%2fx.png").status_code, 404)
        self.client.force_login(self.wulan)
        out = self.client.get(
            reverse("university:question_export", args=[self.category.pk]), {"unduh": "moodle"}
        )
        back = read_questions("x.xml", out.content)
        self.assertEqual(list(back.files.values()), [DOT])

    def post(self, content: bytes = GIFT.encode(), **more: Any) -> Any:
        file = SimpleUploadedFile("soal.gift", content)
        return self.client.post(URL, {"file": file, "category": self.category.pk, **more})

    def test_an_officer_looks_at_each_question_before_it_is_kept(self) -> None:
        self.client.force_login(self.wulan)
        response = self.post()
        run = QuestionImport.objects.get()
        self.assertRedirects(response, run.get_absolute_url())
        page = self.client.get(run.get_absolute_url())
        self.assertContains(page, "baris 9")
        self.assertContains(page, "Bukan soal, hanya keterangan")
        self.assertContains(page, "Simpan ke bank soal")
        self.assertNotContains(self.client.get(f"{run.get_absolute_url()}?tampil=tinggal"), "Satu")
        self.client.post(f"{run.get_absolute_url()}simpan/")
        self.assertEqual(BankQuestion.objects.count(), 3)
        self.assertContains(self.client.get(run.get_absolute_url()), "Batalkan impor")
        self.client.post(f"{run.get_absolute_url()}batal/")
        self.assertFalse(BankQuestion.objects.standing().exists())

    def test_a_file_nobody_can_read_is_said_at_its_field(self) -> None:
        self.client.force_login(self.wulan)
        response = self.post(b"%PDF-1.4\0\0")
        self.assertContains(response, "bukan berkas soal", status_code=422)
        self.assertContains(self.post(category=""), "Pilih kategori", status_code=422)
        new = self.post(category="", new_category="Baru", agency=self.bkpsdm.pk)
        self.assertEqual(new.status_code, 302)

    def test_the_template_reads_itself(self) -> None:
        self.client.force_login(self.wulan)
        content = self.client.get(f"{URL}templat/").content
        self.assertEqual(len(read_questions("x.xlsx", content).questions), 9)

    def test_an_export_names_what_a_format_cannot_hold(self) -> None:
        self.bring()
        self.client.force_login(self.wulan)
        url = reverse("university:question_export", args=[self.category.pk])
        page = self.client.get(f"{url}?format=aiken")
        self.assertContains(page, "Aiken tidak mengenal soal benar atau salah.")
        for key in ("gift", "moodle", "aiken", "qti", "excel"):
            response = self.client.get(url, {"unduh": key})
            self.assertIn("attachment", response["Content-Disposition"])
            self.assertTrue(read_questions("x", response.content).questions)
        self.assertEqual(self.client.get(url, {"unduh": "lain"}).status_code, 404)

    def test_others_find_none_of_it(self) -> None:
        """P-UNI-47"""
        run = self.bring()
        export = reverse("university:question_export", args=[self.category.pk])
        self.client.force_login(self.wulan)
        self.assertEqual(self.client.get(run.get_absolute_url()).status_code, 200)
        self.client.force_login(self.joko)
        for url in (run.get_absolute_url(), export):
            self.assertEqual(self.client.get(url).status_code, 404)
        for verb in ("simpan", "batal"):
            self.assertEqual(self.client.post(f"{run.get_absolute_url()}{verb}/").status_code, 404)
        self.assertNotContains(
            self.client.get(URL), "soal.gift", status_code=self.client.get(URL).status_code
        )
        self.assertNotEqual(self.post().status_code, 302)
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get(URL).status_code, 404)

    def test_a_picture_is_for_people_who_are_signed_in(self) -> None:
        """P-UNI-48"""
        self.assertNotEqual(
            self.client.get(f"/belajar/bank/gambar/{'0' * 24}.png").status_code, 200
        )

    def test_pages_cost_the_same_with_many_rows(self) -> None:
        run = self.bring()
        self.client.force_login(self.wulan)
        few = (queries_of(self.client, URL), queries_of(self.client, run.get_absolute_url()))
        many = self.bring("\n\n".join(f"Soal {n} {{T}}" for n in range(60)))
        for n in range(8):
            self.bring(f"Lain {n} {{T}}")
        self.assertEqual(queries_of(self.client, URL), few[0])
        self.assertLessEqual(queries_of(self.client, many.get_absolute_url()), few[1])

    def test_a_program_brings_a_file_and_reads_the_report(self) -> None:
        secret = self.secret_of(self.wulan, "questions:write")
        said = self.upload(secret)
        self.assertEqual(said.status_code, 201, said.content)
        body = said.json()
        self.assertEqual(
            (body["format"], body["taken"], body["left"], body["added"]), ("gift", 3, 1, 3)
        )
        self.assertEqual([line["taken"] for line in body["report"]], [True, True, False, True])
        again = self.upload(secret)
        self.assertEqual((again.status_code, again.json()["added"]), (200, 0))

    def test_a_program_is_told_why_a_file_is_refused(self) -> None:
        secret = self.secret_of(self.wulan, "questions:write")
        said = self.problem(self.upload(secret, b"%PDF\0\0"), 422)
        self.assertEqual(
            (said["type"], said["requirement"]),
            ("urn:sinau:problem:unreadable-file", "question-file"),
        )
        self.problem(self.upload(self.secret_of(self.wulan, "courses:read")), 403)
        self.problem(self.upload(self.secret_of(self.sari, "questions:write")), 404)
        self.problem(
            self.upload(self.secret_of(self.joko, "questions:write"), agency=self.bkpsdm.code), 404
        )

    def upload(self, secret: str, content: bytes = GIFT.encode(), **more: str) -> Any:
        data = {"file": SimpleUploadedFile("soal.gift", content), "category": "Uji", **more}
        return self.client.post(API, data, headers={"Authorization": f"Bearer {secret}"})

    def test_the_command_brings_a_file_and_prints_each_line(self) -> None:
        out = StringIO()
        with NamedTemporaryFile(suffix=".gift") as file:
            file.write(GIFT.encode())
            file.flush()
            call_command(
                "import_questions",
                file.name,
                "--category=Dari baris",
                "--report",
                f"--by={self.wulan.nip}",
                stdout=out,
            )
            call_command("import_questions", file.name, "--category=Dari baris", stdout=out)
        self.assertIn("+ baris 3 [true_false] Satu", out.getvalue())
        self.assertIn("- baris 9", out.getvalue())
        self.assertIn("3 soal baru", out.getvalue())
        self.assertIn("0 soal baru", out.getvalue())
        self.assertEqual(BankQuestion.objects.count(), 3)
        with self.assertRaises(CommandError):
            call_command("import_questions", "/tidak/ada.gift", stdout=out)

    def test_what_is_kept_is_json(self) -> None:
        json.dumps(self.bring().report)
