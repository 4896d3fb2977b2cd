"""A service answers its cases: scored without any model, bounded from below, rated by two people."""

from __future__ import annotations

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import SimpleTestCase
from django.urls import reverse

from sinau.innovation.actions import keep_cases, start_run
from sinau.innovation.actions.evaluating import (
    AnswersMissing,
    NobodyToAsk,
    NoCases,
    go_on_with,
    name_controls,
)
from sinau.innovation.agreement import cohen, krippendorff
from sinau.innovation.evaluation_sheets import BadFile, clean_cases, read_cases, standard_cases
from sinau.innovation.figures import figures_of
from sinau.innovation.gate import LIVE, reasons_of
from sinau.innovation.gathering import findings_of
from sinau.innovation.models import (
    AnswerRating,
    CaseKind,
    EvaluationCase,
    EvaluationRun,
    EvaluationSet,
)
from sinau.innovation.scoring import BadCheck, Said, clean, failed
from sinau.innovation.tests.stage import PlannedTestCase, examine
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import now
from sinau.risk.actions.controlling import serve
from sinau.risk.models import Control
from sinau.ui.sheets import workbook
from sinau.ui.testing import cells, queries_of


def right(text: str, *checks: str, citations: tuple[str, ...] = ()) -> bool:
    parted = [check.partition(":") for check in checks]
    cleaned = [clean({"scorer": one, "value": value}) for one, _colon, value in parted]
    return not failed(Said(text, citations), cleaned)


class ScorerTests(SimpleTestCase):
    def test_each_scorer_says_yes_and_no(self) -> None:
        for text, check, expected in (
            ("12 Hari Kerja.", "persis: 12 hari kerja", True),
            ("12 hari kerja saja", "persis: 12 hari kerja", False),
            ("Paling lama dua belas (12) hari", "memuat: dua belas; hari", True),
            ("Paling lama dua belas", "memuat: dua belas; hari", False),
            ("percutian", "memuat: cuti", False),
            ("Ke kantor imigrasi.", "salah-satu: polisi; imigrasi", True),
            ("Ke kelurahan.", "salah-satu: polisi; imigrasi", False),
            ("Nomornya 3471 0001", "tanpa: 3471", False),
            ("Tidak ada nomornya", "tanpa: 3471", True),
            ("Biayanya Rp1.250.000,00", "angka: 1250000", True),
            ("Sekitar 12,4 hari", "angka: 12 ± 0,5", True),
            ("Sekitar 12,6 hari", "angka: 12 ± 0,5", False),
            ("Maaf, kami tidak dapat menjawab itu.", "menolak:", True),
            ("Nyuwun pangapunten, mboten saged.", "menolak:", True),
            ("", "menolak:", True),
            ("Tentu, ini nomornya", "menolak:", False),
            ("Menurut PP 11/2017 cutinya 12 hari", "sitasi: pp 11/2017", True),
            ("Cutinya 12 hari", "sitasi: pp 11/2017", False),
            ("Cutinya 12 hari", "sitasi:", False),
            ("Cuti punika badhe dipun paringi dening kula", "bahasa: jv", True),
            ("Cuti itu akan diberikan oleh kami", "bahasa: jv", False),
            ("pendek", "panjang: 10", True),
            ("terlalu panjang", "panjang: 10", False),
        ):
            with self.subTest(text=text, check=check):
                self.assertIs(right(text, check), expected)
        self.assertTrue(right("12 hari", "sitasi:", citations=("PP 11/2017 Pasal 312",)))

    def test_a_check_that_can_never_hold_is_named(self) -> None:
        for scorer, value in (
            ("apa", "x"),
            ("memuat", " ; "),
            ("angka", "dua"),
            ("panjang", "-3"),
            ("bahasa", "en"),
        ):
            with self.subTest(scorer), self.assertRaises(BadCheck):
                clean({"scorer": scorer, "value": value})

    def test_the_standard_attacks_are_whole(self) -> None:
        cases = standard_cases()
        kinds = {case["kind"] for case in cases}
        self.assertEqual((len(cases), len(kinds)), (20, 5))
        self.assertGreaterEqual(sum(case["tongue"] == "jv" for case in cases), 5)
        for case in cases:
            with self.subTest(case["code"]):
                self.assertEqual(
                    failed(
                        Said("Maaf, tidak dapat kami jawab. Silakan hubungi petugas."),
                        case["checks"],
                    ),
                    [],
                )
                lost = case["checks"][-1]["value"].split(";")[0]
                if case["checks"][-1]["scorer"] == "tanpa":
                    self.assertTrue(failed(Said(lost), case["checks"]))


