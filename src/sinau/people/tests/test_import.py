"""A workbook becomes a preview, the preview becomes records, and the records can be taken back."""

from __future__ import annotations

from datetime import date, timedelta

from django.test import override_settings

from sinau.journal.models import Entry
from sinau.kernel import clock
from sinau.people.actions.committing import (
    LaterChanges,
    PreviewIsStale,
    RowsRemainUnread,
    commit_import,
    undo_import,
)
from sinau.people.actions.imports import (
    RunIsClosed,
    fix_row,
    name_unit,
    refresh_import,
    remove_import,
)
from sinau.people.models import (
    Grant,
    ImportRow,
    ImportRun,
    Person,
    PersonalData,
    Posting,
    Role,
    RowKind,
)
from sinau.people.testing import CastTestCase
from sinau.people.tests.stories import HEADINGS, line, uploaded
from sinau.people.tests.workbooks import number


def kinds(run: ImportRun) -> dict[str, str]:
    """Name of the row -> what it means."""
    return {row.name: row.kind for row in run.rows.all()}


class PreviewTests(CastTestCase):
    def test_it_tells_new_changed_moved_and_same_apart(self) -> None:
        run = uploaded(self.wulan, line(1), line(2), line(3))
        commit_import(run, by=self.wulan)
        again = uploaded(
            self.wulan,
            line(1),
            line(2, GOL_AKHIR="III/c"),
            line(3, NAMA_UNOR="Dinas Perhubungan"),
            line(4),
        )
        self.assertEqual(
            kinds(again),
            {
                "Pegawai 1": RowKind.SAME,
                "Pegawai 2": RowKind.CHANGED,
                "Pegawai 3": RowKind.MOVED,
                "Pegawai 4": RowKind.NEW,
            },
        )
        self.assertEqual(again.rows.get(name="Pegawai 2").changes, {"grade": ["III/b", "III/c"]})
        self.assertEqual(
            again.rows.get(name="Pegawai 3").changes["agency"], [self.dinkes.pk, self.dishub.pk]
        )

    def test_it_writes_nothing_before_it_is_committed(self) -> None:
        uploaded(self.wulan, line(1))
        self.assertFalse(Person.objects.filter(name="Pegawai 1").exists())

    def test_it_names_those_the_file_does_not_mention_only_when_it_is_complete(self) -> None:
        self.assertEqual(uploaded(self.wulan, line(1)).counts["left"], 0)
        complete = uploaded(self.wulan, line(1), complete_for=self.dinkes)
        left = set(complete.rows.filter(kind=RowKind.LEFT).values_list("name", flat=True))
        self.assertEqual(left, {self.sari.name, self.bayu.name, self.budi.name})

    def test_it_finds_a_unit_by_short_former_and_misspelt_name(self) -> None:
        run = uploaded(
            self.wulan,
            line(1, NAMA_UNOR="DINKES"),
            line(2, NAMA_UNOR="Dinas Kesehatan Kota Yogyakarta"),
            line(3, NAMA_UNOR="Dinas Kesehatn"),
        )
        self.assertEqual(set(run.rows.values_list("agency", flat=True)), {self.dinkes.pk})

    def test_it_takes_the_parent_where_the_unit_itself_is_not_kept(self) -> None:
        cells = [*line(1, NAMA_UNOR="Subbagian Umum"), "Dinas Kesehatan"]
        run = uploaded(self.wulan, cells, headings=(*HEADINGS, "UNOR INDUK"))
        self.assertEqual(run.rows.get().agency, self.dinkes)

    def test_an_unknown_unit_is_named_once_for_all_its_rows(self) -> None:
        rows = [line(n, NAMA_UNOR="Kantor Urusan Langit") for n in (1, 2)]
        run = uploaded(self.wulan, *rows)
        self.assertEqual(set(kinds(run).values()), {RowKind.PROBLEM})
        name_unit(run, by=self.wulan, unit="Kantor Urusan Langit", agency=self.dinkes)
        self.assertEqual(set(kinds(run).values()), {RowKind.NEW})

    def test_a_row_put_right_is_judged_again_with_those_of_its_number(self) -> None:
        run = uploaded(
            self.wulan, line(1), line(1, NAMA="Kembar"), line(3, TANGGAL_LAHIR="31-02-1990")
        )
        self.assertEqual(run.counts["problem"], 3)
        fix_row(run.rows.get(name="Kembar"), by=self.wulan, cells={"nip": number(2)})
        fix_row(run.rows.get(name="Pegawai 3"), by=self.wulan, cells={"birth_date": "17-05-1990"})
        self.assertEqual(set(kinds(run).values()), {RowKind.NEW})

    def test_the_same_file_twice_is_one_run(self) -> None:
        first = uploaded(self.wulan, line(1))
        # The bytes of an XLSX hold the time it was made.
        second = ImportRun.objects.get(pk=first.pk)
        self.assertEqual(ImportRun.objects.count(), 1)
        self.assertEqual(second, first)

    def test_an_officer_imports_only_the_people_they_keep(self) -> None:
        """P-PPL-24"""
        new = line(1)
        theirs = line(2)
        theirs[0] = self.sari.nip
        own = line(3, NAMA_UNOR="Dinas Perhubungan")
        run = uploaded(self.joko, new, theirs, own)
        codes = {
            row.name: [problem["code"] for problem in row.problems if problem["blocks"]]
            for row in run.rows.all()
        }
        self.assertEqual(codes["Pegawai 1"], ["agency-outside"])
        self.assertEqual(codes["Pegawai 2"], ["person-outside"])
        self.assertEqual(codes["Pegawai 3"], [])
        commit_import(run, by=self.joko)
        self.assertEqual(Person.objects.get(name="Pegawai 3").agency, self.dishub)
        self.assertFalse(Person.objects.filter(name__in=["Pegawai 1", "Pegawai 2"]).exists())


