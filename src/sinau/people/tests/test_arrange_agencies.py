"""Agencies are renamed, moved, merged and ended, and the past stays true."""

from __future__ import annotations

from datetime import timedelta

from sinau.kernel.clock import today
from sinau.people.actions.agencies import (
    AgencyHasEnded,
    DayDoesNotFit,
    NotEmpty,
    WouldStandUnderItself,
    end_agency,
    merge_agency,
    move_agency,
    open_agency,
    rename_agency,
)
from sinau.people.models import Agency, Posting
from sinau.people.testing import CastTestCase
from sinau.ui.testing import queries_of

WHY = {"reason": "Perwal 12/2026"}


class ArrangeTests(CastTestCase):
    def test_a_former_name_is_true_for_its_time(self) -> None:
        day = today() - timedelta(days=10)
        for _twice in range(2):
            rename_agency(
                self.dishub,
                by=self.agung,
                name="Dinas Lalu Lintas",
                short_name="Dislalin",
                from_day=day,
                **WHY,
            )
        self.dishub.refresh_from_db()
        self.assertEqual(self.dishub.name, "Dinas Lalu Lintas")
        self.assertEqual(self.dishub.name_on(day - timedelta(days=1)), "Dinas Perhubungan")
        self.assertEqual(self.dishub.name_on(day), "Dinas Lalu Lintas")
        self.assertEqual(self.dishub.versions.count(), 2)

    def test_everything_below_moves_along(self) -> None:
        setda, division = self.agencies["setda"], self.agencies["setda-organisasi"]
        move_agency(setda, by=self.agung, parent=self.dinkes, from_day=today(), **WHY)
        division.refresh_from_db()
        self.assertEqual(division.path, "/kota/dinkes/setda/setda-organisasi/")
        with self.assertRaises(WouldStandUnderItself):
            move_agency(self.dinkes, by=self.agung, parent=division, from_day=today(), **WHY)

    def test_people_of_a_merged_agency_work_in_the_other_one_from_that_day(self) -> None:
        day = today() - timedelta(days=5)
        moved = merge_agency(self.dishub, by=self.agung, into=self.dinkes, from_day=day, **WHY)
        self.assertEqual(moved, 1)
        self.joko.refresh_from_db()
        self.assertEqual(self.joko.agency, self.dinkes)
        before = Posting.objects.true_on(day - timedelta(days=1)).get(person=self.joko)
        self.assertEqual(before.agency, self.dishub)
        self.dinkes.refresh_from_db()
        self.dishub.refresh_from_db()
        self.assertEqual((self.dinkes.headcount, self.dishub.headcount), (4, 0))
        with self.assertRaises(AgencyHasEnded):
            merge_agency(self.dishub, by=self.agung, into=self.dinkes, from_day=day, **WHY)

    def test_it_ends_only_when_empty_and_not_in_the_future(self) -> None:
        with self.assertRaises(NotEmpty):
            end_agency(self.dishub, by=self.agung, from_day=today(), **WHY)
        unit = open_agency(
            by=self.agung,
            parent=self.dinkes,
            code="klinik",
            name="Klinik",
            short_name="Klinik",
            kind="unit",
            from_day=today(),
        )
        with self.assertRaises(DayDoesNotFit):
            end_agency(unit, by=self.agung, from_day=today() + timedelta(days=1), **WHY)
        end_agency(unit, by=self.agung, from_day=today(), **WHY)
        self.assertFalse(Agency.objects.open_now().filter(code="klinik").exists())

    def test_only_administrators_and_officers_from_above_arrange_an_agency(self) -> None:
        """P-PPL-34"""
        address = "/perangkat-daerah/dishub/nama/"
        for person in (self.agung, self.wulan):
            self.client.force_login(person)
            self.assertEqual(self.client.get(address).status_code, 200)
        said = {"name": "X", "short_name": "X", "from_day": today().isoformat(), **WHY}
        for person in (self.joko, self.sari, self.budi, self.tri):
            self.client.force_login(person)
            self.assertEqual(self.client.post(address, said).status_code, 404)
        self.dishub.refresh_from_db()
        self.assertEqual(self.dishub.name, "Dinas Perhubungan")


class PagesTests(CastTestCase):
    def setUp(self) -> None:
        self.client.force_login(self.sari)

    def test_the_tree_of_a_past_day_shows_the_names_and_people_of_that_day(self) -> None:
        day = today() - timedelta(days=10)
        merge_agency(self.dishub, by=self.agung, into=self.dinkes, from_day=day, **WHY)
        self.assertNotContains(self.client.get("/perangkat-daerah/"), "Dinas Perhubungan")
        then = {"per": (day - timedelta(days=1)).isoformat()}
        self.assertContains(self.client.get("/perangkat-daerah/", then), "Dinas Perhubungan")
        page = self.client.get("/perangkat-daerah/dishub/", then)
        self.assertContains(page, "Joko Susilo")

    def test_the_tree_asks_as_much_for_many_as_for_few(self) -> None:
        for query in ("", "?per=2024-01-01"):
            address = f"/perangkat-daerah/{query}"
            self.client.get(address)
            few = queries_of(self.client, address)
            for number in range(12):
                open_agency(
                    by=self.agung,
                    parent=self.dinkes,
                    code=f"unit-{number}{len(query)}",
                    name=f"Unit {number}",
                    short_name="U",
                    kind="unit",
                    from_day=today() - timedelta(days=2000),
                )
            many = queries_of(self.client, address)
            self.assertEqual(many, few)

    def test_filters_find_by_kind_and_name(self) -> None:
        page = self.client.get("/perangkat-daerah/", {"jenis": "badan"})
        self.assertContains(page, "Badan Kepegawaian")
        self.assertNotContains(page, "Dinas Perhubungan")
