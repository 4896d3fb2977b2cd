"""Blocks as plain values."""

from __future__ import annotations

from decimal import Decimal
from unittest import TestCase

from sinau.university.lessons.blocks import (
    BadBlock,
    BlockData,
    Callout,
    Check,
    Document,
    EmbedOf,
    Image,
    Text,
    Video,
    bytes_of,
    files_of,
    minutes_of,
    read_block,
    write_block,
)
from sinau.university.lessons.checking import Said, feedback_of, mark_check, right_answer
from sinau.university.quizzes.questions import Accepted, Choice, Kind, Number, Question, Unit

KEY = "a" * 64
QUESTION = Question(
    kind=Kind.SINGLE,
    prompt="Mana?",
    explanation="Karena begitu.",
    choices=(Choice(text="Ya", share=Decimal(1), feedback="Tepat."), Choice(text="Tidak")),
)
ALL: tuple[BlockData, ...] = (
    Text(markdown="## Judul\n\nIsi."),
    Image(file=KEY, alt="Dua batang.", caption="Sumber sendiri."),
    Video(file=KEY, title="Film", transcript="Kata-kata."),
    Document(file=KEY, title="Pedoman"),
    EmbedOf(address="knowledge.article:12"),
    Callout(tone="legal", markdown="Pasal 5."),
    Check(question=QUESTION),
)


class BlockTests(TestCase):
    def test_every_kind_is_read_as_it_was_written(self) -> None:
        for block in ALL:
            with self.subTest(block.kind):
                self.assertEqual(read_block(block.kind, write_block(block)), block)

    def test_what_cannot_stand_names_its_field_and_the_cure(self) -> None:
        two = Question(kind=Kind.SINGLE, prompt="?", choices=(Choice(text="A"), Choice(text="B")))
        essay = Question(kind=Kind.ESSAY, prompt="?")
        for kind, data, field in (
            ("text", {"markdown": "  "}, "markdown"),
            ("image", {"file": "../../etc/passwd", "alt": "x"}, "file"),
            ("image", {"file": KEY}, "alt"),
            ("video", {"file": KEY, "title": "x"}, "transcript"),
            ("video", {"file": KEY, "title": "x", "captions": "x"}, "captions"),
            ("embed", {"address": "http://x"}, "address"),
            ("callout", {"tone": "shout", "markdown": "x"}, "tone"),
            ("check", {"question": {"kind": "poem"}}, "question"),
            ("check", {"question": two.to_data()}, "choices"),
            ("check", {"question": essay.to_data()}, "kind"),
            ("scroll", {}, "kind"),
        ):
            with self.subTest(kind=kind, data=data), self.assertRaises(BadBlock) as no:
                read_block(kind, data)
            self.assertEqual(no.exception.field, field)
            self.assertTrue(str(no.exception.message))

    def test_reading_time_is_words_films_and_checks(self) -> None:
        self.assertEqual(minutes_of([]), 1)
        self.assertEqual(minutes_of([Text(markdown="kata " * 600)]), 3)
        self.assertEqual(minutes_of([Text(markdown="kata " * 200)], media_seconds=240), 5)
        self.assertEqual(minutes_of([Check(question=QUESTION), Text(markdown="kata " * 200)]), 2)

    def test_size_counts_the_text_and_files_are_known(self) -> None:
        self.assertEqual(bytes_of([Text(markdown="é")]), 2)
        self.assertEqual(files_of(Video(file=KEY, captions="b" * 64)), [KEY, "b" * 64])
        self.assertEqual(files_of(ALL[0]), [])


class CheckingTests(TestCase):
    def test_each_kind_is_marked(self) -> None:
        short = Question(kind=Kind.SHORT, prompt="?", accepted=(Accepted(text="etika"),))
        number = Question(
            kind=Kind.NUMERIC,
            prompt="?",
            numbers=(Number(value=Decimal(72), tolerance=Decimal(1)),),
            units=(Unit(name="jam"),),
        )
        truth = Question(kind=Kind.TRUE_FALSE, prompt="?", truth=True)
        many = Question(
            kind=Kind.MULTIPLE,
            prompt="?",
            choices=(
                Choice(text="A", share=Decimal("0.5")),
                Choice(text="B", share=Decimal("0.5")),
                Choice(text="C"),
            ),
        )
        for question, said, verdict in (
            (QUESTION, Said(picked=(0,)), "right"),
            (QUESTION, Said(picked=(1,)), "wrong"),
            (QUESTION, Said(picked=(99,)), "empty"),
            (QUESTION, Said(), "empty"),
            (many, Said(picked=(0, 1)), "right"),
            (many, Said(picked=(0,)), "partly"),
            (truth, Said(text="benar"), "right"),
            (short, Said(text=" Etika. "), "right"),
            (number, Said(text="72,5 jam"), "right"),
            (number, Said(text="kira-kira"), "unreadable"),
        ):
            with self.subTest(question.kind, said=said):
                self.assertEqual(mark_check(question, said).verdict, verdict)
        self.assertEqual(right_answer(number), "72 jam")

    def test_feedback_is_that_of_the_choice_and_the_explanation(self) -> None:
        said = feedback_of(QUESTION, Said(picked=(0,)))
        self.assertEqual(said, ["Tepat.", "Karena begitu."])

    def test_odd_places_from_a_form_are_left_out(self) -> None:
        self.assertEqual(Said.from_form(["2", "x", "²", "-1", "2"], "").picked, (2,))
