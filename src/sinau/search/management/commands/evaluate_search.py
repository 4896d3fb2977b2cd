"""Answer the questions of a test set with the product's own index, and write what was found."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinau.people.models import Person
from sinau.search.engine.evidence import weigh
from sinau.search.finding import Found, find_for
from sinau.search.management.trying import add_trial_arguments, indexed
from sinau.search.models import Passage
from sinau.search.trials import Asked, Unusable, read_questions, read_trial

KEPT = 20
"""How many passages are written for each question."""


class Command(BaseCommand):
    help = "Menjawab pertanyaan uji dengan indeks produk ini dan menulis hasilnya (./sinau eval search)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_trial_arguments(parser)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--in-force", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            trial = read_trial(options["corpus"], options["docs"])
            asked = read_questions(options["queries"])
            out = options["out"].open("w", encoding="utf-8")
        except Unusable as unusable:
            raise CommandError(str(unusable)) from None
        except OSError as error:
            raise CommandError(f"{options['out']} tidak dapat ditulis: {error.strerror}.") from None
        with out, indexed(self, trial, options) as reader:
            began = time.perf_counter()
            for question in asked:
                answer = _answer(question, reader, past=not options["in_force"])
                out.write(json.dumps(answer) + "\n")
            took = time.perf_counter() - began
        self.stdout.write(f"{len(asked)} pertanyaan dijawab dalam {took:.1f} detik.")


def _answer(question: Asked, reader: Person, *, past: bool) -> dict[str, object]:
    began = time.perf_counter()
    found = find_for(reader, question.text, past=past, near=True)
    refused = not weigh(found.plan, found.hits).enough
    ms = (time.perf_counter() - began) * 1000
    return {"qid": question.key, "docs": _keys(found), "ms": round(ms, 2), "refused": refused}


def _keys(found: Found) -> list[str]:
    """The passages by the names that the corpus gives them, best first."""
    wanted = [one.passage for one in found.finds[:KEPT]]
    passages = Passage.objects.only("spots").in_bulk(wanted)
    return [passages[number].places()[0].anchor for number in wanted]
