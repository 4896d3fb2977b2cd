"""Bring statements from a file into the record store."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinau.records.moving import import_from

SHOWN = 20


class Command(BaseCommand):
    help = "Memasukkan pernyataan xAPI dari berkas NDJSON; diulang, ia melanjutkan dari tempatnya berhenti."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="berkas asal, .ndjson atau .ndjson.gz")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if not path.is_file():
            raise CommandError(f"Berkas {path} tidak ada.")
        run = import_from(path)
        self.stdout.write(f"{run.kept} pernyataan masuk, {run.refused} baris ditolak.")
        for refusal in run.refusals.all()[:SHOWN]:
            self.stdout.write(f"baris {refusal.line}: {refusal.reason}")
        if run.refused > SHOWN:
            self.stdout.write(f"dan {run.refused - SHOWN} baris lain.")
