"""Bring a list in as Excel: looked at, put in, taken back."""

from __future__ import annotations

from io import BytesIO

from sinau.people.models import Person
from sinau.people.workbook import Unreadable
from sinau.planning.actions.competencies import Wanted, set_requirements
from sinau.planning.actions.sheets import (
    ChangedSince,
    NothingToPutIn,
    commit_sheet,
    undo_sheet,
    upload_sheet,
)
from sinau.planning.models import Performance, SheetRun, Standing
from sinau.planning.rules import band_of, box_of, jpm_of, priority
from sinau.planning.testing import PlanningTestCase
from sinau.ui.sheets import workbook


class SheetTests(PlanningTestCase):
    def upload(self, kind: str, rows: list[list[object]], by: Person) -> SheetRun:
        heads = {
            "requirements": ["Jenis jabatan", "Nama jabatan", "Kompetensi", "Tingkat"],
            "performance": ["NIP", "Tahun", "Kinerja", "Sumber"],
        }
        file = BytesIO(workbook("Data", heads[kind], rows))
        return upload_sheet(kind, file, file_name="data.xlsx", by=by)

    def required(self) -> int:
        return Standing.objects.get(person=self.sari, competency=self.service).required

    def test_requirements_are_looked_at_put_in_and_taken_back(self) -> None:
        rows: list[list[object]] = [
            ["Pelaksana", "", "Pelayanan Publik", 2],
            ["Pelaksana", "", "Terbang", 2],
            ["Raja", "", "Pelayanan Publik", 2],
            ["Pelaksana", "", "Pelayanan Publik", 9],
        ]
        run = self.upload("requirements", rows, self.wulan)
        self.assertEqual((run.good, run.bad, self.required()), (1, 3, 1))
        self.assertIn("Terbang", run.rows[1]["problem"])
        commit_sheet(run, by=self.wulan)
        commit_sheet(run, by=self.wulan)
        self.assertEqual(self.required(), 2)
        undo_sheet(run, by=self.wulan)
        undo_sheet(run, by=self.wulan)
        self.assertEqual(self.required(), 1)

    def test_what_was_changed_since_is_not_taken_back(self) -> None:
        run = commit_sheet(
            self.upload("requirements", [["Pelaksana", "", "Pelayanan Publik", 2]], self.wulan),
            by=self.wulan,
        )
        later = Wanted(competency_id=self.service.pk, job_kind="pelaksana", job_title="", level=3)
        set_requirements([later], basis="SK", by=self.wulan)
        with self.assertRaises(ChangedSince):
            undo_sheet(run, by=self.wulan)

    def test_performance_is_entered_for_people_in_ones_charge_only(self) -> None:
        rows: list[list[object]] = [
            [self.sari.nip, 2025, "Di atas ekspektasi", "Evaluasi kinerja 2025"],
            [self.joko.nip, 2025, "Sesuai ekspektasi", "Evaluasi kinerja 2025"],
            [self.budi.nip, 2025, "Sesuai ekspektasi", "Evaluasi kinerja 2025"],
            [self.bayu.nip, 1900, "Sesuai", "Evaluasi"],
        ]
        run = self.upload("performance", rows, self.budi)
        self.assertEqual((run.good, run.bad), (1, 3))
        commit_sheet(run, by=self.budi)
        self.assertEqual(Performance.objects.standing().get().person, self.sari)
        undo_sheet(run, by=self.budi)
        self.assertFalse(Performance.objects.standing().exists())

    def test_it_refuses_files_that_are_no_list(self) -> None:
        for content in (b"", b"%PDF-1.7", workbook("x", ["A"], [["b"]])):
            with self.assertRaises(Unreadable):
                upload_sheet("performance", BytesIO(content), file_name="x", by=self.budi)
        run = self.upload("performance", [["1", "2", "3", "4"]], self.budi)
        with self.assertRaises(NothingToPutIn):
            commit_sheet(run, by=self.budi)


class RulesTests(PlanningTestCase):
    def test_the_match_its_band_its_box_and_the_priority(self) -> None:
        self.assertEqual(str(jpm_of(7, 9)), "77.8")
        self.assertIsNone(jpm_of(0, 0))
        low, middle, high = (band_of(jpm_of(n, 100)) for n in (77, 78, 90))
        assert low and middle and high
        self.assertEqual([low.key, middle.key, high.key], ["low", "middle", "high"])
        box = box_of("above", jpm_of(85, 100))
        assert box
        self.assertEqual(box.number, 7)
        self.assertEqual(priority(gap=2, job_kind="pengawas", facts=9), 9)
