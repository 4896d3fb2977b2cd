"""What questions offer is shown with its marks and pictures; what was typed stays as typed."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import override

from sinau.people.testing import CastTestCase
from sinau.university.actions import (
    enrol,
    publish_quiz,
    save_answer,
    start_attempt,
    submit_attempt,
    write_questions,
)
from sinau.university.asking import bare_of
from sinau.university.models import Attempt
from sinau.university.quizzes.questions import (
    WHOLE,
    Accepted,
    Choice,
    Kind,
    Pair,
    Question,
)
from sinau.university.testing import open_a_course

ADDRESS = "/belajar/bank/gambar/0123456789abcdef01234567.png"
PICTURE = f"![Peta risiko]({ADDRESS})"
SHOWN = f'<img src="{ADDRESS}" alt="Peta risiko"'
FILES = (ADDRESS.rpartition("/")[2],)


def _questions() -> list[Question]:
    choices = (Choice(text=PICTURE, share=WHOLE), Choice(text="Bukan **itu**", feedback="_Lihat_"))
    pairs = (Pair(left=PICTURE, right="1"), Pair(left="Gambar lain", right=PICTURE))
    accepted = (Accepted(text="peta"),)
    gap = Question(kind=Kind.SHORT, prompt="", accepted=accepted)
    return [
        Question(kind=Kind.SINGLE, prompt=f"Mana? {PICTURE}", choices=choices, files=FILES),
        Question(kind=Kind.MATCHING, prompt="Jodohkan.", pairs=pairs, files=FILES),
        Question(kind=Kind.ORDERING, prompt="Urutkan.", steps=(PICTURE, "Dua"), files=FILES),
        Question(kind=Kind.CLOZE, prompt=f"{PICTURE} adalah {{1}}.", gaps=(gap,), files=FILES),
        Question(kind=Kind.SHORT, prompt="Apa?", accepted=accepted),
    ]


class PicturesTests(CastTestCase):
    attempt: Attempt

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        course = open_a_course(cls.bkpsdm, cls.wulan)
        write_questions(course.quiz, _questions(), by=cls.wulan)
        publish_quiz(course.quiz, by=cls.wulan)
        cls.attempt = start_attempt(enrol(course, cls.sari))

    def setUp(self) -> None:
        self.client.force_login(self.sari)

    def page(self, place: int) -> str:
        address = reverse("university:answer", args=[self.attempt.pk, place])
        return self.client.get(address).content.decode()

    def place_of(self, kind: Kind) -> int:
        return max(n for n, asked in enumerate(self.attempt.asked, 1) if asked.kind is kind)

    def test_every_kind_shows_its_pictures(self) -> None:
        for kind, count in (
            (Kind.SINGLE, 2),
            (Kind.MATCHING, 2),
            (Kind.ORDERING, 1),
            (Kind.CLOZE, 1),
        ):
            page = self.page(self.place_of(kind))
            self.assertEqual(page.count(SHOWN), count, kind)
            self.assertNotIn("![", page)
        self.assertIn("<strong>itu</strong>", self.page(self.place_of(Kind.SINGLE)))
        self.assertRegex(self.page(self.place_of(Kind.MATCHING)), r"<option[^>]*>Peta risiko<")

    def test_the_check_and_the_result_say_them_too(self) -> None:
        save_answer(self.attempt, self.place_of(Kind.SINGLE), {"picked": [1]})
        save_answer(self.attempt, self.place_of(Kind.ORDERING), {"places": [2, 1]})
        save_answer(self.attempt, self.place_of(Kind.SHORT), {"text": "**peta** <b>"})
        check = self.client.get(reverse("university:attempt_check", args=[self.attempt.pk]))
        self.assertContains(check, "Bukan itu")
        self.assertContains(check, "**peta** &lt;b&gt;")
        self.assertNotContains(check, "![")
        submit_attempt(self.attempt, by=self.sari)
        result = self.client.get(self.attempt.get_absolute_url())
        self.assertContains(result, "<em>Lihat</em>")
        self.assertContains(result, "**peta** &lt;b&gt;")
        self.assertContains(result, SHOWN)
        self.assertNotContains(result, "![")

    def test_a_question_is_no_way_for_a_script(self) -> None:
        choice = Choice(text='<img src=x onerror="a()"> [x](javascript:a())', share=WHOLE)
        question = Question(kind=Kind.SINGLE, prompt="?", choices=(choice, Choice(text="b")))
        quiz = self.attempt.quiz
        write_questions(quiz, [question], by=self.wulan)
        publish_quiz(quiz, by=self.wulan)
        assert quiz.course is not None
        enrolment = enrol(quiz.course, self.ratna)
        self.client.force_login(self.ratna)
        attempt = start_attempt(enrolment)
        last = attempt.count
        page = self.client.get(reverse("university:answer", args=[attempt.pk, last]))
        self.assertNotContains(page, "<img src=x")
        self.assertNotContains(page, 'href="javascript')

    def test_a_picture_without_words_is_named_in_the_language_of_each_reader(self) -> None:
        bare = f"![]({ADDRESS})"
        self.assertEqual(bare_of(bare), "Gambar")
        with override("en"):
            self.assertEqual(bare_of(bare), "Picture")
        self.assertEqual(bare_of(bare), "Gambar")
