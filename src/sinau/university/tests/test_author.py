"""An officer writes a course, its quiz and a class through the pages."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from sinau.people.testing import CastTestCase
from sinau.university.actions import keep_category
from sinau.university.models import BankQuestion, Course, QuestionCategory, TrainingClass
from sinau.university.models.quizzes import questions_of
from sinau.university.testing import open_a_class, open_a_course

KINDS: dict[str, dict[str, str]] = {
    "single": {"text_0": "Ya", "correct_0": "on", "text_1": "Tidak"},
    "multiple": {"text_0": "A", "correct_0": "on", "text_1": "B", "correct_1": "on"},
    "true_false": {"truth": "no"},
    "short": {"text_0": "transparansi", "text_1": "terbuka*", "share_1": "50"},
    "numeric": {"value": "1,5", "tolerance": "", "unit_0": "jam"},
    "matching": {"left_0": "A", "right_0": "1", "left_1": "B", "right_1": "2", "right_2": "3"},
    "ordering": {"steps": "Satu\nDua\nTiga"},
    "cloze": {
        "prompt": "Pada {1} dan {2}.",
        "key_0": "satu | kesatu",
        "kind_0": "short",
        "key_1": "72 | 0,5",
        "kind_1": "numeric",
    },
    "essay": {"model": "Menyebut dasarnya."},
}


class AuthorTests(CastTestCase):
    def setUp(self) -> None:
        self.client.force_login(self.wulan)

    def post(self, name: str, *args: object, query: str = "", **said: Any) -> int:
        url = reverse(f"university:{name}", args=args) + query
        self.response = self.client.post(url, said)
        return self.response.status_code

    def test_a_course_from_nothing_to_published(self) -> None:
        course: dict[str, Any] = {
            "title": "Etika AI",
            "aim": "Sembilan nilai dalam pekerjaan.",
            "agency": self.bkpsdm.pk,
            "audience": "city",
            "minutes": 45,
            "stated_jp": "1,5",
        }
        self.assertEqual(self.post("course_new", **course), 302)
        slug = "etika-ai"
        self.assertEqual(Course.objects.get(slug=slug).stated_jp, Decimal("1.5"))
        self.assertEqual(self.post("course_publish", slug), 409)
        self.assertContains(self.response, "paling sedikit satu pelajaran", status_code=409)
        self.assertEqual(self.post("lesson_new", slug, title="Satu", body="## Judul\n\nIsi."), 302)
        self.assertEqual(self.post("quiz_desk", slug, pass_percent=60, attempts_per_day=0), 302)
        quiz = Course.objects.get(slug=slug).quiz
        for kind, said in KINDS.items():
            words: dict[str, Any] = {"prompt": f"Soal {kind}", "points": "1", **said}
            with self.subTest(kind):
                query = f"?jenis={kind}&kuis={quiz.pk}"
                self.assertEqual(self.post("bank_new", query=query, **words), 302)
        self.assertEqual(self.post("quiz_publish", quiz.pk), 302)
        self.assertEqual(self.post("course_publish", slug), 302)
        quiz.refresh_from_db()
        assert quiz.current
        self.assertEqual(quiz.current.question_count, 9)
        self.assertEqual(QuestionCategory.objects.get().label, "Etika AI")
        numeric = BankQuestion.objects.get(kind="numeric").current
        assert numeric
        self.assertEqual(numeric.asked.numbers[0].value, Decimal("1.5"))
        self.assertEqual(numeric.asked.units[0].name, "jam")
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(f"/belajar/kursus/{slug}/").status_code, 200)

    def test_a_question_that_cannot_be_marked_is_refused_with_the_cure(self) -> None:
        drawer = keep_category(self.bkpsdm, "Etika").pk
        both = {"text_0": "A", "correct_0": "on", "text_1": "B", "correct_1": "on"}
        said = {"prompt": "Mana?", "points": "1", "category": drawer, **both}
        self.assertEqual(self.post("bank_new", query="?jenis=single", **said), 422)
        self.assertContains(self.response, "tepat satu pilihan", status_code=422)
        self.assertContains(self.response, "Mana?", status_code=422)

    def test_more_rows_come_without_scripts_and_nothing_typed_is_lost(self) -> None:
        said = {"prompt": "Mana?", "text_0": "A", "correct_0": "on", "tambah": "1"}
        self.assertEqual(self.post("bank_new", query="?jenis=single", **said), 200)
        self.assertContains(self.response, "Mana?")
        self.assertContains(self.response, 'name="text_5"')
        self.assertContains(self.response, 'value="A"')

    def test_editing_a_published_quiz_makes_a_new_version(self) -> None:
        course = open_a_course(self.bkpsdm, self.wulan)
        kept = BankQuestion.objects.get(kind="true_false")
        said = {"prompt": "Benarkah sekarang?", "points": "1", "truth": "yes"}
        where: dict[str, Any] = {"category": kept.category_id, "change": "Pasalnya berubah."}
        self.assertEqual(self.post("bank_edit", kept.pk, **said, **where), 302)
        self.assertEqual(self.post("slot_remove", course.quiz.pk, 1), 302)
        course.quiz.refresh_from_db()
        assert course.quiz.current
        self.assertEqual(course.quiz.current.number, 1)
        before = questions_of(key for s in course.quiz.current.slots.all() for key in s.pool)
        self.assertIn("Benarkah?", {q.prompt for q in before.values()})
        self.assertEqual(self.post("quiz_publish", course.quiz.pk), 302)
        course.quiz.refresh_from_db()
        self.assertEqual(course.quiz.current.number, 2)
        slots = list(course.quiz.current.slots.all())
        after = questions_of(key for slot in slots for key in slot.pool)
        self.assertIn("Benarkah sekarang?", {q.prompt for q in after.values()})
        self.assertEqual([slot.position for slot in slots], [1, 2, 3, 4])

    def test_lessons_change_places_and_go(self) -> None:
        course = open_a_course(self.bkpsdm, self.wulan)
        first = course.lessons.get(position=1)
        self.assertEqual(self.post("lesson_move", course.slug, first.pk, ke="bawah"), 302)
        self.assertEqual([x.title for x in course.lessons.all()], ["Menilai", "Mengenal"])
        self.assertEqual(self.post("lesson_remove", course.slug, first.pk), 302)
        course.refresh_from_db()
        self.assertEqual(course.lesson_count, 1)

    def test_a_class_from_nothing_to_published(self) -> None:
        said: dict[str, Any] = {
            "kind": "bimtek",
            "title": "Bimtek Arsip",
            "summary": "Sehari.",
            "place": "Balai Kota",
            "agency": self.bkpsdm.pk,
            "audience": "city",
            "quota": 30,
            "quota_per_agency": 2,
        }
        self.assertEqual(self.post("class_new", **said), 302)
        pk = TrainingClass.objects.get().pk
        self.assertEqual(self.post("class_publish", pk), 409)
        hours = {"title": "Pagi", "day": "2027-02-01", "begins": "09:00", "ends": "08:00"}
        self.assertEqual(self.post("session_new", pk, **hours), 422)
        self.assertContains(self.response, "sesudah jam mulai", status_code=422)
        self.assertEqual(self.post("session_new", pk, **{**hours, "ends": "12:00"}), 302)
        self.assertEqual(self.post("class_publish", pk), 302)
        self.assertEqual(TrainingClass.objects.get().minutes, 180)
        copy = self.client.get(reverse("university:class_new"), {"dari": pk})
        self.assertContains(copy, "Bimtek Arsip")

    def test_a_pasted_list_is_checked_row_by_row_before_anything_is_written(self) -> None:
        training_class = open_a_class(self.bkpsdm, self.wulan, quota=9)
        grouped = self.sari.nip_grouped
        pasted = f"{grouped}\nBayu\t{self.bayu.nip}\n12345\n{self.sari.nip}\n199001012020011999"
        self.assertEqual(self.post("participants_add", training_class.pk, numbers=pasted), 200)
        rows = self.response.context["rows"]
        self.assertEqual([row.person for row in rows], [self.sari, self.bayu, None, None, None])
        for words in ("Bukan NIP 18 angka", "Sudah ada di atas", "NIP tidak ditemukan"):
            self.assertContains(self.response, words)
        self.assertFalse(training_class.registrations.exists())
        nips = [self.sari.nip, self.bayu.nip]
        self.assertEqual(self.post("participants_save", training_class.pk, nip=nips), 302)
        self.assertEqual(training_class.registrations.count(), 2)
        self.post("participants_add", training_class.pk, numbers=self.sari.nip)
        self.assertContains(self.response, "Sudah terdaftar")

    def test_a_clash_with_another_class_is_said(self) -> None:
        from sinau.university.actions import register

        first = open_a_class(self.bkpsdm, self.wulan)
        register(first, self.sari, by=self.wulan)
        second = open_a_class(self.bkpsdm, self.wulan)
        self.post("participants_add", second.pk, numbers=self.sari.nip)
        self.assertContains(self.response, "Bentrok dengan")