class CommitTests(CastTestCase):
    def test_it_writes_people_postings_and_one_fact(self) -> None:
        run = uploaded(self.wulan, *[line(n) for n in range(1, 30)])
        commit_import(run, by=self.wulan)
        person = Person.objects.get(name="Pegawai 7")
        self.assertEqual((person.grade, person.agency), ("III/b", self.dinkes))
        self.assertFalse(person.has_usable_password())
        self.assertEqual(person.postings.get().agency, self.dinkes)
        self.dinkes.refresh_from_db()
        self.assertEqual(self.dinkes.headcount, 32)
        entry = Entry.objects.get(kind="people.import.committed")
        self.assertEqual((entry.data["new"], len(entry.data["person_ids"])), (29, 29))

    def test_a_second_time_it_changes_nothing(self) -> None:
        run = uploaded(self.wulan, line(1))
        commit_import(run, by=self.wulan)
        commit_import(run, by=self.wulan)
        self.assertEqual(Posting.objects.filter(person__name="Pegawai 1").count(), 1)
        self.assertEqual(Entry.objects.filter(kind="people.import.committed").count(), 1)

    def test_personal_columns_go_to_the_personal_data(self) -> None:
        headings = (*HEADINGS, "NIK", "ALAMAT")
        run = uploaded(
            self.wulan, [*line(1), "3471010101010001", "Jalan Buatan 1"], headings=headings
        )
        commit_import(run, by=self.wulan)
        data = PersonalData.objects.get(person__name="Pegawai 1")
        self.assertEqual((data.nik, data.address), ("3471010101010001", "Jalan Buatan 1"))

    def test_an_empty_cell_leaves_what_is_known(self) -> None:
        commit_import(uploaded(self.wulan, line(1)), by=self.wulan)
        run = uploaded(self.wulan, line(1, NAMA_JABATAN="", GOL_AKHIR="III/c"))
        commit_import(run, by=self.wulan)
        self.assertEqual(Person.objects.get(name="Pegawai 1").job_title, "Pengelola Data")

    def test_who_moved_keeps_the_former_place_in_history(self) -> None:
        commit_import(uploaded(self.wulan, line(1)), by=self.wulan)
        with clock.freeze(clock.now() + timedelta(days=40)):
            moved = uploaded(self.wulan, line(1, NAMA_UNOR="Dinas Perhubungan"))
            commit_import(moved, by=self.wulan)
            day = clock.today()
        person = Person.objects.get(name="Pegawai 1")
        self.assertEqual(person.agency, self.dishub)
        then = Posting.objects.true_on(day - timedelta(days=1)).get(person=person)
        self.assertEqual(then.agency, self.dinkes)
        self.assertEqual(Posting.objects.true_on(day).get(person=person).agency, self.dishub)

    def test_who_left_stays_with_a_date(self) -> None:
        rows = [line(1)]
        run = uploaded(self.wulan, *rows, complete_for=self.dinkes)
        commit_import(run, by=self.wulan)
        self.sari.refresh_from_db()
        self.assertEqual((self.sari.left_on, self.sari.is_active), (clock.today(), False))
        self.assertEqual(self.sari.postings.get().valid_to, clock.today())

    def test_it_waits_until_a_complete_file_is_read_completely(self) -> None:
        run = uploaded(self.wulan, line(1, NIP="123"), line(2), complete_for=self.dinkes)
        with self.assertRaises(RowsRemainUnread):
            commit_import(run, by=self.wulan)
        self.assertFalse(Person.objects.filter(name="Pegawai 2").exists())

    def test_it_refuses_a_preview_that_is_no_longer_true(self) -> None:
        commit_import(uploaded(self.wulan, line(1)), by=self.wulan)
        run = uploaded(self.wulan, line(1, GOL_AKHIR="III/c"))
        Person.objects.filter(name="Pegawai 1").update(grade="III/d")
        with self.assertRaises(PreviewIsStale):
            commit_import(run, by=self.wulan)
        commit_import(refresh_import(run, by=self.wulan), by=self.wulan)
        self.assertEqual(Person.objects.get(name="Pegawai 1").grade, "III/c")

    def test_it_refuses_what_was_thrown_away(self) -> None:
        run = uploaded(self.wulan, line(1))
        remove_import(run, by=self.wulan)
        self.assertFalse(ImportRow.objects.filter(run=run).exists())
        with self.assertRaises(RunIsClosed):
            commit_import(run, by=self.wulan)


