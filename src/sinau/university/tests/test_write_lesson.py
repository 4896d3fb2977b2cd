"""Lessons are written version after version; learners read the published one."""

from __future__ import annotations

from decimal import Decimal

from django.urls import reverse

from sinau.journal.models import Entry
from sinau.people.testing import CastTestCase
from sinau.university.actions import (
    draft_of_lesson,
    publish_lesson,
    restore_version,
    write_blocks,
    write_lesson,
)
from sinau.university.actions.copies import copy_course, copy_lesson
from sinau.university.actions.lessons import LessonNotReady
from sinau.university.actions.reviews import ask_review, give_opinion, remark
from sinau.university.actions.translations import translate_course
from sinau.university.lessons.blocks import BlockData, Image, Text
from sinau.university.models import Course, Lesson, LessonVersion, Opinion
from sinau.university.quizzes.questions import Choice, Kind, Question
from sinau.university.testing import open_a_course

QUESTION = Question(
    kind=Kind.SINGLE,
    prompt="Siapa?",
    choices=(Choice(text="Pegawai", share=Decimal(1), feedback="Tepat."), Choice(text="Mesin")),
)


class LessonCase(CastTestCase):
    def setUp(self) -> None:
        self.course = open_a_course(self.bkpsdm, self.wulan)
        self.lesson = self.course.lessons.select_related("current").get(position=1)

    def fresh(self) -> Lesson:
        return Lesson.objects.select_related("current", "course").get(pk=self.lesson.pk)

    def draft(self, *blocks: BlockData) -> LessonVersion:
        return write_blocks(self.lesson, blocks or [Text(markdown="Baru.")], by=self.wulan)


class WriteLessonTests(LessonCase):
    def test_a_body_is_one_published_text_block(self) -> None:
        assert self.lesson.current
        self.assertEqual(self.lesson.current.data_blocks, [Text(markdown="## Mengenal\n\nIsi.")])
        lesson = self.fresh()
        lesson.body = "## Mengenal\n\nIsi."
        write_lesson(lesson, by=self.wulan)
        self.assertEqual(lesson.versions.count(), 1)
        lesson.body = "Isi lain."
        write_lesson(lesson, by=self.wulan)
        self.assertEqual(lesson.versions.count(), 2)

    def test_a_draft_is_not_read_until_it_is_published(self) -> None:
        self.client.force_login(self.sari)
        draft = self.draft(Text(markdown="Kalimat baru."))
        self.assertNotContains(self.client.get(self.lesson.get_absolute_url()), "Kalimat baru.")
        publish_lesson(draft, by=self.wulan)
        self.assertContains(self.client.get(self.lesson.get_absolute_url()), "Kalimat baru.")
        publish_lesson(draft, by=self.wulan)
        self.assertEqual(Entry.objects.filter(kind="university.lesson.published").count(), 3)

    def test_published_versions_never_change(self) -> None:
        first = self.fresh().current
        assert first
        draft = self.draft(Text(markdown="Dua."))
        self.assertNotEqual(draft.pk, first.pk)
        publish_lesson(draft, by=self.wulan)
        self.draft(Text(markdown="Tiga."))
        self.assertEqual(first.data_blocks, [Text(markdown="## Mengenal\n\nIsi.")])
        draft.refresh_from_db()
        self.assertEqual(draft.data_blocks, [Text(markdown="Dua.")])

    def test_sizes_and_minutes_follow_what_is_published(self) -> None:
        publish_lesson(self.draft(Text(markdown="kata " * 1000)), by=self.wulan)
        lesson = self.fresh()
        self.assertEqual((lesson.minutes, lesson.size_bytes), (5, 5000))
        self.course.refresh_from_db()
        self.assertGreater(self.course.size_bytes, 5000)

    def test_files_of_another_course_are_refused(self) -> None:
        with self.assertRaises(LessonNotReady):
            self.draft(Image(file="a" * 64, alt="x"))

    def test_lists_of_lessons_and_versions_stand_in_order(self) -> None:
        """Counting in the database drops the order of a model: the lists say their own."""
        for number in range(3, 9):
            chapter = Lesson(course=self.course, title=f"Bab {number}")
            write_lesson(chapter, by=self.wulan, body="Isi.")
            publish_lesson(self.draft(Text(markdown=f"Wujud {number}.")), by=self.wulan)
            self.lesson = self.fresh()
        self.client.force_login(self.wulan)
        slug = self.course.slug
        page = self.client.get(reverse("university:course_desk", args=[slug]))
        places = [lesson.position for lesson in page.context["lessons"]]
        self.assertEqual(places, sorted(places))
        self.assertGreater(len(places), 6)
        page = self.client.get(reverse("university:lesson_versions", args=[slug, self.lesson.pk]))
        numbers = [version.number for version in page.context["groups"][0]["versions"]]
        self.assertEqual(numbers, [7, 6, 5, 4, 3, 2, 1])

    def test_an_old_version_comes_back_as_a_draft(self) -> None:
        first = self.fresh().current
        assert first
        publish_lesson(self.draft(Text(markdown="Dua.")), by=self.wulan)
        draft = restore_version(first, by=self.wulan)
        self.assertTrue(draft.is_draft)
        self.assertEqual(draft.data_blocks, first.data_blocks)
        self.assertNotEqual(self.fresh().current_id, draft.pk)

    def test_a_lesson_never_published_is_not_there_for_learners(self) -> None:
        write_blocks(
            Lesson.objects.create(
                course=self.course, position=3, title="Nanti", updated_at=self.lesson.updated_at
            ),
            [Text(markdown="Nanti.")],
            by=self.wulan,
        )
        self.client.force_login(self.sari)
        address = reverse("university:lesson", args=[self.course.slug, 3])
        self.assertEqual(self.client.get(address).status_code, 404)
        self.assertNotContains(self.client.get(self.course.get_absolute_url()), "Nanti")
        self.course.refresh_from_db()
        self.assertEqual(self.course.lesson_count, 2)


