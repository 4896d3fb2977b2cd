"""Every page answers for somebody, and the outsider finds nothing of another agency."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import ClassVar

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.planning.actions.analyses import submit_analysis
from sinau.planning.actions.development import goals_from_needs, plan_of, write_goal
from sinau.planning.actions.needs import confirm_needs, propose_need
from sinau.planning.actions.plans import approve_plan, submit_plan
from sinau.planning.actions.structure import give_seat
from sinau.planning.actions.talent import enter_performance
from sinau.planning.boxing import boxed, counts, place_of
from sinau.planning.models import (
    Assessment,
    BoxOpening,
    Competency,
    DevelopmentPlan,
    Goal,
    Need,
    Performance,
    PlanItem,
    Requirement,
    Seat,
    SheetRun,
    Standing,
)
from sinau.planning.reckoning import match_of
from sinau.planning.rules import box_of
from sinau.planning.testing import YEAR, PlanningTestCase
from sinau.ui.sheets import workbook
from sinau.ui.testing import cells, queries_of


class PagesCase(PlanningTestCase):
    need: ClassVar[Need]
    own: ClassVar[DevelopmentPlan]
    goal: ClassVar[Goal]
    city_item: ClassVar[PlanItem]
    dinkes_item: ClassVar[PlanItem]
    seat: ClassVar[Seat]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.need = propose_need(cls.sari, cls.literacy, year=YEAR, by=cls.sari)
        for competency in Competency.objects.in_use()[:9]:
            cls.found(cls.sari, competency, 1, cls.bayu)
        cls.own = plan_of(cls.sari, YEAR)
        goals_from_needs(cls.own)
        cls.goal = write_goal(
            Goal(
                plan=cls.own,
                competency=cls.service,
                to_level=2,
                words="Melayani lebih pasti",
                due_on=date(YEAR, 6, 1),
            )
        )
        cls.city_item = cls.item()
        cls.dinkes_item = cls.item("Bimtek puskesmas", agency=cls.dinkes)
        cls.seat = give_seat(
            Seat(organ=cls.academy, person=cls.agung, title="Ketua", starts_on=today()),
            by=cls.wulan,
        )
        enter_performance(
            [Performance(person=cls.sari, year=2025, rating="above", source="Evaluasi")],
            by=cls.budi,
        )

    def status(self, person: Person, name: str, *args: object) -> int:
        self.client.force_login(person)
        return self.client.get(reverse(f"planning:{name}", args=args)).status_code

    def post(self, person: Person, name: str, *args: object, **said: object) -> int:
        self.client.force_login(person)
        return self.client.post(reverse(f"planning:{name}", args=args), said).status_code


class EveryPageTests(PagesCase):
    def test_what_everybody_reads(self) -> None:
        """P-PLN-1"""
        for name, *args in (
            ("index",),
            ("structure",),
            ("organ", self.academy.pk),
            ("themes",),
            ("programme", self.programme.pk),
            ("plans",),
            ("competencies",),
            ("competency", "pelayanan-publik"),
            ("requirements",),
            ("me",),
            ("needs",),
            ("need_new",),
            ("developments",),
            ("team",),
            ("talent_about",),
        ):
            with self.subTest(name):
                self.assertEqual(self.status(self.sari, name, *args), 200)
                self.assertEqual(self.status(self.joko, name, *args), 200)

    def test_only_the_coordinator_writes_what_holds_for_the_city(self) -> None:
        """P-PLN-2"""
        for name, *args in (
            ("organ_new",),
            ("organ_edit", self.academy.pk),
            ("organ_close", self.academy.pk),
            ("seat_new", self.academy.pk),
            ("seat_end", self.seat.pk),
            ("theme_new",),
            ("theme_edit", self.programme.theme_id),
            ("programme_new",),
            ("programme_edit", self.programme.pk),
            ("plan_new",),
            ("plan_edit", YEAR),
            ("competency_new",),
            ("competency_edit", "pelayanan-publik"),
            ("sheet_new", "requirements"),
        ):
            with self.subTest(name):
                self.assertEqual(self.status(self.wulan, name, *args), 200)
                for other in (self.joko, self.budi, self.sari):
                    self.assertEqual(self.status(other, name, *args), 404)

    def test_a_page_of_one_form_speaks_indonesian_and_has_one_way_on(self) -> None:
        self.client.force_login(self.wulan)
        for name, *args in (("competency_edit", "pelayanan-publik"), ("organ_new",)):
            page = self.client.get(reverse(f"planning:{name}", args=args))
            self.assertContains(page, "button--primary")
            self.assertContains(page, "Urutan")
            self.assertNotContains(page, "Position")

    def test_a_person_is_read_by_who_looks_after_them(self) -> None:
        """P-PLN-3"""
        pages = (
            ("person", self.sari.pk),
            ("history", self.sari.pk, "pelayanan-publik"),
            ("need", self.need.pk),
            ("development", self.own.pk),
        )
        for name, *args in pages:
            for person in (self.bayu, self.budi, self.wulan, self.tri, self.dewi):
                with self.subTest(name, person=person.name):
                    self.assertEqual(self.status(person, name, *args), 200)
            for person in (self.joko, self.ratna):
                with self.subTest(name, person=person.name):
                    self.assertEqual(self.status(person, name, *args), 404)

    def test_who_judges_and_who_confirms(self) -> None:
        """P-PLN-4"""
        args = (self.sari.pk, "pelayanan-publik")
        said = {"level": 2, "words": "Terlihat di loket"}
        for outsider in (self.joko, self.ratna, self.tri):
            self.assertEqual(self.post(outsider, "assess", *args, **said), 404)
            self.post(outsider, "needs_confirm", pilih=self.need.pk)
        self.assertEqual(Need.objects.get(pk=self.need.pk).state, "proposed")
        fresh = propose_need(self.sari, self.literacy, year=YEAR + 1, by=self.sari, to_level=2)
        self.post(self.joko, "needs_confirm", pilih=fresh.pk)
        self.post(self.sari, "needs_confirm", pilih=fresh.pk)
        self.assertEqual(Need.objects.get(pk=fresh.pk).state, "proposed")
        self.post(self.bayu, "needs_confirm", pilih=fresh.pk)
        self.assertEqual(Need.objects.get(pk=fresh.pk).state, "confirmed")
        self.assertEqual(self.post(self.bayu, "assess", *args, **said), 302)
        self.assertEqual(Assessment.objects.filter(level=2, source="supervisor").count(), 1)
        self.assertEqual(self.status(self.joko, "need_return", fresh.pk), 404)

    def test_items_of_another_agency_are_not_there_before_approval(self) -> None:
        """P-PLN-5"""
        self.client.force_login(self.joko)
        url = reverse("planning:plan", args=[YEAR])
        self.assertContains(self.client.get(url), "Bimtek AI")
        self.assertNotContains(self.client.get(url), "Bimtek puskesmas")
        titles = [row[2] for row in cells(self.client.get(f"{url}?unduh=xlsx").content)[1:]]
        self.assertEqual(titles, ["Bimtek AI"])
        self.assertEqual(self.status(self.joko, "item", self.dinkes_item.pk), 404)
        self.assertEqual(self.status(self.sari, "plan", YEAR), 404)
        submit_plan(self.plan, by=self.wulan)
        approve_plan(self.plan, by=self.dewi)
        self.assertEqual(self.status(self.joko, "item", self.dinkes_item.pk), 200)
        self.assertEqual(self.status(self.sari, "plan", YEAR), 200)

    def test_items_are_written_in_ones_scope(self) -> None:
        """P-PLN-6"""
        for name in ("item_edit", "item_remove", "link_new", "spending_new"):
            with self.subTest(name):
                self.assertEqual(self.status(self.wulan, name, self.dinkes_item.pk), 200)
                self.assertEqual(self.status(self.joko, name, self.city_item.pk), 404)
                self.assertEqual(self.status(self.joko, name, self.dinkes_item.pk), 404)
        self.assertEqual(self.status(self.joko, "item_new", YEAR), 200)
        said = {
            "programme": self.programme.pk,
            "title": "Bimtek uji kir",
            "form": "bimtek",
            "participants": 10,
            "jp": "6",
            "month": 4,
            "unit_cost": "Rp100.000",
        }
        self.assertEqual(self.post(self.joko, "item_new", YEAR, **said), 422)
        bad = {**said, "agency": self.dinkes.pk}
        self.assertEqual(self.post(self.joko, "item_new", YEAR, **bad), 422)
        good = {**said, "agency": self.dishub.pk}
        self.assertEqual(self.post(self.joko, "item_new", YEAR, **good), 302)
        self.assertEqual(PlanItem.objects.get(title="Bimtek uji kir").budget, 1_000_000)

    def test_who_moves_the_plan(self) -> None:
        """P-PLN-7"""
        self.assertEqual(self.post(self.joko, "plan_step", YEAR, langkah="ajukan"), 404)
        self.assertEqual(self.post(self.wulan, "plan_step", YEAR, langkah="ajukan"), 302)
        self.assertEqual(self.status(self.joko, "plan_return", YEAR), 404)
        self.assertEqual(self.post(self.budi, "plan_step", YEAR, langkah="setujui"), 404)
        self.assertEqual(self.post(self.wulan, "plan_step", YEAR, langkah="setujui"), 409)
        self.assertEqual(self.post(self.dewi, "plan_step", YEAR, langkah="setujui"), 302)
        self.assertEqual(self.post(self.wulan, "plan_step", YEAR, langkah="berlakukan"), 302)

    def test_needs_of_an_agency_stay_in_it(self) -> None:
        """P-PLN-8"""
        for person in (self.budi, self.wulan, self.tri):
            self.assertEqual(self.status(person, "agency", "dinkes"), 200)
        self.assertEqual(self.status(self.joko, "agency", "dinkes"), 404)
        self.assertEqual(self.status(self.sari, "agency", "dinkes"), 404)
        self.assertEqual(self.post(self.joko, "agency_step", "dinkes"), 404)
        self.assertEqual(self.status(self.wulan, "city"), 200)
        self.assertEqual(self.status(self.joko, "city"), 302)
        self.client.force_login(self.budi)
        url = reverse("planning:agency", args=["dinkes"])
        rows = cells(self.client.get(f"{url}?unduh=xlsx&tahun={YEAR}").content)
        self.assertIn("Sari Lestari, S.A.P.", [row[1] for row in rows])
        self.client.force_login(self.joko)
        rows = cells(
            self.client.get(reverse("planning:city") + f"?unduh=xlsx&tahun={YEAR}").content
        )
        self.assertEqual(len(rows), 1)
        self.assertEqual(self.status(self.joko, "signal_new"), 200)
        self.assertEqual(self.status(self.sari, "signal_new"), 404)

    def test_the_coordinator_decides_and_takes_into_the_plan(self) -> None:
        fresh = propose_need(self.bayu, self.literacy, year=YEAR, by=self.bayu)
        confirm_needs([fresh], by=self.budi)
        analysis = submit_analysis(self.dinkes, year=YEAR, by=self.budi)
        for other in (self.joko, self.budi):
            self.assertEqual(self.post(other, "analysis_accept", analysis.pk), 404)
            self.assertEqual(self.status(other, "analysis_return", analysis.pk), 404)
            self.assertEqual(self.post(other, "need_take", "ai-mengenal", tahun=YEAR), 404)
        self.assertEqual(self.status(self.wulan, "analysis_return", analysis.pk), 200)
        self.assertEqual(self.post(self.wulan, "analysis_accept", analysis.pk), 302)
        self.assertEqual(self.post(self.wulan, "need_take", "ai-mengenal", tahun=YEAR), 302)
        self.assertEqual(Need.objects.get(pk=fresh.pk).state, "planned")

    def test_ones_own_plan_is_written_by_oneself_alone(self) -> None:
        """P-PLN-9"""
        pages = (
            ("goal_new", self.own.pk),
            ("goal_edit", self.goal.pk),
            ("action_new", self.goal.pk),
        )
        for name, *args in pages:
            self.assertEqual(self.status(self.sari, name, *args), 200)
            for other in (self.joko, self.bayu):
                self.assertEqual(self.status(other, name, *args), 404)
        self.assertEqual(self.post(self.bayu, "goal_remove", self.goal.pk), 404)
        said = {"kind": "work", "words": "Uji di loket", "due_on": "2027-05-01"}
        self.assertEqual(self.post(self.sari, "action_new", self.goal.pk, **said), 302)
        self.assertEqual(
            self.post(self.sari, "development_step", self.own.pk, langkah="kirim"), 302
        )
        self.assertEqual(self.post(self.joko, "development_step", self.own.pk), 404)
        self.assertEqual(self.status(self.joko, "development_return", self.own.pk), 404)
        self.assertEqual(self.post(self.bayu, "development_step", self.own.pk), 302)
        self.own.refresh_from_db()
        self.assertIsNotNone(self.own.agreed_at)
        self.client.force_login(self.joko)
        rows = cells(
            self.client.get(f"{reverse('planning:developments')}?unduh=xlsx&tahun={YEAR}").content
        )
        self.assertEqual(len(rows), 1)

    def test_talent_is_for_the_head_in_the_agency_and_the_coordinator(self) -> None:
        """P-PLN-10"""
        for person in (self.budi, self.wulan, self.dewi, self.tri):
            self.assertEqual(self.status(person, "talent"), 200)
        for person in (self.joko, self.sari, self.bayu):
            self.assertEqual(self.status(person, "talent"), 404)
            self.assertEqual(self.status(person, "rating_new"), 404)
            self.assertEqual(self.status(person, "sheet_new", "performance"), 404)
        said = {"nip": self.joko.nip, "year": 2025, "rating": "as", "source": "Evaluasi"}
        self.assertEqual(self.post(self.budi, "rating_new", **said), 422)
        self.assertEqual(self.post(self.budi, "rating_new", **{**said, "nip": self.bayu.nip}), 302)

    def test_boxes_are_placed_by_the_database_as_by_the_rule(self) -> None:
        """Ratings, matches and counts of everybody in one query; few looked at means no box."""
        for standing in Standing.objects.filter(person=self.sari, required__gt=0, level=None):
            self.found(self.sari, standing.competency, 1, self.bayu)
        serving = type(self.sari).objects.serving()
        people = boxed(serving, 2025)
        row = people.get(pk=self.sari.pk)
        match = match_of(self.sari)
        self.assertEqual((row.jpm, row.asked, row.seen), (match.jpm, match.asked, match.seen))  # type: ignore[attr-defined]
        self.assertEqual(place_of(row).box, box_of("above", match.jpm))
        with self.assertNumQueries(1):
            found = counts(people)
        self.assertEqual((found.total, found.placed), (serving.count(), 1))
        self.assertEqual(found.no_match, found.total - 1)
        Standing.objects.filter(person=self.sari).exclude(competency=self.service).update(
            level=None
        )
        self.assertEqual(counts(people).placed, 0)

    def test_ones_own_box_is_shown_when_the_city_opened_it(self) -> None:
        """P-PLN-11"""
        for standing in Standing.objects.filter(person=self.sari, required__gt=0, level=None):
            self.found(self.sari, standing.competency, 1, self.bayu)
        self.client.force_login(self.sari)
        self.assertNotContains(self.client.get(reverse("planning:me")), "Siap memimpin")
        self.assertEqual(self.post(self.budi, "talent_open"), 404)
        for _twice in range(2):
            self.assertEqual(self.post(self.wulan, "talent_open"), 302)
        self.assertEqual(BoxOpening.objects.count(), 1)
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(reverse("planning:me")), "Siap memimpin")
        self.post(self.wulan, "talent_open", langkah="tutup")
        self.client.force_login(self.sari)
        self.assertNotContains(self.client.get(reverse("planning:me")), "Siap memimpin")

    def test_an_auditor_sees_no_names_and_no_small_numbers(self) -> None:
        """P-PLN-12"""
        for standing in Standing.objects.filter(person=self.sari, required__gt=0, level=None):
            self.found(self.sari, standing.competency, 1, self.bayu)
        self.client.force_login(self.budi)
        self.assertContains(self.client.get(reverse("planning:talent")), "Sari Lestari")
        self.client.force_login(self.tri)
        page = self.client.get(reverse("planning:talent"))
        self.assertNotContains(page, "Sari Lestari")
        self.assertContains(page, "kurang dari 5")

    def test_a_list_is_seen_by_who_brought_it(self) -> None:
        """P-PLN-13"""
        rows = [["Pelaksana", "", "Pelayanan Publik", 3]]
        heads = ["Jenis jabatan", "Nama jabatan", "Kompetensi", "Tingkat"]
        file = SimpleUploadedFile("tingkat.xlsx", BytesIO(workbook("x", heads, rows)).read())
        self.assertEqual(self.post(self.wulan, "sheet_new", "requirements", file=file), 302)
        run = SheetRun.objects.get()
        self.assertEqual(self.status(self.wulan, "sheet", run.pk), 200)
        self.assertEqual(self.status(self.joko, "sheet", run.pk), 404)
        self.assertEqual(self.post(self.joko, "sheet_step", run.pk), 404)
        self.assertEqual(self.post(self.wulan, "sheet_step", run.pk), 302)
        level = Requirement.objects.in_force().get(competency=self.service, job_kind="pelaksana")
        self.assertEqual(level.level, 3)
        broken = SimpleUploadedFile("x.xlsx", b"%PDF-1.7")
        self.assertEqual(self.post(self.wulan, "sheet_new", "requirements", file=broken), 422)


class CostTests(PagesCase):
    def test_pages_ask_as_much_for_many_as_for_few(self) -> None:
        pages = [
            (self.wulan, reverse("planning:plan", args=[YEAR])),
            (self.wulan, reverse("planning:city") + f"?tahun={YEAR}"),
            (self.budi, reverse("planning:agency", args=["dinkes"]) + f"?tahun={YEAR}"),
            (self.wulan, reverse("planning:team") + "?lingkup=semua"),
            (self.budi, reverse("planning:talent")),
            (self.budi, reverse("planning:needs")),
            (self.sari, reverse("planning:structure")),
            (self.sari, reverse("planning:me")),
        ]
        propose_need(self.bayu, self.literacy, year=YEAR, by=self.bayu)
        for competency in Competency.objects.in_use()[9:13]:
            # Enough of what is asked was looked at, so that somebody stands in a box.
            self.found(self.sari, competency, 1, self.bayu)
        enter_performance(
            [Performance(person=self.bayu, year=2025, rating="as", source="Evaluasi")], by=self.budi
        )
        before = []
        for person, url in pages:
            self.client.force_login(person)
            queries_of(self.client, url)
            before.append(queries_of(self.client, url))
        for at in range(6):
            self.item(f"Butir {at}", agency=self.dinkes)
        for competency in Competency.objects.in_use()[9:15]:
            for person in (self.bayu, self.sari):
                propose_need(person, competency, year=YEAR, by=person, to_level=4)
                self.found(person, competency, 1, self.budi)
        give_seat(
            Seat(organ=self.academy, person=self.ratna, title="Anggota", starts_on=today()),
            by=self.wulan,
        )
        for (person, url), few in zip(pages, before, strict=True):
            with self.subTest(url):
                self.client.force_login(person)
                self.assertLessEqual(queries_of(self.client, url), few)
