"""Moodle XML, kind by kind."""

from base64 import b64encode
from decimal import Decimal as D
from unittest import TestCase

from sinau.university.quizzes.formats import Reading, Unreadable, read_questions
from sinau.university.quizzes.questions import Kind, Question, Unit

DOT = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def read(*questions: str) -> Reading:
    text = f"<?xml version='1.0' encoding='UTF-8'?>\n<quiz>{''.join(questions)}</quiz>"
    return read_questions("soal.xml", text.encode())


def ask(kind: str, inside: str, *, prompt: str = "<p>Apa?</p>") -> str:
    return (
        f'<question type="{kind}"><name><text>Nama</text></name>'
        f'<questiontext format="html"><text><![CDATA[{prompt}]]></text></questiontext>'
        f"<defaultgrade>1.0000000</defaultgrade>{inside}</question>"
    )


def answer(words: str, fraction: str, feedback: str = "", more: str = "") -> str:
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{words}]]></text>'
        f'<feedback format="html"><text>{feedback}</text></feedback>{more}</answer>'
    )


def one(*parts: str) -> Question:
    reading = read(*parts)
    assert len(reading.questions) == 1, reading.report
    return reading.questions[0]


class ReadMoodleXml(TestCase):
    def test_one_right_answer_with_category_tags_and_feedback(self) -> None:
        category = '<question type="category"><category><text>$course$/top/A/B//C</text></category></question>'
        inside = (
            "<generalfeedback><text>umum</text></generalfeedback><single>true</single>"
            "<shuffleanswers>0</shuffleanswers><correctfeedback><text>ya</text></correctfeedback>"
            "<partiallycorrectfeedback><text>hampir</text></partiallycorrectfeedback>"
            "<incorrectfeedback><text>bukan</text></incorrectfeedback><tags><tag><text>pdp</text></tag></tags>"
        )
        asked = one(
            category, ask("multichoice", inside + answer("a", "100", "tepat") + answer("b", "0"))
        )
        self.assertEqual((asked.kind, asked.category, asked.tags), (Kind.SINGLE, "A/B∕C", ("pdp",)))
        self.assertEqual((asked.explanation, asked.shuffle), ("umum", False))
        self.assertEqual(
            (asked.when_right, asked.when_partly, asked.when_wrong), ("ya", "hampir", "bukan")
        )
        self.assertEqual(asked.choices[0].feedback, "tepat")

    def test_several_right_answers(self) -> None:
        asked = one(
            ask(
                "multichoice",
                "<single>false</single>"
                + answer("a", "50")
                + answer("b", "50")
                + answer("c", "-50"),
            )
        )
        self.assertEqual(asked.kind, Kind.MULTIPLE)
        self.assertEqual([c.share for c in asked.choices], [D("0.5"), D("0.5"), D("-0.5")])

    def test_true_or_false(self) -> None:
        asked = one(
            ask("truefalse", answer("true", "0", "keliru") + answer("false", "100", "tepat"))
        )
        self.assertEqual((asked.kind, asked.truth), (Kind.TRUE_FALSE, False))
        self.assertEqual((asked.when_right, asked.when_wrong), ("tepat", "keliru"))

    def test_short_answer_with_case(self) -> None:
        asked = one(
            ask(
                "shortanswer",
                "<usecase>1</usecase>" + answer("Jogja*", "100") + answer("*", "0", "bukan"),
            )
        )
        self.assertEqual((asked.kind, asked.case_matters), (Kind.SHORT, True))
        self.assertEqual([a.text for a in asked.accepted], ["Jogja*"])
        self.assertEqual(asked.when_wrong, "bukan")

    def test_numbers_with_units(self) -> None:
        units = (
            "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
            "<unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>"
            "<unitgradingtype>1</unitgradingtype><unitpenalty>0.5</unitpenalty><showunits>0</showunits>"
        )
        asked = one(
            ask("numerical", answer("2.5", "100", more="<tolerance>0.1</tolerance>") + units)
        )
        self.assertEqual((asked.numbers[0].value, asked.numbers[0].tolerance), (D("2.5"), D("0.1")))
        self.assertEqual(asked.units, (Unit(name="m"), Unit(name="cm", factor=D("0.01"))))
        self.assertTrue(asked.unit_required)

    def test_matching(self) -> None:
        pair = '<subquestion format="html"><text><![CDATA[<p>{}</p>]]></text><answer><text>{}</text></answer></subquestion>'
        asked = one(
            ask("matching", pair.format("a", "1") + pair.format("b", "2") + pair.format("", "3"))
        )
        self.assertEqual(asked.kind, Kind.MATCHING)
        self.assertEqual(
            [(p.left, p.right) for p in asked.pairs], [("a", "1"), ("b", "2"), ("", "3")]
        )

    def test_ordering(self) -> None:
        inside = (
            "<gradingtype>ALL_OR_NOTHING</gradingtype>" + answer("dua", "2") + answer("satu", "1")
        )
        reading = read(ask("ordering", inside))
        self.assertEqual(reading.questions[0].steps, ("satu", "dua"))
        self.assertIn("urutan", " ".join(reading.report[0].notes))

    def test_cloze_with_each_kind_of_gap(self) -> None:
        prompt = (
            "<p>Ibu kota {1:SHORTANSWER:=Yogya~%50%Jogja#hampir}, "
            "{2:MCV:=ya~tidak\\~\\}} dan {:NUMERICAL:=20:0.5~%50%20:2}. {1:SAC:=ASN}</p>"
        )
        asked = one(ask("cloze", "", prompt=prompt))
        self.assertEqual(asked.kind, Kind.CLOZE)
        self.assertEqual(asked.prompt, "Ibu kota {1}, {2} dan {3}. {4}")
        first, second, third, fourth = asked.gaps
        self.assertEqual(
            [(a.text, a.share) for a in first.accepted], [("Yogya", 1), ("Jogja", D("0.5"))]
        )
        self.assertEqual((second.points, second.choices[1].text), (2, r"tidak~}"))
        self.assertEqual((third.numbers[0].tolerance, third.numbers[1].share), (D("0.5"), D("0.5")))
        self.assertTrue(fourth.case_matters)
        self.assertEqual(asked.points, 5)

    def test_a_gap_for_a_number_may_speak_of_every_other_number(self) -> None:
        for other in ("*", ""):
            gap = f"{{1:NUMERICAL:=10:0.5~%50%10:2~{other}#Hitung lagi.}}"
            asked = read(ask("cloze", "", prompt=f"<p>Nilai {gap}</p>")).questions[0]
            self.assertEqual(len(asked.gaps[0].numbers), 2)
            self.assertEqual(asked.gaps[0].when_wrong, "Hitung lagi.")

    def test_true_and_false_may_be_said_in_indonesian(self) -> None:
        asked = read(ask("truefalse", answer("Salah", "100") + answer("Benar", "0")))
        self.assertEqual((asked.questions[0].kind, asked.questions[0].truth), ("true_false", False))

    def test_an_essay_and_what_its_marker_looks_for(self) -> None:
        reading = read(
            ask(
                "essay",
                "<graderinfo format='html'><text>alasan</text></graderinfo><attachments>2</attachments>",
            )
        )
        self.assertEqual(reading.questions[0].model, "alasan")
        self.assertIn("Lampiran", reading.report[0].notes[0])

    def test_words_to_select_or_drag_are_gaps(self) -> None:
        options = "".join(
            f"<selectoption><text>{w}</text><group>1</group></selectoption>"
            for w in ("kucing", "anjing")
        )
        asked = one(ask("gapselect", options, prompt="<p>Si [[2]] dan [[1]]</p>"))
        self.assertEqual(asked.prompt, "Si {1} dan {2}")
        self.assertEqual([c.share for c in asked.gaps[0].choices], [0, 1])
        boxes = "".join(f"<dragbox><text>{w}</text><group>1</group></dragbox>" for w in ("a", "b"))
        self.assertEqual(one(ask("ddwtos", boxes, prompt="[[1]] x")).kind, Kind.CLOZE)

    def test_kinds_we_do_not_have_are_left_out_by_name(self) -> None:
        for kind in ("calculated", "ddimageortext", "ddmarker", "description", "random", "stack"):
            reading = read(ask(kind, ""))
            self.assertFalse(reading.report[0].taken)
            self.assertIn(kind, reading.report[0].notes[0])
            self.assertEqual(reading.report[0].name, "Nama")

    def test_pictures_are_kept_and_tables_stay_tables(self) -> None:
        text = (
            '<question type="truefalse"><name><text>x</text></name><questiontext format="html">'
            '<text><![CDATA[<p><img src="@@PLUGINFILE@@/satu%20dua.png" alt="Denah"></p>'
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2|3</td></tr></table>]]></text>"
            f'<file name="satu dua.png" path="/" encoding="base64">{b64encode(DOT).decode()}</file></questiontext>'
            + answer("true", "100")
            + answer("false", "0")
            + "</question>"
        )
        reading = read(text)
        asked = reading.questions[0]
        self.assertEqual(list(reading.files.values()), [DOT])
        self.assertEqual(asked.files, tuple(reading.files))
        self.assertIn(f"![Denah]({asked.files[0]})", asked.prompt)
        self.assertIn("| A | B |\n| --- | --- |\n| 1 | 2\\|3 |", asked.prompt)

    def test_a_picture_that_is_none_is_said_and_code_is_gone(self) -> None:
        prompt = '<p onclick="x()">Apa<script>alert(1)</script> <img src="@@PLUGINFILE@@/hilang.png" alt="peta"><a href="javascript:x()">tekan</a></p>'
        reading = read(
            ask("truefalse", answer("true", "100") + answer("false", "0"), prompt=prompt)
        )
        self.assertEqual(reading.questions[0].prompt, "Apa petatekan")
        self.assertTrue(any("hilang.png" in note for note in reading.report[0].notes))

    def test_the_picture_of_an_old_moodle_stands_under_the_question(self) -> None:
        old = f"<image>a.png</image><image_base64>{b64encode(DOT).decode()}</image_base64>"
        keys = answer("true", "100") + answer("false", "0")
        asked = read(ask("truefalse", old + keys)).questions[0]
        self.assertEqual(asked.prompt, f"Apa?\n\n![]({asked.files[0]})")
        broken = read(ask("truefalse", old.replace("iVBO", "aaaa") + keys))
        self.assertIn("dilepas", broken.report[0].notes[0])

    def test_a_broken_file_names_its_line(self) -> None:
        with self.assertRaisesRegex(Unreadable, "baris 2"):
            read_questions("x.xml", b"<?xml version='1.0'?>\n<quiz><question></quiz>")

    def test_entities_are_refused(self) -> None:
        bomb = b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>'
        outside = b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>'
        for content in (bomb, outside):
            with self.assertRaises(Unreadable) as caught:
                read_questions("x.xml", content)
            self.assertEqual(caught.exception.requirement, "xml-entities")
