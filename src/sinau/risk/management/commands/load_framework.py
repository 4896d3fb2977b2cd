"""`load_framework FILE`: have another risk matrix, as data."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinau.risk.actions import load_framework
from sinau.risk.scales import BadFramework


class Command(BaseCommand):
    help = "Muat kerangka risiko (matriks, kriteria, kategori, selera) dari berkas TOML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            framework = load_framework(options["file"])
        except (OSError, BadFramework) as wrong:
            raise CommandError(str(wrong)) from None
        self.stdout.write(f"{framework} · {framework.version}")
