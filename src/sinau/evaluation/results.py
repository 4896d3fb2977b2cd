"""What the answers say, on each level; nothing is shown of fewer than five."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import fmean

from sinau.evaluation import effect
from sinau.evaluation.models import Evaluation, Indicator, Level, Voice
from sinau.evaluation.questions import SCALE, Question
from sinau.ui.charts import Bar, Point

LEAST = 5
SCALE_TOP = 5
MONTHS_AROUND = 6


@dataclass(frozen=True)
class Said:
    """What a group said to one question; `mean` is out of five."""

    prompt: str
    count: int
    mean: float | None = None
    spread: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """The answers of one voice; empty where fewer than five have answered."""

    voice: str
    label: str
    count: int
    said: list[Said] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        """Whether there are enough to show."""
        return self.count >= LEAST

    @property
    def missing(self) -> int:
        """How many more are needed."""
        return max(0, LEAST - self.count)

    @property
    def mean(self) -> float | None:
        """The mean over all scale questions."""
        means = [one.mean for one in self.said if one.mean is not None]
        return fmean(means) if means else None

    @property
    def texts(self) -> list[tuple[str, tuple[str, ...]]]:
        """Questions answered in words."""
        return [(one.prompt, one.texts) for one in self.said if one.texts]


def reaction(evaluation: Evaluation) -> Group:
    """Level 1: how it was."""
    answers = evaluation.responses.filter(level=Level.REACTION).values_list("answers", flat=True)
    return _group(Voice.SELF, evaluation.reaction_questions, list(answers))


def behaviour(evaluation: Evaluation) -> list[Group]:
    """Level 3: what participants, supervisors and peers each saw."""
    rows = evaluation.responses.filter(level=Level.BEHAVIOUR).values_list("voice", "answers")
    by_voice: dict[str, list[dict[str, object]]] = {voice: [] for voice in Voice.values}
    for voice, answers in rows:
        by_voice[voice].append(answers)
    return [
        _group(voice, evaluation.behaviour_questions, answers)
        for voice, answers in by_voice.items()
    ]


def _group(voice: str, asked: list[Question], answers: list[dict[str, object]]) -> Group:
    label = str(Voice(voice).label)
    if len(answers) < LEAST:
        return Group(voice, label, len(answers))
    return Group(voice, label, len(answers), [_said(one, answers) for one in asked])


def _said(question: Question, answers: Iterable[dict[str, object]]) -> Said:
    given = [row[question["id"]] for row in answers if question["id"] in row]
    if question["kind"] != SCALE:
        # In the order of the alphabet: it says nothing of who came first.
        texts = sorted(str(one) for one in given if one)
        return Said(question["prompt"], len(texts), texts=tuple(texts))
    marks = [int(str(one)) for one in given]
    counts = Counter(marks)
    spread = tuple(counts[mark] for mark in range(1, SCALE_TOP + 1))
    return Said(question["prompt"], len(marks), fmean(marks) if marks else None, spread)


def bars(group: Group) -> list[Bar]:
    """The scale questions as bars out of five."""
    return [
        Bar(label=one.prompt, value=round(one.mean, 1))
        for one in group.said
        if one.mean is not None
    ]


@dataclass(frozen=True)
class Gap:
    """One question of level 3 as each voice answered it."""

    prompt: str
    means: list[float | None]

    @property
    def difference(self) -> float | None:
        """By how much people rate themselves above what the others see."""
        others = [mean for mean in self.means[1:] if mean is not None]
        if self.means[0] is None or not others:
            return None
        return self.means[0] - fmean(others)


def gaps(groups: list[Group]) -> list[Gap]:
    """Self beside others, question by question; only groups large enough have a number."""
    shown = next((group for group in groups if group.is_shown), None)
    if shown is None:
        return []
    prompts = [one.prompt for one in shown.said if one.mean is not None]
    by_group = [{one.prompt: one.mean for one in group.said} for group in groups]
    return [Gap(prompt, [means.get(prompt) for means in by_group]) for prompt in prompts]


def learning(evaluation: Evaluation) -> effect.Effect | None:
    """Level 2: the effect on those who took the test both before and after."""
    pairs = evaluation.scores.exclude(before=None).exclude(after=None)
    rows = pairs.order_by("person_id").values_list("before", "after")
    known = [(float(one), float(two)) for one, two in rows if one is not None and two is not None]
    return effect.paired([one for one, _two in known], [two for _one, two in known])


@dataclass(frozen=True)
class Outcome:
    """Level 4: the figure before and after, month by month, and beside another agency's."""

    comparison: effect.Comparison | None
    points: list[Point]
    beside: list[Point]
    is_better: bool | None


def outcome(evaluation: Evaluation) -> Outcome | None:
    """The chosen figure around the learning; None while none is chosen."""
    indicator = evaluation.indicator
    if indicator is None:
        return None
    months = _around(evaluation.held_on)
    ours = _values(indicator, months)
    theirs = _values(evaluation.comparison, months) if evaluation.comparison else {}
    split = evaluation.held_on.replace(day=1)
    change = effect.compare(
        *_sides(ours, split),
        other_before=_sides(theirs, split)[0],
        other_after=_sides(theirs, split)[1],
    )
    return Outcome(
        change,
        [Point(label=short(month), value=ours[month]) for month in months if month in ours],
        [
            Point(label=short(month), value=theirs[month])
            for month in months
            if month in ours and month in theirs
        ],
        _is_better(indicator, change),
    )


def short(month: dt.date) -> str:
    """A month for an axis: "03/26"."""
    return f"{month:%m/%y}"


def _is_better(indicator: Indicator, change: effect.Comparison | None) -> bool | None:
    if change is None or change.change == 0:
        return None
    return (change.change > 0) == (indicator.better == "up")


def _around(day: dt.date) -> list[dt.date]:
    """The six months before that of the learning, that month, and the six after it."""
    middle = day.year * 12 + day.month - 1
    return [
        dt.date(at // 12, at % 12 + 1, 1)
        for at in range(middle - MONTHS_AROUND, middle + MONTHS_AROUND + 1)
    ]


def _values(indicator: Indicator | None, months: list[dt.date]) -> dict[dt.date, Decimal]:
    if indicator is None:
        return {}
    rows = indicator.values.filter(month__gte=months[0], month__lte=months[-1])
    return dict(rows.values_list("month", "value"))


def _sides(values: dict[dt.date, Decimal], split: dt.date) -> tuple[list[float], list[float]]:
    """Before and after; the month of the learning itself belongs to neither."""
    return (
        [float(value) for month, value in values.items() if month < split],
        [float(value) for month, value in values.items() if month > split],
    )
