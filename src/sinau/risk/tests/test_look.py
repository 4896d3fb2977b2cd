"""Who sees what of risk: map, lists, pages, export, counts."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from django.urls import reverse
from openpyxl import load_workbook

from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.risk.actions import identify_risk, open_register, plan_action
from sinau.risk.actions.risks import Statement
from sinau.risk.models import Register, Risk
from sinau.risk.tests.stage import RegisterTestCase
from sinau.ui.testing import cells, queries_of

EVENT = "Pesan pengingat terbaca anggota keluarga"


class LookTests(RegisterTestCase):
    index, registers, export = (
        reverse("risk:index"),
        reverse("risk:registers"),
        reverse("risk:export"),
    )

    def rows_of_export(self, person: Person, query: str = "") -> list[str]:
        self.client.force_login(person)
        content = self.client.get(self.export + query).content
        return [str(row[1]) for row in cells(content)[1:]]

    def test_those_involved_and_those_who_watch_see_it(self) -> None:
        for person in (self.sari, self.wulan, self.budi, self.dewi, self.agung, self.tri):
            with self.subTest(person.name):
                self.client.force_login(person)
                for url in (
                    self.index,
                    self.register.get_absolute_url(),
                    self.risk.get_absolute_url(),
                ):
                    self.assertContains(self.client.get(url), EVENT)
                self.assertContains(self.client.get(self.registers), self.register.title)
                self.assertEqual(self.rows_of_export(person), [EVENT])

    def test_an_outsider_finds_nothing_p_rsk_1(self) -> None:
        """P-RSK-1: not in lists, pages, export, counts or fields of the map."""
        self.client.force_login(self.joko)
        for url in (self.register.get_absolute_url(), self.risk.get_absolute_url()):
            self.assertEqual(self.client.get(url).status_code, 404)
        for url in (
            self.index,
            self.registers,
            f"{self.index}?sel=4-4",
            f"{self.index}?register={self.register.pk}",
        ):
            answer = self.client.get(url)
            self.assertNotContains(answer, EVENT)
            self.assertNotContains(answer, self.register.title)
        self.assertEqual(self.client.get(self.index).context["figures"]["open"], 0)
        cells = self.client.get(self.index).context["maps"][0].cells
        self.assertEqual(sum(cell.count for cell in cells.values()), 0)
        self.assertEqual(self.rows_of_export(self.joko), [])
        self.assertFalse(Risk.objects.visible_to(self.joko).exists())
        self.assertFalse(Register.objects.visible_to(self.joko).exists())

    def test_strangers_are_asked_to_sign_in(self) -> None:
        for url in (self.index, self.export, self.risk.get_absolute_url()):
            self.assertEqual(self.client.get(url).status_code, 302)

    def test_a_field_of_the_map_leads_to_its_risks(self) -> None:
        self.client.force_login(self.sari)
        answer = self.client.get(self.index)
        self.assertContains(answer, "peta=sebelum&amp;sel=4-4#daftar")
        self.assertContains(self.client.get(f"{self.index}?peta=sebelum&sel=4-4"), EVENT)
        self.assertNotContains(self.client.get(f"{self.index}?peta=sebelum&sel=1-1"), EVENT)

    def test_filters_narrow_list_and_export_alike(self) -> None:
        plan_action(
            self.risk, text="x", owner=self.sari, due=today() - timedelta(days=1), by=self.sari
        )
        fit = (
            "?keadaan=terlambat",
            "?keadaan=di-atas-selera",
            "?keadaan=perlu-tinjauan",
            "?tingkat=4",
            "?kategori=Layanan+SPBE",
            f"?perangkat={self.bkpsdm.pk}",
            f"?register={self.register.pk}",
        )
        unfit = (
            "?keadaan=ditutup",
            "?tingkat=1",
            "?kategori=Inovasi",
            f"?perangkat={self.dishub.pk}",
            "?register=0",
        )
        for query in (*fit, *unfit):
            with self.subTest(query):
                expected = [EVENT] if query in fit else []
                self.assertEqual(self.rows_of_export(self.sari, query), expected)
                self.assertEqual(
                    [row.risk.event for row in self.client.get(self.index + query).context["rows"]],
                    expected,
                )

    def test_two_criteria_of_likelihood_are_never_one_ranking(self) -> None:
        """Once a year is step 5 by chance and step 1 by count."""
        counted = open_register(
            title="Hitungan", agency=self.dinkes, keeper=self.bayu, by=self.bayu
        )
        Register.objects.filter(pk=counted.pk).update(likelihood_basis="count")
        counted.refresh_from_db()
        said = Statement(event="Sekali setahun", cause="a", impact_text="b", category="Inovasi")
        identify_risk(counted, said, likelihood=1, impact=4, by=self.sari)
        self.client.force_login(self.sari)
        for query, shown, hidden in (
            ("", EVENT, "Sekali setahun"),
            ("?kriteria=count", "Sekali setahun", EVENT),
            ("?kriteria=lain", EVENT, "Sekali setahun"),
        ):
            with self.subTest(query):
                answer = self.client.get(self.index + query)
                self.assertContains(answer, shown)
                self.assertNotContains(answer, hidden)
                self.assertContains(answer, "tidak dicampur")

    def test_nonsense_in_the_address_is_left_out(self) -> None:
        self.client.force_login(self.sari)
        for query in (
            "?tingkat=x",
            "?sel=99999999999-1",
            "?sel=7-7",
            "?perangkat=%00",
            "?kategori=%00",
            "?halaman=z",
            "?urut=x",
            "?kategori=%F0%9F%98%80",
        ):
            with self.subTest(query):
                self.assertEqual(self.client.get(self.index + query).status_code, 200)

    def test_a_text_that_looks_like_a_formula_stays_a_text(self) -> None:
        said = Statement(event="=1+1", cause="a", impact_text="b", category="Inovasi")
        identify_risk(self.register, said, likelihood=1, impact=1, by=self.sari)
        self.client.force_login(self.sari)
        book = load_workbook(BytesIO(self.client.get(self.export).content))
        assert book.active is not None
        kinds = {cell.data_type for row in book.active.iter_rows() for cell in row}
        self.assertNotIn("f", kinds)

    def test_the_number_of_queries_does_not_grow(self) -> None:
        self.client.force_login(self.sari)
        pages = (
            self.index,
            self.registers,
            self.register.get_absolute_url(),
            reverse("risk:actions"),
            self.export,
        )
        few = [queries_of(self.client, url) for url in pages]
        for number in range(12):
            said = Statement(
                event=f"Kejadian {number}", cause="a", impact_text="b", category="Inovasi"
            )
            risk = identify_risk(
                self.register, said, likelihood=1 + number % 5, impact=3, by=self.sari
            )
            plan_action(risk, text="x", owner=self.sari, due=today(), by=self.sari)
            open_register(
                title=f"Register {number}", agency=self.dinkes, keeper=self.bayu, by=self.bayu
            )
        many = [queries_of(self.client, url) for url in pages]
        for url, before, after in zip(pages, few, many, strict=True):
            with self.subTest(url):
                self.assertLessEqual(after, before + (1 if url in (self.export, pages[3]) else 0))

    def test_the_reference_says_it_is_not_verified(self) -> None:
        self.client.force_login(self.joko)
        answer = self.client.get(reverse("risk:frameworks"), follow=True)
        self.assertContains(answer, "Belum diverifikasi")
        self.assertContains(answer, "Hampir Pasti Terjadi")


class OpenRegisterTests(RegisterTestCase):
    def test_risk_officers_and_heads_open_registers_p_rsk_6(self) -> None:
        """P-RSK-6: for an agency over which they hold the role; nobody else finds the page."""
        url = reverse("risk:register_new")
        for person, status in (
            (self.agung, 200),
            (self.budi, 200),
            (self.sari, 404),
            (self.tri, 404),
            (self.joko, 404),
        ):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertEqual(self.client.get(url).status_code, status)
        self.client.force_login(self.budi)
        self.client.post(url, {"title": "Antrean", "agency": self.dishub.pk})
        self.assertFalse(Register.objects.filter(title="Antrean").exists())
        self.client.post(
            url, {"title": "Antrean", "agency": self.dinkes.pk, "partners": [self.dishub.pk]}
        )
        self.assertTrue(Register.objects.visible_to(self.joko).filter(title="Antrean").exists())

    def test_an_agency_that_leaves_no_longer_sees_it(self) -> None:
        url = reverse("risk:register_edit", args=[self.register.pk])
        self.client.force_login(self.bayu)
        self.assertTrue(Register.objects.visible_to(self.wulan).exists())
        said = {"title": "Pengingat", "keeper": self.sari.nip, "partners": []}
        self.client.post(url, said)
        self.register.refresh_from_db()
        self.assertEqual((self.register.title, self.register.keeper), ("Pengingat", self.sari))
        self.assertFalse(Register.objects.visible_to(self.wulan).exists())
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(url).status_code, 404)
