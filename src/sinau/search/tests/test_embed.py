"""Passages are found by what they mean; what waits is embedded once, and hidden ones stay hidden."""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import patch

from django.db import connection

from sinau.people.models import Audience
from sinau.people.testing import CastTestCase
from sinau.search.actions import empty_the_index, put_in_index, take_out_of_index
from sinau.search.embedding import embed_waiting
from sinau.search.engine.embedding import NoVector, Vectors
from sinau.search.finding import find_for
from sinau.search.models import EmbeddingRun, Model, Passage, Unembedded, Vector
from sinau.search.tasks import embed_what_waits
from sinau.search.tests.notes import Notes, a_city_with_notes
from sinau.search.tests.pretending import Pretended, pretended

MEANT = "pegawai raib"
"""Shares no root with the note about being absent; the pretended embedder knows what it means."""


class WithVectors(CastTestCase):
    def setUp(self) -> None:
        self.notes: Notes = self.enterContext(a_city_with_notes())
        self.embeds: Pretended = self.enterContext(pretended())

    def found(self, words: str = MEANT) -> list[str]:
        return [one.source for one in find_for(self.sari, words, near=True).finds]


class EmbedWaitingTests(WithVectors):
    """The verb: everything has its vectors, a batch at a time."""

    def test_a_passage_is_found_by_words_until_it_is_embedded_and_then_by_meaning(self) -> None:
        source = self.notes.write("Mangkir", "Absen tanpa izin dicatat.", agency=self.bkpsdm)
        self.assertEqual(self.found(), [])
        self.assertEqual(self.found("izin dicatat"), [source])

        run = embed_waiting(self.embeds)

        self.assertEqual((run.done, run.left), (1, 0))  # type: ignore[union-attr]
        self.assertEqual(self.found(), [source])
        self.assertFalse(Unembedded.objects.exists())

    def test_a_second_time_there_is_nothing_to_do(self) -> None:
        self.notes.write("Mangkir", "Absen tanpa izin dicatat.", agency=self.bkpsdm)
        embed_waiting(self.embeds)
        before = list(self.embeds.asked)
        self.assertIsNone(embed_waiting(self.embeds))
        self.assertEqual(self.embeds.asked, before)
        self.assertEqual(EmbeddingRun.objects.filter(ended_at=None).count(), 0)

    def test_whoever_goes_on_embeds_only_what_is_left(self) -> None:
        for number in range(40):
            self.notes.write(f"Catatan {number}", f"Absen ke-{number}.", agency=self.bkpsdm)
        run = embed_waiting(self.embeds, seconds=0)
        self.assertEqual((run.done, run.left, run.share), (16, 24, 40))  # type: ignore[union-attr]

        class Dies(Pretended):
            def passages(self, texts: Sequence[str]) -> Vectors:
                raise SystemExit  # as good as a kill: the transaction is never committed

        with self.assertRaises(SystemExit):
            embed_waiting(Dies(self.embeds.name))
        run = embed_waiting(self.embeds)

        self.assertEqual((run.done, run.left), (40, 0))  # type: ignore[union-attr]
        self.assertEqual(len(self.embeds.asked), 40)
        self.assertEqual(Vector.objects.count(), 40)

    def test_what_stays_the_same_keeps_its_vectors(self) -> None:
        source = self.notes.write("Dua", "Absen dicatat.", "Arsip dijaga.", agency=self.bkpsdm)
        embed_waiting(self.embeds)
        self.embeds.asked.clear()
        parts = self.notes.told[1].parts
        changed = (parts[0], parts[1].__class__(text="Surat dibalas.", spots=parts[1].spots))

        self.notes.change(source, parts=changed)

        self.assertEqual(self.found(), [source])
        embed_waiting(self.embeds)
        self.assertEqual(self.embeds.asked, ["Surat dibalas."])
        self.assertEqual(Vector.objects.count(), 2)

    def test_another_model_starts_anew(self) -> None:
        self.notes.write("Mangkir", "Absen tanpa izin.", agency=self.bkpsdm)
        embed_waiting(self.embeds)
        with pretended(Pretended("pretended 2")) as other:
            self.assertEqual(self.found(), [])
            embed_waiting(other)
            self.assertEqual(len(self.found()), 1)
        self.assertEqual([model.name for model in Model.objects.all()], ["pretended 2"])
        self.assertEqual(Vector.objects.count(), 1)

    def test_an_embedder_that_does_not_answer_leaves_a_note_and_words(self) -> None:
        source = self.notes.write("Mangkir", "Absen tanpa izin.", agency=self.bkpsdm)
        with pretended(Pretended(fails=True)) as failing:
            run = embed_waiting(failing)
            self.assertIn("tidak menjawab", run.trouble)  # type: ignore[union-attr]
            self.assertEqual(self.found("absen izin"), [source])

    def test_a_question_without_an_answer_from_the_embedder_is_asked_by_words(self) -> None:
        source = self.notes.write("Mangkir", "Absen tanpa izin.", agency=self.bkpsdm)
        embed_waiting(self.embeds)
        with patch.object(self.embeds, "query", side_effect=NoVector("mati")):
            self.assertEqual(self.found("absen izin"), [source])

    def test_long_passages_have_several_vectors_and_are_found_once(self) -> None:
        text = "Surat dibalas pada hari kerja. " * 60
        source = self.notes.write("Panjang", text, agency=self.bkpsdm)
        embed_waiting(self.embeds)
        self.assertGreaterEqual(Vector.objects.count(), 1)
        self.assertEqual(self.found("surat dibalas"), [source])

    def test_where_there_are_many_the_nearest_are_found_by_a_graph(self) -> None:
        self.notes.write("Mangkir", "Absen tanpa izin.", agency=self.bkpsdm)
        with patch.dict("sinau.search.embedding.RULES", graph_from=1):
            embed_waiting(self.embeds)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_indexes WHERE indexname ~ '^search_vector_near_'"
            )
            self.assertEqual(cursor.fetchone()[0], 1)
        self.assertEqual(len(self.found()), 1)


