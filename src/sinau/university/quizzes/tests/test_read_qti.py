"""QTI items of versions 2 and 3, alone and in packages."""

from decimal import Decimal as D
from io import BytesIO
from unittest import TestCase
from zipfile import ZipFile

from sinau.university.quizzes.formats import Reading, Unreadable, read_questions
from sinau.university.quizzes.questions import Kind, Question

DOT = b"\x89PNG\r\n\x1a\n" + b"0" * 40
V2 = "http://www.imsglobal.org/xsd/imsqti_v2p1"
V3 = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"


def item(body: str, response: str, more: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><assessmentItem xmlns="{V2}" identifier="q1" title="Judul" adaptive="false" '
        f'timeDependent="false">{response}<itemBody>{body}</itemBody>{more}</assessmentItem>'
    ).encode()


def response(cardinality: str, base: str, correct: list[str], mapping: str = "") -> str:
    values = "".join(f"<value>{value}</value>" for value in correct)
    right = f"<correctResponse>{values}</correctResponse>" if correct else ""
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}">'
        f"{right}{mapping}</responseDeclaration>"
    )


def choices(names: str, tag: str = "simpleChoice") -> str:
    return "".join(f'<{tag} identifier="{n}">pilihan {n}</{tag}>' for n in names)


def package(
    files: dict[str, bytes], *, manifest: bool = True, kind: str = "imsqti_item_xmlv2p1"
) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w") as whole:
        for name, content in files.items():
            whole.writestr(name, content)
        if manifest:
            rows = "".join(
                f'<resource identifier="r{n}" type="{kind}" href="{name}"><file href="{name}"/></resource>'
                for n, name in enumerate(files)
                if name.endswith(".xml")
            )
            whole.writestr(
                "imsmanifest.xml",
                f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{rows}</resources></manifest>',
            )
    return kept.getvalue()


def one(content: bytes) -> Question:
    reading = read_questions("butir.xml", content)
    assert len(reading.questions) == 1, reading.report
    return reading.questions[0]


def left(content: bytes) -> str:
    reading: Reading = read_questions("butir.xml", content)
    assert not reading.questions
    return reading.report[0].notes[0]


CHOICE = '<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="{}"><prompt>Pilih.</prompt>{}</choiceInteraction>'


