"""Build the whole index anew from what the apps hold now."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from sinau.search.actions import empty_the_index, put_in_index
from sinau.search.sources import sources


class Command(BaseCommand):
    help = "Membangun ulang indeks pencarian; pencarian tetap berjalan dengan indeks lama sampai selesai."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "nouns", nargs="*", help="hanya kata benda ini, misalnya knowledge.article"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        nouns = options["nouns"] or list(sources)
        if unknown := set(nouns) - set(sources):
            raise CommandError(
                f"Tidak dikenal: {', '.join(sorted(unknown))}. Yang ada: {', '.join(sorted(sources))}"
            )
        with transaction.atomic():
            if not options["nouns"]:
                empty_the_index()
            for noun in nouns:
                told = sum(put_in_index(f"{noun}:{pk}") for pk in sources[noun].every())
                self.stdout.write(f"{noun}: {told} dokumen diindeks.")
        with connection.cursor() as cursor:
            # Only after this can a term be scored from the primary key alone.
            cursor.execute("VACUUM ANALYZE search_posting")
