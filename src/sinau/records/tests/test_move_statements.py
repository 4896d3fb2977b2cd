"""Statements go out to a file and come in from one, and go on where they were stopped."""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from sinau.people.testing import CastTestCase
from sinau.records import attachments, finding, moving
from sinau.records.callers import house_caller
from sinau.records.models import ImportRun, Statement
from sinau.records.tests.foreign import STRANGER, later, send, sender, statement


class MoveStatementsTests(CastTestCase):
    def setUp(self) -> None:
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        through = mock.patch.object(finding, "consistent_through", later)
        through.start()
        self.addCleanup(through.stop)

    def export(self, name: str = "rekam.ndjson", **said: Any) -> Path:
        path = self.folder / name
        call_command("lrs_export", str(path), stdout=StringIO(), **said)
        return path

    def bring(self, path: Path) -> str:
        out = StringIO()
        call_command("lrs_import", str(path), stdout=out)
        return out.getvalue()

    def forget(self) -> None:
        """As if this were another server."""
        with connection.cursor() as rows:
            for table in ("statement", "statement_id", "link", "reference", "reach"):
                rows.execute(f"delete from records_{table}")
        ImportRun.objects.all().delete()

    def test_what_went_out_comes_in_with_its_ids_times_and_senders(self) -> None:
        caller = sender()
        ids = send(
            *(statement(activity=f"https://lms.example/{n}") for n in range(5)), caller=caller
        )
        for name in ("rekam.ndjson", "rekam.ndjson.gz"):
            with self.subTest(name):
                path = self.export(name)
                before = {str(row.id): row.data for row in Statement.objects.all()}
                self.forget()
                self.assertIn("5 pernyataan masuk, 0 baris ditolak", self.bring(path))
                after = {str(row.id): row.data for row in Statement.objects.all()}
                self.assertEqual(set(after), set(ids))
                self.assertEqual(after, before)

    def test_an_unknown_sender_does_not_become_sinau(self) -> None:
        foreign = {**statement(), "authority": STRANGER}
        path = self.folder / "asing.ndjson"
        path.write_text(json.dumps(foreign) + "\n")
        self.bring(path)
        said = Statement.objects.get()
        self.assertNotEqual(said.authority, house_caller().authority_key)
        self.assertEqual(said.data["authority"]["account"]["name"], "impor")

    def test_each_refused_line_is_named_with_its_reason(self) -> None:
        good, twin = statement(), statement()
        (stored,) = send(statement())
        lines = [
            json.dumps(good), "{", json.dumps({**statement(), "verb": {"id": "bukan iri"}}), "",
            json.dumps({**statement(), "id": stored, "result": {"success": False}}),
            json.dumps(twin), json.dumps(twin),
        ]  # fmt: skip
        path = self.folder / "campur.ndjson"
        path.write_text("\n".join(lines) + "\n")
        said = self.bring(path)
        self.assertIn("2 pernyataan masuk, 4 baris ditolak", said)
        for line in ("baris 2:", "baris 3: verb.id", "baris 5:", "baris 7:"):
            self.assertIn(line, said)
        self.assertEqual(Statement.objects.count(), 3)

    def test_stopped_in_the_middle_it_goes_on_and_nothing_comes_twice(self) -> None:
        send(*(statement(activity=f"https://lms.example/{n}") for n in range(25)))
        for name in ("rekam.ndjson", "rekam.ndjson.gz"):
            with self.subTest(name):
                path = self.export(name)
                self.forget()
                self._stop_and_go_on(path)

    def _stop_and_go_on(self, path: Path) -> None:
        batches = mock.Mock(side_effect=[None, None, KeyboardInterrupt])
        with mock.patch.object(moving, "BATCH", 4):
            with self.assertRaises(KeyboardInterrupt):
                moving.import_from(path, told=batches)
            run = ImportRun.objects.get()
            self.assertEqual((run.lines, run.kept, run.finished_at), (12, 12, None))
            self.assertEqual(Statement.objects.count(), 12)
            again = moving.import_from(path)
        self.assertEqual((again.kept, again.refused), (25, 0))
        self.assertEqual(Statement.objects.count(), 25)
        self.assertEqual(moving.import_from(path).kept, 25)

    def test_a_batch_that_fails_has_left_nothing(self) -> None:
        send(statement())
        path = self.export()
        self.forget()
        with (
            mock.patch.object(moving, "_bring_attachments", side_effect=OSError),
            self.assertRaises(OSError),
        ):
            moving.import_from(path)
        self.assertEqual(Statement.objects.count(), 0)
        self.assertEqual(ImportRun.objects.get().lines, 0)

    def test_attachments_go_along_and_forged_ones_do_not(self) -> None:
        content = b"sertifikat"
        sha2 = hashlib.sha256(content).hexdigest()
        described = {
            "usageType": "https://x.example/u", "display": {"id": "Sertifikat"},
            "contentType": "text/plain", "length": len(content), "sha2": sha2,
        }  # fmt: skip
        with tempfile.TemporaryDirectory() as media, self.settings(MEDIA_ROOT=media):
            attachments.keep(sha2, content)
            send({**statement(), "attachments": [described]})
            path = self.export()
            beside = self.folder / "rekam.ndjson.attachments" / sha2
            self.assertEqual(beside.read_bytes(), content)
        with tempfile.TemporaryDirectory() as media, self.settings(MEDIA_ROOT=media):
            self.forget()
            beside.write_bytes(b"palsu")
            self.bring(path)
            self.assertIsNone(attachments.read(sha2))
            self.forget()
            beside.write_bytes(content)
            self.bring(path)
            self.assertEqual(attachments.read(sha2), content)

    def test_since_leaves_out_what_came_before(self) -> None:
        send(statement())
        moment = Statement.objects.get().stored
        (new,) = send(statement(activity="https://lms.example/2"))
        path = self.export(since=moment.isoformat())
        lines = path.read_text().splitlines()
        self.assertEqual([json.loads(line)["id"] for line in lines], [new])
        self.assertIn("stored", json.loads(lines[0]))

    def test_an_interrupted_export_leaves_no_file_of_that_name(self) -> None:
        send(statement())
        with (
            mock.patch.object(moving, "_take_attachments", side_effect=KeyboardInterrupt),
            self.assertRaises(KeyboardInterrupt),
        ):
            self.export()
        self.assertFalse((self.folder / "rekam.ndjson").exists())

    def test_what_cannot_be_is_said_in_words(self) -> None:
        with self.assertRaisesMessage(CommandError, "tidak ada"):
            self.bring(self.folder / "hilang.ndjson")
        with self.assertRaisesMessage(CommandError, "bukan waktu"):
            self.export(since="kemarin")

    def test_a_packed_file_is_read_without_unpacking_it(self) -> None:
        path = self.folder / "padat.ndjson.gz"
        with gzip.open(path, "wt") as file:
            file.write(json.dumps(statement()) + "\n")
        self.assertIn("1 pernyataan masuk", self.bring(path))
