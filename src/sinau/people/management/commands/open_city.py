"""The first start of a real city: agencies, and the first administrator."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinau.kernel.clock import today
from sinau.people.accounts.actions import recovery_link
from sinau.people.nip import BadNip
from sinau.people.opening import AGENCIES, first_administrator, load_agencies


class Command(BaseCommand):
    help = "Memuat perangkat daerah dan membuat administrator pertama; aman dijalankan dua kali."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("nip", help="NIP administrator pertama, 18 angka")
        parser.add_argument("name", help="nama administrator pertama, dalam tanda kutip")
        parser.add_argument("--agency", default="diskominfosan", help="kode perangkat daerahnya")
        parser.add_argument("--agencies", type=Path, default=AGENCIES, help="berkas TOML daftarnya")

    def handle(self, *args: Any, **options: Any) -> None:
        agencies = load_agencies(options["agencies"])
        agency = agencies.get(options["agency"])
        if agency is None:
            raise CommandError(
                f"Tidak ada perangkat daerah berkode {options['agency']}. "
                f"Yang ada antara lain: {', '.join(sorted(agencies)[:12])}."
            )
        try:
            person = first_administrator(
                options["nip"], options["name"], agency=agency, from_day=today()
            )
        except BadNip as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(f"{len(agencies)} perangkat daerah. Administrator: {person.name}.")
        self.stdout.write("Tautan untuk membuat kata sandinya, berlaku tiga jam:")
        self.stdout.write(recovery_link(person))
