"""An upgrade that reads texts otherwise: the index follows by itself, and nothing is lost on the way."""

from __future__ import annotations

from unittest.mock import patch

from sinau.people.testing import CastTestCase
from sinau.search.finding import find_for
from sinau.search.models import Document, Word
from sinau.search.rereading import read_anew
from sinau.search.tasks import read_what_was_misread
from sinau.search.tests.notes import a_city_with_notes


class ReadAnewTests(CastTestCase):
    def setUp(self) -> None:
        self.notes = self.enterContext(a_city_with_notes())
        for nth in range(3):
            self.notes.write(f"Cuti {nth}", f"Cuti tahunan nomor {nth}.", agency=self.bkpsdm)

    def test_what_was_read_as_today_is_left_alone(self) -> None:
        before = list(Document.objects.values_list("pk", flat=True))
        self.assertEqual(read_anew(seconds=60), 0)
        self.assertEqual(list(Document.objects.values_list("pk", flat=True)), before)

    def test_an_earlier_reading_is_read_anew_and_stays_findable(self) -> None:
        Document.objects.update(reading="")
        Word.objects.filter(text="tahunan").delete()
        # One at a time, as when the worker is stopped again and again.
        self.assertEqual(read_anew(seconds=0), 2)
        self.assertEqual(len(find_for(self.sari, "cuti tahunan").finds), 3)
        self.assertFalse(Word.objects.filter(text="tahunan", passages=3).exists())
        read_what_was_misread()
        self.assertEqual(Document.objects.misread().count(), 0)
        self.assertEqual(len(find_for(self.sari, "cuti tahunan").finds), 3)
        self.assertEqual(Word.objects.get(text="tahunan").passages, 3)

    def test_another_version_misreads_all(self) -> None:
        with patch("sinau.search.models.reading", return_value="next"):
            self.assertEqual(Document.objects.misread().count(), 3)

    def test_what_no_app_tells_any_more_goes(self) -> None:
        Document.objects.filter(title="Cuti 0").update(reading="", source="gone.note:1")
        self.assertEqual(read_anew(seconds=60), 0)
        self.assertEqual(Document.objects.count(), 2)
