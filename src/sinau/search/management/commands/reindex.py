"""Write the whole index anew from what the apps hold now, one document after the other."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sinau.search.actions import count_words_again, put_in_index
from sinau.search.models import Document
from sinau.search.sources import sources


class Command(BaseCommand):
    help = (
        "Menulis ulang indeks pencarian, satu dokumen demi satu; pencarian dan perubahan tetap"
        " berjalan, dan yang terputus boleh diulang."
    )

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
        for noun in nouns:
            told = sum(put_in_index(f"{noun}:{pk}", again=True) for pk in sources[noun].every())
            gone = self._take_out_what_is_gone(noun)
            self.stdout.write(f"{noun}: {told} dokumen diindeks, {gone} dikeluarkan.")
        if not options["nouns"]:
            count_words_again()
        if not connection.in_atomic_block:
            with connection.cursor() as cursor:
                # Only after this can a term be scored from the primary key alone.
                cursor.execute("VACUUM ANALYZE search_posting")

    def _take_out_what_is_gone(self, noun: str) -> int:
        there = {f"{noun}:{pk}" for pk in sources[noun].every()}
        held = Document.objects.filter(source__startswith=f"{noun}:")
        gone = [one for one in held.values_list("source", flat=True) if one not in there]
        return sum(put_in_index(source) for source in gone)
