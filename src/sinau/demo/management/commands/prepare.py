"""Bring the database up to date and, in the demo, build the city."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from sinau.demo.seeding import seed

# Any number will do as long as every Sinau uses the same.
LOCK = 4_152_023


class Command(BaseCommand):
    help = (
        "Menyiapkan basis data: migrasi, lalu kota contoh bila diminta. Aman dijalankan bersamaan."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="bangun kota contoh bila masih kosong"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", [LOCK])
        try:
            call_command("migrate", interactive=False, verbosity=0)
            if options["demo"] and seed():
                self.stdout.write("Kota contoh selesai dibangun.")
        finally:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s)", [LOCK])
