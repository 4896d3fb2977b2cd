"""Take the rule files as they stand now."""

from typing import Any

from django.core.management.base import BaseCommand

from sinau.credit.ruling import load_rules


class Command(BaseCommand):
    help = "Memuat aturan JP dari berkas; susunan kata yang baru menjadi versi baru."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_rules()} versi aturan baru.")
