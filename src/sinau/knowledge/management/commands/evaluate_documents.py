"""Read every document of a folder with the product's own reader, and write what was found."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinau.knowledge.trials import read_folder


class Command(BaseCommand):
    help = "Membaca semua dokumen di satu folder dan menulis laporannya (./sinau eval documents)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--no-ocr", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, out = options["folder"], options["out"]
        if not folder.is_dir():
            raise CommandError(f"Folder tidak ditemukan: {folder}")
        report = read_folder(folder, with_ocr=not options["no_ocr"])
        try:
            out.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{out} tidak dapat ditulis: {error.strerror}.") from None
        for row in report["documents"]:
            title = row.get("short_title") or "tanpa nomor"
            self.stdout.write(
                f"{row['file']}: {title}, {row['pages']} halaman, {len(row['pasal'])} Pasal,"
                f" {row.get('ayat_total', 0)} ayat, {len(row['warnings'])} peringatan"
            )
        summary = report["summary"]
        self.stdout.write(
            f"{summary['documents']} dokumen dibaca dalam {summary['seconds']} detik."
        )
