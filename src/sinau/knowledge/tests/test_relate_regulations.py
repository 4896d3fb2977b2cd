"""Regulations amend and repeal each other, and what rests on them must be looked at."""

from __future__ import annotations

from sinau.journal.models import Entry
from sinau.knowledge import actions
from sinau.knowledge.actions.checks import rests_on
from sinau.knowledge.models import Check, Regulation, RegulationStatus, Relation, RelationKind
from sinau.knowledge.tests.stage import KnowledgeTestCase


class RelateTests(KnowledgeTestCase):
    def amend(self, old: Regulation, new: Regulation | None) -> Relation:
        return actions.relate(
            old,
            RelationKind.AMENDED_BY,
            other=new,
            other_name="" if new else "PP 17/2020",
            by=self.ratna,
        )

    def test_both_sides_know_and_the_status_follows(self) -> None:
        old = self.regulation()
        new = self.regulation(short_title="PP 17/2020")
        self.amend(old, new)
        old.refresh_from_db()
        self.assertEqual(old.status, RegulationStatus.AMENDED)
        back = Relation.objects.get(regulation=new)
        self.assertEqual((back.kind, back.other), (RelationKind.AMENDS, old))
        change = old.changes.first()
        assert change is not None
        self.assertEqual((change.status, change.because), ("amended", "PP 17/2020"))

    def test_a_regulation_that_is_not_here_is_named(self) -> None:
        old = self.regulation()
        self.amend(old, None)
        self.client.force_login(self.sari)
        page = self.client.get(old.get_absolute_url())
        self.assertContains(page, "Diubah dengan")
        self.assertContains(page, "PP 17/2020")

    def test_a_second_time_changes_nothing(self) -> None:
        old = self.regulation()
        self.amend(old, None)
        before = Entry.objects.count()
        self.amend(old, None)
        self.assertEqual((Relation.objects.count(), Entry.objects.count()), (1, before))

    def test_taking_it_back_brings_the_status_back_on_both_sides(self) -> None:
        old = self.regulation()
        new = self.regulation(short_title="PP 17/2020")
        relation = self.amend(old, new)
        self.client.force_login(self.ratna)
        self.client.post(f"{old.get_absolute_url()}hubungan/{relation.pk}/hapus/")
        old.refresh_from_db()
        self.assertEqual(old.status, RegulationStatus.IN_FORCE)
        self.assertFalse(Relation.objects.standing().exists())

    def test_the_forms_keep_status_and_relations(self) -> None:
        old = self.regulation()
        url = f"{old.get_absolute_url()}hubungan/"
        self.client.force_login(self.ratna)
        answer = self.client.post(url, {"relation": "implements", "other": "", "other_name": ""})
        self.assertEqual(answer.status_code, 422)
        self.client.post(url, {"relation": "implements", "other_name": "UU 5/2014"})
        self.client.post(url, {"status": "repealed", "because": "UU 20/2023"})
        old.refresh_from_db()
        self.assertEqual(old.status, "repealed")
        self.assertContains(self.client.get(url), "UU 20/2023")

    def test_only_curators_and_officers_of_the_agency_keep_them(self) -> None:
        """P-KNO-11"""
        old = self.regulation()
        relation = self.amend(old, None)
        for person in (self.sari, self.joko, self.tri):
            self.client.force_login(person)
            for path in ("hubungan/", "sunting/", f"hubungan/{relation.pk}/hapus/"):
                answer = self.client.post(f"{old.get_absolute_url()}{path}", {"status": "repealed"})
                self.assertEqual(answer.status_code, 404, (person, path))
        self.assertTrue(Relation.objects.standing().exists())

    def test_an_other_end_one_may_not_see_is_not_named(self) -> None:
        """P-KNO-10"""
        old = self.regulation()
        secret = self.regulation(
            short_title="SE Dinkes 9/2026", agency=self.dinkes, audience="agency"
        )
        self.amend(old, secret)
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(old.get_absolute_url()), "SE Dinkes 9/2026")
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get(old.get_absolute_url()), "SE Dinkes 9/2026")

    def test_correcting_the_details_moves_the_passages_along(self) -> None:
        old = self.regulation()
        actions.correct_regulation(
            old, self.details(agency=self.dinkes, audience="agency"), by=self.ratna
        )
        self.assertEqual(set(old.passages.values_list("agency", flat=True)), {self.dinkes.pk})
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(old.get_absolute_url()).status_code, 404)


class DoubtTests(KnowledgeTestCase):
    def test_an_article_resting_on_a_changed_regulation_is_marked_until_somebody_looked(
        self,
    ) -> None:
        article = self.verified()
        regulation = self.regulation()
        actions.change_status(regulation, "repealed", because="UU 20/2023", by=self.ratna)
        article.refresh_from_db()
        check = Check.objects.get()
        self.assertEqual(article.open_checks, 1)
        self.assertIn("PP 11/2017 telah dicabut dengan UU 20/2023", check.reason)
        self.assertTrue(Entry.objects.filter(kind="knowledge.article.doubted").exists())
        self.client.force_login(self.ratna)
        self.assertContains(self.client.get("/pengetahuan/kurasi/"), "Perlu diperiksa")
        self.client.force_login(self.bayu)
        self.client.post(f"/pengetahuan/{article.slug}/pemeriksaan/{check.pk}/")
        article.refresh_from_db()
        self.assertEqual(article.open_checks, 0)

    def test_others_are_left_alone(self) -> None:
        self.verified()
        regulation = self.regulation(short_title="PP 1/2017")
        actions.change_status(regulation, "repealed", because="", by=self.ratna)
        self.assertFalse(Check.objects.exists())

    def test_a_name_is_matched_whole(self) -> None:
        self.assertTrue(rests_on("PP 11/2017 Pasal 203 ayat (4)", "PP 11/2017"))
        self.assertFalse(rests_on("PP 11/2017", "PP 1/2017"))
        self.assertFalse(rests_on("PP 11/20171", "PP 11/2017"))

    def test_another_agency_cannot_settle_it(self) -> None:
        """P-KNO-4"""
        article = self.verified()
        actions.change_status(self.regulation(), "repealed", because="", by=self.ratna)
        check = Check.objects.get()
        self.client.force_login(self.joko)
        answer = self.client.post(f"/pengetahuan/{article.slug}/pemeriksaan/{check.pk}/")
        self.assertEqual(answer.status_code, 404)
        check.refresh_from_db()
        self.assertIsNone(check.settled_at)
