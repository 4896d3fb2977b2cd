"""A regulation changes: every article, lesson, question and kept answer that cites it is to be checked."""

from __future__ import annotations

from dataclasses import replace

from sinau.ask.actions import ask, doubt_answers
from sinau.ask.models import AnswerDoubt, Question
from sinau.inbox.models import Notice
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import now
from sinau.knowledge.actions import relate
from sinau.knowledge.actions.regulations import publish_pieces
from sinau.knowledge.models import Check, Regulation, RelationKind
from sinau.knowledge.tests.stage import PIECES, TEXT, KnowledgeTestCase, piece
from sinau.people.models import Audience
from sinau.search.actions import put_in_index
from sinau.university.actions import keep_category, write_to_bank
from sinau.university.models import Doubt
from sinau.university.testing import five_questions, open_a_course

LEAVE = "Berapa lama cuti tahunan pegawai, penuh atau sebagian?"
REST = "Berapa lama istirahat sakit diberikan dokter puskesmas?"
RULES = [
    piece("1", "Istirahat sakit diberikan dokter puskesmas paling lama empat belas hari."),
    *PIECES[1:],
]
WORDED = "Pasal 312 diubah sehingga berbunyi: Lamanya 15 (lima belas) hari kerja."


class DoubtAnswersTests(KnowledgeTestCase):
    def setUp(self) -> None:
        self.old = publish_pieces(RULES, self.details(), by=self.ratna)
        put_in_index(f"knowledge.regulation:{self.old.pk}")
        self.leave, self.rest = ask(LEAVE, by=self.sari), ask(REST, by=self.sari)
        self.assertEqual(self.cited(self.leave), ["pasal-312-ayat-1"])
        self.assertEqual(self.cited(self.rest), ["pasal-1"])

    def cited(self, question: Question) -> list[str]:
        quotes = question.quotes.filter(source=self.old_source, is_near=False)
        return list(quotes.values_list("anchor", flat=True))[:1]

    @property
    def old_source(self) -> str:
        return f"knowledge.regulation:{self.old.pk}"

    def amending(self) -> Regulation:
        told = piece("I", WORDED, angka="1", inner_pasal="312", anchor="pasal-i-angka-1")
        details = self.details(number="17", year=2020, short_title="PP 17/2020")
        return publish_pieces([told], details, by=self.ratna)

    def amend(self, *pasal: str, kind: RelationKind = RelationKind.AMENDED_BY) -> None:
        relate(
            self.old, kind, other=self.amending(), other_name="", by=self.ratna, pasal=list(pasal)
        )
        tell_everyone()

    def doubted(self) -> set[Question]:
        return {one.question for one in AnswerDoubt.objects.filter(settled_at=None)}

    def test_all_four_that_cite_the_pasal_wait_and_no_other(self) -> None:
        article = self.verified()
        other = self.verified(
            text=replace(TEXT, title="Istirahat", legal_basis=["PP 11/2017 Pasal 1"])
        )
        category = keep_category(self.bkpsdm, "Cuti")
        asked = five_questions()[0]
        cited = write_to_bank(
            category, replace(asked, source="Pasal 312 PP 11/2017"), by=self.wulan
        )
        write_to_bank(category, replace(asked, source="Pasal 1 PP 11/2017"), by=self.wulan)
        lesson = open_a_course(self.bkpsdm, self.wulan).lessons.first()
        assert lesson is not None and lesson.current is not None
        block = lesson.current.blocks.first()
        assert block is not None
        block.data = {**block.data, "markdown": "Menurut Pasal 312 PP 11/2017 cuti dihitung."}
        block.save()
        self.amend("312")
        self.assertEqual({check.article for check in Check.objects.all()}, {article})
        self.assertEqual(other.checks.count(), 0)
        doubts = Doubt.objects.open()
        self.assertEqual({one.question for one in doubts if one.question}, {cited})
        self.assertEqual({one.lesson for one in doubts if one.lesson}, {lesson})
        self.assertEqual(self.doubted(), {self.leave})
        for path, person, name in (
            ("/pengetahuan/kurasi/", self.ratna, article.title),
            ("/belajar/kelola/perlu-diperiksa/", self.wulan, "Pasal 312"),
            ("/tanya/pertanyaan-saya/?lihat=periksa", self.sari, LEAVE),
        ):
            self.client.force_login(person)
            self.assertContains(self.client.get(path), name)

    def test_what_the_amending_text_itself_words_anew_is_meant(self) -> None:
        self.amend()
        self.assertEqual(self.doubted(), {self.leave})
        fact = Entry.objects.get(kind="knowledge.regulation.affected")
        self.assertEqual(fact.data["pasal"], ["312"])

    def test_a_repeal_of_all_doubts_all(self) -> None:
        self.amend(kind=RelationKind.REPEALED_BY)
        self.assertEqual(self.doubted(), {self.leave, self.rest})

    def test_a_second_amendment_doubts_again_what_was_settled(self) -> None:
        self.amend("312")
        self.client.force_login(self.sari)
        self.client.post(f"{self.leave.get_absolute_url()}kepastian/")
        self.assertEqual(self.doubted(), set())
        relate(
            self.old,
            RelationKind.AMENDED_BY,
            other=None,
            other_name="PP 9/2026",
            by=self.ratna,
            pasal=["312"],
        )
        tell_everyone()
        self.assertEqual(self.doubted(), {self.leave})

    def test_the_asker_is_told_once_and_asking_again_settles_it(self) -> None:
        self.amend("312")
        notices = Notice.objects.filter(person=self.sari, url=self.leave.get_absolute_url())
        self.assertEqual(notices.count(), 1)
        self.client.force_login(self.sari)
        page = self.client.get(self.leave.get_absolute_url())
        self.assertContains(page, "PP 11/2017 Pasal 312 telah diubah dengan PP 17/2020")
        self.client.post(f"{self.leave.get_absolute_url()}lagi/")
        self.assertEqual(self.doubted(), set())
        page = self.client.get("/tanya/pertanyaan-saya/?lihat=periksa")
        self.assertContains(page, "Tidak ada yang perlu diperiksa")

    def test_told_twice_nothing_changes(self) -> None:
        at = now()
        doubt_answers(self.old_source, reason="berubah", changed_at=at)
        self.assertEqual(doubt_answers(self.old_source, reason="berubah", changed_at=at), 0)
        self.client.force_login(self.sari)
        self.client.post(f"{self.leave.get_absolute_url()}kepastian/")
        self.assertEqual(doubt_answers(self.old_source, reason="berubah", changed_at=at), 0)
        self.assertEqual(self.doubted(), {self.rest})

    def test_only_the_asker_sees_and_settles_it(self) -> None:
        """P-ASK-1"""
        self.amend("312")
        for person in (self.joko, self.ratna):
            self.client.force_login(person)
            said = self.client.post(f"{self.leave.get_absolute_url()}kepastian/")
            self.assertEqual(said.status_code, 404)
            self.assertNotContains(self.client.get("/tanya/pertanyaan-saya/?lihat=periksa"), LEAVE)
        self.assertEqual(self.doubted(), {self.leave})
        told = Entry.objects.get(kind="ask.answer.doubted")
        self.assertNotIn("cuti", str(told.data))

    def test_what_it_quotes_taken_away_is_named_no_more(self) -> None:
        """P-ASK-2: the reason names the regulation, and so is shown only with it."""
        self.amend("312")
        self.client.force_login(self.sari)
        url = self.leave.get_absolute_url()
        self.assertContains(self.client.get(url), "telah diubah dengan")
        Regulation.objects.update(audience=Audience.AGENCY, agency=self.agencies["dishub"])
        self.assertNotContains(self.client.get(url), "telah diubah dengan")
