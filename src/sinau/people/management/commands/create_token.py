"""Give a person a token for the interface for programs, and print its secret."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sinau.kernel.api.scopes import scopes
from sinau.kernel.clock import now
from sinau.people import nip as nips
from sinau.people.models import AccessToken, Person
from sinau.people.tokens.actions import issue_token


class Command(BaseCommand):
    help = "Membuat token untuk /api/v1/ dan mencetak rahasianya saja."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--person", required=True, help="NIP orang yang diwakili")
        parser.add_argument("--scopes", nargs="+", required=True, help="izin, atau 'all'")
        parser.add_argument("--name", default="Baris perintah", help="nama token")
        parser.add_argument("--days", type=int, default=90, help="masa berlaku; 0 tanpa batas")

    def handle(self, *args: Any, **options: Any) -> None:
        if AccessToken._meta.db_table not in connection.introspection.table_names():
            # Somebody asks for a token before the first start.
            call_command("prepare", stdout=StringIO())
        person = Person.objects.filter(nip=nips.clean(options["person"])).first()
        if person is None:
            raise CommandError(f"Tidak ada pegawai dengan NIP {options['person']}.")
        _token, secret = issue_token(
            person,
            by=None,
            name=options["name"],
            scopes=_wanted(options["scopes"]),
            expires_at=now() + dt.timedelta(days=options["days"]) if options["days"] else None,
        )
        self.stdout.write(secret)


def _wanted(said: list[str]) -> list[str]:
    known = list(scopes())
    wanted = [scope for each in said for scope in each.replace(",", " ").split()]
    if wanted == ["all"]:
        return known
    strangers = sorted(set(wanted) - set(known))
    if strangers:
        raise CommandError(
            f"Izin tidak dikenal: {', '.join(strangers)}. Yang ada: {', '.join(known)}."
        )
    return wanted
