"""Recompute ledgers from the facts and say what differs; `./sinau credit recompute` calls this."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinau.credit.recomputing import people_of_scope, recompute
from sinau.people import nip as nips
from sinau.people.models import Agency, Person


class Command(BaseCommand):
    help = "Menghitung ulang catatan dan jumlah JP dari fakta, lalu membandingkannya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--person", metavar="NIP", help="satu pegawai saja")
        only.add_argument("--agency", metavar="KODE", help="satu perangkat daerah dan di bawahnya")

    def handle(self, *args: Any, **options: Any) -> None:
        people = people_of_scope(nip=self._nip(options), agency=self._agency(options))
        counted = entries = differences = 0
        for batch, rows, found in recompute(people):
            counted, entries, differences = (
                counted + batch,
                entries + rows,
                differences + len(found),
            )
            for each in found:
                self.stderr.write(f"{each.nip} {each.name}: {each.words}")
        if differences:
            raise CommandError(
                f"{differences} perbedaan pada {entries} catatan milik {counted} pegawai."
            )
        self.stdout.write(f"Cocok: {entries} catatan milik {counted} pegawai dihitung ulang.")

    def _nip(self, options: dict[str, Any]) -> str:
        if not options.get("person"):
            return ""
        number = nips.clean(options["person"])
        if not Person.objects.filter(nip=number).exists():
            raise CommandError(f"Tidak ada pegawai dengan NIP {options['person']}.")
        return number

    def _agency(self, options: dict[str, Any]) -> Agency | None:
        if not options.get("agency"):
            return None
        agency = Agency.objects.filter(code=options["agency"]).first()
        if agency is None:
            raise CommandError(f"Tidak ada perangkat daerah dengan kode {options['agency']}.")
        return agency
