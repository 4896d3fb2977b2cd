"""Give a system a key for the record store."""

import json
from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from sinau.records.clients import create_client
from sinau.records.models import Client, Scope


class Command(BaseCommand):
    help = "Membuat kunci xAPI untuk sistem lain; kunci dan rahasianya dicetak sebagai JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True, help="nama sistem, misalnya 'Moodle provinsi'")
        parser.add_argument(
            "--scope",
            action="append",
            choices=Scope.values,
            help="hak (boleh diulang; bawaan: all)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if Client._meta.db_table not in connection.introspection.table_names():
            # Somebody asks for a key before the first start.
            call_command("prepare", stdout=StringIO())
        client, secret = create_client(options["name"], options["scope"] or [Scope.ALL], None)
        self.stdout.write(json.dumps({"key": client.key, "secret": secret}))
