"""Print whom one can sign in as in the demo."""

from typing import Any

from django.core.management.base import BaseCommand

from sinau.people.cast import CAST, PASSWORD


class Command(BaseCommand):
    help = "Mencetak orang-orang kota contoh yang dapat dipakai untuk masuk."

    def handle(self, *args: Any, **options: Any) -> None:
        for part in CAST.values():
            self.stdout.write(f"  {part.nip}  {part.name:<22} {part.job_title}")
        self.stdout.write(f"  Kata sandi semua: {PASSWORD}")
