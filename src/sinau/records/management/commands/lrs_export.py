"""Write the statements of the record store to a file."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinau.records.moving import export_to


class Command(BaseCommand):
    help = (
        "Menulis pernyataan xAPI ke berkas NDJSON (.gz dimampatkan), lampiran di folder sebelahnya."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="berkas tujuan, misalnya rekam.ndjson.gz")
        parser.add_argument("--since", help="hanya yang tersimpan sesudah saat ini (ISO 8601)")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if not path.resolve().parent.is_dir():
            raise CommandError(f"Folder {path.parent} tidak ada; buat dulu foldernya.")
        count = export_to(path, since=_moment(options["since"]))
        self.stdout.write(f"{count} pernyataan ditulis ke {path}.")


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(
            f"“{text}” bukan waktu; tulis misalnya 2026-01-31T00:00:00+07:00."
        ) from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
