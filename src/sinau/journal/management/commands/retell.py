"""Build what a listener keeps anew from the journal."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinau.journal.delivering import retell
from sinau.journal.listening import listeners


class Command(BaseCommand):
    help = "Menceritakan ulang semua fakta kepada satu pendengar; hasilnya sama seperti semula."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("listener", nargs="?", help="nama pendengar; kosong: daftar nama")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["listener"]
        if not name:
            self.stdout.write("\n".join(sorted(listeners)))
            return
        if name not in listeners:
            raise CommandError(
                f"Tidak ada pendengar bernama {name}. Yang ada: {', '.join(sorted(listeners))}"
            )
        self.stdout.write(f"{retell(name)} fakta diceritakan ulang kepada {name}.")
