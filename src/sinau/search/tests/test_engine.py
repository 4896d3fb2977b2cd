"""The engine alone: analysis, glossary, plan, spelling, excerpts and evidence."""

from __future__ import annotations

from collections.abc import Iterable
from unittest import TestCase

from sinau.search.engine import evidence, excerpts, spelling
from sinau.search.engine.analysis import analyser
from sinau.search.engine.bm25 import Collection
from sinau.search.engine.glossary import Glossary, glossary
from sinau.search.engine.query import plan

LEAVE = (
    "(1) PNS yang telah bekerja paling kurang 1 (satu) tahun berhak atas cuti tahunan. "
    "(2) Lamanya hak atas cuti tahunan sebagaimana dimaksud pada ayat (1) adalah 12 (dua belas) hari kerja."
)
ARCHIVES = "Arsip dengan retensi di bawah 10 tahun dimusnahkan atas penetapan wali kota."
DISCIPLINE = "PNS yang tidak masuk kerja tanpa alasan yang sah dijatuhi hukuman disiplin."


def city() -> Collection:
    """Three passages of a very small city."""
    held = Collection()
    held.add("cuti", LEAVE)
    held.add("arsip", ARCHIVES)
    held.add("disiplin", DISCIPLINE)
    return held


class AnalysisTests(TestCase):
    """One root for every form of a word that the office uses."""

    def test_a_family_has_one_root(self) -> None:
        for family in (
            "nilai penilaian menilai dinilai penilai",
            "pegawai kepegawaian",
            "manfaat pemanfaatan memanfaatkan dimanfaatkan",
            "tetap penetapan menetapkan ditetapkan",
            "mohon pemohon permohonan memohon dimohonkan",
            "kelola pengelolaan mengelola dikelola pengelola",
            "musnah pemusnahan memusnahkan dimusnahkan",
            "pensiun pensiunan dipensiunkan",
        ):
            with self.subTest(family):
                self.assertEqual(len({analyser().stem(word) for word in family.split()}), 1)

    def test_words_that_only_look_alike_keep_their_own_root(self) -> None:
        for one, other in (
            ("perilaku", "menilai"),
            ("pemerintah", "perintah"),
            ("masalah", "masa"),
            ("penempatan", "empat"),
        ):
            with self.subTest(one):
                self.assertNotEqual(analyser().stem(one), analyser().stem(other))

    def test_question_words_say_nothing(self) -> None:
        self.assertEqual(analyser().terms("Apakah yang dimaksud dengan cuti?"), ["maksud", "cuti"])

    def test_a_doubled_word_is_one(self) -> None:
        tokens = [token for token in analyser().tokens("undang-undang anak-anak") if token.term]
        self.assertEqual([token.surface for token in tokens], ["undang-undang", "anak-anak"])

    def test_digits_read_as_letters_are_mended(self) -> None:
        self.assertEqual(analyser().terms("Pasal 1O tahun 2O14"), ["pasal", "10", "tahun", "2014"])

    def test_accents_are_ignored(self) -> None:
        self.assertEqual(analyser().terms("José"), analyser().terms("jose"))


class GlossaryTests(TestCase):
    """What people say finds what the regulation calls it."""

    def test_speech_finds_the_regulation(self) -> None:
        held = city()
        hits = held.search(plan("bolos", held))
        self.assertEqual(hits[0].key, "disiplin")

    def test_an_abbreviation_works_both_ways(self) -> None:
        held = Collection()
        held.add("pendek", "Kewajiban PNS")
        held.add("panjang", "Kewajiban pegawai negeri sipil")
        for question in ("PNS", "pegawai negeri sipil"):
            with self.subTest(question):
                found = {hit.key for hit in held.search(plan(question, held))}
                self.assertEqual(found, {"pendek", "panjang"})

    def test_the_longest_entry_wins(self) -> None:
        entries = Glossary(
            [{"said": ["cuti"], "means": ["libur"]}, {"said": ["cuti besar"], "means": ["haji"]}]
        )
        tokens = list(analyser().tokens("cuti besar"))
        self.assertEqual([m.phrases for m in entries.meanings(tokens)], [(("haji",),)])

    def test_every_entry_of_the_house_says_something(self) -> None:
        for word in ("pns", "bmd", "sekda"):
            self.assertTrue(glossary().knows(analyser().stem(word)), word)


