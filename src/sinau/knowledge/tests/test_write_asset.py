"""Every kind of asset: its template, its file, who may read it, and words that are not lost."""

from __future__ import annotations

import io
import re
import wave

from django.core.files.base import ContentFile

from sinau.knowledge import actions
from sinau.knowledge.actions.articles import Text
from sinau.knowledge.kinds import templates
from sinau.knowledge.merging import merge
from sinau.knowledge.models import Article, Attachment, KeptDraft, Passage
from sinau.knowledge.refusals import BadAttachment, NotReady
from sinau.knowledge.tests.stage import BODY, TEXT, KnowledgeTestCase
from sinau.knowledge.transcripts import BadTranscript, captions, read, windows
from sinau.search.sources.knowledge import tell_article

VTT = """WEBVTT

00:00:00.000 --> 00:00:06.000
Selamat pagi.

00:01:05.000 --> 00:01:09.000
Loket dibuka pukul tujuh.
"""


def sound() -> ContentFile[bytes]:
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(4000)
        file.writeframes(b"\x80" * 4000)
    return ContentFile(held.getvalue(), "rapat.wav")


class TemplateTests(KnowledgeTestCase):
    def test_a_writer_chooses_a_kind_and_begins_with_its_parts(self) -> None:
        self.client.force_login(self.sari)
        self.assertContains(self.client.get("/pengetahuan/baru/"), "Langkah kerja")
        page = self.client.get("/pengetahuan/baru/?jenis=sop")
        self.assertContains(page, "## Kapan dipakai")

    def test_pressed_twice_it_is_written_once(self) -> None:
        self.client.force_login(self.sari)
        page = self.client.get("/pengetahuan/baru/?jenis=article")
        mark = re.search(r'name="_sekali" value="([^"]+)"', page.content.decode())
        assert mark is not None
        said = {
            "kind": "article",
            "title": "Sekali saja",
            "summary": "Ringkas.",
            "body": BODY,
            "audience": "city",
            "agency": self.sari.agency_id,
            "review_months": "12",
            "_sekali": mark[1],
        }
        answers = [self.client.post("/pengetahuan/baru/", said) for _turn in range(2)]
        self.assertEqual({answer.status_code for answer in answers}, {302})
        self.assertEqual(answers[0]["Location"], answers[1]["Location"])
        self.assertEqual(Article.objects.filter(title="Sekali saja").count(), 1)

    def test_a_needed_part_left_as_it_was_is_refused_by_its_name(self) -> None:
        body = templates()["sop"].body + "\n" + BODY
        article = self.draft(kind="sop", text=Text(title="A", body=body, summary="B"))
        with self.assertRaises(NotReady) as caught:
            actions.submit_article(article, by=self.bayu)
        self.assertIn("Langkah", " ".join(str(why) for why in caught.exception.reasons))


class FileTests(KnowledgeTestCase):
    def recording(self) -> Article:
        kept = actions.keep_attachment(sound(), name="rapat.wav", by=self.bayu)
        text = Text(
            title="Rekaman", body=BODY, summary="Suara", transcript=VTT, attachment_id=kept.pk
        )
        return self.verified(kind="recording", text=text)

    def test_what_is_said_opens_at_its_second(self) -> None:
        article = self.recording()
        spoken = Passage.objects.get(article=article, text__contains="pukul tujuh")
        self.assertTrue(spoken.get_absolute_url().endswith("#t-65"))
        self.client.force_login(self.sari)
        page = self.client.get(f"{article.get_absolute_url()}?mulai=65")
        self.assertContains(page, "#t=65")
        self.assertContains(self.client.get(f"{article.get_absolute_url()}takarir.vtt"), "WEBVTT")

    def test_a_player_gets_the_part_it_asks_for(self) -> None:
        article = self.recording()
        url = f"{article.get_absolute_url()}berkas/{article.attachment_id}/"
        self.client.force_login(self.sari)
        part = self.client.get(url, headers={"range": "bytes=0-3"})
        self.assertEqual((part.status_code, b"".join(part)), (206, b"RIFF"))
        # No range of the standard, or of no file there is, so the whole is given.
        for said in ("bytes=9-5", "bytes=999999999-5", f"bytes=0-{'9' * 5000}"):
            self.assertEqual(self.client.get(url, headers={"range": said}).status_code, 200)
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(url).status_code, 404)

    def test_a_file_is_what_it_is_and_not_what_it_is_called(self) -> None:
        with self.assertRaises(BadAttachment):
            actions.keep_attachment(
                ContentFile(b"<script>x</script>", "a.pdf"), name="a.pdf", by=self.bayu
            )
        self.assertFalse(Attachment.objects.exists())

    def test_captions_are_read_from_both_forms_and_a_bad_line_is_named(self) -> None:
        srt = "1\n00:00:01,500 --> 00:00:02,000\n<i>Halo</i>\n"
        self.assertEqual(read(srt)[0].words, "Halo")
        self.assertEqual(read(captions(read(VTT))), read(VTT))
        self.assertEqual(
            " ".join(w.words for w in windows(read(VTT))), "Selamat pagi. Loket dibuka pukul tujuh."
        )
        for bad in ("bukan takarir", "00:00:09.000 --> 00:00:01.000\nX"):
            with self.assertRaises(BadTranscript):
                read(bad)


