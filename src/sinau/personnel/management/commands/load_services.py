"""Put the services of a data file in the catalogue."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinau.people.models import Person
from sinau.personnel.catalogue import FILE, load_services


class Command(BaseCommand):
    help = "Memuat katalog layanan kepegawaian; yang sudah ada mengikuti berkasnya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("nip", help="NIP pemilik layanan")
        parser.add_argument("--file", type=Path, default=FILE, help="berkas TOML katalognya")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = Person.objects.serving().filter(nip=options["nip"].replace(" ", "")).first()
        if owner is None:
            raise CommandError(f"Tidak ada pegawai aktif dengan NIP {options['nip']}.")
        self.stdout.write(f"{load_services(owner, file=options['file'])} layanan dimuat.")
