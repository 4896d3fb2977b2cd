"""The editor, files and checks through their pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sinau.kernel.clock import now
from sinau.kernel.embedding import Embed, embeds
from sinau.university.actions import enrol, publish_lesson
from sinau.university.actions.files import FileInUse, FileNotKept, keep_file, remove_file
from sinau.university.lessons.blocks import BlockData, Check, EmbedOf, Image, Text
from sinau.university.lessons.tests.test_files import png
from sinau.university.models import CheckAnswer, CourseFile, LateArrival, LessonRead
from sinau.university.tests.test_write_lesson import QUESTION, LessonCase


class EditorTests(LessonCase):
    def setUp(self) -> None:
        super().setUp()
        self.client.force_login(self.wulan)
        self.url = reverse("university:lesson_edit", args=[self.course.slug, self.lesson.pk])
        assert self.lesson.current
        self.key = self.lesson.current.blocks.get().key

    def post(self, action: str, **more: Any) -> Any:
        said: dict[str, Any] = {
            "title": "Mengenal",
            "note": "",
            "blok": [self.key],
            f"{self.key}-kind": "text",
            f"{self.key}-markdown": "Setengah ditulis",
            "aksi": action,
            **more,
        }
        return self.client.post(self.url, said)

    def test_buttons_keep_what_is_typed_and_write_nothing(self) -> None:
        page = self.post(f"tambah:check:{self.key}")
        self.assertContains(page, "Setengah ditulis")
        self.assertContains(page, "Jenis pertanyaan")
        self.assertFalse(self.lesson.versions.drafts().exists())

    def test_blocks_move_and_go(self) -> None:
        two = {"blok": [self.key, "b2"], "b2-kind": "text", "b2-markdown": "Kedua"}
        rows = self.post("naik:b2", **two).context["rows"]
        self.assertEqual([row.key for row in rows], ["b2", self.key])
        rows = self.post("turun:b2", **two).context["rows"]
        self.assertEqual([row.key for row in rows], [self.key, "b2"])
        rows = self.post(f"hapus:{self.key}", **two).context["rows"]
        self.assertEqual([row.key for row in rows], ["b2"])

    def test_saving_keeps_names_and_refuses_with_the_cure(self) -> None:
        half = {
            "blok": [self.key, "b2"],
            "b2-kind": "callout",
            "b2-tone": "info",
            "b2-markdown": "",
        }
        page = self.post("simpan", **half)
        self.assertContains(page, "Tulis isi catatannya", status_code=422)
        self.assertContains(page, "Setengah ditulis", status_code=422)
        check = {
            "blok": [self.key, "b3"],
            "b3-kind": "check",
            "b3-question_kind": "single",
            "b3-prompt": "Mana?",
            "b3-choice": ["Ya", "Tidak", ""],
            "b3-feedback": ["Tepat.", "", ""],
            "b3-right": ["0"],
        }
        self.assertEqual(self.post("simpan", **check).status_code, 302)
        draft = self.lesson.versions.drafts().get()
        self.assertEqual([block.key for block in draft.blocks.all()], [self.key, "b3"])
        value = draft.blocks.get(key="b3").value
        assert isinstance(value, Check)
        self.assertEqual([choice.text for choice in value.question.choices], ["Ya", "Tidak"])

    def test_a_picture_comes_along_with_the_form(self) -> None:
        sent = SimpleUploadedFile("batang.png", png(30, 20))
        more = {"blok": ["g1"], "g1-kind": "image", "g1-alt": "Batang", "g1-file-baru": sent}
        self.assertEqual(self.post("simpan", **more).status_code, 302)
        file = CourseFile.objects.get(course=self.course)
        self.assertEqual((file.name, file.width), ("batang.png", 30))
        bad = SimpleUploadedFile("x.png", b"<svg/>")
        page = self.post("simpan", **{**more, "g1-file-baru": bad, "g1-alt": "Tetap ada"})
        self.assertContains(page, "SVG", status_code=422)
        self.assertContains(page, "Tetap ada", status_code=422)

    def test_every_page_of_authoring_is_for_its_keepers(self) -> None:
        """P-UNI-40: editor, versions, files, copies, translations."""
        slug, pk = self.course.slug, self.lesson.pk
        pages = [
            self.url,
            *(
                reverse(f"university:{name}", args=args)
                for name, args in (
                    ("lesson_versions", (slug, pk)),
                    ("lesson_copy", (slug, pk)),
                    ("course_files", (slug,)),
                    ("course_copy", (slug,)),
                    ("course_translation", (slug,)),
                )
            ),
        ]
        for person, status in ((self.wulan, 200), (self.sari, 404), (self.joko, 404)):
            self.client.force_login(person)
            for page in pages:
                with self.subTest(person.name, page=page):
                    self.assertEqual(self.client.get(page).status_code, status)

    def test_changes_are_shown_word_by_word(self) -> None:
        self.post("simpan", **{f"{self.key}-markdown": "## Mengenal\n\nIsi lain."})
        draft = self.lesson.versions.drafts().get()
        page = self.client.get(f"{draft.get_absolute_url()}?lihat=perubahan")
        self.assertContains(page, "<del>Isi.</del>")
        self.assertContains(page, "<ins>Isi lain.</ins>")


class FileTests(LessonCase):
    def setUp(self) -> None:
        super().setUp()
        self.content = png(30, 20) + bytes(1000)
        self.file = keep_file(self.course, ContentFile(self.content, name="a.png"), by=self.wulan)

    def get(self, **headers: str) -> Any:
        return self.client.get(self.file.get_absolute_url(), headers=headers)

    def test_a_file_is_kept_once_and_stays_while_it_is_shown(self) -> None:
        again = keep_file(self.course, ContentFile(self.content, name="b.png"), by=self.wulan)
        self.assertEqual(again.pk, self.file.pk)
        publish_lesson(self.draft(Image(file=self.file.key, alt="Batang")), by=self.wulan)
        with self.assertRaises(FileInUse):
            remove_file(self.file)
        with self.assertRaises(FileNotKept):
            keep_file(self.course, ContentFile(b"MZ", name="a.png"), by=self.wulan)

    def test_parts_are_served_as_the_standard_says(self) -> None:
        self.client.force_login(self.sari)
        whole = self.get()
        self.assertEqual(b"".join(whole.streaming_content), self.content)
        self.assertEqual(whole["Content-Type"], "image/png")
        self.assertEqual(whole["X-Content-Type-Options"], "nosniff")
        size = len(self.content)
        for said, first, last in (
            ("bytes=0-9", 0, 9),
            ("bytes=10-", 10, size - 1),
            ("bytes=-5", size - 5, size - 1),
            (f"bytes=5-{size + 99}", 5, size - 1),
        ):
            with self.subTest(said):
                part = self.get(Range=said)
                self.assertEqual(part.status_code, 206)
                self.assertEqual(part["Content-Range"], f"bytes {first}-{last}/{size}")
                self.assertEqual(b"".join(part.streaming_content), self.content[first : last + 1])
        self.assertEqual(self.get(Range=f"bytes={size}-").status_code, 416)
        for said in ("bytes=9-5", "bytes=0-1,5-6", "lines=1-2", "bytes=-"):
            with self.subTest(said):
                self.assertEqual(self.get(Range=said).status_code, 200)
        etag = whole["ETag"]
        self.assertEqual(self.get(**{"Range": "bytes=0-1", "If-Range": etag}).status_code, 206)
        self.assertEqual(self.get(**{"Range": "bytes=0-1", "If-Range": '"x"'}).status_code, 200)
        self.assertEqual(self.get(**{"If-None-Match": etag}).status_code, 304)
        head = self.client.head(self.file.get_absolute_url())
        self.assertEqual((head["Content-Length"], head.content), (str(size), b""))

    def test_files_are_for_those_who_may_see_the_course(self) -> None:
        """P-UNI-43: and for nobody by guessing the key."""
        self.client.force_login(self.joko)
        self.assertEqual(self.get().status_code, 200)
        self.course.audience = "agency"
        self.course.save(update_fields=["audience"])
        self.assertEqual(self.get().status_code, 404)
        self.client.logout()
        self.assertEqual(self.get().status_code, 302)


class CheckTests(LessonCase):
    def setUp(self) -> None:
        super().setUp()
        version = publish_lesson(
            self.draft(Text(markdown="Baca."), Check(question=QUESTION)), by=self.wulan
        )
        self.key = version.blocks.get(kind="check").key
        self.url = reverse("university:lesson_check", args=[self.course.slug, 1])
        self.client.force_login(self.sari)

    def answer(self, picked: str, **more: str) -> Any:
        return self.client.post(self.url, {"blok": self.key, "picked": picked, **more})

    def test_it_is_answered_in_place_and_kept(self) -> None:
        self.assertEqual(self.answer("1").status_code, 302)
        self.assertContains(self.client.get(self.lesson.get_absolute_url()), "Belum tepat")
        part = self.client.post(
            self.url, {"blok": self.key, "picked": "0"}, headers={"HX-Request": "true"}
        )
        self.assertContains(part, "Tepat.")
        self.assertNotContains(part, "<html")
        self.assertEqual(CheckAnswer.objects.filter(person=self.sari).count(), 2)
        self.assertFalse(self.course.completions.exists())

    def test_answers_are_seen_by_the_learner_alone(self) -> None:
        """P-UNI-44."""
        self.answer("0")
        self.assertContains(self.client.get(self.lesson.get_absolute_url()), "Tepat.")
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get(self.lesson.get_absolute_url()), "Tepat.")

    def test_a_late_answer_has_its_own_time_and_comes_once(self) -> None:
        at = now() - dt.timedelta(hours=3)
        late = {"later_id": "abcdef1234567890", "later_at": at.isoformat()}
        self.assertEqual(self.answer("0", **late).json(), {"state": "sent"})
        self.assertEqual(self.answer("0", **late).json(), {"state": "merged"})
        self.assertEqual(CheckAnswer.objects.get().answered_at, at)
        self.answer("0")
        older = {"later_id": "abcdef1234567891", "later_at": (at - dt.timedelta(1)).isoformat()}
        self.assertEqual(self.answer("1", **older).json(), {"state": "merged"})

    def test_a_clock_that_is_far_off_is_not_believed(self) -> None:
        for number, said in enumerate(("2001-01-01T00:00:00+00:00", "2099-01-01T00:00:00Z", "x")):
            self.answer("0", later_id=f"abcdef123456{number}", later_at=said)
        for answer in CheckAnswer.objects.all():
            self.assertLess(abs(now() - answer.answered_at), dt.timedelta(minutes=1))

    def test_a_lesson_read_without_a_network_is_read_at_its_time(self) -> None:
        enrol(self.course, self.sari)
        url = reverse("university:lesson_read", args=[self.course.slug, 1])
        at = now() - dt.timedelta(hours=2)
        late = {"later_id": "fedcba0987654321", "later_at": at.isoformat()}
        self.assertEqual(self.client.post(url, late).json(), {"state": "sent"})
        self.assertEqual(self.client.post(url, late).json(), {"state": "merged"})
        self.assertEqual(LessonRead.objects.get().read_at, at)
        self.assertEqual(LateArrival.objects.count(), 1)

    def test_a_page_may_be_kept_only_under_the_key_of_its_reader(self) -> None:
        """P-UNI-45."""
        url = self.lesson.get_absolute_url()
        mine = self.client.get(url)["X-Keep"]
        self.client.force_login(self.joko)
        self.assertNotEqual(self.client.get(url)["X-Keep"], mine)
        self.assertNotIn("X-Keep", self.client.get(reverse("university:index")))

    def test_the_page_costs_the_same_with_many_blocks(self) -> None:
        from sinau.ui.testing import queries_of

        url = self.lesson.get_absolute_url()
        few = queries_of(self.client, url)
        blocks: list[BlockData] = [Text(markdown="Satu."), Check(question=QUESTION)] * 10
        publish_lesson(self.draft(*blocks), by=self.wulan)
        self.assertEqual(queries_of(self.client, url), few)


class EmbedTests(LessonCase):
    def test_what_one_may_not_see_there_is_not_shown_here(self) -> None:
        """P-UNI-46: asked for anew each time, for the person who reads."""

        @embeds("toy.thing")
        def thing_for(person: Any, key: str) -> Embed | None:
            if person != self.sari:
                return None
            return Embed(
                address=f"toy.thing:{key}",
                kind="Mainan",
                title="Isi rahasia",
                url="/x/",
                state="Terverifikasi",
                is_current=False,
            )

        publish_lesson(self.draft(EmbedOf(address="toy.thing:1")), by=self.wulan)
        url = self.lesson.get_absolute_url()
        self.client.force_login(self.sari)
        page = self.client.get(url)
        self.assertContains(page, "Isi rahasia")
        self.assertContains(page, "tidak lagi dapat diandalkan")
        self.client.force_login(self.joko)
        page = self.client.get(url)
        self.assertNotContains(page, "Isi rahasia")
        self.assertContains(page, "tidak terbuka untuk Anda")
