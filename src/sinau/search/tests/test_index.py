"""The index holds what the apps tell, as they tell it now, and counts it rightly."""

from __future__ import annotations

from io import StringIO
from unittest.mock import patch

from django.core.management import call_command
from django.db.models import Sum

from sinau.people.models import Audience
from sinau.people.testing import CastTestCase
from sinau.search.actions import empty_the_index, put_in_index, take_out_of_index
from sinau.search.finding import find_for
from sinau.search.models import Document, Passage, Posting, Shelf, TermCount, Word
from sinau.search.tests.notes import Notes, a_city_with_notes


class PutInIndexTests(CastTestCase):
    """One document a thing, made anew when the thing changes."""

    def setUp(self) -> None:
        self.notes: Notes = self.enterContext(a_city_with_notes())

    def state(self) -> tuple[object, ...]:
        """Everything the index knows, without the numbers of its rows."""
        return (
            sorted(Document.objects.values_list("source", "title", "fingerprint")),
            sorted(Passage.objects.values_list("document__source", "position", "text", "length")),
            sorted(Word.objects.values_list("text", "passages")),
            sorted(TermCount.objects.values_list("passages", flat=True)),
            sorted(Posting.objects.values_list("frequency", "length")),
            sorted(Shelf.objects.filter(passages__gt=0).values_list("kind", "passages", "length")),
        )

    def test_it_changes_nothing_the_second_time(self) -> None:
        source = self.notes.write("Cuti", "Cuti tahunan dua belas hari.", agency=self.dinkes)
        before = self.state()
        self.assertFalse(put_in_index(source))
        self.assertEqual(self.state(), before)

    def test_a_change_replaces_what_was_there(self) -> None:
        source = self.notes.write("Cuti", "Arsip dimusnahkan.", agency=self.dinkes)
        self.notes.write("Lain", "Arsip disimpan di depo.", agency=self.dinkes)
        found = self.notes.told[1]
        self.assertEqual(len(find_for(self.sari, "dimusnahkan").finds), 1)

        self.notes.change(
            source,
            parts=(found.parts[0].__class__(text="Surat dibalas.", spots=found.parts[0].spots),),
        )

        self.assertEqual(find_for(self.sari, "dimusnahkan").finds, ())
        self.assertEqual(len(find_for(self.sari, "surat").finds), 1)
        self.assertEqual(Word.objects.get(text="arsip").passages, 1)
        self.assertFalse(Word.objects.filter(text="dimusnahkan").exists())

    def test_what_is_gone_leaves_nothing_behind(self) -> None:
        source = self.notes.write("Cuti", "Cuti tahunan.", "Cuti besar.", agency=self.dinkes)
        self.assertTrue(Posting.objects.exists())

        self.notes.tear(source)

        for model in (Document, Passage, Posting, TermCount, Word):
            with self.subTest(model):
                self.assertFalse(model.objects.exists())
        self.assertEqual(Shelf.objects.aggregate(Sum("passages"), Sum("length")).popitem()[1], 0)
        self.assertFalse(take_out_of_index(source))

    def test_counts_are_those_of_the_postings(self) -> None:
        self.notes.write("Satu", "Arsip dan surat.", "Arsip lama.", agency=self.dinkes)
        two = self.notes.write("Dua", "Arsip baru.", agency=self.dishub, audience=Audience.AGENCY)
        self.notes.change(two, audience=Audience.CITY)
        for row in TermCount.objects.all():
            counted = Posting.objects.filter(term=row.term, shelf=row.shelf).count()
            self.assertEqual(row.passages, counted)
        for shelf in Shelf.objects.all():
            passages = Passage.objects.filter(document__shelf=shelf)
            self.assertEqual(shelf.passages, passages.count())
            self.assertEqual(shelf.length, sum(p.length for p in passages))

    def test_rebuilding_gives_the_same_index(self) -> None:
        self.notes.write("Satu", "Arsip dan surat.", agency=self.dinkes)
        self.notes.write("Dua", "Arsip baru.", agency=self.dishub, audience=Audience.AGENCY)
        before = self.state()
        empty_the_index()
        self.assertFalse(Document.objects.exists())

        for pk in self.notes.told:
            put_in_index(f"tests.note:{pk}")

        self.assertEqual(self.state(), before)

    def test_a_thing_nobody_can_tell_is_no_document(self) -> None:
        self.assertFalse(put_in_index("tests.note:99"))
        self.assertFalse(put_in_index("unknown.noun:1"))


class ReindexTests(CastTestCase):
    """One command writes everything anew, while everybody goes on finding."""

    def setUp(self) -> None:
        self.notes: Notes = self.enterContext(a_city_with_notes())

    def test_it_writes_one_document_after_the_other(self) -> None:
        source = self.notes.write("Cuti", "Cuti tahunan.", agency=self.dinkes)
        self.notes.write("Lain", "Arsip disimpan.", agency=self.dinkes)
        Passage.objects.filter(document__source=source).update(text="rusak")
        Word.objects.create(text="hantu", shelf=1, passages=3)
        seen: list[int] = []
        visible = self.notes.told.copy()

        def watch(noun: str) -> bool:
            seen.append(len(find_for(self.sari, "arsip").finds))
            return put_in_index(noun, again=True)

        with patch(
            "sinau.search.management.commands.reindex.put_in_index",
            side_effect=lambda source, again=False: watch(source),
        ):
            call_command("reindex", stdout=StringIO())

        self.assertEqual(seen, [1] * len(visible))
        self.assertEqual(Passage.objects.get(document__source=source).text, "Cuti tahunan.")
        self.assertEqual(len(find_for(self.sari, "cuti").finds), 1)
        self.assertFalse(Word.objects.filter(text="hantu").exists())

    def test_what_is_gone_is_taken_out(self) -> None:
        self.notes.write("Cuti", "Cuti tahunan.", agency=self.dinkes)
        del self.notes.told[1]
        self.assertEqual(Document.objects.count(), 1)
        call_command("reindex", "tests.note", stdout=StringIO())
        self.assertEqual(Document.objects.count(), 0)

    def test_an_unknown_noun_is_named(self) -> None:
        with self.assertRaisesMessage(Exception, "unknown.noun"):
            call_command("reindex", "unknown.noun", stdout=StringIO())