class SpellingTests(TestCase):
    """A slip is mended from the words that are there, and only then."""

    words = {"arsip": 40, "kinerja": 90, "kecamatan": 30, "pemusnahan": 12, "langka": 4}

    def suggest(self, word: str) -> str | None:
        def known(words: Iterable[str]) -> dict[str, int]:
            return {word: self.words[word] for word in words if word in self.words}

        return spelling.suggest(word, known=known, alike=lambda word: self.words)

    def test_it_mends_a_swap_and_a_missing_letter(self) -> None:
        self.assertEqual(self.suggest("arisp"), "arsip")
        self.assertEqual(self.suggest("kinrja"), "kinerja")

    def test_it_mends_two_slips_in_a_long_word(self) -> None:
        self.assertEqual(self.suggest("pemusanhn"), "pemusnahan")

    def test_it_leaves_a_word_of_the_house_alone(self) -> None:
        self.assertIsNone(self.suggest("langka"))

    def test_it_leaves_numbers_and_short_words_alone(self) -> None:
        self.assertIsNone(self.suggest("2014"))
        self.assertIsNone(self.suggest("jp"))

    def test_the_distance_counts_a_swap_once(self) -> None:
        self.assertEqual(spelling.distance("arisp", "arsip"), 1)
        self.assertEqual(spelling.distance("kuda", "kinerja", at_most=2), 3)


class PlanTests(TestCase):
    """Coverage is a share of what was asked, however it was said."""

    def test_a_passage_with_everything_covers_everything(self) -> None:
        held = city()
        ready = plan("lama cuti tahunan", held)
        hit = held.search(ready)[0]
        self.assertEqual(hit.key, "cuti")
        self.assertAlmostEqual(ready.coverage(hit.terms), 1.0)

    def test_a_word_nobody_wrote_is_the_rarest(self) -> None:
        ready = plan("resep gudeg cuti", city())
        self.assertEqual(ready.unknown, ("resep", "gudeg"))
        self.assertLess(ready.coverage({"cuti"}), 0.34)

    def test_a_correction_is_another_way_to_say_it(self) -> None:
        held = city()
        ready = plan("pemusnahan arisp", held, corrections={"arisp": "arsip"})
        self.assertEqual(held.search(ready)[0].key, "arsip")

    def test_an_empty_question_finds_nothing(self) -> None:
        held = city()
        self.assertEqual(held.search(plan("apa yang", held)), [])
        self.assertEqual(plan("", held).coverage({"cuti"}), 0.0)


class ExcerptTests(TestCase):
    """What is shown is the text as written."""

    def test_sentences_end_at_the_next_ayat(self) -> None:
        found = [sentence.of(LEAVE) for sentence in excerpts.sentences(LEAVE)]
        self.assertEqual(len(found), 2)
        self.assertTrue(found[1].startswith("(2) Lamanya"))
        self.assertTrue(found[1].endswith("hari kerja."))

    def test_the_best_sentence_holds_the_answer(self) -> None:
        held = city()
        best = excerpts.best_sentence(plan("berapa hari cuti tahunan?", held), LEAVE)
        assert best is not None
        self.assertIn("12 (dua belas) hari kerja", best.of(LEAVE))

    def test_words_are_marked_as_written(self) -> None:
        pieces = excerpts.highlight(ARCHIVES, analyser().terms("pemusnahan arsip"))
        self.assertEqual(excerpts.marked(pieces), ["Arsip", "dimusnahkan"])
        self.assertEqual("".join(piece.text for piece in pieces), ARCHIVES)

    def test_an_excerpt_is_cut_at_words_and_holds_the_find(self) -> None:
        text = "awal cerita " * 60 + "pemusnahan arsip dimulai. " + "akhir cerita " * 60
        held = Collection()
        held.add("panjang", text)
        cut = excerpts.excerpt(plan("arsip", held), text, width=120).of(text)
        self.assertIn("arsip", cut)
        self.assertLess(len(cut), 160)

    def test_a_quote_is_checked_letter_for_letter(self) -> None:
        self.assertTrue(excerpts.stands_in("12 (dua  belas)\nhari kerja", LEAVE))
        self.assertFalse(excerpts.stands_in("14 (empat belas) hari kerja", LEAVE))
        self.assertFalse(excerpts.stands_in("  ", LEAVE))


class EvidenceTests(TestCase):
    """Little evidence is called little."""

    def test_it_says_what_is_missing(self) -> None:
        held = city()
        ready = plan("kurs dolar cuti", held)
        found = evidence.weigh(ready, held.search(ready))
        self.assertFalse(found.enough)
        self.assertEqual(found.missing, ("kurs", "dolar"))

    def test_a_full_match_is_enough(self) -> None:
        held = city()
        ready = plan("berapa hari cuti tahunan PNS", held)
        self.assertTrue(evidence.weigh(ready, held.search(ready)).enough)

    def test_nothing_found_is_never_enough(self) -> None:
        self.assertFalse(evidence.weigh(plan("gudeg", city()), []).enough)

    def test_it_explains_each_word(self) -> None:
        held = city()
        ready = plan("bolos kerja", held)
        reasons = evidence.explain(ready, held.search(ready)[0])
        self.assertEqual([reason.word for reason in reasons], ["bolos", "kerja"])
        self.assertTrue(all(reason.added > 0 for reason in reasons))
