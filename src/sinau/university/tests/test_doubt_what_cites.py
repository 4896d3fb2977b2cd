"""A regulation changes: lessons and questions that cite it wait on the desk of those who keep them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.test import SimpleTestCase

from sinau.journal.announcing import announce
from sinau.journal.testing import tell_everyone
from sinau.knowledge.events import RegulationAffected
from sinau.people.testing import CastTestCase
from sinau.ui.testing import queries_of
from sinau.university.actions import keep_category, settle_doubt, write_to_bank
from sinau.university.doubting import cites
from sinau.university.models import BankQuestion, Doubt
from sinau.university.testing import five_questions, open_a_course


class CitesTests(SimpleTestCase):
    def test_short_and_long_names_are_one(self) -> None:
        for text in (
            "Pasal 5 ayat (2) UU 27/2022",
            "Menurut Undang-Undang Nomor 27 Tahun 2022, data",
            "UU No. 27 Tahun 2022",
            "Undang-Undang Republik Indonesia Nomor 27 Tahun 2022",
        ):
            self.assertTrue(cites(text, "UU 27/2022"), text)

    def test_others_are_not_meant(self) -> None:
        for text in ("UU 27/20221", "UU 127/2022", "PP Nomor 27 Tahun 2022", "UU 27/2023"):
            self.assertFalse(cites(text, "UU 27/2022"), text)

    def test_a_citation_of_another_pasal_is_not_touched(self) -> None:
        self.assertTrue(cites("Pasal 5 UU 27/2022", "UU 27/2022", ["5"]))
        self.assertFalse(cites("Pasal 15 UU 27/2022", "UU 27/2022", ["5"]))
        self.assertTrue(cites("menurut UU 27/2022", "UU 27/2022", ["5"]))


class DoubtTests(CastTestCase):
    def setUp(self) -> None:
        category = keep_category(self.bkpsdm, "Data pribadi")
        asked = five_questions()[0]
        by = self.wulan
        self.cited = write_to_bank(
            category, replace(asked, source="Pasal 5 ayat (2) UU 27/2022"), by=by
        )
        self.shown = write_to_bank(
            category, replace(asked, source="", passage="knowledge.unit:81"), by=by
        )
        self.other = write_to_bank(category, replace(asked, source="Pasal 9 UU 27/2022"), by=by)

    def change(self, **more: Any) -> None:
        given: dict[str, Any] = {
            "regulation_id": 7,
            "short_title": "UU 27/2022",
            "slug": "uu-27-2022",
            "effect": "amended",
            "effect_label": "berlaku, telah diubah",
            "pasal": ("5",),
            "units": (81,),
            "because": "UU 1/2026",
            **more,
        }
        announce(RegulationAffected(**given), by=self.ratna)
        tell_everyone()

    def doubted(self) -> set[BankQuestion]:
        return {doubt.question for doubt in Doubt.objects.open() if doubt.question}

    def test_questions_that_cite_the_pasal_are_marked(self) -> None:
        self.change()
        self.assertEqual(self.doubted(), {self.cited, self.shown})
        reason = Doubt.objects.filter(question=self.cited).get().reason
        self.assertEqual(reason, "Pasal 5 UU 27/2022 telah diubah dengan UU 1/2026")

    def test_a_repeal_marks_all(self) -> None:
        self.change(pasal=(), effect="repealed")
        self.assertEqual(self.doubted(), {self.cited, self.shown, self.other})

    def test_told_twice_it_is_marked_once(self) -> None:
        self.change()
        self.change()
        self.assertEqual(Doubt.objects.count(), 2)

    def test_lessons_that_cite_it_are_marked(self) -> None:
        course = open_a_course(self.bkpsdm, self.wulan)
        lesson = course.lessons.first()
        assert lesson is not None and lesson.current is not None
        block = lesson.current.blocks.first()
        assert block is not None
        block.data = {**block.data, "markdown": "Menurut Pasal 5 UU 27/2022 data dilindungi."}
        block.save()
        self.change()
        self.assertEqual([d.lesson for d in Doubt.objects.open() if d.lesson], [lesson])
        self.client.force_login(self.wulan)
        page = self.client.get(f"/belajar/kelola/kursus/{course.slug}/pelajaran/{lesson.pk}/")
        self.assertContains(page, "Perlu diperiksa")

    def test_the_desk_lists_them_and_whoever_looked_says_so(self) -> None:
        self.change()
        self.client.force_login(self.wulan)
        page = self.client.get("/belajar/kelola/perlu-diperiksa/")
        self.assertContains(page, "Pasal 5 UU 27/2022 telah diubah dengan UU 1/2026")
        doubt = Doubt.objects.filter(question=self.cited).get()
        self.assertContains(self.client.get(self.cited.get_absolute_url()), "Perlu diperiksa")
        self.client.post(f"/belajar/kelola/perlu-diperiksa/{doubt.pk}/", {"note": "Tetap benar."})
        self.assertEqual(self.doubted(), {self.shown})
        done = self.client.get("/belajar/kelola/perlu-diperiksa/?keadaan=selesai")
        self.assertContains(done, "Tetap benar.")
        doubt.refresh_from_db()
        settle_doubt(doubt, note="lain", by=self.wulan)
        doubt.refresh_from_db()
        self.assertEqual((doubt.note, doubt.settled_by), ("Tetap benar.", self.wulan))

    def test_an_officer_of_another_agency_sees_none(self) -> None:
        """P-UNI-90"""
        self.change()
        self.assertTrue(Doubt.objects.visible_to(self.wulan).exists())
        self.assertFalse(Doubt.objects.visible_to(self.joko).exists())
        self.client.force_login(self.joko)
        page = self.client.get("/belajar/kelola/perlu-diperiksa/")
        self.assertNotContains(page, "UU 27/2022", status_code=page.status_code)
        doubt = Doubt.objects.open()[0]
        answer = self.client.post(f"/belajar/kelola/perlu-diperiksa/{doubt.pk}/", {"note": "x"})
        self.assertEqual(answer.status_code, 404)

    def test_the_list_costs_the_same_with_many(self) -> None:
        self.change()
        self.client.force_login(self.wulan)
        path = "/belajar/kelola/perlu-diperiksa/"
        self.client.get(path)
        few = queries_of(self.client, path)
        self.change(regulation_id=8, pasal=())
        self.assertGreater(Doubt.objects.count(), 2)
        self.assertEqual(queries_of(self.client, path), few)
