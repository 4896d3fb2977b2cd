"""Bring the database and the static files up to date and, in the demo, build the city."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import NotSupportedError, OperationalError, ProgrammingError, connection

from sinau.demo.seeding import seed

# Any number will do as long as every Sinau uses the same.
LOCK = 4_152_023
EXTENSIONS = ("pg_trgm", "unaccent", "vector")


class Command(BaseCommand):
    help = (
        "Menyiapkan basis data: migrasi, lalu kota contoh bila diminta. Aman dijalankan bersamaan."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="bangun kota contoh bila masih kosong"
        )
        parser.add_argument("--static", action="store_true", help="kumpulkan berkas halaman")

    def handle(self, *args: Any, **options: Any) -> None:
        with _alone():
            _add_extensions()
            call_command("migrate", interactive=False, verbosity=0)
            if options["demo"]:
                seed()
                call_command("cast", stdout=self.stdout)
        if options["static"]:
            call_command("collectstatic", interactive=False, verbosity=0)


@contextmanager
def _alone() -> Iterator[None]:
    """One machine at a time prepares; the others wait and then find it done."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [LOCK])


def _add_extensions() -> None:
    """The embedded database has them; another server may need to be asked, or its keeper."""
    with connection.cursor() as cursor:
        for extension in EXTENSIONS:
            try:
                cursor.execute(f"create extension if not exists {extension}")
            except (NotSupportedError, OperationalError, ProgrammingError) as refusal:
                raise CommandError(
                    f"Ekstensi {extension} belum ada di PostgreSQL dan tidak dapat dibuat "
                    f"({str(refusal).strip()}). Minta pengelola basis data menjalankan: "
                    f"create extension {extension};"
                ) from None
