"""A quiz taken through its pages, with and without scripts."""

from django.urls import reverse

from sinau.people.testing import CastTestCase
from sinau.university.actions import enrol, start_attempt
from sinau.university.models import Answer, Completion
from sinau.university.testing import open_a_course


class TakeQuizTests(CastTestCase):
    def setUp(self) -> None:
        self.course = open_a_course(self.bkpsdm, self.wulan)
        self.client.force_login(self.sari)

    def post(self, name: str, *args: object, **said: object) -> str:
        response = self.client.post(reverse(f"university:{name}", args=args), said)
        self.assertEqual(response.status_code, 302)
        return str(response["Location"])

    def test_from_the_first_lesson_to_the_certificate(self) -> None:
        slug = self.course.slug
        where = self.post("enrolment", slug)
        self.assertEqual(where, reverse("university:lesson", args=[slug, 1]))
        where = self.post("lesson_read", slug, 1)
        self.assertEqual(where, reverse("university:lesson", args=[slug, 2]))
        self.assertEqual(self.post("lesson_read", slug, 2), f"/belajar/kursus/{slug}/kuis/")
        attempt = self.sari.enrolments.get().attempts.model
        first = self.post("attempt_start", slug)
        pk = attempt.objects.get().pk
        self.assertEqual(first, f"/belajar/kuis/{pk}/soal/1/")
        self.assertEqual(
            self.post("answer", pk, 1, picked=[0], go="next"), f"/belajar/kuis/{pk}/soal/2/"
        )
        self.post("answer", pk, 2, picked=[0, 2], go="next")
        # Another device goes on where this one stopped.
        where = self.post("attempt_start", slug)
        self.assertEqual(where, f"/belajar/kuis/{pk}/")
        self.assertEqual(self.client.get(where)["Location"], f"/belajar/kuis/{pk}/soal/3/")
        self.assertEqual(
            self.post("answer", pk, 3, text="salah", go="back"), f"/belajar/kuis/{pk}/soal/2/"
        )
        self.post("answer", pk, 4, text="penghindaran", go="next")
        self.assertEqual(
            self.post("answer", pk, 5, text="72", go="next"), f"/belajar/kuis/{pk}/periksa/"
        )
        self.assertContains(self.client.get(f"/belajar/kuis/{pk}/periksa/"), "penghindaran")
        result = self.client.get(self.post("attempt_submit", pk))
        self.assertContains(result, "Anda lulus")
        self.assertContains(result, "Tepat.")
        self.assertContains(result, "Pelajaran 1")
        self.assertEqual(Completion.objects.get().person, self.sari)
        self.assertContains(self.client.get(f"/belajar/kursus/{slug}/"), "Lihat sertifikat")

    def test_with_scripts_an_answer_is_saved_without_leaving(self) -> None:
        attempt = start_attempt(enrol(self.course, self.sari))
        response = self.client.post(
            reverse("university:answer", args=[attempt.pk, 1]),
            {"picked": "1"},
            headers={"Accept": "application/json"},
        )
        self.assertIn("Tersimpan", response.json()["words"])
        self.assertEqual(Answer.objects.get().response, {"picked": [1]})

    def test_odd_input_is_not_an_error(self) -> None:
        attempt = start_attempt(enrol(self.course, self.sari))
        self.post("answer", attempt.pk, 1, picked=["-1", "99", "x", "²"])
        self.assertEqual(Answer.objects.get().response, {})
        self.post("answer", attempt.pk, 4, text="a\0" + "b" * 900)
        self.assertEqual(len(Answer.objects.get(place=4).response["text"]), 500)

    def test_a_failed_quiz_says_what_to_do(self) -> None:
        attempt = start_attempt(enrol(self.course, self.sari))
        result = self.client.get(self.post("attempt_submit", attempt.pk))
        self.assertContains(result, "Belum lulus")
        self.assertContains(result, "Baca kembali pelajarannya")