class ReadQti(TestCase):
    def test_one_choice(self) -> None:
        asked = one(
            item(
                "<p>Teks</p>" + CHOICE.format(1, choices("ABC")),
                response("single", "identifier", ["B"]),
            )
        )
        self.assertEqual(
            (asked.kind, asked.name, asked.prompt), (Kind.SINGLE, "Judul", "Teks\n\nPilih.")
        )
        self.assertEqual([c.share for c in asked.choices], [0, 1, 0])
        self.assertTrue(asked.shuffle)

    def test_several_choices_with_a_mapping(self) -> None:
        mapping = (
            '<mapping lowerBound="0" upperBound="2" defaultValue="-2"><mapEntry mapKey="A" mappedValue="1"/>'
            '<mapEntry mapKey="C" mappedValue="1"/><mapEntry mapKey="B" mappedValue="-1"/></mapping>'
        )
        asked = one(
            item(
                CHOICE.format(0, choices("ABCD")),
                response("multiple", "identifier", ["A", "C"], mapping),
            )
        )
        self.assertEqual(asked.kind, Kind.MULTIPLE)
        self.assertEqual([c.share for c in asked.choices], [D("0.5"), D("-0.5"), D("0.5"), D(-1)])
        self.assertEqual(asked.points, 2)

    def test_all_or_nothing_becomes_partial_and_is_said(self) -> None:
        reading = read_questions(
            "x.xml",
            item(CHOICE.format(0, choices("ABC")), response("multiple", "identifier", ["A", "C"])),
        )
        self.assertEqual([c.share for c in reading.questions[0].choices], [D("0.5"), -1, D("0.5")])
        self.assertIn("Semua-atau-tidak", reading.report[0].notes[0])

    def test_the_same_item_in_version_3(self) -> None:
        content = (
            f'<qti-assessment-item xmlns="{V3}" identifier="q" title="Tiga" adaptive="false" time-dependent="false">'
            '<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">'
            "<qti-correct-response><qti-value>A</qti-value></qti-correct-response></qti-response-declaration>"
            '<qti-item-body><p>Teks <strong>tebal</strong></p><qti-choice-interaction response-identifier="RESPONSE" '
            'max-choices="1" shuffle="false"><qti-prompt>Pilih.</qti-prompt>'
            '<qti-simple-choice identifier="A">ya<qti-feedback-inline identifier="A" outcome-identifier="F" show-hide="show">'
            'tepat</qti-feedback-inline></qti-simple-choice><qti-simple-choice identifier="B">tidak</qti-simple-choice>'
            "</qti-choice-interaction></qti-item-body>"
            '<qti-modal-feedback outcome-identifier="F" identifier="incorrect" show-hide="show"><p>coba lagi</p></qti-modal-feedback>'
            "</qti-assessment-item>"
        ).encode()
        asked = one(content)
        self.assertEqual((asked.kind, asked.prompt), (Kind.SINGLE, "Teks **tebal**\n\nPilih."))
        self.assertEqual(
            [(c.text, c.share, c.feedback) for c in asked.choices],
            [("ya", 1, "tepat"), ("tidak", 0, "")],
        )
        self.assertEqual(asked.when_wrong, "coba lagi")

    def test_true_and_false(self) -> None:
        options = '<simpleChoice identifier="t">True</simpleChoice><simpleChoice identifier="f">False</simpleChoice>'
        asked = one(item(CHOICE.format(1, options), response("single", "identifier", ["f"])))
        self.assertEqual((asked.kind, asked.truth), (Kind.TRUE_FALSE, False))

    def test_an_order(self) -> None:
        body = f'<orderInteraction responseIdentifier="RESPONSE"><prompt>Urutkan</prompt>{choices("ABC")}</orderInteraction>'
        asked = one(item(body, response("ordered", "identifier", ["C", "A", "B"])))
        self.assertEqual(asked.steps, ("pilihan C", "pilihan A", "pilihan B"))
        self.assertIn(
            "semua langkah", left(item(body, response("ordered", "identifier", ["C", "A"])))
        )

    def test_what_belongs_together(self) -> None:
        sets = "".join(
            f"<simpleMatchSet>{choices(names, 'simpleAssociableChoice')}</simpleMatchSet>"
            for names in ("CDL", "MRT")
        )
        body = f'<matchInteraction responseIdentifier="RESPONSE"><prompt>Jodohkan</prompt>{sets}</matchInteraction>'
        asked = one(item(body, response("multiple", "directedPair", ["C R", "D M", "L M"])))
        self.assertEqual(
            [(p.left, p.right) for p in asked.pairs],
            [
                ("pilihan C", "pilihan R"),
                ("pilihan D", "pilihan M"),
                ("pilihan L", "pilihan M"),
                ("", "pilihan T"),
            ],
        )

    def test_free_pairs(self) -> None:
        body = f'<associateInteraction responseIdentifier="RESPONSE"><prompt>Pasangkan</prompt>{choices("ABCD", "simpleAssociableChoice")}</associateInteraction>'
        asked = one(item(body, response("multiple", "pair", ["A D", "C B"])))
        self.assertEqual(
            [(p.left, p.right) for p in asked.pairs],
            [("pilihan A", "pilihan D"), ("pilihan C", "pilihan B")],
        )

    def test_gaps_to_fill(self) -> None:
        body = (
            '<gapMatchInteraction responseIdentifier="RESPONSE"><gapText identifier="W" matchMax="1">musim</gapText>'
            '<gapText identifier="S" matchMax="1">panas</gapText><p>Kini <gap identifier="G1"/> yang <gap identifier="G2"/>.</p>'
            "</gapMatchInteraction>"
        )
        asked = one(item(body, response("multiple", "directedPair", ["W G1", "S G2"])))
        self.assertEqual((asked.kind, asked.prompt), (Kind.CLOZE, "Kini {1} yang {2}."))
        self.assertEqual([c.share for c in asked.gaps[1].choices], [0, 1])

    def test_choices_within_a_line(self) -> None:
        body = f'<p>Kini <inlineChoiceInteraction responseIdentifier="RESPONSE" shuffle="false">{choices("AB", "inlineChoice")}</inlineChoiceInteraction>.</p>'
        asked = one(item(body, response("single", "identifier", ["B"])))
        self.assertEqual((asked.kind, asked.prompt), (Kind.CLOZE, "Kini {1}."))

    def test_typed_words_with_a_mapping(self) -> None:
        mapping = (
            '<mapping defaultValue="0"><mapEntry mapKey="York" mappedValue="1"/>'
            '<mapEntry mapKey="york" mappedValue="0.5" caseSensitive="true"/></mapping>'
        )
        body = '<p>Kota: <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
        asked = one(item(body, response("single", "string", ["York"], mapping)))
        self.assertEqual(
            [(a.text, a.share) for a in asked.accepted], [("York", 1), ("york", D("0.5"))]
        )
        self.assertTrue(asked.case_matters)

    def test_a_number_with_its_tolerance(self) -> None:
        marking = (
            '<responseProcessing><responseCondition><responseIf><equal toleranceMode="absolute" tolerance="0.5 0.5">'
            '<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal><setOutcomeValue identifier="SCORE">'
            '<baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>'
        )
        body = '<p>Suhu?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
        asked = one(item(body, response("single", "float", ["36.5"]), marking))
        self.assertEqual((asked.prompt, asked.kind), ("Suhu?", Kind.NUMERIC))
        self.assertEqual(
            (asked.numbers[0].value, asked.numbers[0].tolerance), (D("36.5"), D("0.5"))
        )

    def test_an_essay_with_its_rubric(self) -> None:
        body = (
            '<p>Jelaskan.</p><extendedTextInteraction responseIdentifier="RESPONSE"/>'
            '<rubricBlock view="scorer"><p>Ada alasan.</p></rubricBlock>'
        )
        asked = one(item(body, response("single", "string", [])))
        self.assertEqual(
            (asked.kind, asked.prompt, asked.model), (Kind.ESSAY, "Jelaskan.", "Ada alasan.")
        )

    def test_what_we_cannot_ask_is_left_out_by_name(self) -> None:
        for body, why in {
            '<hotspotInteraction responseIdentifier="RESPONSE"/>': "hotspotInteraction",
            '<uploadInteraction responseIdentifier="RESPONSE"/>': "unggah berkas",
            "<p>Tanpa tanya</p>": "tidak bertanya",
            CHOICE.format(1, choices("AB")) * 2: "beberapa interaksi",
        }.items():
            self.assertIn(why, left(item(body, response("single", "identifier", ["A"]))))
        keyless = item(CHOICE.format(1, choices("AB")), response("single", "identifier", []))
        self.assertIn("tidak menyebut jawaban", left(keyless))

    def test_a_package_with_a_picture(self) -> None:
        body = '<p>Lihat <img src="../gambar/peta.png" alt="Peta"/></p>' + CHOICE.format(
            1, choices("AB")
        )
        content = package(
            {
                "butir/q1.xml": item(body, response("single", "identifier", ["A"])),
                "gambar/peta.png": DOT,
                "butir/q2.xml": b"<rusak",
            }
        )
        reading = read_questions("paket.zip", content)
        self.assertEqual([line.taken for line in reading.report], [True, False])
        self.assertEqual(list(reading.files.values()), [DOT])
        self.assertIn("q1", reading.report[0].place)
        self.assertIn("tidak dapat dibaca", reading.report[1].notes[0])

    def test_a_package_without_a_manifest_says_so(self) -> None:
        content = package(
            {
                "q.xml": item(
                    CHOICE.format(1, choices("AB")), response("single", "identifier", ["A"])
                )
            },
            manifest=False,
        )
        reading = read_questions("paket.zip", content)
        self.assertEqual(len(reading.questions), 1)
        self.assertIn("imsmanifest", reading.notes[0])

    def test_other_packages_and_versions_are_refused_by_name(self) -> None:
        with self.assertRaises(Unreadable) as caught:
            read_questions("x.zip", package({"q.xml": b"<x/>"}, kind="webcontent"))
        self.assertEqual(caught.exception.requirement, "manifest-items")
        with self.assertRaises(Unreadable) as caught:
            read_questions("x.xml", b"<?xml version='1.0'?><questestinterop/>")
        self.assertEqual(caught.exception.requirement, "qti-version")


