"""The front page says what waits for each kind of person, and nothing of anybody else."""

from datetime import date, datetime

from sinau.communities.actions import start_conversation
from sinau.communities.models import Community
from sinau.credit.tests.learning import learn
from sinau.home.views.front import greeting
from sinau.kernel.clock import WIB
from sinau.people.models import Audience
from sinau.personnel.tests.asking import LeaveTestCase, ask
from sinau.ui.testing import queries_of


class FrontTests(LeaveTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.community = Community.objects.create(
            slug="dinkes", name="Komunitas Dinkes", agency=self.dinkes, audience=Audience.AGENCY
        )

    def test_it_greets_by_the_hour(self) -> None:
        for hour, words in ((3, "malam"), (8, "pagi"), (12, "siang"), (16, "sore"), (20, "malam")):
            said = greeting(datetime(2026, 11, 2, hour, tzinfo=WIB), self.sari)
            self.assertEqual(said, f"Selamat {words}, Sari")

    def test_it_shows_the_ring_of_the_year(self) -> None:
        learn(self.sari, jp="12.5")
        page = self.as_(self.sari).get("/")
        self.assertContains(page, "12,5")
        self.assertContains(page, "Kurang 7,5 JP")

    def test_it_says_what_waits_for_whom(self) -> None:
        ask(self.sari)
        self.assertContains(self.as_(self.bayu).get("/"), "Permintaan cuti Sari Lestari")
        for other in (self.sari, self.joko, self.budi):
            self.assertNotContains(self.as_(other).get("/"), "Permintaan cuti Sari Lestari")

    def test_it_shows_the_talk_of_ones_communities_and_no_other(self) -> None:
        start_conversation(
            community=self.community,
            by=self.sari,
            title="Berapa lama arsip disimpan?",
            body="Ada yang tahu?",
            is_question=True,
        )
        self.assertContains(self.as_(self.sari).get("/"), "Berapa lama arsip disimpan?")
        self.assertNotContains(self.as_(self.joko).get("/"), "Berapa lama arsip disimpan?")

    def test_it_asks_strangers_to_sign_in(self) -> None:
        self.assertRedirects(self.client.get("/"), "/masuk/?next=/", fetch_redirect_response=False)

    def test_everybody_may_read_what_is_kept(self) -> None:
        for url in ("/privasi/", "/tentang/"):
            self.assertEqual(self.client.get(url).status_code, 200)

    def test_it_asks_the_database_as_often_for_much_as_for_little(self) -> None:
        bayu = self.as_(self.bayu)
        ask(self.sari)
        start_conversation(
            community=self.community, by=self.bayu, title="Satu", body="Isi", is_question=False
        )
        bayu.get("/")
        few = queries_of(bayu, "/")
        for day in (16, 17, 18):
            ask(self.sari, start=date(2026, 11, day), end=date(2026, 11, day))
            start_conversation(
                community=self.community,
                by=self.sari,
                title=f"Hari {day}",
                body="Isi",
                is_question=True,
            )
        with self.assertNumQueries(few):
            bayu.get("/")
        self.assertLessEqual(few, 30)