class EmbedJobTests(WithVectors):
    """The job of the worker."""

    def test_the_city_may_want_words_only(self) -> None:
        self.notes.write("Mangkir", "Absen tanpa izin.", agency=self.bkpsdm)
        with patch("sinau.search.tasks.embedder", lambda: None):
            embed_what_waits()
        self.assertFalse(Vector.objects.exists())


class HiddenTests(WithVectors):
    """Nothing is near to a reader who may not read it, and it is so at once."""

    def test_a_hidden_passage_is_near_to_nobody_outside(self) -> None:
        source = self.notes.write(
            "Mangkir", "Absen tanpa izin.", agency=self.dishub, audience=Audience.AGENCY
        )
        embed_waiting(self.embeds)
        inside = [one.source for one in find_for(self.joko, MEANT, near=True).finds]
        self.assertEqual(inside, [source])
        self.assertEqual(self.found(), [])

    def test_a_permission_taken_away_is_gone_in_the_next_search(self) -> None:
        source = self.notes.write("Mangkir", "Absen tanpa izin.", agency=self.dishub)
        embed_waiting(self.embeds)
        self.assertEqual(self.found(), [source])
        self.notes.change(source, audience=Audience.AGENCY)
        self.assertEqual(self.found(), [])
        self.notes.change(source, audience=Audience.CITY)
        self.assertEqual(self.found(), [source])
        self.assertEqual(len(self.embeds.asked), 1)

    def test_what_was_deleted_is_near_to_nothing(self) -> None:
        source = self.notes.write("Mangkir", "Absen tanpa izin.", agency=self.bkpsdm)
        other = self.notes.write("Arsip", "Arsip lama.", agency=self.bkpsdm)
        embed_waiting(self.embeds)
        self.notes.tear(source)
        self.assertNotIn(source, self.found())
        self.assertEqual(Vector.objects.count(), 1)
        take_out_of_index(other)
        self.assertEqual(Vector.objects.count(), 0)

    def test_what_is_written_anew_while_it_is_embedded_leaves_no_vector_behind(self) -> None:
        source = self.notes.write("Mangkir", "Absen tanpa izin.", agency=self.bkpsdm)
        put_in_index(source, again=True)
        embed_waiting(self.embeds)
        passages = set(Passage.objects.values_list("pk", flat=True))
        self.assertEqual(set(Vector.objects.values_list("passage", flat=True)), passages)
        empty_the_index()
        self.assertFalse(Vector.objects.exists())
