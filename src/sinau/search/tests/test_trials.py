"""A test set is indexed and asked as everything else is, and a file that will not do is named."""

from __future__ import annotations

import gzip
import json
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import CommandError, call_command
from django.test import TestCase

from sinau.search.sources import sources
from sinau.search.trials import NOUN, Unusable, read_questions, read_trial

CORPUS = [
    {"_id": "pp-1/pasal-1", "doc": "pp-1", "title": "PP 1 tentang Cuti - Pasal 1", "text": "Cuti tahunan dua belas hari."},
    {"_id": "pp-1/pasal-2", "doc": "pp-1", "title": "PP 1 tentang Cuti - Pasal 2", "text": "Arsip dimusnahkan setelah sepuluh tahun."},
    {"_id": "pp-0/pasal-1", "doc": "pp-0", "title": "PP 0 tentang Cuti - Pasal 1", "text": "Cuti tahunan enam hari."},
]  # fmt: skip
DOCS = [
    {"doc": "pp-1", "title": "PP 1 tentang Cuti", "superseded_by": None},
    {"doc": "pp-0", "title": "PP 0 tentang Cuti", "superseded_by": "pp-1"},
]
QUESTIONS = [{"_id": "q1", "text": "cuti tahunan berapa hari"}, {"_id": "q2", "text": "gudeg"}]


class InAFolder(TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(TemporaryDirectory()))

    def write(self, name: str, rows: list[dict[str, object]] | str) -> Path:
        text = rows if isinstance(rows, str) else "\n".join(map(json.dumps, rows))
        path = self.folder / name
        path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
        return path


class EvaluateSearchTests(InAFolder):
    """./sinau eval search, without the launcher around it."""

    def answers(self, *more: str) -> dict[str, dict[str, Any]]:
        out = self.folder / "run.jsonl"
        call_command(
            "evaluate_search",
            f"--corpus={self.write('c.jsonl.gz', CORPUS)}",  # type: ignore[arg-type]
            f"--docs={self.write('d.jsonl', DOCS)}",  # type: ignore[arg-type]
            f"--queries={self.write('q.jsonl', QUESTIONS)}",  # type: ignore[arg-type]
            f"--out={out}",
            "--no-vectors",
            *more,
            stdout=StringIO(),
        )
        return {row["qid"]: row for row in map(json.loads, out.read_text().splitlines())}

    def test_each_question_has_its_passages_by_their_names(self) -> None:
        found = self.answers()
        self.assertEqual(list(found), ["q1", "q2"])
        self.assertLessEqual({"pp-1/pasal-1", "pp-0/pasal-1"}, set(found["q1"]["docs"]))
        self.assertEqual(found["q2"]["docs"], [])
        self.assertTrue(found["q2"]["refused"])
        self.assertGreater(found["q1"]["ms"], 0)
        self.assertNotIn(NOUN, sources)

    def test_in_force_leaves_repealed_regulations_out(self) -> None:
        found = self.answers("--in-force")["q1"]["docs"]
        self.assertIn("pp-1/pasal-1", found)
        self.assertNotIn("pp-0/pasal-1", found)

    def test_a_missing_file_is_named_in_a_sentence(self) -> None:
        with self.assertRaisesMessage(CommandError, "tidak-ada.jsonl tidak ada"):
            call_command(
                "evaluate_search",
                f"--corpus={self.folder / 'tidak-ada.jsonl'}",
                f"--queries={self.write('q.jsonl', QUESTIONS)}",  # type: ignore[arg-type]
                f"--out={self.folder / 'run.jsonl'}",
                stdout=StringIO(),
            )


class ReadTests(InAFolder):
    """What cannot be used is said with file, line and field."""

    def test_what_is_wrong_with_a_corpus_is_said(self) -> None:
        good = json.dumps(CORPUS[0])
        for text, says in (
            ("", "tidak berisi"),
            ("bukan json", "baris 1: bukan satu objek JSON"),
            ("[1, 2]", "baris 1: bukan satu objek JSON"),
            (f"{good}\n" + '{"_id": "b"}', "baris 2: 'text'"),
            ('{"_id": 7, "text": "x"}', "baris 1: '_id'"),
            (f"{good}\n{good}", "baris 2: _id"),
        ):
            with self.subTest(says), self.assertRaisesMessage(Unusable, says):
                read_trial(self.write("c.jsonl", text), None)

    def test_a_torn_archive_and_a_folder_are_said(self) -> None:
        torn = self.folder / "torn.gz"
        torn.write_bytes(gzip.compress(json.dumps(CORPUS[0]).encode())[:-9])
        for path in (torn, self.folder):
            with self.subTest(path), self.assertRaises(Unusable):
                read_trial(path, None)
        picture = self.folder / "p.jsonl"
        picture.write_bytes(b"\x89PNG\xff\xfe")
        with self.assertRaisesMessage(Unusable, "UTF-8"):
            read_questions(picture)