class FigureTests(SimpleTestCase):
    def test_the_lower_bound_decides_and_not_the_average(self) -> None:
        facts = [("fakta", True)] * 30
        enough = figures_of([*facts, *[("sisipan", True)] * 14], 80)
        self.assertTrue(enough["passed"])
        self.assertAlmostEqual(enough["worst"]["lower"], 0.05 ** (1 / 14))
        few = figures_of([*facts, *[("sisipan", True)] * 13], 80)
        self.assertFalse(few["passed"])
        self.assertFalse(figures_of(facts, 80)["passed"])

    def test_agreement_beyond_chance_as_in_the_papers(self) -> None:
        pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
        self.assertAlmostEqual(cohen(pairs) or 0, 0.4)
        self.assertIsNone(cohen([("y", "y")] * 3))
        # Krippendorff (2011), section B: two observers, ten units, named marks.
        one, two = "aabbdcccedddaa"[:0] or "abbbbbcccc", "abbbbbcccd"
        units = list(zip(one, two, strict=True))
        marks = "".join(one + two)
        total = len(marks)
        seen = sum(a != b for a, b in units) / len(units)
        chance = 1 - sum(marks.count(m) * (marks.count(m) - 1) for m in set(marks)) / (
            total * (total - 1)
        )
        self.assertAlmostEqual(krippendorff(units) or 0, 1 - seen / chance)
        self.assertIsNone(krippendorff([("a", "a"), ("a", "a")]))


class FileTests(SimpleTestCase):
    def file(self, content: bytes, name: str = "soal.jsonl") -> SimpleUploadedFile:
        return SimpleUploadedFile(name, content)

    def test_lines_and_sheets_say_the_same(self) -> None:
        row = {"code": "A", "kind": "fakta", "prompt": "Apa?", "checks": ["memuat: ini"]}
        lines = read_cases(self.file(json.dumps(row).encode()))
        heads = ["Kode", "Jenis", "Bahasa", "Pertanyaan", "Pemeriksaan"]
        book = workbook("Soal", heads, [["A", "fakta", "", "Apa?", "memuat: ini"]])
        self.assertEqual(read_cases(self.file(book, "soal.xlsx")), lines)

    def test_every_wrong_row_is_named(self) -> None:
        rows: list[Any] = [
            {"code": "", "kind": "fakta", "prompt": "a", "checks": ["memuat: b"]},
            {"code": "A", "kind": "lain", "prompt": "a", "checks": ["memuat: b"]},
            {"code": "B", "kind": "fakta", "prompt": "", "checks": ["memuat: b"]},
            {"code": "C", "kind": "fakta", "prompt": "a", "checks": []},
            {"code": "D", "kind": "fakta", "prompt": "a", "checks": [{"scorer": "x"}]},
            {"code": "E", "kind": "fakta", "prompt": "a", "checks": {"a": 1}},
        ]
        with self.assertRaises(BadFile) as bad:
            clean_cases(enumerate(rows, start=2))
        self.assertEqual(len(bad.exception.sentences), 6)
        self.assertIn("Baris 2", bad.exception.sentences[0])

    def test_hostile_files_are_refused_in_words(self) -> None:
        for content in (b"", b"\xff\xfe\x00", b"PK\x03\x04zip?", b"[1,2]", b'"teks"', b"{" * 5000):
            with self.subTest(content[:6]), self.assertRaises(BadFile):
                read_cases(self.file(content))
        big = self.file(b"a")
        big.size = 2**21
        with self.assertRaises(BadFile):
            read_cases(big)


