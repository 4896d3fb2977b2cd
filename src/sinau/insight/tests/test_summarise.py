"""Four numbers that equal their rows, for those who answer for the agency."""

from datetime import date

from django.db import transaction

from sinau.communities.actions import start_conversation
from sinau.communities.models import Community
from sinau.credit.tests.learning import learn
from sinau.insight.figures import FIGURES
from sinau.insight.scopes import Scope, agencies_of, scope_of
from sinau.kernel import clock
from sinau.people.models import Audience, Person
from sinau.personnel.actions import advise, decide
from sinau.personnel.tests.asking import LeaveTestCase, ask
from sinau.ui.testing import cells, queries_of


class SummariseTests(LeaveTestCase):
    def setUp(self) -> None:
        super().setUp()
        learn(self.sari, jp="20", day=date(2026, 10, 1))
        learn(self.joko, jp="2", evidence="joko", day=date(2026, 10, 1))
        community = Community.objects.create(
            slug="dinkes", name="Komunitas Dinkes", agency=self.dinkes, audience=Audience.AGENCY
        )
        with transaction.atomic():
            start_conversation(
                community=community,
                by=self.sari,
                title="Berapa lama arsip disimpan?",
                body="Ada yang tahu?",
                is_question=True,
            )
        self.leave = ask(self.sari)

    def scope(self, person: Person) -> Scope:
        scope = scope_of(person, agencies_of(person), code="", year=2026)
        assert scope is not None
        return scope

    def shown(self, person: Person, slug: str) -> tuple[int, int]:
        shown = FIGURES[slug].count(self.scope(person))
        return shown.value, shown.of

    def test_it_counts_who_has_enough_jp(self) -> None:
        self.assertEqual(self.shown(self.budi, "belajar"), (1, 3))
        self.assertEqual(self.shown(self.dewi, "belajar"), (1, 9))
        self.assertEqual(self.shown(self.joko, "belajar"), (0, 1))

    def test_it_counts_answered_questions(self) -> None:
        self.assertEqual(self.shown(self.budi, "pertanyaan"), (0, 1))

    def test_it_counts_what_was_decided_in_time_and_what_is_late(self) -> None:
        self.assertEqual(self.shown(self.budi, "layanan"), (0, 0))
        with clock.freeze(date(2026, 11, 20)):
            self.assertEqual(self.shown(self.budi, "layanan"), (0, 1))

    def test_it_counts_a_decision_in_its_time(self) -> None:
        advise(self.leave, by=self.bayu, passes_on=True)
        decide(self.leave, by=self.budi, grants=True)
        self.assertEqual(self.shown(self.budi, "layanan"), (1, 1))
        self.assertEqual(len(FIGURES["layanan"].rows(self.scope(self.budi))), 1)

    def test_a_number_and_its_rows_agree(self) -> None:
        for person in (self.budi, self.dewi):
            for slug in ("belajar", "pertanyaan", "risiko"):
                with self.subTest(slug=slug, name=person.name):
                    value, of = self.shown(person, slug)
                    self.assertEqual(len(FIGURES[slug].rows(self.scope(person))), of - value)

    def test_p_ins_1_the_head_sees_the_page_and_opens_each_number(self) -> None:
        """P-INS-1"""
        budi = self.as_(self.budi)
        page = budi.get("/ringkasan/")
        self.assertContains(page, "Dinas Kesehatan")
        self.assertContains(page, "2 pegawai belum mencapai JP tahun 2026.")
        self.assertContains(budi.get("/ringkasan/belajar/?unit=dinkes"), "Bayu Nugroho")
        self.assertContains(budi.get("/ringkasan/pertanyaan/"), "Berapa lama arsip disimpan?")
        for slug in FIGURES:
            self.assertEqual(budi.get(f"/ringkasan/{slug}/").status_code, 200)

    def test_p_ins_2_an_agency_of_others_is_not_found(self) -> None:
        """P-INS-2"""
        self.assertEqual(self.as_(self.budi).get("/ringkasan/?unit=dinkes").status_code, 200)
        joko = self.as_(self.joko)
        for url in ("", "belajar/", "pertanyaan/", "layanan/", "risiko/", "belajar/unduh/"):
            self.assertEqual(joko.get(f"/ringkasan/{url}?unit=dinkes").status_code, 404, url)
        page = joko.get("/ringkasan/belajar/")
        self.assertContains(page, "Joko Susilo")
        self.assertNotContains(page, "Bayu Nugroho")
        self.assertNotContains(joko.get("/ringkasan/pertanyaan/"), "Berapa lama arsip")

    def test_p_ins_3_an_employee_without_role_finds_no_summary(self) -> None:
        """P-INS-3"""
        for url in ("/ringkasan/", "/ringkasan/belajar/", "/ringkasan/belajar/unduh/"):
            self.assertEqual(self.as_(self.sari).get(url).status_code, 404)

    def test_it_gives_the_rows_as_a_workbook(self) -> None:
        content = self.as_(self.budi).get("/ringkasan/belajar/unduh/").content
        names = [row[0] for row in cells(content)[1:]]
        self.assertEqual(len(names), 2)

    def test_it_asks_the_database_as_often_for_many_as_for_few(self) -> None:
        dewi = self.as_(self.dewi)
        dewi.get("/ringkasan/")
        few = queries_of(dewi, "/ringkasan/")
        for number in range(20):
            Person.objects.create(
                nip=f"199001012015011{number:03d}", name=f"Pegawai {number}", agency=self.dinkes
            )
        with self.assertNumQueries(few):
            dewi.get("/ringkasan/")
