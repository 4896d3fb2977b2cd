"""Histories of SIASN: judged, put right, applied, taken back, and given back in its shapes."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sinau.credit.claims import drafting
from sinau.credit.history import importing
from sinau.credit.history.committing import NothingToCommit, PreviewIsStale, commit, undo
from sinau.credit.models import Entry, EvidenceAlias, HistoryKind, HistoryRun, YearTotal
from sinau.credit.recomputing import people_of_scope, recompute
from sinau.credit.tests.claiming import sent
from sinau.credit.tests.learning import learn
from sinau.credit.verifying import verify
from sinau.credit.workbook import Unusable
from sinau.journal.models import Entry as Told
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.ui.sheets import workbook
from sinau.ui.testing import cells, queries_of

HEADINGS = (
    "NIP",
    "NAMA",
    "JENIS DIKLAT",
    "NAMA DIKLAT",
    "NOMOR SERTIFIKAT",
    "INSTITUSI PENYELENGGARA",
    "TGL MULAI",
    "TGL SELESAI",
    "TAHUN",
    "DURASI JAM (JP)",
)


def line(person: Person | str, **changes: Any) -> list[Any]:
    """One right row under HEADINGS; changes by heading, with underscores for spaces."""
    said: dict[str, Any] = {
        "NIP": person if isinstance(person, str) else person.nip,
        "NAMA": "" if isinstance(person, str) else person.name,
        "JENIS DIKLAT": "Bimbingan Teknis",
        "NAMA DIKLAT": "Bimtek Kearsipan",
        "NOMOR SERTIFIKAT": "800/17/2024",
        "INSTITUSI PENYELENGGARA": "ANRI",
        "TGL MULAI": "04-03-2024",
        "TGL SELESAI": "05-03-2024",
        "TAHUN": 2024,
        "DURASI JAM (JP)": 16,
    }
    said |= {name.replace("_", " "): value for name, value in changes.items()}
    return [said[heading] for heading in HEADINGS]


def book(*lines: list[Any]) -> bytes:
    """A workbook of these lines under a title."""
    return workbook("Riwayat", HEADINGS, lines)


class ImportHistoryTests(CastTestCase):
    def upload(self, *lines: list[Any], by: Person | None = None) -> HistoryRun:
        return importing.upload(
            io.BytesIO(book(*lines)), by=by or self.wulan, file_name="riwayat.xlsx"
        )

    def differences(self) -> list[str]:
        """What a recomputation from the facts finds."""
        batches = recompute(people_of_scope())
        return [difference.words for _people, _rows, found in batches for difference in found]

    def reasons(self, run: HistoryRun) -> dict[int, list[str]]:
        return {row.line: [p["code"] for p in row.problems] for row in run.rows.all()}

    def test_it_goes_from_the_file_to_the_ledger_and_back(self) -> None:
        self.client.force_login(self.wulan)
        file = SimpleUploadedFile("riwayat.xlsx", book(line(self.sari), line(self.bayu)))
        page = self.client.post("/jp/siasn/impor/", {"file": file}, follow=True)
        self.assertContains(page, "Terapkan 2 baris")
        self.assertFalse(Entry.objects.exists())
        run = HistoryRun.objects.get()
        for _press in range(2):
            self.client.post(f"{run.get_absolute_url()}penerapan/")
        self.assertEqual(Entry.objects.count(), 2)
        entry = Entry.objects.get(person=self.sari)
        self.assertEqual((entry.jp, entry.number), (Decimal(16), "800/17/2024"))
        self.assertEqual(YearTotal.objects.get(person=self.sari, year=2024).jp, Decimal(16))
        self.assertEqual(list(verify()), [])
        self.assertEqual(Told.objects.filter(kind="credit.history.committed").count(), 1)
        self.assertContains(self.client.get(f"{run.get_absolute_url()}pembatalan/"), "2 catatan JP")
        for _press in range(2):
            self.client.post(f"{run.get_absolute_url()}pembatalan/")
        self.assertEqual(YearTotal.objects.get(person=self.sari, year=2024).jp, 0)
        self.assertEqual(Entry.objects.count(), 4)
        self.assertEqual(list(verify()), [])
        self.assertEqual(self.differences(), [])
        again = self.upload(line(self.sari), line(self.bayu))
        self.assertEqual(again.counts[HistoryKind.NEW], 2)

    def test_every_line_says_what_is_wrong_and_how_to_cure_it(self) -> None:
        run = self.upload(
            line(self.sari, NIP="123"),
            line("199001012015031001"),
            line(self.wulan),
            line(self.sari, JENIS_DIKLAT="Sulap"),
            line(self.sari, TGL_MULAI="", TGL_SELESAI=""),
            line(self.sari, TGL_SELESAI="01-03-2024"),
            line(self.sari, TGL_SELESAI="05-03-2099", TAHUN=""),
            line(self.sari, TAHUN=2020),
            line(self.sari, **{"DURASI_JAM_(JP)": "banyak"}),
            line(self.sari, **{"DURASI_JAM_(JP)": ""}),
            line(self.sari, NAMA_DIKLAT=""),
            line(self.sari, INSTITUSI_PENYELENGGARA=""),
            line(self.sari),
            line(self.sari),
        )
        self.assertEqual(
            self.reasons(run),
            {
                2: ["nip"],
                3: ["person-unknown"],
                4: ["oneself"],
                5: ["kind-unknown"],
                6: ["dates-missing"],
                7: ["date-order-training"],
                8: ["date-range"],
                9: ["year-differs"],
                10: ["hours"],
                11: ["hours-missing"],
                12: ["required"],
                13: ["organiser-missing"],
                14: [],
                15: ["line-twice"],
            },
        )
        self.client.force_login(self.wulan)
        page = self.client.get(run.get_absolute_url())
        self.assertContains(page, "tidak ada dalam daftar jenis SIASN")
        rows = cells(self.client.get(f"{run.get_absolute_url()}bermasalah/").content)
        self.assertEqual(len(rows), 14)
        self.assertIn("tahun saja tidak cukup", str(rows[5][-1]))

    def test_a_line_is_put_right(self) -> None:
        run = self.upload(line(self.sari, JENIS_DIKLAT="Sulap"))
        self.client.force_login(self.wulan)
        url = f"{run.get_absolute_url()}baris/2/"
        self.assertContains(self.client.get(url), "Sulap")
        self.assertEqual(self.client.post(url, {"kind": "Sihir"}).status_code, 422)
        self.assertRedirects(self.client.post(url, {"kind": "8"}), run.get_absolute_url())
        commit(run, by=self.wulan)
        self.assertEqual(Entry.objects.get().form, "bimtek")

    def test_one_date_stands_for_both_and_a_seminar_needs_no_hours(self) -> None:
        run = self.upload(
            line(self.sari, JENIS_DIKLAT="9", TGL_SELESAI="", **{"DURASI_JAM_(JP)": 0})
        )
        self.assertEqual(self.reasons(run), {2: []})
        commit(run, by=self.wulan)
        entry = Entry.objects.get()
        self.assertEqual((entry.jp, entry.basis), (Decimal(4), "table"))

    def test_what_the_ledger_has_is_put_beside_it(self) -> None:
        learn(self.sari, day=date(2024, 3, 4), title="Bimtek kearsipan!", form="bimtek")
        known = line(
            self.sari,
            TGL_SELESAI="04-03-2024",
            INSTITUSI_PENYELENGGARA="bkpsdm",
            NOMOR_SERTIFIKAT="",
        )
        run = self.upload(known, line(self.bayu))
        self.assertEqual(run.counts[HistoryKind.KNOWN], 1)
        self.client.force_login(self.wulan)
        page = self.client.get(f"{run.get_absolute_url()}?baris=known")
        self.assertContains(page, "Sudah tercatat sebagai")
        commit(run, by=self.wulan)
        self.assertEqual(Entry.objects.filter(person=self.sari).count(), 1)
        self.assertEqual(EvidenceAlias.objects.get().entry.person, self.sari)
        self.assertEqual(YearTotal.objects.get(person=self.sari).jp, Decimal(3))
        later = self.upload(known, line(self.joko))
        commit(later, by=self.wulan)
        self.assertEqual(EvidenceAlias.objects.count(), 1)

    def test_a_claim_of_what_was_imported_is_refused(self) -> None:
        commit(self.upload(line(self.sari)), by=self.wulan)
        with self.assertRaises(drafting.AlreadyClaimed):
            sent(
                self.sari,
                number="800 / 17 / 2024",
                organiser="Arsip Nasional",
                started_on=date(2024, 3, 4),
                ended_on=date(2024, 3, 5),
            )

    def test_forms_under_a_cap_share_their_room(self) -> None:
        run = self.upload(
            line(self.sari, JENIS_DIKLAT="Belajar Mandiri", NOMOR_SERTIFIKAT="a-1234"),
            line(self.sari, JENIS_DIKLAT="Belajar Mandiri", NOMOR_SERTIFIKAT="b-1234"),
        )
        commit(run, by=self.wulan)
        self.assertEqual(YearTotal.objects.get(person=self.sari).jp, Decimal(2))
        self.assertEqual(self.differences(), [])
        self.assertEqual(list(verify()), [])
        undo(run, by=self.wulan)
        self.assertEqual(YearTotal.objects.get(person=self.sari).jp, Decimal(0))

    def test_a_preview_that_is_old_is_shown_again(self) -> None:
        run = self.upload(line(self.sari), line(self.bayu))
        learn(
            self.sari,
            day=date(2024, 3, 5),
            evidence="university.completion:77",
            title="x",
        )
        entry = Entry.objects.get()
        self.assertEqual(entry.person, self.sari)
        commit(self.upload(line(self.sari, NAMA_DIKLAT="Lain")), by=self.wulan)
        with self.assertRaises(PreviewIsStale):
            commit(run, by=self.wulan)
        run.refresh_from_db()
        self.assertFalse(run.is_committed)

    def test_it_needs_a_new_line(self) -> None:
        with self.assertRaises(NothingToCommit):
            commit(self.upload(line(self.sari, NIP="1")), by=self.wulan)

    def test_a_file_that_is_no_history_is_refused_with_the_cure(self) -> None:
        for content, words in (
            (b"", "kosong"),
            (b"NIP;NAMA", "bukan buku kerja XLSX"),
            (b"PK\x03\x04", "rusak"),
            (workbook("x", ["NIP", "NAMA"], [["1", "2"]]), "NAMA DIKLAT"),
            (workbook("x", HEADINGS, []), "Tidak ada baris riwayat"),
        ):
            with self.subTest(words), self.assertRaisesMessage(Unusable, words):
                importing.upload(io.BytesIO(content), by=self.wulan, file_name="x.xlsx")
        self.client.force_login(self.wulan)
        file = SimpleUploadedFile("x.xlsx", b"NIP;NAMA")
        page = self.client.post("/jp/siasn/impor/", {"file": file})
        self.assertContains(page, "bukan buku kerja XLSX", status_code=422)

    def test_the_same_file_twice_is_one_run_and_may_be_thrown_away(self) -> None:
        content = book(line(self.sari))
        runs = {
            importing.upload(io.BytesIO(content), by=self.wulan, file_name="a.xlsx").pk
            for _press in range(2)
        }
        self.assertEqual(len(runs), 1)
        self.client.force_login(self.wulan)
        run = HistoryRun.objects.get()
        self.client.post(f"{run.get_absolute_url()}penghapusan/")
        self.assertFalse(run.rows.exists())
        answer = self.client.post(f"{run.get_absolute_url()}penerapan/")
        self.assertEqual(answer.status_code, 409)

    def test_p_cre_8_an_officer_imports_for_their_people_only(self) -> None:
        """P-CRE-8"""
        run = self.upload(line(self.sari), by=self.joko)
        self.assertEqual(self.reasons(run), {2: ["person-not-kept"]})
        self.assertEqual(run.rows.get().name, "Sari Lestari")

    def test_p_cre_8_outsiders_find_no_import(self) -> None:
        """P-CRE-8"""
        run = self.upload(line(self.sari))
        base = run.get_absolute_url()
        self.client.force_login(self.wulan)
        self.assertEqual(self.client.get(base).status_code, 200)
        for outsider in (self.joko, self.budi, self.sari, self.tri):
            self.client.force_login(outsider)
            for address in ("", "baris/2/", "pembatalan/", "bermasalah/"):
                with self.subTest(address, who=outsider.name):
                    self.assertEqual(self.client.get(base + address).status_code, 404)
            for address in ("penerapan/", "pratinjau/", "penghapusan/", "baris/2/"):
                with self.subTest(address, who=outsider.name):
                    self.assertEqual(self.client.post(base + address).status_code, 404)
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get("/jp/siasn/impor/"), "riwayat.xlsx")
        for outsider in (self.sari, self.budi):
            self.client.force_login(outsider)
            self.assertEqual(self.client.get("/jp/siasn/impor/").status_code, 404)

    def test_it_asks_the_same_for_many_lines(self) -> None:
        self.client.force_login(self.wulan)
        few = self.upload(line(self.sari), line(self.bayu))
        many = self.upload(
            *[
                line(self.sari, NOMOR_SERTIFIKAT=f"n-{n}", NAMA_DIKLAT=f"Diklat {n}")
                for n in range(40)
            ]
        )
        self.assertEqual(
            queries_of(self.client, few.get_absolute_url()),
            queries_of(self.client, many.get_absolute_url()),
        )


class ExportHistoryTests(CastTestCase):
    def setUp(self) -> None:
        learn(self.sari, form="bimtek", title="Bimtek SPBE", day=date(2026, 3, 2))
        learn(
            self.bayu,
            form="structural",
            title="Pelatihan PIM IV angkatan 3",
            jp="300",
            day=date(2026, 4, 2),
            evidence="university.completion:5",
        )

    def test_it_gives_both_shapes_and_says_what_is_missing(self) -> None:
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get("/jp/siasn/?tahun=2026"), "nomor sertifikat")
        rows = cells(self.client.get("/jp/siasn/unduh/?tahun=2026").content)
        self.assertEqual(rows[0][:4], ["NIP", "NAMA", "JENIS DIKLAT ID", "JENIS DIKLAT"])
        self.assertEqual(rows[1][2:5], [8, "Bimbingan Teknis", "Bimtek SPBE"])
        self.assertEqual((len(rows), rows[1][-1]), (2, "nomor sertifikat"))
        rows = cells(self.client.get("/jp/siasn/unduh/?tahun=2026&bentuk=struktural").content)
        self.assertEqual(rows[1][2], "SEPALA/ADUM/PIM IV")
        self.assertEqual(self.client.get("/jp/siasn/?bentuk=x").status_code, 404)
        rows = cells(self.client.get("/jp/siasn/unduh/?tahun=2025").content)
        self.assertEqual(len(rows), 1)

    def test_what_is_given_out_is_known_when_it_comes_back(self) -> None:
        self.client.force_login(self.wulan)
        content = self.client.get("/jp/siasn/unduh/?tahun=2026").content
        run = importing.upload(io.BytesIO(content), by=self.wulan, file_name="kembali.xlsx")
        self.assertEqual(run.counts, {"known": 1, "new": 0, "problem": 0})

    def test_p_cre_9_it_holds_the_officers_people_only(self) -> None:
        """P-CRE-9"""
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get("/jp/siasn/?tahun=2026"), "Bimtek SPBE")
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get("/jp/siasn/?tahun=2026"), "Bimtek SPBE")
        self.assertEqual(len(cells(self.client.get("/jp/siasn/unduh/?tahun=2026").content)), 1)
        unit = "/jp/siasn/unduh/?tahun=2026&unit=dinkes"
        self.assertEqual(len(cells(self.client.get(unit).content)), 1)
        for outsider in (self.budi, self.tri, self.sari):
            self.client.force_login(outsider)
            self.assertEqual(self.client.get("/jp/siasn/").status_code, 404)
            self.assertEqual(self.client.get("/jp/siasn/unduh/").status_code, 404)
