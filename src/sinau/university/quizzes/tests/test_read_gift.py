"""GIFT as its writers type it."""

from decimal import Decimal as D
from unittest import TestCase

from sinau.university.quizzes.formats import Reading, read_questions
from sinau.university.quizzes.formats.gift import read_gift
from sinau.university.quizzes.questions import Kind, Pair, Question


def read(text: str) -> Reading:
    return read_questions("soal.gift", text.encode())


def one(text: str) -> Question:
    reading = read(text)
    assert len(reading.questions) == 1, reading.report
    return reading.questions[0]


class ReadGift(TestCase):
    def test_one_right_answer_with_feedback_and_a_title(self) -> None:
        asked = one("::Ibu kota:: Apa ibu kota DIY? {\n=Yogyakarta#tepat\n~Sleman#bukan\n}")
        self.assertEqual((asked.kind, asked.name), (Kind.SINGLE, "Ibu kota"))
        self.assertEqual(
            [(c.text, c.share, c.feedback) for c in asked.choices],
            [("Yogyakarta", 1, "tepat"), ("Sleman", 0, "bukan")],
        )

    def test_weights_make_several_right_answers(self) -> None:
        asked = one("Pilih {~%50%a ~%50%b ~%-100%c}")
        self.assertEqual(asked.kind, Kind.MULTIPLE)
        self.assertEqual([c.share for c in asked.choices], [D("0.5"), D("0.5"), D(-1)])

    def test_thirds_add_up_to_the_whole(self) -> None:
        asked = one("Pilih {~%33.33333%a ~%33.33333%b ~%33.33333%c ~d}")
        self.assertEqual(sum(c.share for c in asked.choices), 1)

    def test_a_partly_right_choice_keeps_its_worth(self) -> None:
        asked = one("Pilih {=a ~%50%b ~c}")
        self.assertEqual(asked.kind, Kind.SINGLE)
        self.assertEqual([c.share for c in asked.choices], [1, D("0.5"), 0])

    def test_weights_that_do_not_add_up_are_brought_to_it_and_said(self) -> None:
        reading = read("Pilih {~%100%a ~%100%b ~c}")
        self.assertEqual([c.share for c in reading.questions[0].choices], [D("0.5"), D("0.5"), 0])
        self.assertIn("disetarakan", reading.report[0].notes[0])

    def test_true_and_false_in_all_spellings(self) -> None:
        for word, truth in {
            "T": True,
            "TRUE": True,
            "true": True,
            "F": False,
            "FALSE": False,
        }.items():
            asked = one(f"Benarkah? {{{word}}}")
            self.assertEqual((asked.kind, asked.truth), (Kind.TRUE_FALSE, truth))

    def test_the_first_feedback_of_true_false_is_for_the_wrong_answer(self) -> None:
        asked = one("Benarkah? {T#salah#benar}")
        self.assertEqual((asked.when_wrong, asked.when_right), ("salah", "benar"))

    def test_short_answers_with_weights_and_any_letters(self) -> None:
        asked = one("Siapa? {=Hamengku* =%50%Sultan#kurang lengkap}")
        self.assertEqual(asked.kind, Kind.SHORT)
        self.assertEqual(
            [(a.text, a.share) for a in asked.accepted], [("Hamengku*", 1), ("Sultan", D("0.5"))]
        )
        self.assertEqual(asked.accepted[1].feedback, "kurang lengkap")

    def test_matching_with_a_distractor(self) -> None:
        asked = one("Jodohkan {\n=a -> 1\n=b -> 2\n= -> 3\n}")
        self.assertEqual(asked.kind, Kind.MATCHING)
        self.assertEqual(
            asked.pairs,
            (Pair(left="a", right="1"), Pair(left="b", right="2"), Pair(left="", right="3")),
        )

    def test_numbers_with_tolerance_range_and_weights(self) -> None:
        near, span = one("Pi? {#3.14:0.01}"), one("Pi? {#3.1..3.2}")
        self.assertEqual((near.numbers[0].value, near.numbers[0].tolerance), (D("3.14"), D("0.01")))
        self.assertEqual((span.numbers[0].value, span.numbers[0].tolerance), (D("3.15"), D("0.05")))
        many = one("Tahun? {#=1945:0#tepat =%50%1945:2#dekat ~#jauh}")
        self.assertEqual([n.share for n in many.numbers], [1, D("0.5")])
        self.assertEqual((many.numbers[1].feedback, many.when_wrong), ("dekat", "jauh"))
        self.assertEqual(one("Suhu? {#-5:1}").numbers[0].value, D(-5))

    def test_a_missing_word_leaves_a_blank(self) -> None:
        asked = one("Ibu kota DIY adalah {=Yogyakarta ~Bantul}, bukan?")
        self.assertEqual(asked.prompt, "Ibu kota DIY adalah _____, bukan?")

    def test_an_essay_and_its_general_feedback(self) -> None:
        asked = one("Jelaskan. {####Yang dinilai: alasan.}")
        self.assertEqual((asked.kind, asked.explanation), (Kind.ESSAY, "Yang dinilai: alasan."))

    def test_a_description_is_left_out_by_name(self) -> None:
        reading = read("Ini hanya pengantar.\n\nLalu soal {T}")
        self.assertEqual([line.taken for line in reading.report], [False, True])
        self.assertIn("keterangan", reading.report[0].notes[0])
        self.assertEqual(reading.report[0].place, "baris 1")
        self.assertEqual(reading.report[1].place, "baris 3")

    def test_escaped_marks_are_letters(self) -> None:
        asked = one(r"Berapa 1 \= 1 \~ \{x\} \# \: {=a\=b ~c\~d}")
        self.assertEqual(asked.prompt, "Berapa 1 = 1 ~ {x} # :")
        self.assertEqual([c.text for c in asked.choices], ["a=b", "c~d"])

    def test_an_escaped_n_breaks_the_line(self) -> None:
        self.assertEqual(one(r"[markdown]Satu\n\n- dua {T}").prompt, "Satu\n\n- dua")

    def test_categories_comments_and_tags(self) -> None:
        text = (
            "// catatan\n$CATEGORY: $course$/top/Umum/Data\n\n"
            "// [id:7] [tag:pdp] [tag:dasar]\nBenar? {T}\n\n$CATEGORY: Lain\nSalah? {F}\n"
        )
        first, second = read(text).questions
        self.assertEqual((first.category, first.tags), ("Umum/Data", ("pdp", "dasar")))
        self.assertEqual((second.category, second.tags), ("Lain", ()))

    def test_comments_inside_a_question_are_not_seen(self) -> None:
        asked = one("Pilih {\n// ini kunci\n=a\n~b\n}")
        self.assertEqual([c.text for c in asked.choices], ["a", "b"])

    def test_a_title_begins_a_question_where_the_empty_line_was_forgotten(self) -> None:
        reading = read("::Satu:: a? {T}\n::Dua:: b? {\n=x\n~y\n}\n::Tiga\\: c:: d {}")
        self.assertEqual([q.name for q in reading.questions], ["Satu", "Dua", "Tiga: c"])
        self.assertEqual([line.place for line in reading.report], ["baris 1", "baris 2", "baris 6"])

    def test_an_empty_line_inside_braces_does_not_end_the_question(self) -> None:
        asked = one("Pilih {\n=a\n\n~b\n}")
        self.assertEqual(len(asked.choices), 2)

    def test_a_brace_that_stays_open_takes_no_other_question_along(self) -> None:
        reading = read("Rusak {=a ~b\n\n::Baik:: Soal {T}")
        self.assertEqual([line.taken for line in reading.report], [False, True])
        self.assertIn("tidak ditutup", reading.report[0].notes[0])

    def test_html_becomes_markdown(self) -> None:
        asked = one(
            "[html]<p>Apa <b>itu</b>?</p><ul><li>satu</li><li>dua</li></ul> {=<i>ya</i> ~tidak}"
        )
        self.assertEqual(asked.prompt, "Apa **itu**?\n\n- satu\n- dua")
        self.assertEqual(asked.choices[0].text, "*ya*")

    def test_plain_words_show_exactly_themselves(self) -> None:
        asked = one("[plain]Apa arti *bintang* dan <b>? {=a_b ~c}")
        self.assertEqual(asked.prompt, r"Apa arti \*bintang\* dan \<b>?")
        self.assertEqual(asked.choices[0].text, "a_b")

    def test_windows_lines_a_mark_of_order_and_old_letters(self) -> None:
        text = "::Satu:: Benar? {T}\r\n\r\n::Dua:: Salah? {F}\r\n"
        for content in (b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16"), text.encode()):
            self.assertEqual(
                [q.name for q in read_questions("x.txt", content).questions], ["Satu", "Dua"]
            )
        self.assertEqual(
            read_questions("x.txt", "Café {T}".encode("cp1252")).questions[0].prompt, "Café"
        )

    def test_what_cannot_be_read_says_why(self) -> None:
        for text, why in {
            "Angka {#dua}": "tidak dapat dibaca",
            "Rentang {#5..1}": "terbalik",
            "Pilih {~a ~b}": "Tidak ada pilihan yang benar",
            "Pilih {=a ~}": "dua pilihan",
            "Jodoh {=a -> 1 =b}": "->",
            "Dua {T} kali {F}": "lebih dari satu",
            "{T}": "kosong",
        }.items():
            with self.subTest(text):
                reading = read_gift(text)
                self.assertFalse(reading.questions)
                self.assertIn(why, reading.report[0].notes[0])
