"""Every page of the communities: it opens for its people, costs the same, and hides from others."""

from sinau.communities.actions import accept_answer, edit_reply, join, reply_to
from sinau.communities.testing import CommunitiesTestCase
from sinau.ui.testing import queries_of


class PagesTests(CommunitiesTestCase):
    def addresses(self) -> list[str]:
        home, question = self.home.pk, self.question.pk
        return [
            f"/komunitas/{home}/",
            f"/komunitas/{home}/?lihat=belum",
            f"/komunitas/{home}/anggota/",
            f"/komunitas/{home}/percakapan/baru/",
            f"/komunitas/percakapan/{question}/",
            f"/komunitas/percakapan/{question}/naskah/",
        ]

    def test_they_open_for_the_people_of_the_agency(self) -> None:
        reply = reply_to(self.question, body="Panggil menurut jam.", by=self.bayu)
        edit_reply(reply, body="Panggil **tepat** menurut jam.", by=self.bayu)
        accept_answer(reply, by=self.sari)
        self.client.force_login(self.sari)
        for address in [*self.addresses(), "/komunitas/"]:
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 200)
        page = self.client.get(self.question.get_absolute_url())
        self.assertContains(page, "Jawaban diterima")
        self.assertContains(page, "disunting")

    def test_the_lead_has_more_pages(self) -> None:
        self.client.force_login(self.bayu)
        reply = reply_to(self.question, body="Panggil menurut jam.", by=self.sari)
        for address in (
            "/komunitas/pemandu/",
            "/komunitas/baru/",
            f"/komunitas/{self.home.pk}/pengaturan/",
            f"/komunitas/percakapan/{self.question.pk}/penyembunyian/",
            f"/komunitas/balasan/{reply.pk}/penyembunyian/",
        ):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 200)

    def test_p_com_1_another_agency_finds_no_page_of_it(self) -> None:
        """P-COM-1"""
        self.client.force_login(self.joko)
        for address in self.addresses():
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)
        index = self.client.get("/komunitas/")
        self.assertContains(index, self.city.name)
        self.assertNotContains(index, self.home.name)
        self.assertNotContains(index, self.question.title)

    def test_a_stranger_is_asked_to_sign_in(self) -> None:
        answer = self.client.get(self.question.get_absolute_url())
        self.assertRedirects(
            answer,
            f"/masuk/?next={self.question.get_absolute_url()}",
            fetch_redirect_response=False,
        )

    def test_the_number_of_queries_does_not_grow(self) -> None:
        self.client.force_login(self.sari)
        join(self.home, by=self.sari)
        for person in (self.bayu, self.budi):
            self.ask(self.home, person, f"Pertanyaan pertama {person.name}")
            reply_to(self.question, body=f"Jawaban {person.name}", by=person)
        paths = ["/komunitas/", *self.addresses()]
        few = {}
        for path in paths:
            self.client.get(path)
            few[path] = queries_of(self.client, path)
        for number in range(8):
            self.ask(self.home, self.bayu, f"Pertanyaan {number}")
            self.ask(self.city, self.joko, f"Pertanyaan kota {number}")
            reply_to(self.question, body=f"Balasan {number}", by=self.budi)
        for path in paths:
            with self.subTest(path):
                self.client.get(path)
                self.assertEqual(queries_of(self.client, path), few[path])
                self.assertLessEqual(few[path], 20)
