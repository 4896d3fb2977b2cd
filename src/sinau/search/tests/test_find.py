"""Finding: exactly BM25, only on open shelves, and hidden things change nothing."""

from __future__ import annotations

from sinau.people.models import Audience, Grant, Role
from sinau.people.testing import CastTestCase
from sinau.search.engine.bm25 import Collection
from sinau.search.engine.query import plan
from sinau.search.finding import Found, find_for, leads_of
from sinau.search.models import Kind
from sinau.search.reading import Reader
from sinau.search.tests.notes import Notes, a_city_with_notes

LINES = (
    ("Cuti tahunan", "PNS yang telah bekerja satu tahun berhak atas cuti tahunan dua belas hari."),
    ("Arsip", "Arsip dengan retensi sepuluh tahun dimusnahkan atas penetapan wali kota."),
    ("Disiplin", "PNS yang tidak masuk kerja tanpa alasan yang sah dijatuhi hukuman disiplin."),
    ("Cuti besar", "Cuti besar diberikan kepada PNS yang telah bekerja lima tahun terus-menerus."),
)


class FindTests(CastTestCase):
    def setUp(self) -> None:
        self.notes: Notes = self.enterContext(a_city_with_notes())
        for title, text in LINES:
            self.notes.write(title, text, agency=self.bkpsdm)

    def test_it_scores_as_the_engine_does_in_memory(self) -> None:
        held = Collection()
        for title, text in LINES:
            held.add(title, f"{title}\n{text}")
        for words in ("cuti tahunan pns", "bolos kerja", "pemusnahan arsip", "cuti"):
            ready = plan(words, held)
            leads = leads_of(ready)
            there = [round(hit.score, 6) for hit in held.search(ready) if leads & hit.terms.keys()]
            here = [round(one.hit.score, 6) for one in find_for(self.sari, words, near=True).finds]
            self.assertEqual(here, there, words)
            self.assertTrue(here, words)

    def test_a_slip_is_mended(self) -> None:
        found = find_for(self.sari, "cuti tahuann")
        self.assertEqual(found.corrections, {"tahuann": "tahunan"})
        self.assertEqual(found.finds[0].source, "tests.note:1")

    def test_what_was_repealed_is_found_only_when_asked_for(self) -> None:
        self.notes.write(
            "PP lama", "Uang lauk pauk diberikan.", agency=self.bkpsdm, is_current=False
        )
        self.assertEqual(find_for(self.sari, "lauk pauk").finds, ())
        self.assertEqual(len(find_for(self.sari, "lauk pauk", past=True).finds), 1)

    def test_each_kind_is_counted_by_document(self) -> None:
        self.notes.write(
            "Kursus cuti", "Belajar cuti.", "Soal cuti.", agency=self.bkpsdm, kind=Kind.COURSE
        )
        self.assertEqual(find_for(self.sari, "cuti").counts(), {"article": 2, "course": 1})

    def test_it_takes_any_words(self) -> None:
        for words in ("", "   ", "yang dan di", "%_\\'\";--", "a" * 5000, "\x1f", "🌧️", "٣"):
            with self.subTest(words[:10]):
                find_for(self.sari, words)


class HiddenTests(CastTestCase):
    """What a reader may not see is as if it had never been written."""

    def setUp(self) -> None:
        self.notes: Notes = self.enterContext(a_city_with_notes())
        for title, text in LINES:
            self.notes.write(title, text, agency=self.bkpsdm)

    def hide(self) -> str:
        return self.notes.write(
            "Antrean puskesmas",
            "Pasien puskesmas dipanggil menurut jam antrean; arsip cuti kerja tahunan.",
            agency=self.dinkes,
            audience=Audience.AGENCY,
        )

    def seen(self, found: Found) -> object:
        return (
            found.plan,
            [(one.source, one.hit.score, dict(one.hit.terms)) for one in found.finds],
            found.corrections,
            found.counts(),
        )

    def test_it_changes_nothing_for_the_outsider(self) -> None:
        """P-SEA-2: not a hit, not a count, not a score, not a suggestion differs."""
        questions = ("antrean puskesmas", "antraen puskesmsa", "arsip cuti tahunan", "pasien jam")
        before = [self.seen(find_for(self.joko, words, near=True)) for words in questions]
        begun = Reader.of(self.joko).beginning_with("pus", at_most=5)

        source = self.hide()

        mine = find_for(self.sari, "antrean puskesmas")
        self.assertEqual([one.source for one in mine.finds], [source])
        self.assertEqual(Reader.of(self.sari).beginning_with("pus", at_most=5), ["puskesmas"])
        after = [self.seen(find_for(self.joko, words, near=True)) for words in questions]
        self.assertEqual(after, before)
        self.assertEqual(Reader.of(self.joko).beginning_with("pus", at_most=5), begun)
        self.assertEqual(begun, [])

    def test_no_word_of_it_is_suggested(self) -> None:
        """P-SEA-3: the spelling of a hidden word is not offered."""
        self.hide()
        self.assertEqual(Reader.of(self.sari).corrections("antraen"), {"antraen": "antrean"})
        self.assertEqual(Reader.of(self.joko).corrections("antraen"), {})

    def test_a_role_over_the_agency_opens_it_with_the_next_search(self) -> None:
        """P-SEA-4"""
        self.hide()
        self.assertEqual(find_for(self.joko, "puskesmas").finds, ())
        grant = Grant.objects.create(
            person=self.joko, role=Role.OFFICER, agency=self.dinkes, valid_from="2000-01-01"
        )
        del self.joko.roles
        self.assertEqual(len(find_for(self.joko, "puskesmas").finds), 1)

        grant.delete()
        del self.joko.roles
        self.assertEqual(find_for(self.joko, "puskesmas").finds, ())

    def test_closing_a_document_is_in_force_with_its_index(self) -> None:
        source = self.notes.write("Parkir", "Tarif parkir pasar.", agency=self.dinkes)
        self.assertEqual(len(find_for(self.joko, "parkir").finds), 1)
        self.notes.change(source, audience=Audience.AGENCY)
        self.assertEqual(find_for(self.joko, "parkir").finds, ())
        self.assertEqual(len(find_for(self.sari, "parkir").finds), 1)

    def test_what_the_index_has_not_heard_yet_is_left_out(self) -> None:
        source = self.notes.write("Parkir", "Tarif parkir pasar.", agency=self.dinkes)
        self.assertEqual(find_for(self.joko, "parkir").counts(), {"article": 1})
        self.notes.change(source, indexed=False, audience=Audience.AGENCY)
        self.assertEqual(find_for(self.joko, "parkir").counts(), {})

    def test_an_agency_below_reads_what_is_for_the_one_above(self) -> None:
        self.notes.write(
            "Edaran setda", "Jadwal apel pagi.", agency=self.agencies["setda"], audience="agency"
        )
        self.assertEqual(len(find_for(self.ratna, "apel").finds), 1)
        self.assertEqual(find_for(self.joko, "apel").finds, ())
