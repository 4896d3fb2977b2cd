"""Belonging to a community, leading it, and opening one."""

from datetime import date

from sinau.communities.actions import open_agency_communities
from sinau.communities.models import Community, Lead, Member
from sinau.communities.testing import CommunitiesTestCase
from sinau.journal.models import Entry
from sinau.people.models import Agency


class BelongTests(CommunitiesTestCase):
    def test_one_joins_and_leaves_once(self) -> None:
        self.client.force_login(self.joko)
        for _twice in range(2):
            self.client.post(f"/komunitas/{self.city.pk}/keanggotaan/")
        self.city.refresh_from_db()
        self.assertEqual(self.city.members_count, 2)
        self.assertContains(self.client.get("/komunitas/?lihat=saya"), self.city.name)
        for _twice in range(2):
            self.client.post(f"/komunitas/{self.city.pk}/keanggotaan/selesai/")
        self.city.refresh_from_db()
        self.assertEqual(self.city.members_count, 1)
        self.assertEqual(Member.objects.filter(person=self.joko).count(), 1)
        self.assertNotContains(self.client.get("/komunitas/?lihat=saya"), self.city.name)

    def test_p_com_7_outsiders_and_readers_do_not_join(self) -> None:
        """P-COM-7"""
        for person in (self.joko, self.tri, self.ratna):
            self.client.force_login(person)
            answer = self.client.post(f"/komunitas/{self.home.pk}/keanggotaan/")
            self.assertEqual(answer.status_code, 404)
        self.assertFalse(Member.objects.filter(person=self.joko).exists())

    def test_a_subject_community_is_opened_and_led_by_who_opens_it(self) -> None:
        self.client.force_login(self.bayu)
        words = {
            "name": "Antrean Puskesmas",
            "purpose": "Memperpendek antrean.",
            "agency": self.dinkes.pk,
            "audience": "agency",
        }
        self.client.post("/komunitas/baru/", words)
        community = Community.objects.get(name="Antrean Puskesmas")
        self.assertTrue(community.is_led_by(self.bayu))
        self.assertContains(self.client.post("/komunitas/baru/", words), "Sudah ada komunitas")

    def test_p_com_8_one_opens_and_settles_only_where_one_has_a_say(self) -> None:
        """P-COM-8"""
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get("/komunitas/baru/").status_code, 404)
        self.client.force_login(self.joko)
        words = {"name": "X", "purpose": "Y", "agency": self.dinkes.pk, "audience": "agency"}
        self.client.post("/komunitas/baru/", words)
        self.assertFalse(Community.objects.filter(name="X").exists())
        for person in (self.sari, self.joko, self.tri, self.wulan):
            self.client.force_login(person)
            address = f"/komunitas/{self.home.pk}/pengaturan/"
            self.assertEqual(self.client.get(address).status_code, 404)
            self.assertEqual(
                self.client.post(f"/komunitas/{self.home.pk}/pemandu/", {}).status_code, 404
            )

    def test_a_lead_is_appointed_by_number_and_released(self) -> None:
        self.client.force_login(self.bayu)
        address = f"/komunitas/{self.home.pk}/pemandu/"
        self.assertContains(self.client.post(address, {"nip": "1" * 18}), "Tidak ada pegawai aktif")
        self.client.post(address, {"nip": self.sari.nip_grouped})
        self.assertTrue(self.home.is_led_by(self.sari))
        self.client.post(f"{address}{self.sari.pk}/selesai/")
        self.assertFalse(self.home.is_led_by(self.sari))
        self.assertEqual(Lead.objects.get(person=self.sari).released_by, self.bayu)

    def test_p_com_9_the_desk_of_leads_shows_only_what_one_leads(self) -> None:
        """P-COM-9"""
        self.client.force_login(self.bayu)
        desk = self.client.get("/komunitas/pemandu/")
        self.assertContains(desk, self.question.title)
        self.client.force_login(self.agung)
        self.assertNotContains(self.client.get("/komunitas/pemandu/"), self.question.title)
        for person in (self.sari, self.joko, self.tri):
            self.client.force_login(person)
            self.assertEqual(self.client.get("/komunitas/pemandu/").status_code, 404)

    def test_the_figures_of_the_desk_open_to_their_rows(self) -> None:
        self.client.force_login(self.bayu)
        for choice in ("belum", "sepi", "layak", "baru"):
            with self.subTest(choice):
                page = self.client.get(f"/komunitas/pemandu/?lihat={choice}")
                figure = next(f for f in page.context["figures"] if f["key"] == choice)
                self.assertEqual(figure["value"], page.context["page"].paginator.count)


class OpenAgencyCommunitiesTests(CommunitiesTestCase):
    def test_it_opens_one_for_each_agency_once(self) -> None:
        self.assertTrue(Community.objects.filter(home_of=self.dishub).exists())
        self.assertFalse(Community.objects.filter(home_of=self.agencies["kota"]).exists())
        self.assertEqual(open_agency_communities(), 0)

    def test_it_follows_a_new_name_and_a_merger(self) -> None:
        Agency.objects.filter(pk=self.dishub.pk).update(short_name="Dishubtrans")
        Agency.objects.filter(pk=self.dinkes.pk).update(
            closed_on=date(2026, 1, 1), merged_into=self.dishub
        )
        open_agency_communities()
        open_agency_communities()
        names = Community.objects.filter(agency=self.dishub).values_list("name", flat=True)
        self.assertEqual(set(names), {"Komunitas Dishubtrans", "Komunitas Dinkes"})
        edited = Entry.objects.of_kinds("communities.community.edited")
        self.assertEqual(edited.count(), 2)

    def test_a_closed_agency_gets_none_and_adds_nothing_to_its_own(self) -> None:
        Agency.objects.filter(pk=self.dinkes.pk).update(closed_on=date(2026, 1, 1))
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get(self.question.get_absolute_url()).status_code, 200)
        answer = self.client.post(
            f"/komunitas/percakapan/{self.question.pk}/balasan/", {"body": "Halo"}
        )
        self.assertContains(answer, "sudah berakhir", status_code=409)