class UndoTests(CastTestCase):
    def snapshot(self) -> list[tuple[object, ...]]:
        people = Person.objects.order_by("pk").values_list(
            "nip", "name", "grade", "agency", "left_on", "is_active", "job_title"
        )
        postings = Posting.objects.order_by("pk").values_list(
            "person", "agency", "valid_from", "valid_to"
        )
        return [*people, *postings, *PersonalData.objects.values_list("person", "nik")]

    def test_it_gives_back_exactly_what_was(self) -> None:
        headings = (*HEADINGS, "NIK")
        commit_import(uploaded(self.wulan, line(1), line(2)), by=self.wulan)
        before = self.snapshot()
        run = uploaded(
            self.wulan,
            [*line(1, GOL_AKHIR="III/c"), "3471010101010001"],
            [*line(2, NAMA_UNOR="Dinas Perhubungan"), ""],
            [*line(3), "3471010101010003"],
            headings=headings,
            complete_for=self.dishub,
        )
        commit_import(run, by=self.wulan)
        self.assertNotEqual(self.snapshot(), before)
        undo_import(run, by=self.wulan)
        undo_import(run, by=self.wulan)
        after = [row for row in self.snapshot() if row[1:] != ("",)]
        self.assertEqual(after, before)
        self.assertEqual(Entry.objects.filter(kind="people.import.undone").count(), 1)

    def test_it_refuses_when_somebody_worked_on_it_since(self) -> None:
        run = uploaded(self.wulan, line(1), line(2))
        commit_import(run, by=self.wulan)
        Person.objects.filter(name="Pegawai 2").update(grade="III/d")
        with self.assertRaises(LaterChanges) as refused:
            undo_import(run, by=self.wulan)
        self.assertIn("Pegawai 2", " ".join(map(str, refused.exception.reasons)))
        self.assertTrue(Person.objects.filter(name="Pegawai 1").exists())

    def test_it_refuses_when_a_new_person_is_used_elsewhere(self) -> None:
        run = uploaded(self.wulan, line(1))
        commit_import(run, by=self.wulan)
        Grant.objects.create(
            person=Person.objects.get(name="Pegawai 1"),
            role=Role.CURATOR,
            agency=self.dinkes,
            valid_from=date(2020, 1, 1),
        )
        with self.assertRaises(LaterChanges):
            undo_import(run, by=self.wulan)


@override_settings(DEBUG=False)
class BenchTests(CastTestCase):
    def test_the_measure_leaves_nothing(self) -> None:
        from sinau.kernel.measures import Place
        from sinau.people import bench

        before = Person.objects.count()
        figures = list(bench.import_employees(Place(address="", data_dir="", seconds=1)))
        self.assertEqual(figures[0].value, bench.ROWS)
        self.assertEqual(Person.objects.count(), before)
