"""Check the hash chain of the journal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinau.journal.models import Entry
from sinau.journal.verifying import verify


class Command(BaseCommand):
    help = "Memeriksa rantai jejak: tidak ada catatan yang diubah, hilang atau disisipkan."

    def handle(self, *args: Any, **options: Any) -> None:
        breaks = list(verify())
        for found in breaks:
            self.stderr.write(f"{found.stream} #{found.position}: {found.reason}")
        if breaks:
            raise CommandError(f"{len(breaks)} kerusakan ditemukan.")
        self.stdout.write(f"Utuh: {Entry.objects.count()} catatan diperiksa.")