class ReadForeignQti(TestCase):
    """As other systems write it: several questions at once, shared texts, formulas, UTF-16."""

    def test_an_item_with_several_questions_becomes_as_many(self) -> None:
        asked = "".join(
            f'<choiceInteraction responseIdentifier="R{n}"><prompt>soal {n}</prompt>{choices("AB")}'
            "</choiceInteraction>"
            for n in (1, 2)
        )
        said = "".join(
            response("single", "identifier", [key]).replace("RESPONSE", f"R{n}")
            for n, key in ((1, "A"), (2, "B"))
        )
        reading = read_questions("butir.xml", item(f"<p>Bacaan.</p>{asked}", said))
        self.assertEqual([one.name for one in reading.questions], ["Judul (1)", "Judul (2)"])
        self.assertEqual([one.points for one in reading.questions], [D("0.5"), D("0.5")])
        self.assertEqual(reading.questions[1].prompt, "Bacaan.\n\nsoal 2")
        self.assertIn("dipecah menjadi 2 soal", reading.report[0].notes[0])
        self.assertTrue(reading.report[1].place.endswith("bagian 2"))

    def test_gaps_beside_a_choice_are_left_out_by_name(self) -> None:
        body = (
            '<p><textEntryInteraction responseIdentifier="R2"/></p>'
            f'<choiceInteraction responseIdentifier="RESPONSE">{choices("AB")}</choiceInteraction>'
        )
        said = response("single", "identifier", ["A"])
        both = said + said.replace("RESPONSE", "R2")
        self.assertIn("mencampur", left(item(body, both)))

    def test_a_shared_text_comes_along(self) -> None:
        asked = (
            f'<choiceInteraction responseIdentifier="RESPONSE">{choices("AB")}</choiceInteraction>'
        )
        said = response("single", "identifier", ["A"])
        with_text = item(asked, said + '<assessmentStimulusRef identifier="s" href="../s/t.xml"/>')
        text = (
            f'<qti-assessment-stimulus xmlns="{V3}" identifier="s"><qti-stimulus-body><p>Baca '
            '<img src="peta.png" alt="peta"/></p></qti-stimulus-body></qti-assessment-stimulus>'
        )
        files = {"i/q.xml": with_text, "s/t.txt": text.encode(), "s/peta.png": DOT}
        files["i/q.xml"] = with_text.replace(b"t.xml", b"t.txt")
        reading = read_questions("paket.zip", package(files))
        self.assertTrue(reading.questions[0].prompt.startswith("Baca ![peta]("))
        alone = read_questions("butir.xml", with_text)
        self.assertTrue(any("stimulus" in note for note in alone.report[0].notes))

    def test_a_formula_is_written_in_one_line(self) -> None:
        space = "http://www.w3.org/1998/Math/MathML"
        formula = (
            f'<math xmlns="{space}"><semantics><mrow><mi>x</mi><mo>=</mo><mfrac><mrow><mi>a</mi>'
            "<mo>+</mo><mi>b</mi></mrow><msup><mi>c</mi><mn>2</mn></msup></mfrac></mrow>"
            '<annotation encoding="application/x-tex">x=...</annotation></semantics></math>'
        )
        body = f'<p>Jika {formula}?</p><choiceInteraction responseIdentifier="RESPONSE">{choices("AB")}</choiceInteraction>'
        question = one(item(body, response("single", "identifier", ["A"])))
        self.assertEqual(question.prompt, "Jika x = (a + b)/(c^2)?")

    def test_utf_16_is_read_whatever_its_head_says(self) -> None:
        body = f'<choiceInteraction responseIdentifier="RESPONSE"><prompt>é</prompt>{choices("AB")}</choiceInteraction>'
        text = item(body, response("single", "identifier", ["A"])).decode()
        for head in (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<?xml version="1.0" encoding="utf-16"?>',
        ):
            whole = text.replace('<?xml version="1.0"?>', head)
            self.assertEqual(one(whole.encode("utf-16")).prompt, "é")

    def test_what_was_seen_before_it_was_left_out_is_said(self) -> None:
        body = (
            '<choiceInteraction responseIdentifier="RESPONSE"><simpleChoice identifier="A">'
            '<img src="a.png" alt=""/></simpleChoice><simpleChoice identifier="B">b</simpleChoice>'
            "</choiceInteraction>"
        )
        reading = read_questions("b.xml", item(body, response("single", "identifier", ["A"])))
        self.assertEqual(len(reading.questions), 0)
        self.assertIn("Gambar “a.png” tidak ada di dalam berkas.", reading.report[0].notes)
