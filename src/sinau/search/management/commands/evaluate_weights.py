"""Learn the weights of the order and of the refusal from judged questions, and say how sure they are."""

from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError

from sinau.people.models import Person
from sinau.search.engine import learning
from sinau.search.engine.evidence import Signals, signals
from sinau.search.engine.fusion import WEIGHTS, asks_for_a_definition
from sinau.search.engine.query import plan
from sinau.search.finding import MATCHING, find_for, gather, meant_by
from sinau.search.management.trying import add_trial_arguments, indexed
from sinau.search.models import Passage
from sinau.search.reading import Reader
from sinau.search.trials import Asked, Unusable, read_judgements, read_questions, read_trial

KEEP = 0.93
"""The share of answerable questions that the threshold keeps; the rest is room for unseen ones."""


class Command(BaseCommand):
    help = "Belajar bobot urutan dan penolakan dari pertanyaan yang dinilai (./sinau eval weights)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_trial_arguments(parser)
        parser.add_argument("--qrels", type=Path, required=True)
        parser.add_argument("--unanswerable", type=Path)
        parser.add_argument("--elsewhere", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            trial = read_trial(options["corpus"], options["docs"])
            asked = read_questions(options["queries"])
            grades = read_judgements(options["qrels"])
            refused = [
                read_questions(options[name])
                for name in ("unanswerable", "elsewhere")
                if options[name]
            ]
        except Unusable as unusable:
            raise CommandError(str(unusable)) from None
        with indexed(self, trial, options) as reader:
            self._order([_judged(one, reader, grades) for one in asked if one.key in grades])
            if refused:
                self._refusal(reader, asked, refused)

    def _order(self, judged: list[learning.Judged]) -> None:
        now = [one.scored(WEIGHTS) for one in judged]
        unseen = learning.held_out(judged, WEIGHTS)
        self._say("nDCG@10 dengan bobot sekarang", now)
        self._say("nDCG@10 dengan bobot yang dipelajari, pada lipatan lain", unseen)
        learnt = learning.learn_weights(judged, WEIGHTS)
        self._say("nDCG@10 dengan bobot yang dipelajari, pada pertanyaan yang sama",
                  [one.scored(learnt) for one in judged])  # fmt: skip
        self.stdout.write(f"[fusion] {asdict(learnt)}")

    def _say(self, what: str, values: list[float]) -> None:
        low, high = learning.interval(values)
        self.stdout.write(f"{what}: {np.mean(values):.4f} [{low:.3f}-{high:.3f}]")

    def _refusal(self, reader: Person, asked: list[Asked], refused: list[list[Asked]]) -> None:
        groups = [asked, *refused]
        rows = np.array([_signals(one, reader) for group in groups for one in group])
        yes = np.array([float(group is asked) for group in groups for _one in group])
        # Each group weighs the same on its side, however many questions it has.
        weight = np.array([
            1 / len(group) / (1 if group is asked else len(refused))
            for group in groups for _one in group
        ])  # fmt: skip
        names = list(Signals._fields)
        # Without vectors there is nothing to agree with.
        used = [0, 1, 2, 3] if rows[:, 0].any() else [1, 2]
        rows, names = rows[:, used], [names[at] for at in used]
        sure = learning.refusal_held_out(rows, yes, weight)
        threshold = learning.best_threshold(sure, yes, keep=KEEP)
        said = [f"dijaga {np.mean(sure[yes == 1] >= threshold):.3f}"]
        at = len(asked)
        for group in refused:
            said.append(f"ditolak {np.mean(sure[at : at + len(group)] < threshold):.3f}")
            at += len(group)
        self.stdout.write(f"penolakan pada lipatan lain, ambang {threshold:.3f}: {', '.join(said)}")
        self.stdout.write(str(learning.plain_weights(rows, yes, weight, names)))


def _judged(one: Asked, reader: Person, grades: dict[str, dict[str, int]]) -> learning.Judged:
    shelves = Reader.of(reader)
    corrections = shelves.corrections(one.text)
    ready = plan(one.text, shelves, corrections=corrections)
    found = gather(ready, shelves, pool=MATCHING["pool"], meant=meant_by(ready, corrections))
    passages = Passage.objects.only("spots").in_bulk([find.passage for _signs, find in found])
    return learning.Judged(
        [passages[find.passage].places()[0].anchor for _signs, find in found],
        [signs for signs, _find in found],
        grades[one.key],
        asks_for_a_definition(one.text),
    )


def _signals(one: Asked, reader: Person) -> Signals:
    found = find_for(reader, one.text, near=True)
    return signals(found.plan, found.hits)
