"""Who sees what of a colleague."""

from __future__ import annotations

from sinau.kernel.clock import today
from sinau.people.actions.committing import commit_import
from sinau.people.actions.people import assess_competency, edit_person
from sinau.people.models import CompetencyLevel, Person, Posting
from sinau.people.testing import CastTestCase
from sinau.people.tests.stories import line, uploaded
from sinau.ui.testing import cells, queries_of


class DirectoryTests(CastTestCase):
    def test_an_employee_finds_colleagues_by_name_title_and_agency_only(self) -> None:
        """P-PPL-20"""
        self.client.force_login(self.sari)
        page = self.client.get("/pegawai/", {"q": "joko"})
        self.assertContains(page, "Joko Susilo")
        self.assertContains(page, "Dinas Perhubungan")
        self.assertNotContains(page, self.joko.nip)
        shown = self.client.get(self.joko.get_absolute_url())
        self.assertContains(shown, self.joko.job_title)
        for hidden in (self.joko.nip_grouped, self.joko.grade, "TMT CPNS"):
            self.assertNotContains(shown, hidden)

    def test_a_number_finds_only_those_whose_number_one_may_read(self) -> None:
        """P-PPL-20"""
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get("/pegawai/", {"q": self.joko.nip}), "Joko Susilo")
        self.client.force_login(self.sari)
        page = self.client.get("/pegawai/", {"q": self.joko.nip})
        self.assertNotContains(page, "Joko Susilo")

    def test_the_kind_of_employment_is_not_asked_of_strangers(self) -> None:
        self.client.force_login(self.joko)
        page = self.client.get("/pegawai/", {"jenis": "PNS"})
        self.assertContains(page, "Joko Susilo")
        self.assertNotContains(page, "Sari Lestari")

    def test_everybody_sees_their_own_staff_data(self) -> None:
        """P-PPL-21"""
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(self.sari.get_absolute_url()), self.sari.nip_grouped)

    def test_the_page_asks_as_much_for_many_as_for_few(self) -> None:
        self.client.force_login(self.wulan)
        self.client.get("/pegawai/")
        before = queries_of(self.client, "/pegawai/")
        commit_import(uploaded(self.wulan, *[line(n) for n in range(1, 20)]), by=self.wulan)
        self.assertEqual(queries_of(self.client, "/pegawai/"), before)


class StaffDataTests(CastTestCase):
    def test_an_officer_reads_and_keeps_only_their_own(self) -> None:
        """P-PPL-22"""
        self.client.force_login(self.joko)
        own = Person.objects.create(
            nip="199001012015031001", name="Anak Buah", agency=self.dishub, grade="III/a"
        )
        self.assertContains(self.client.get(own.get_absolute_url()), "III/a")
        self.assertEqual(self.client.get(f"/pegawai/{own.pk}/kepegawaian/").status_code, 200)
        self.assertNotContains(self.client.get(self.sari.get_absolute_url()), "III/b")
        self.assertEqual(self.client.get(f"/pegawai/{self.sari.pk}/kepegawaian/").status_code, 404)
        self.assertEqual(self.client.get(f"/pegawai/{self.joko.pk}/kepegawaian/").status_code, 404)
        answer = self.client.post(f"/pegawai/{self.sari.pk}/kompetensi/", {"level": 5})
        self.assertEqual(answer.status_code, 404)
        self.assertFalse(CompetencyLevel.objects.exists())

    def test_a_head_reads_and_changes_nothing(self) -> None:
        """P-PPL-26"""
        self.client.force_login(self.budi)
        self.assertContains(self.client.get(self.sari.get_absolute_url()), self.sari.nip_grouped)
        self.assertNotContains(self.client.get(self.joko.get_absolute_url()), self.joko.nip_grouped)
        for address in ("kepegawaian", "data-pribadi"):
            answer = self.client.get(f"/pegawai/{self.sari.pk}/{address}/")
            self.assertEqual(answer.status_code, 404)

    def test_leads_curators_and_risk_officers_are_employees_here(self) -> None:
        """P-PPL-27, P-PPL-28, P-PPL-29"""
        for person in (self.bayu, self.ratna, self.agung):
            with self.subTest(person.name):
                self.client.force_login(person)
                shown = self.client.get(self.sari.get_absolute_url())
                self.assertContains(shown, self.sari.job_title)
                self.assertNotContains(shown, self.sari.nip_grouped)
                self.assertEqual(self.client.get("/pegawai/impor/").status_code, 404)
                self.assertEqual(self.client.get("/pegawai/unduh.xlsx").status_code, 404)

    def test_an_auditor_reads_and_changes_nothing(self) -> None:
        """P-PPL-30"""
        self.client.force_login(self.tri)
        self.assertContains(self.client.get(self.sari.get_absolute_url()), self.sari.nip_grouped)
        self.assertEqual(self.client.get(f"/pegawai/{self.sari.pk}/data-pribadi/").status_code, 200)
        for address in (
            f"/pegawai/{self.sari.pk}/kepegawaian/",
            "/pegawai/impor/",
            "/peran/",
            "/peran/baru/",
            "/perangkat-daerah/dinkes/nama/",
        ):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)

    def test_the_export_holds_only_whom_the_officer_keeps_and_nothing_personal(self) -> None:
        """P-PPL-25"""
        self.client.force_login(self.joko)
        answer = self.client.get("/pegawai/unduh.xlsx")
        rows = cells(answer.content)
        self.assertEqual([row[1] for row in rows[1:]], ["Joko Susilo"])
        self.assertNotIn("NIK", rows[0])
        self.client.force_login(self.wulan)
        everyone = cells(self.client.get("/pegawai/unduh.xlsx").content)
        self.assertEqual(len(everyone) - 1, 9)


class EditPersonTests(CastTestCase):
    def test_another_agency_is_a_new_posting(self) -> None:
        changed = edit_person(
            self.sari, by=self.wulan, values={"agency": self.dishub}, reason="SK 12/2026"
        )
        again = edit_person(
            self.sari, by=self.wulan, values={"agency": self.dishub}, reason="SK 12/2026"
        )
        self.assertEqual((changed, again), (["agency"], []))
        now, then = Posting.objects.filter(person=self.sari)
        self.assertEqual((now.agency, then.agency), (self.dishub, self.dinkes))
        self.assertEqual(then.valid_to, today())

    def test_the_form_changes_the_grade_and_keeps_the_rest(self) -> None:
        self.client.force_login(self.wulan)
        address = f"/pegawai/{self.sari.pk}/kepegawaian/"
        form = self.client.get(address).context["form"]
        said = {name: form[name].value() or "" for name in form.fields}
        said |= {"grade": "III/c", "reason": "Kenaikan pangkat"}
        self.assertEqual(self.client.post(address, {**said, "grade": "X/z"}).status_code, 422)
        self.assertRedirects(self.client.post(address, said), self.sari.get_absolute_url())
        before = self.sari.job_title, self.sari.supervisor_id, self.sari.agency_id
        self.sari.refresh_from_db()
        self.assertEqual(self.sari.grade, "III/c")
        after = self.sari.job_title, self.sari.supervisor_id, self.sari.agency_id
        self.assertEqual(after, before)

    def test_a_level_of_the_same_day_is_replaced(self) -> None:
        for level in (2, 3, 3):
            assess_competency(
                self.sari, by=self.wulan, competency="integritas", level=level, assessed_on=today()
            )
        self.assertEqual(CompetencyLevel.objects.get().level, 3)