class ReachTests(KnowledgeTestCase):
    def test_a_secret_text_is_for_its_readers_by_name_and_never_searched(self) -> None:
        """P-KNO-13"""
        article = self.verified(level="secret", readers=[self.sari])
        for person, seen in (
            (self.sari, 200),
            (self.bayu, 200),
            (self.ratna, 200),
            (self.budi, 404),
            (self.tri, 404),
            (self.joko, 404),
        ):
            self.client.force_login(person)
            self.assertEqual(self.client.get(article.get_absolute_url()).status_code, seen)
            in_list = article.title in self.client.get("/pengetahuan/").content.decode()
            self.assertEqual(in_list, seen == 200)
        self.assertFalse(Passage.objects.filter(article=article).exists())
        self.assertIsNone(tell_article(article.pk))

    def test_a_confidential_text_is_also_for_those_who_answer_for_the_agency(self) -> None:
        """P-KNO-13"""
        article = self.verified(level="confidential", audience="city")
        self.assertEqual(article.audience, "agency")
        for person, seen in ((self.budi, True), (self.sari, False), (self.joko, False)):
            found = Article.objects.visible_to(person).filter(pk=article.pk).exists()
            self.assertEqual(found, seen)

    def test_its_name_stays_out_of_the_journal(self) -> None:
        from sinau.journal.models import Entry

        self.verified(level="secret")
        told = Entry.objects.filter(kind="knowledge.article.verified").get()
        self.assertEqual(told.data["title"], "Dokumen terbatas")


class KeptDraftTests(KnowledgeTestCase):
    def test_words_are_kept_without_a_save_and_come_back_to_their_writer_alone(self) -> None:
        """P-KNO-14"""
        self.client.force_login(self.sari)
        sent = {"kind": "faq", "title": "Setengah", "body": "Belum selesai"}
        answer = self.client.post("/pengetahuan/naskah/", sent)
        draft = KeptDraft.objects.get()
        self.assertRedirects(answer, f"/pengetahuan/baru/?naskah={draft.pk}")
        self.assertContains(
            self.client.get(f"/pengetahuan/baru/?naskah={draft.pk}"), "Belum selesai"
        )
        more = {**sent, "body": "Hampir", "naskah": str(draft.pk)}
        self.client.post("/pengetahuan/naskah/", more, headers={"HX-Request": "true"})
        self.assertEqual(KeptDraft.objects.get().words["body"], "Hampir")
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(f"/pengetahuan/baru/?naskah={draft.pk}").status_code, 404)
        self.assertEqual(
            self.client.post(f"/pengetahuan/naskah/{draft.pk}/buang/").status_code, 404
        )


class MergeTests(KnowledgeTestCase):
    def test_changes_in_different_places_are_joined_and_touching_ones_are_not(self) -> None:
        base = "satu\n\ndua\n\ntiga"
        self.assertEqual(
            merge(base, "SATU\n\ndua\n\ntiga", "satu\n\ndua\n\nTIGA"), "SATU\n\ndua\n\nTIGA"
        )
        self.assertIsNone(merge(base, "SATU\n\ndua\n\ntiga", "Satu!\n\ndua\n\ntiga"))
        self.assertEqual(merge(base, base, "lain"), "lain")

    def test_two_people_who_wrote_elsewhere_are_both_heard(self) -> None:
        article = self.draft(text=Text(title="A", summary="", body="satu\n\ndua"))
        first = Text(title="A", summary="", body="SATU\n\ndua")
        second = Text(title="B", summary="", body="satu\n\nDUA")
        actions.revise_article(article, first, note="", by=self.bayu, base=1)
        merged = actions.revise_article(article, second, note="", by=self.ratna, base=1)
        self.assertEqual((merged.title, merged.body), ("B", "SATU\n\nDUA"))

    def test_the_same_lines_show_both_texts_and_lose_nothing(self) -> None:
        article = self.draft()
        theirs = Text(title=TEXT.title, summary="", body="Naskah Bayu yang baru.")
        actions.revise_article(article, theirs, note="", by=self.bayu, base=1)
        self.client.force_login(self.ratna)
        url = f"/pengetahuan/{article.slug}/sunting/"
        sent = {
            "title": TEXT.title,
            "summary": "",
            "body": "Naskah Ratna yang lain.",
            "kind": "article",
            "agency": self.dinkes.pk,
            "audience": "agency",
            "review_months": "12",
            "base": "1",
        }
        page = self.client.post(url, sent)
        self.assertContains(page, "Naskah Bayu yang baru.", status_code=409)
        self.assertContains(page, "Naskah Ratna yang lain.", status_code=409)
        self.assertEqual(article.revisions.count(), 2)
        self.assertContains(self.client.get(url), "Naskah Ratna yang lain.")
        self.client.post(url, {**sent, "base": "2"})
        newest = article.revisions.first()
        assert newest is not None
        self.assertEqual(newest.body, "Naskah Ratna yang lain.")
        self.assertFalse(KeptDraft.objects.exists())
