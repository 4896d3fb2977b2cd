"""Who sees which request."""

from datetime import date

from sinau.kernel import clock
from sinau.people.models import Person
from sinau.personnel.actions import advise, decide
from sinau.personnel.tests.asking import LeaveTestCase, ask
from sinau.ui.testing import cells, queries_of


class SeeLeaveTests(LeaveTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.leave = ask(self.sari)
        self.url = f"/layanan/cuti/{self.leave.pk}/"

    def exported(self, person: Person) -> list[object]:
        content = self.as_(person).get("/layanan/meja/unduh/").content
        return [row[0] for row in cells(content)[1:]]

    def test_p_per_1_the_person_and_those_who_act_see_it(self) -> None:
        """P-PER-1"""
        for person in (self.sari, self.bayu, self.budi):
            with self.subTest(person.name):
                self.assertContains(self.as_(person).get(self.url), "Menghadiri acara keluarga")

    def test_p_per_2_officers_heads_and_auditors_see_those_of_their_agencies(self) -> None:
        """P-PER-2"""
        for person in (self.wulan, self.dewi, self.tri):
            with self.subTest(person.name):
                self.assertEqual(self.as_(person).get(self.url).status_code, 200)
                self.assertContains(self.as_(person).get("/layanan/meja/"), "CT-2026-0001")
                self.assertEqual(self.exported(person), ["CT-2026-0001"])

    def test_p_per_3_nobody_else_finds_it(self) -> None:
        """P-PER-3"""
        advise(self.leave, by=self.bayu, passes_on=True)
        decide(self.leave, by=self.budi, grants=True)
        own = ask(self.joko)
        for person in (self.joko, self.ratna):
            client = self.as_(person)
            with self.subTest(person.name):
                for url in (
                    self.url,
                    f"{self.url}surat/",
                    f"{self.url}terkirim/",
                    f"{self.url}pembatalan/",
                ):
                    self.assertEqual(client.get(url).status_code, 404, url)
                for url in ("pertimbangan/", "keputusan/", "penarikan/", "perbaikan/"):
                    self.assertEqual(client.post(f"{self.url}{url}").status_code, 404, url)
                self.assertNotContains(client.get("/layanan/meja/"), "CT-2026-0001")
                self.assertNotContains(client.get("/layanan/"), "CT-2026-0001")
                self.assertEqual(self.exported(person), [])
        self.assertContains(self.as_(self.joko).get("/layanan/"), own.number)

    def test_p_per_4_only_those_who_have_to_act_can(self) -> None:
        """P-PER-4"""
        for person, url in (
            (self.budi, "pertimbangan/"),
            (self.wulan, "keputusan/"),
            (self.bayu, "keputusan/"),
        ):
            with self.subTest(url=url, name=person.name):
                answer = self.as_(person).post(f"{self.url}{url}", {"verb": "grant"})
                self.assertEqual(answer.status_code, 409)
        self.leave.refresh_from_db()
        self.assertEqual(self.leave.state, "sent")

    def test_p_per_5_only_those_who_may_have_to_call_see_the_number(self) -> None:
        """P-PER-5"""
        for person in (self.sari, self.bayu, self.budi, self.wulan):
            with self.subTest(person.name):
                self.assertContains(self.as_(person).get(self.url), self.leave.phone)
        for person in (self.dewi, self.tri):
            with self.subTest(person.name):
                page = self.as_(person).get(self.url)
                self.assertContains(page, "Menghadiri acara keluarga")
                self.assertNotContains(page, self.leave.phone)

    def test_a_supervisor_finds_the_desk_also_when_nothing_waits(self) -> None:
        self.assertNotContains(self.as_(self.ratna).get("/layanan/"), "/layanan/meja/")
        advise(self.leave, by=self.bayu, passes_on=True)
        self.assertContains(self.as_(self.bayu).get("/layanan/"), "/layanan/meja/")

    def test_the_desk_shows_what_is_late(self) -> None:
        late, wulan = "/layanan/meja/?terlambat=1", self.as_(self.wulan)
        self.assertNotContains(wulan.get(late), "CT-2026-0001")
        with clock.freeze(date(2026, 11, 6)):
            self.assertContains(wulan.get("/layanan/meja/"), "1 permintaan melewati")
            self.assertContains(wulan.get(late), "CT-2026-0001")
            self.assertNotContains(self.as_(self.joko).get("/layanan/meja/"), "1 permintaan")

    def test_it_asks_the_database_as_often_for_many_as_for_few(self) -> None:
        wulan = self.as_(self.wulan)
        for url in ("/layanan/meja/", "/layanan/"):
            wulan.get(url)
            with self.subTest(url):
                few = queries_of(wulan, url)
                for day in range(16, 20):
                    if url == "/layanan/meja/":
                        ask(self.sari, start=date(2026, 11, day), end=date(2026, 11, day))
                    else:
                        ask(self.wulan, start=date(2026, 11, day), end=date(2026, 11, day))
                self.assertEqual(queries_of(wulan, url), few)
