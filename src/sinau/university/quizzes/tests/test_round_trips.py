"""What a format can hold comes back as it went."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D
from unittest import TestCase

from hypothesis import given, settings
from hypothesis import strategies as st

from sinau.university.quizzes.formats import FORMATS, export_questions, read_questions
from sinau.university.quizzes.formats.texts import escape_markdown
from sinau.university.quizzes.questions import (
    Accepted,
    Choice,
    Kind,
    Number,
    Pair,
    Question,
    Unit,
)

DOT = b"\x89PNG\r\n\x1a\n" + b"0" * 40
LETTERS = "abcXYZ é{}~=#:%\\/.,;_*<>&\"'-123?!()"

words = (
    st.text(alphabet=LETTERS, min_size=1, max_size=30)
    .map(lambda said: " ".join(said.split()))
    .filter(bool)
    .map(escape_markdown)
)
plain = (
    st.text(alphabet="abcé XYZ123~=#{}:", min_size=1, max_size=20)
    .map(lambda said: " ".join(said.split()))
    .filter(lambda said: bool(said) and not said.startswith("%"))
)
maybe = st.one_of(st.just(""), words)
decimals = st.decimals(-9999, 9999, places=3, allow_nan=False).map(lambda d: d.normalize() + 0)


@st.composite
def singles(draw: st.DrawFn) -> Question:
    wrong = draw(st.lists(words, min_size=1, max_size=4))
    right = Choice(text=draw(words), share=D(1), feedback=draw(maybe))
    choices = [right, *(Choice(text=one, feedback=draw(maybe)) for one in wrong)]
    return Question(
        kind=Kind.SINGLE,
        prompt=draw(words),
        choices=tuple(draw(st.permutations(choices))),
        explanation=draw(maybe),
    )


@st.composite
def multiples(draw: st.DrawFn) -> Question:
    shares = draw(
        st.sampled_from(
            [
                ("0.5", "0.5", "-1"),
                ("0.25", "0.75", "0"),
                ("1", "0"),
                ("0.3333334", "0.3333333", "0.3333333", "-0.5"),
            ]
        )
    )
    return Question(
        kind=Kind.MULTIPLE,
        prompt=draw(words),
        choices=tuple(Choice(text=draw(words), share=D(share)) for share in shares),
    )


@st.composite
def others(draw: st.DrawFn) -> Question:
    kind = draw(
        st.sampled_from([Kind.TRUE_FALSE, Kind.SHORT, Kind.NUMERIC, Kind.MATCHING, Kind.ESSAY])
    )
    start = Question(kind=kind, prompt=draw(words))
    match kind:
        case Kind.TRUE_FALSE:
            return replace(start, truth=draw(st.booleans()))
        case Kind.SHORT:
            texts = draw(st.lists(plain, min_size=1, max_size=3, unique=True))
            shares = [D(1), D("0.5"), D("0.25")]
            return replace(
                start,
                accepted=tuple(
                    Accepted(text=t, share=s) for t, s in zip(texts, shares, strict=False)
                ),
            )
        case Kind.NUMERIC:
            return replace(
                start, numbers=(Number(value=draw(decimals), tolerance=abs(draw(decimals))),)
            )
        case Kind.MATCHING:
            rights = draw(st.lists(words, min_size=2, max_size=4, unique=True))
            return replace(
                start, pairs=tuple(Pair(left=draw(words), right=right) for right in rights)
            )
    return start


questions = st.one_of(singles(), multiples(), others())


class RoundTrips(TestCase):
    @settings(max_examples=120, deadline=None)
    @given(st.lists(questions, min_size=1, max_size=3))
    def test_gift_brings_back_what_it_holds(self, asked: list[Question]) -> None:
        asked = [self._without_arrows(one) for one in asked]
        self.same("gift", asked)

    @settings(max_examples=120, deadline=None)
    @given(st.lists(questions, min_size=1, max_size=3))
    def test_moodle_xml_brings_back_what_it_holds(self, asked: list[Question]) -> None:
        self.same("moodle", asked)

    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(
            st.one_of(
                singles().map(
                    lambda q: replace(q, choices=tuple(replace(c, feedback="") for c in q.choices))
                ),
                multiples(),
            ),
            min_size=1,
            max_size=3,
        )
    )
    def test_excel_brings_back_what_it_holds(self, asked: list[Question]) -> None:
        self.same("excel", asked)

    @settings(max_examples=40, deadline=None)
    @given(st.lists(questions, min_size=1, max_size=2))
    def test_every_format_writes_what_it_can_read_again(self, asked: list[Question]) -> None:
        for name in FORMATS:
            written = export_questions(name, asked)
            self.assertEqual(len(written.report), len(asked))
            taken = [line for line in written.report if line.taken]
            if taken:
                reading = read_questions(f"x.{written.extension}", written.content)
                self.assertEqual([q.kind for q in reading.questions], [line.kind for line in taken])

    def same(self, name: str, asked: list[Question]) -> None:
        written = export_questions(name, asked)
        self.assertTrue(all(line.taken for line in written.report))
        self.assertEqual(list(read_questions("x", written.content).questions), asked)

    def _without_arrows(self, one: Question) -> Question:
        pairs = tuple(
            Pair(left=p.left.replace("->", "→"), right=p.right.replace("->", "→"))
            for p in one.pairs
        )
        return replace(one, pairs=pairs)

    def test_everything_a_question_can_say_survives_moodle_xml(self) -> None:
        name = "0a1b2c3d4e5f6a7b8c9d0e1f.png"
        asked = [
            Question(
                kind=Kind.SINGLE,
                name="Judul",
                category="A/B∕C",
                tags=("x", "y"),
                points=D("2.5"),
                shuffle=False,
                prompt="Baris\n\n- satu\n- dua",
                explanation="Karena *itu*",
                when_right="ya",
                when_partly="hampir",
                when_wrong="bukan",
                choices=(Choice(text="a", share=D(1), feedback="f"), Choice(text="b")),
            ),
            Question(
                kind=Kind.NUMERIC,
                category="A/B∕C",
                prompt="Panjang?",
                numbers=(
                    Number(value=D("2.5"), tolerance=D("0.1"), feedback="g"),
                    Number(value=D(3), share=D("0.5")),
                ),
                units=(Unit(name="m"), Unit(name="jam", factor=D(60))),
                unit_required=True,
            ),
            Question(
                kind=Kind.ORDERING,
                category="A/B∕C",
                prompt="Urutkan",
                steps=("satu", "dua", "tiga"),
            ),
            Question(
                kind=Kind.CLOZE,
                category="A/B∕C",
                prompt="Kota {1} dan {2} dan {3}",
                points=D(4),
                gaps=(
                    Question(
                        kind=Kind.SHORT,
                        prompt="",
                        accepted=(Accepted(text="Yo}g~ya", feedback="x#y"),),
                        case_matters=True,
                    ),
                    Question(
                        kind=Kind.SINGLE,
                        prompt="",
                        points=D(2),
                        choices=(Choice(text="a=b", share=D(1)), Choice(text="c", share=D("0.5"))),
                    ),
                    Question(
                        kind=Kind.NUMERIC,
                        prompt="",
                        numbers=(Number(value=D("1.5"), tolerance=D("0.5")),),
                    ),
                ),
            ),
            Question(kind=Kind.ESSAY, category="A/B∕C", prompt="Jelaskan", model="alasan"),
            Question(
                kind=Kind.SHORT,
                category="A/B∕C",
                prompt="Siapa?",
                accepted=(Accepted(text="x*"),),
                when_wrong="bukan",
            ),
        ]
        self.same("moodle", asked)
        shown = Question(kind=Kind.TRUE_FALSE, prompt=f"Lihat ![peta]({name})", files=(name,))
        written = export_questions("moodle", [shown], {name: DOT})
        back = read_questions("x.xml", written.content)
        self.assertEqual(back.files[back.questions[0].files[0]], DOT)
        self.assertIn(f"![peta]({back.questions[0].files[0]})", back.questions[0].prompt)

    def test_qti_brings_back_each_kind(self) -> None:
        asked = [
            Question(
                kind=Kind.SINGLE,
                name="J",
                prompt="Apa **itu**?",
                points=D(2),
                choices=(
                    Choice(text="a", share=D(1), feedback="f"),
                    Choice(text="b", share=D("0.5")),
                    Choice(text="c"),
                ),
                when_right="ya",
                explanation="sebab",
            ),
            Question(
                kind=Kind.MULTIPLE,
                prompt="Pilih",
                choices=(
                    Choice(text="a", share=D("0.5")),
                    Choice(text="b", share=D("0.5")),
                    Choice(text="c", share=D(-1)),
                ),
            ),
            Question(kind=Kind.TRUE_FALSE, prompt="Benar?", truth=True),
            Question(
                kind=Kind.SHORT,
                prompt="Siapa?",
                accepted=(Accepted(text="a"), Accepted(text="b", share=D("0.5"))),
            ),
            Question(
                kind=Kind.NUMERIC,
                prompt="Berapa?",
                numbers=(Number(value=D("1.5"), tolerance=D("0.25")),),
            ),
            Question(
                kind=Kind.MATCHING,
                prompt="Jodohkan",
                pairs=(
                    Pair(left="a", right="1"),
                    Pair(left="b", right="2"),
                    Pair(left="", right="3"),
                ),
            ),
            Question(kind=Kind.ORDERING, prompt="Urutkan", steps=("satu", "dua", "tiga")),
            Question(
                kind=Kind.CLOZE,
                prompt="Kota {1}, lalu {2}",
                points=D(2),
                gaps=(
                    Question(kind=Kind.SHORT, prompt="", accepted=(Accepted(text="x"),)),
                    Question(
                        kind=Kind.SINGLE,
                        prompt="",
                        choices=(Choice(text="a", share=D(1)), Choice(text="b")),
                    ),
                ),
            ),
            Question(kind=Kind.ESSAY, prompt="Jelaskan", model="alasan"),
        ]
        self.same("qti", asked)

    def test_what_a_format_cannot_hold_is_named(self) -> None:
        asked = Question(
            kind=Kind.SINGLE,
            prompt="x",
            source="Pasal 5",
            points=D(2),
            choices=(Choice(text="a", share=D(1)), Choice(text="b")),
        )
        notes = export_questions("gift", [asked]).report[0].notes
        self.assertEqual(notes, ("Nilai soal tidak terbawa.", "Sumber tidak terbawa."))
        line = export_questions("aiken", [Question(kind=Kind.ESSAY, prompt="x")]).report[0]
        self.assertFalse(line.taken)
        self.assertIn("uraian", line.notes[0])
