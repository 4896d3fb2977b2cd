"""Look through what there is to learn: one list of courses, classes and paths."""

from __future__ import annotations

from django.core.cache import cache
from django.urls import reverse

from sinau.people.models import Audience
from sinau.ui.testing import queries_of
from sinau.university.actions import enrol
from sinau.university.actions.walking import join_path
from sinau.university.catalogue import Wish, for_position, offers
from sinau.university.models import Course
from sinau.university.testing import finish_a_course, open_a_class, open_a_course
from sinau.university.tests.test_ask_to_learn import DutyTestCase
from sinau.university.tests.test_walk_path import PathTestCase

INDEX = "/belajar/"


class CatalogueTests(PathTestCase):
    def setUp(self) -> None:
        super().setUp()
        cache.clear()
        self.training_class = open_a_class(self.bkpsdm, self.wulan)
        self.client.force_login(self.sari)

    def found(self, **said: object) -> list[str]:
        page = offers(self.sari, Wish(**said), None)  # type: ignore[arg-type]
        return sorted(offer.form for offer in page.object_list)

    def test_one_list_holds_all_forms(self) -> None:
        self.assertEqual(self.found(), ["jalur", "kelas", "kursus"])
        page = self.client.get(INDEX)
        for title in (self.course.title, self.path.title, self.training_class.title):
            self.assertContains(page, title)

    def test_words_are_found_by_their_stems_and_with_a_slip(self) -> None:
        Course.objects.update(title="Pembelajaran mandiri", aim="Mengelola risiko layanan.")
        for words in ("mempelajari", "risiko", "pembelajran", "mandiri"):
            self.assertEqual(self.found(words=words), ["kursus"], words)
        self.assertEqual(self.found(words="gajah"), [])
        self.assertContains(self.client.get(f"{INDEX}?q=gajah"), "Tidak ada yang cocok")

    def test_filters_narrow_it(self) -> None:
        self.assertEqual(self.found(form="jalur"), ["jalur"])
        self.assertNotIn("kursus", self.found(length="pendek"))
        self.assertEqual(self.found(form="kursus", length="panjang"), ["kursus"])
        Course.objects.update(competence="Literasi digital")
        self.assertEqual(self.found(competence="literasi digital"), ["kursus"])
        self.training_class.seat_count = self.training_class.quota
        self.training_class.save()
        self.assertNotIn("kelas", self.found(is_open=True))
        self.assertIn("kelas", self.found())

    def test_every_order_and_strange_words_are_answered(self) -> None:
        for query in ("urut=baru", "urut=singkat", "urut=ramai", "urut=waktu", "urut=x"):
            self.assertContains(self.client.get(f"{INDEX}?{query}"), self.path.title)
        for query in ("q=%00", "q='%22(", "bentuk=x", "lama=x&untuk=x", "halaman=99&q=a"):
            self.assertEqual(self.client.get(f"{INDEX}?{query}").status_code, 200, query)

    def test_what_is_made_for_another_agency_is_in_no_list(self) -> None:
        """P-UNI-1, P-UNI-90"""
        for thing in (self.course, self.path, self.training_class):
            thing.title, thing.audience, thing.agency = "Rahasia", Audience.AGENCY, self.dinkes
            thing.save()
        self.assertContains(self.client.get(f"{INDEX}?q=rahasia"), "Rahasia")
        self.client.force_login(self.joko)
        for query in ("", "?q=rahasia", "?bentuk=jalur", "?bentuk=kelas"):
            self.assertNotContains(self.client.get(INDEX + query), "Rahasia")

    def test_for_my_position_is_what_colleagues_finished(self) -> None:
        self.bayu.job_title = self.sari.job_title
        self.bayu.save()
        self.assertEqual(for_position(self.sari).offers, [])
        finish_a_course(enrol(self.course, self.bayu))
        cache.clear()
        self.assertEqual([each.thing for each in for_position(self.sari).offers], [self.course])
        self.assertEqual(self.found(whom="jabatan"), ["kursus"])
        mine = enrol(self.course, self.sari)
        self.assertEqual([each.state for each in for_position(self.sari).offers], ["joined"])
        finish_a_course(mine)
        self.assertEqual(for_position(self.sari).offers, [])

    def test_where_one_stands_is_said(self) -> None:
        join_path(self.path, self.sari)
        finish_a_course(enrol(self.course, self.sari))
        states = {o.form: o.state for o in offers(self.sari, Wish(), None).object_list}
        self.assertEqual(states, {"jalur": "joined", "kelas": "", "kursus": "done"})

    def test_the_front_asks_the_same_for_many(self) -> None:
        enrol(self.course, self.sari)
        join_path(self.path, self.sari)
        queries_of(self.client, INDEX)
        few = queries_of(self.client, INDEX)
        for _ in range(4):
            enrol(open_a_course(self.bkpsdm, self.wulan), self.sari)
            open_a_class(self.bkpsdm, self.wulan)
            join_path(self.written(), self.sari)
        self.assertEqual(queries_of(self.client, INDEX), few)
        self.assertLessEqual(few, 24)


class AskedTests(DutyTestCase):
    def test_what_is_asked_stands_first_with_its_day(self) -> None:
        """P-UNI-96"""
        self.given()
        self.client.force_login(self.sari)
        page = self.client.get(reverse("university:index"))
        self.assertContains(page, "Ditugaskan kepada Anda")
        self.assertContains(page, "30 hari lagi")
        found = offers(self.sari, Wish(whom="wajib"), None)
        self.assertEqual([each.thing for each in found.object_list], [self.course])
        self.client.force_login(self.joko)
        self.assertNotContains(
            self.client.get(reverse("university:index")), "Ditugaskan kepada Anda"
        )
