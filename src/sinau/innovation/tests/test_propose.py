"""Write an idea down, see what resembles it, put it before the city, support it."""

from __future__ import annotations

from django.urls import reverse

from sinau.innovation.actions import draft_idea
from sinau.innovation.finding import similar_to
from sinau.innovation.models import Idea, Stage, Support
from sinau.innovation.tests.stage import SKETCH, IdeaTestCase
from sinau.journal.models import Entry
from sinau.people.models import Person
from sinau.ui.testing import queries_of

FORM = {
    "title": "Usulan klasifikasi arsip",
    "problem": "Ribuan berkas lama belum berkode dan sulit dicari",
    "beneficiaries": "Arsiparis",
    "summary": "Alat mengusulkan kode, arsiparis memutuskan",
    "sectors": "Kearsipan, kominfo, kearsipan",
}


class DraftIdeaTests(IdeaTestCase):
    def draft(self) -> Idea:
        self.client.force_login(self.sari)
        said = {**FORM, "agency": self.dinkes.pk, "partners": [self.bkpsdm.pk]}
        answer = self.client.post(reverse("innovation:new"), said)
        idea = Idea.objects.get(title=FORM["title"])
        self.assertRedirects(answer, reverse("innovation:propose", args=[idea.pk]))
        return idea

    def test_a_draft_is_only_for_those_inside_p_ino_1(self) -> None:
        """P-INO-1: owner, agencies involved, and who watches over them; others find nothing."""
        idea = self.draft()
        self.assertEqual(idea.sectors, ["kearsipan", "kominfo"])
        for person in (
            self.sari,
            self.bayu,
            self.wulan,
            self.budi,
            self.agung,
            self.tri,
            self.dewi,
        ):
            self.assertTrue(self.found(person, idea), person.name)
        for person in (self.joko, self.ratna):
            self.assertFalse(self.found(person, idea), person.name)
            self.client.force_login(person)
            self.assertEqual(self.client.get(idea.get_absolute_url()).status_code, 404)

    def found(self, person: Person, idea: Idea) -> bool:
        self.client.force_login(person)
        answer = self.client.get(reverse("innovation:index"), {"q": "klasifikasi arsip"})
        return idea.title in answer.content.decode()

    def test_one_leads_only_an_agency_of_ones_own(self) -> None:
        self.client.force_login(self.sari)
        self.client.post(reverse("innovation:new"), {**FORM, "agency": self.dishub.pk})
        self.assertFalse(Idea.objects.filter(title=FORM["title"]).exists())

    def test_the_second_of_a_title_has_an_address_of_its_own(self) -> None:
        twin = draft_idea(SKETCH, owner=self.sari, agency=self.dinkes, by=self.sari)
        self.assertNotEqual(twin.slug, self.idea.slug)


class ProposeIdeaTests(IdeaTestCase):
    def test_what_resembles_it_is_shown_first(self) -> None:
        twin = draft_idea(SKETCH, owner=self.joko, agency=self.dishub, by=self.joko)
        self.client.force_login(self.joko)
        url = reverse("innovation:propose", args=[twin.pk])
        self.assertContains(self.client.get(url), "Ada gagasan yang mirip")
        self.client.post(url)
        self.client.post(url)
        twin.refresh_from_db()
        self.assertEqual(twin.stage, Stage.PROPOSED)
        told = Entry.objects.filter(kind="innovation.idea.proposed", data__idea_id=twin.pk)
        self.assertEqual(told.count(), 1)

    def test_drafts_of_others_are_never_hinted_at(self) -> None:
        draft_idea(SKETCH, owner=self.sari, agency=self.dinkes, by=self.sari)
        twin = draft_idea(SKETCH, owner=self.joko, agency=self.dishub, by=self.joko)
        self.assertEqual(similar_to(twin, self.joko), [self.idea])

    def test_after_that_the_whole_city_reads_it(self) -> None:
        self.client.force_login(self.joko)
        self.assertContains(self.client.get(self.idea.get_absolute_url()), SKETCH.problem)

    def test_only_those_inside_change_it_p_ino_2(self) -> None:
        """P-INO-2: the owner and people of the agencies involved write; Joko finds no such page."""
        for name in ("edit", "partners", "propose", "plan_begin"):
            url = reverse(f"innovation:{name}", args=[self.idea.pk])
            for person in (self.joko, self.tri):
                with self.subTest(name=name, person=person.name):
                    self.client.force_login(person)
                    self.assertEqual(self.client.post(url).status_code, 404)
        self.client.force_login(self.sari)
        url = reverse("innovation:edit", args=[self.idea.pk])
        self.client.post(url, {**FORM, "owner": self.sari.nip})
        self.idea.refresh_from_db()
        self.assertEqual((self.idea.title, self.idea.owner), (FORM["title"], self.sari))

    def test_an_owner_who_does_not_exist_is_named(self) -> None:
        self.client.force_login(self.bayu)
        url = reverse("innovation:edit", args=[self.idea.pk])
        answer = self.client.post(url, {**FORM, "owner": "199001012020011001"})
        self.assertContains(answer, "Tidak ada pegawai dengan NIP ini")


class SupportIdeaTests(IdeaTestCase):
    def setUp(self) -> None:
        self.url = reverse("innovation:support", args=[self.idea.pk])

    def test_anybody_in_the_city_supports_once_and_withdraws_p_ino_3(self) -> None:
        """P-INO-3: everybody who can read a proposed idea supports it, once."""
        self.client.force_login(self.joko)
        self.client.post(self.url, {"reason": "Terminal juga perlu"})
        self.client.post(self.url, {"reason": "Lagi"})
        self.idea.refresh_from_db()
        self.assertEqual((self.idea.support_count, Support.objects.count()), (1, 1))
        self.assertContains(self.client.get(self.idea.get_absolute_url()), "Terminal juga perlu")
        self.client.post(self.url, {"dukung": "tidak"})
        self.client.post(self.url, {"dukung": "tidak"})
        self.idea.refresh_from_db()
        self.assertEqual(self.idea.support_count, 0)

    def test_a_draft_of_others_cannot_be_supported(self) -> None:
        draft = draft_idea(SKETCH, owner=self.sari, agency=self.dinkes, by=self.sari)
        self.client.force_login(self.joko)
        url = reverse("innovation:support", args=[draft.pk])
        self.assertEqual(self.client.post(url).status_code, 404)


class ListIdeasTests(IdeaTestCase):
    def test_filters_live_in_the_address(self) -> None:
        self.client.force_login(self.bayu)
        index = reverse("innovation:index")
        for query in ("?tahap=proposed", "?milik=saya", "?milik=kantor", "?q=kontrol"):
            self.assertContains(self.client.get(index + query), self.idea.title)
        for query in ("?tahap=live", "?q=parkir"):
            self.assertNotContains(self.client.get(index + query), self.idea.title)
        self.assertEqual(self.client.get(index + "?q=%00&halaman=x&tahap=y").status_code, 200)

    def test_the_number_of_queries_does_not_grow(self) -> None:
        self.client.force_login(self.sari)
        few = queries_of(self.client, reverse("innovation:index"))
        for _n in range(8):
            draft_idea(
                SKETCH, owner=self.sari, agency=self.dinkes, partners=[self.bkpsdm], by=self.sari
            )
        self.assertEqual(queries_of(self.client, reverse("innovation:index")), few)