class ReviewTests(LessonCase):
    def test_publishing_names_who_is_missing_and_allows_a_reason(self) -> None:
        draft = self.draft()
        review = ask_review(draft, self.ratna, by=self.wulan)
        ask_review(draft, self.ratna, by=self.wulan)
        with self.assertRaises(LessonNotReady) as no:
            publish_lesson(draft, by=self.wulan)
        self.assertIn("Ratna", str(no.exception.reasons[0]))
        give_opinion(review, Opinion.CHANGES, note="Perjelas.")
        with self.assertRaises(LessonNotReady):
            publish_lesson(draft, by=self.wulan)
        published = publish_lesson(draft, by=self.wulan, reason="Dipakai besok pagi.")
        self.assertEqual(published.published_without, "Dipakai besok pagi.")

    def test_an_approval_holds_for_the_draft_as_it_was(self) -> None:
        review = ask_review(self.draft(), self.ratna, by=self.wulan)
        give_opinion(review, Opinion.APPROVED)
        draft = self.draft(Text(markdown="Berubah lagi."))
        with self.assertRaises(LessonNotReady):
            publish_lesson(draft, by=self.wulan)
        give_opinion(review, Opinion.APPROVED)
        draft.refresh_from_db()
        self.assertEqual(publish_lesson(draft, by=self.wulan).published_without, "")

    def test_only_the_asked_and_the_keepers_find_a_draft(self) -> None:
        """P-UNI-41, P-UNI-42: also remarks and opinions."""
        draft = self.draft(Text(markdown="Rahasia draf."))
        block = draft.blocks.get()
        ask_review(draft, self.ratna, by=self.wulan)
        remark(draft, block.key, "Kurang jelas.", by=self.wulan)
        for person, status in ((self.wulan, 200), (self.ratna, 200), (self.joko, 404)):
            self.client.force_login(person)
            with self.subTest(person.name):
                page = self.client.get(draft.get_absolute_url())
                self.assertEqual(page.status_code, status)
                said = {"blok": block.key, "words": "Saya juga."}
                posted = self.client.post(
                    reverse("university:lesson_remark", args=[draft.pk]), said
                )
                self.assertEqual(posted.status_code, 302 if status == 200 else 404)
        self.assertEqual(draft.remarks.count(), 3)
        answer = {"opinion": "approved", "note": ""}
        address = reverse("university:lesson_review", args=[draft.pk])
        for person, status in ((self.joko, 404), (self.wulan, 404), (self.ratna, 302)):
            self.client.force_login(person)
            self.assertEqual(self.client.post(address, answer).status_code, status)
        publish = reverse("university:lesson_publish", args=[draft.pk])
        self.assertEqual(self.client.post(publish).status_code, 404)
        self.client.force_login(self.ratna)
        self.assertContains(self.client.get(reverse("university:lesson_reviews")), draft.title)
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get(reverse("university:lesson_reviews")), draft.title)


class TranslateTests(LessonCase):
    def test_a_translation_is_a_line_of_its_own_and_says_when_it_is_behind(self) -> None:
        english = write_blocks(
            self.lesson, [Text(markdown="New words.")], by=self.wulan, language="en", title="Know"
        )
        publish_lesson(english, by=self.wulan)
        self.client.force_login(self.sari)
        url = self.lesson.get_absolute_url()
        self.assertNotContains(self.client.get(url), "New words.")
        page = self.client.get(f"{url}?bahasa=en")
        self.assertContains(page, "New words.")
        self.assertNotContains(page, "belum mengikuti versi terbaru")
        publish_lesson(self.draft(Text(markdown="Berubah.")), by=self.wulan)
        self.assertContains(self.client.get(f"{url}?bahasa=en"), "belum mengikuti versi terbaru")

    def test_the_words_of_a_course_know_what_they_render(self) -> None:
        said = translate_course(
            self.course, "en", title="Basics of AI", aim="To know.", by=self.wulan
        )
        self.assertFalse(said.is_behind)
        self.client.force_login(self.sari)
        page = self.client.get(f"{self.course.get_absolute_url()}?bahasa=en")
        self.assertContains(page, "Basics of AI")
        Course.objects.filter(pk=self.course.pk).update(title="Dasar AI baru")
        page = self.client.get(f"{self.course.get_absolute_url()}?bahasa=en")
        self.assertContains(page, "belum mengikuti versi terbaru")


class CopyTests(LessonCase):
    def test_a_copy_has_lessons_files_and_quiz_and_is_not_published(self) -> None:
        copy = copy_course(self.course, title="Salinan", agency=self.bkpsdm, by=self.wulan)
        self.assertEqual(copy.lessons.count(), 2)
        self.assertEqual(copy.lesson_count, 0)
        self.assertFalse(copy.publications.exists())
        self.assertEqual(copy.quiz.versions.get().question_count, 5)
        draft = copy.lessons.get(position=1).versions.get()
        self.assertTrue(draft.is_draft)
        self.assertEqual(draft.data_blocks, [Text(markdown="## Mengenal\n\nIsi.")])

    def test_a_lesson_goes_to_another_course(self) -> None:
        other = copy_course(self.course, title="Lain", agency=self.bkpsdm, by=self.wulan)
        copy = copy_lesson(self.lesson, other, by=self.wulan)
        self.assertEqual(copy.position, 3)
        draft_of_lesson(copy, by=self.wulan)
        self.assertEqual(copy.versions.count(), 1)
