"""The item analysis of a quiz from its rows, and what of it the bank remembers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce_many
from sinau.kernel.clock import now, today
from sinau.university.events import QuestionsFailed
from sinau.university.models import Answer, Attempt, BankQuestion, QuestionVersion, Quiz
from sinau.university.models.quizzes import questions_of
from sinau.university.quizzes.analysis import Analysis, Item, Sheet, analyse
from sinau.university.quizzes.questions import Question

MOST_ATTEMPTS = 5_000
FAILED_BELOW = 0.5
FEWEST_ANSWERS = 10
FAILED_SINCE = timedelta(days=90)

FLAGS: dict[str, tuple[str, Any]] = {
    "too_easy": ("wait", _("Terlalu mudah")),
    "too_hard": ("bad", _("Terlalu sulit")),
    "negative": ("bad", _("Yang pandai justru keliru: periksa kuncinya")),
    "weak": ("wait", _("Kurang membedakan")),
    "idle_choice": ("wait", _("Ada pengecoh yang tak pernah dipilih")),
    "better_wrong": ("bad", _("Pengecoh dipilih peserta yang lebih pandai")),
    "often_empty": ("wait", _("Sering dikosongkan")),
}


@dataclass(frozen=True)
class Row:
    """One question of the analysis with its words."""

    item: Item
    version: QuestionVersion
    question: Question

    @property
    def flags(self) -> list[tuple[str, Any]]:
        """What somebody should look at, in words."""
        return [FLAGS[flag] for flag in self.item.flags]

    @property
    def choices(self) -> list[dict[str, Any]]:
        """Each choice with its words and figures."""
        return [
            {"text": self.question.choices[one.number].text, "figure": one}
            for one in self.item.choices
        ]


def analysis_of(quiz: Quiz) -> tuple[Analysis, list[Row]]:
    """The figures of everybody's first attempt: later ones know the questions already."""
    attempts = Attempt.objects.filter(quiz=quiz).handed_in().order_by("person_id", "number")
    first = list(attempts.distinct("person_id").values_list("pk", flat=True)[:MOST_ATTEMPTS])
    answers = Answer.objects.filter(attempt__in=first).values_list(
        "attempt_id", "version_id", "share", "verdict", "response__picked"
    )
    shares: dict[int, dict[int, float]] = defaultdict(dict)
    picked: dict[int, dict[int, Sequence[int]]] = defaultdict(dict)
    empty: dict[int, set[int]] = defaultdict(set)
    versions: set[int] = set()
    for attempt, version, share, verdict, chosen in answers:
        versions.add(version)
        shares[attempt][version] = float(share or 0)
        if chosen:
            picked[attempt][version] = chosen
        if verdict == "empty":
            empty[attempt].add(version)
    known = questions_of(versions)
    rights = {
        key: [choice.share > 0 for choice in question.choices]
        for key, question in known.items()
        if question.choices
    }
    sheets = [
        Sheet(shares=shares[key], picked=picked[key], empty=frozenset(empty[key])) for key in first
    ]
    made = analyse([sheet for sheet in sheets if sheet.shares], rights)
    kept = QuestionVersion.objects.select_related("question").in_bulk(versions)
    rows = [Row(item, kept[item.key], known[item.key]) for item in made.items]
    return made, rows


@transaction.atomic
def remember(quiz: Quiz) -> int:
    """The bank knows how hard the current versions of these questions turned out to be."""
    _made, rows = analysis_of(quiz)
    changed = []
    for row in rows:
        question = row.version.question
        if question.current_id == row.version.pk and row.item.asked >= question.asked_count:
            question.facility = round(row.item.facility, 4)
            found = row.item.point_biserial
            question.discrimination = None if found is None else round(found, 4)
            question.asked_count = row.item.asked
            changed.append(question)
    BankQuestion.objects.bulk_update(changed, ["facility", "discrimination", "asked_count"])
    return len(changed)


@transaction.atomic
def tell_failed() -> int:
    """Tell, for each agency, which passages its people failed in the last three months."""
    since = now() - FAILED_SINCE
    rows = (
        Answer.objects.filter(attempt__submitted_at__gte=since, share__isnull=False)
        .exclude(version__question__source="")
        .values_list(
            "attempt__person__agency_id",
            "attempt__person_id",
            "version__question__source",
            "version__question__passage",
            "attempt__quiz__course__competence",
            "attempt__quiz__training_class__competence",
            "share",
        )
    )
    found: dict[tuple[int, str], dict[str, Any]] = {}
    for agency, person, source, passage, of_course, of_class, share in rows.iterator():
        if agency is None:
            continue
        one = found.setdefault(
            (agency, source),
            {"passage": passage, "shares": [], "people": set(), "competence": ""},
        )
        one["shares"].append(float(share))
        one["people"].add(person)
        one["competence"] = one["competence"] or of_course or of_class or ""
    facts = [
        QuestionsFailed(
            agency_id=agency,
            source=source,
            passage=one["passage"],
            competence=one["competence"],
            share=round(sum(one["shares"]) / len(one["shares"]), 4),
            answers=len(one["shares"]),
            people=len(one["people"]),
            since=today() - FAILED_SINCE,
        )
        for (agency, source), one in sorted(found.items())
        if len(one["shares"]) >= FEWEST_ANSWERS
        and sum(one["shares"]) / len(one["shares"]) < FAILED_BELOW
    ]
    if facts:
        announce_many(facts, by=None)
    return len(facts)