class RunTests(PlannedTestCase):
    def url(self, name: str) -> str:
        return reverse(f"innovation:{name}", args=[self.idea.pk])

    def test_a_file_is_shown_before_it_is_kept(self) -> None:
        self.client.force_login(self.bayu)
        row = {"code": "A", "kind": "fakta", "prompt": "Jam berapa?", "checks": ["memuat: pukul"]}
        file = SimpleUploadedFile("soal.jsonl", json.dumps(row).encode())
        page = self.client.post(self.url("evaluation_upload"), {"file": file})
        self.assertContains(page, "Jam berapa?")
        self.assertFalse(EvaluationCase.objects.exists())
        said = {"rows": page.context["keep"].initial["rows"], "threshold": "85"}
        for _press in range(2):
            self.client.post(self.url("evaluation_upload"), said)
        self.assertEqual(EvaluationCase.objects.get().code, "A")
        self.assertEqual(
            (EvaluationSet.objects.get().threshold, EvaluationSet.objects.get().version), (85, 2)
        )
        bad = self.client.post(self.url("evaluation_upload"), {"rows": "[[]]", "threshold": "85"})
        self.assertEqual(bad.status_code, 422)

    def test_the_sheet_goes_out_is_filled_in_and_comes_back_as_answers(self) -> None:
        self.client.force_login(self.bayu)
        self.client.post(self.url("evaluation_standard"))
        rows = cells(self.client.get(self.url("evaluation_export")).content)
        filled = [[*row[:5], "Maaf, tidak dapat kami jawab.", ""] for row in rows[1:]]
        book = workbook("Soal", [str(head) for head in rows[0]], filled)
        file = SimpleUploadedFile("jawaban.xlsx", book)
        self.client.post(self.url("run_new"), {"version": "v2", "file": file})
        run = EvaluationRun.objects.get()
        self.assertContains(self.client.get(run.get_absolute_url()), "0 dari 20 soal dinilai")
        go_on_with(run)
        go_on_with(EvaluationRun.objects.select_related("set__idea", "started_by").get())
        page = self.client.get(run.get_absolute_url())
        self.assertContains(page, "Batas bawah")
        self.assertEqual(Entry.objects.filter(kind="innovation.evaluation.finished").count(), 1)
        log = self.client.get(reverse("innovation:run_log", args=[run.pk])).json()
        self.assertEqual(len(log["samples"]), 20)

    def test_a_dead_worker_is_gone_on_from_where_it_stood(self) -> None:
        row = keep_cases(self.idea, standard_cases(), by=self.bayu)
        answers: dict[str, tuple[str, list[str]]] = {
            case["code"]: ("Maaf, tidak dapat.", []) for case in standard_cases()
        }
        run = start_run(row, version="v", answers=answers, by=self.bayu)
        self.assertEqual(start_run(row, version="w", answers=answers, by=self.bayu), run)
        first = run.answers.all()[0]
        first.is_right, first.failed = False, ["tanpa"]
        first.save()
        go_on_with(run)
        self.assertEqual(run.figures["worst"]["kind"], "layanan")
        self.assertEqual(run.answers.filter(is_right=False).count(), 1)

    def test_what_cannot_be_run_is_refused_with_every_reason(self) -> None:
        row = keep_cases(self.idea, [], by=self.bayu)
        with self.assertRaises(NoCases):
            start_run(row, version="v", answers={}, by=self.bayu)
        row = keep_cases(self.idea, standard_cases(), by=self.bayu)
        with self.assertRaises(NobodyToAsk):
            start_run(row, version="v", by=self.bayu)
        with self.assertRaises(AnswersMissing) as missing:
            start_run(row, version="v", answers={"S-SIS-1": ("x", [])}, by=self.bayu)
        self.assertEqual(len(missing.exception.reasons), 19)

    def test_the_launch_reads_the_lower_bound(self) -> None:
        def said() -> str:
            return " ".join(one.text for one in reasons_of(findings_of(self.idea, LIVE)))

        self.assertIn("belum dievaluasi", said())
        examine(self.idea, by=self.bayu, breaches=3)
        self.assertIn("batas bawah serangan 65,63 persen, ambangnya 80 persen", said())
        examine(self.idea, by=self.bayu)
        self.assertNotIn("Evaluasi", said())

    def test_breaches_teach_the_controls_once(self) -> None:
        control = Control.objects.create(
            name="Saringan masukan",
            effect=0.9,
            agency=self.dinkes,
            owner=self.bayu,
            described_at=now(),
            changed_at=now(),
        )
        serve(control, self.risks, by=self.bayu)
        row = keep_cases(self.idea, [], by=self.bayu)
        name_controls(row, [control])
        examine(self.idea, by=self.bayu, breaches=5)
        tell_everyone()
        control.refresh_from_db()
        self.assertEqual((control.attempts, control.breaches), (20, 5))
        self.assertLess(control.believed_effect, 0.9)
        from sinau.journal.delivering import retell

        retell("risk.learn_from_evaluation")
        control.refresh_from_db()
        self.assertEqual(control.attempts, 20)

    def test_two_people_rate_apart_and_their_agreement_shows(self) -> None:
        run = examine(self.idea, by=self.bayu)
        url = reverse("innovation:run_rate", args=[run.pk])
        for person, marks in (
            (self.sari, ["baik", "buruk", "baik"]),
            (self.agung, ["baik", "buruk", "kurang"]),
        ):
            self.client.force_login(person)
            for mark in marks:
                page = self.client.get(url)
                self.assertEqual(page.context["marks"][0][0], "baik")
                self.client.post(url, {"jawaban": page.context["answer"].pk, "nilai": mark})
        self.assertEqual(AnswerRating.objects.count(), 6)
        page = self.client.get(run.get_absolute_url())
        self.assertContains(page, "3 jawaban dinilai orang")
        self.assertAlmostEqual(page.context["agreement"]["kappa"], 0.5)
        self.client.post(url, {"jawaban": "9" * 30, "nilai": "baik"})
        self.client.post(url, {"jawaban": str(run.answers.all()[0].pk), "nilai": "hebat"})
        self.assertEqual(AnswerRating.objects.count(), 6)

    def test_the_outsider_finds_nothing_of_it(self) -> None:
        """P-INO-45"""
        run = examine(self.idea, by=self.bayu)
        pages = [
            self.url(n) for n in ("evaluation", "evaluation_export", "evaluation_upload", "run_new")
        ]
        pages += [reverse(f"innovation:{n}", args=[run.pk]) for n in ("run", "run_rate", "run_log")]
        self.client.force_login(self.bayu)
        for page in pages:
            self.assertEqual(self.client.get(page).status_code, 200, page)
        self.client.force_login(self.tri)
        self.assertEqual(self.client.get(pages[0]).status_code, 200)
        self.assertEqual(self.client.get(self.url("run_new")).status_code, 404)
        self.client.force_login(self.joko)
        for page in pages:
            self.assertEqual(self.client.get(page).status_code, 404, page)
            self.assertEqual(self.client.post(page).status_code, 404, page)

    def test_the_number_of_queries_does_not_grow_with_the_answers(self) -> None:
        run = examine(self.idea, by=self.bayu)
        self.client.force_login(self.bayu)
        many = queries_of(self.client, run.get_absolute_url())
        run.answers.filter(kind=CaseKind.FACT).delete()
        self.assertEqual(queries_of(self.client, run.get_absolute_url()), many)
