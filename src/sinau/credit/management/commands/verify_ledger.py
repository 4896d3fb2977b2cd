"""Recompute the JP ledger of everybody."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinau.credit.models import Entry
from sinau.credit.verifying import verify


class Command(BaseCommand):
    help = "Menghitung ulang buku JP semua pegawai dan memeriksa rantai catatannya."

    def handle(self, *args: Any, **options: Any) -> None:
        flaws = list(verify())
        for flaw in flaws:
            self.stderr.write(f"pegawai {flaw.person_id}: {flaw.reason}")
        if flaws:
            raise CommandError(f"{len(flaws)} ketidakcocokan ditemukan.")
        self.stdout.write(f"Cocok: {Entry.objects.count()} catatan JP dihitung ulang.")
