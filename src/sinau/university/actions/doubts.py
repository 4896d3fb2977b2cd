"""When a regulation changes, lessons and questions that cite it are to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.university.doubting import cites
from sinau.university.events import LearningDoubted, LearningDoubtSettled
from sinau.university.models import BankQuestion, Doubt, Lesson


@dataclass(frozen=True, kw_only=True)
class Change:
    """What became of a regulation, in plain values."""

    regulation: int
    short_title: str
    is_repeal: bool
    pasal: Sequence[str] = ()
    units: Sequence[int] = ()
    because: str = ""

    @property
    def addresses(self) -> set[str]:
        """How its passages are named in the house."""
        found = {f"knowledge.unit:{unit}" for unit in self.units}
        return found if self.pasal else {*found, f"knowledge.regulation:{self.regulation}"}


@transaction.atomic
def doubt_what_cites(change: Change) -> int:
    """Mark every lesson and question that cites it; one marked already stays so. Gives how many are new."""
    with translation.override("id"):  # Kept for everybody, whoever noted the change.
        reason = _reason(change)
    found = 0
    for question, basis in _questions(change):
        found += _mark(change, basis, reason, question=question)
    for lesson, basis in _lessons(change):
        found += _mark(change, basis, reason, lesson=lesson)
    return found


def _questions(change: Change) -> Iterator[tuple[BankQuestion, str]]:
    addresses = change.addresses
    named = (
        Q(passage__in=addresses) if len(addresses) < 5000 else Q(passage__startswith="knowledge.")
    )
    for question in BankQuestion.objects.standing().filter(named | ~Q(source="")).iterator():
        if question.passage in addresses:
            yield question, question.source or question.passage
        elif basis := cites(question.source, change.short_title, change.pasal):
            yield question, basis


def _lessons(change: Change) -> Iterator[tuple[Lesson, str]]:
    """Lessons whose text, as learners read it now, names the regulation or shows a passage of it."""
    addresses = change.addresses
    lessons = Lesson.objects.exclude(current=None).select_related("course", "current")
    for lesson in lessons.prefetch_related("current__blocks").iterator(chunk_size=100):
        assert lesson.current is not None
        for block in lesson.current.blocks.all():
            address = str(block.data.get("address", ""))
            if address in addresses:
                yield lesson, address
                break
            words = "\n".join(_texts(block.data))
            if basis := cites(words, change.short_title, change.pasal):
                yield lesson, basis
                break


def _texts(value: Any) -> Iterator[str]:
    """Every word of a block, however deep it lies."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _mark(
    change: Change,
    basis: str,
    reason: str,
    *,
    lesson: Lesson | None = None,
    question: BankQuestion | None = None,
) -> int:
    doubt, is_new = Doubt.objects.get_or_create(
        lesson=lesson,
        question=question,
        regulation=change.regulation,
        settled_at=None,
        defaults={
            "short_title": change.short_title[:80],
            "basis": basis[:300],
            "reason": reason,
            "raised_at": now(),
        },
    )
    if is_new:
        thing = lesson or question
        assert thing is not None
        announce(
            LearningDoubted(
                doubt_id=doubt.pk,
                title=str(thing),
                thing="lesson" if lesson is not None else "question",
                thing_id=thing.pk,
                agency_id=_agency(lesson, question),
                url=doubt.get_absolute_url(),
                reason=reason,
            ),
            by=None,
        )
    return int(is_new)


def _agency(lesson: Lesson | None, question: BankQuestion | None) -> int:
    if lesson is not None:
        return lesson.course.agency_id
    assert question is not None
    return question.category.agency_id


def _reason(change: Change) -> str:
    values = {"title": change.short_title, "pasal": ", ".join(change.pasal)}
    if change.is_repeal:
        said = (
            _("Pasal %(pasal)s %(title)s telah dicabut")
            if change.pasal
            else _("%(title)s telah dicabut")
        )
    else:
        said = (
            _("Pasal %(pasal)s %(title)s telah diubah")
            if change.pasal
            else _("%(title)s telah diubah")
        )
    words = said % values
    if change.because:
        words = _("%(said)s dengan %(because)s") % {"said": words, "because": change.because}
    return words[:300]


@transaction.atomic
def settle_doubt(doubt: Doubt, *, note: str, by: Person) -> Doubt:
    """Somebody looked: it is right again, or always was. A second time changes nothing."""
    doubt = Doubt.objects.select_for_update(of=("self",)).get(pk=doubt.pk)
    if doubt.settled_at is not None:
        return doubt
    doubt.settled_by, doubt.settled_at, doubt.note = by, now(), note.strip()[:300]
    doubt.save(update_fields=["settled_by", "settled_at", "note"])
    announce(LearningDoubtSettled(doubt_id=doubt.pk, title=doubt.title, note=doubt.note), by=by)
    return doubt
