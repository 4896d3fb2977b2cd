"""Estimation rounds: alone first, then together; until the reveal nobody sees another's answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.risk.actions.computing import count_anew
from sinau.risk.actions.estimating import Guess, adopt, columns_of
from sinau.risk.events import RoundAnswered, RoundFinished, RoundOpened, RoundRevealed
from sinau.risk.models import (
    Answer,
    Estimate,
    Estimator,
    Question,
    Register,
    Remark,
    Risk,
    Round,
    Turn,
)
from sinau.risk.pooling import Method, latest_answers, pooled

FEWEST = 2


class TooFewEstimators(Refused):
    """One person's estimate is no round."""


class StillHidden(Refused):
    """Answers open when all have answered or the last day is over, not before."""


class RoundIsOver(Refused):
    """A finished round takes no answers, remarks or estimates any more."""


class TooFewAnswers(Refused):
    """One answer is not joined with anything."""


@transaction.atomic
def open_round(
    register: Register,
    *,
    title: str,
    risks: Iterable[Risk],
    people: Iterable[Person],
    closes_on: date,
    by: Person,
    note: str = "",
) -> Round:
    """These people are asked about these risks; the same title in the same register is the same round."""
    known = register.rounds.filter(title=title, finished_at=None).first()
    if known is not None:
        return known
    asked = {person.pk: person for person in people}
    if len(asked) < FEWEST:
        raise TooFewEstimators(
            _("Pilih sekurangnya dua penilai. Gerbang meminta tiga, dari dua perangkat daerah.")
        )
    round_ = Round.objects.create(
        register=register,
        title=title[:150],
        note=note,
        closes_on=closes_on,
        opened_by=by,
        opened_at=now(),
        estimator_count=len(asked),
    )
    Question.objects.bulk_create(Question(round=round_, risk=risk) for risk in risks)
    Estimator.objects.bulk_create(
        Estimator(
            round=round_,
            person=person,
            agency_id=person.agency_id or register.agency_id,
            asked_at=now(),
        )
        for person in asked.values()
    )
    announce(
        RoundOpened(
            round_id=round_.pk,
            register_id=register.pk,
            title=round_.title,
            closes_on=closes_on,
            person_ids=tuple(sorted(asked)),
            owner_id=by.pk,
        ),
        by=by,
    )
    return round_


@transaction.atomic
def answer_question(question: Question, guess: Guess, *, by: Person) -> Answer:
    """This is what the estimator says; before the reveal the first answer is changed, after it the revised."""
    round_ = _open(question.round_id)
    estimator = Estimator.objects.select_for_update().get(round=round_, person=by)
    if round_.is_hidden and round_.closes_on < today():
        raise RoundIsOver(_("Hari terakhir menjawab sudah lewat; jawaban akan segera dibuka."))
    turn = Turn.FIRST if round_.is_hidden else Turn.REVISED
    answer, _is_new = Answer.objects.update_or_create(
        question=question,
        estimator=estimator,
        turn=turn,
        defaults={**columns_of(guess), "answered_at": now()},
    )
    if turn == Turn.FIRST and estimator.answered_at is None:
        told = estimator.answers.filter(turn=Turn.FIRST).count()
        if told >= round_.questions.count():
            _finished_answering(round_, estimator, by)
    return answer


def _finished_answering(round_: Round, estimator: Estimator, by: Person) -> None:
    estimator.answered_at = now()
    estimator.save(update_fields=["answered_at"])
    round_.answered_count = round_.estimators.exclude(answered_at=None).count()
    round_.save(update_fields=["answered_count"])
    announce(
        RoundAnswered(round_id=round_.pk, title=round_.title, owner_id=round_.opened_by_id), by=by
    )
    if round_.answered_count >= round_.estimator_count:
        _reveal(round_, None)


@transaction.atomic
def reveal_round(round_: Round, *, by: Person | None = None) -> Round:
    """The answers are open; a second time changes nothing. Not before all answered or time is up."""
    locked = _open(round_.pk)
    if not locked.is_hidden:
        return locked
    if locked.closes_on >= today() and locked.answered_count < locked.estimator_count:
        raise StillHidden(
            _("Jawaban dibuka sesudah semua penilai menjawab atau hari terakhir lewat."),
            back=round_.get_absolute_url(),
        )
    return _reveal(locked, by)


def reveal_due() -> int:
    """Open the rounds whose last day is over; how many."""
    due = Round.objects.due(today()).filter(finished_at=None)
    for round_ in due:
        reveal_round(round_)
    return len(due)


def _reveal(round_: Round, by: Person | None) -> Round:
    round_.revealed_at, round_.revealed_by = now(), by
    round_.save(update_fields=["revealed_at", "revealed_by"])
    announce(
        RoundRevealed(
            round_id=round_.pk,
            title=round_.title,
            answered=round_.answered_count,
            asked=round_.estimator_count,
            person_ids=_people(round_),
            owner_id=round_.opened_by_id,
        ),
        by=by,
    )
    return round_


@transaction.atomic
def remark_on(question: Question, text: str, *, by: Person) -> Remark:
    """It is said under the open answers; the same words of the same person stand once."""
    if _open(question.round_id).is_hidden:
        raise StillHidden(_("Tanggapan dibuka bersama jawaban, supaya tidak ada yang terpengaruh."))
    remark, _is_new = Remark.objects.get_or_create(
        question=question, person=by, text=text, defaults={"said_at": now()}
    )
    return remark


@transaction.atomic
def adopt_question(question: Question, method: Method, *, by: Person) -> Estimate:
    """The joint estimate is the one that counts; the same answers joined the same way are adopted once."""
    round_ = _open(question.round_id)
    if round_.is_hidden:
        raise StillHidden(_("Perkiraan digabung sesudah jawaban dibuka."))
    answers = latest_answers(question)
    if len(answers) < FEWEST:
        raise TooFewAnswers(_("Sekurangnya dua jawaban diperlukan untuk digabung."))
    columns, pooling = pooled(answers, method)
    if question.adopted and question.adopted.pooling == pooling:
        return question.adopted
    risk = Risk.objects.select_related("register").get(pk=question.risk_id)
    question.adopted = adopt(risk, columns, by=by, round=round_, pooling=pooling)
    question.save(update_fields=["adopted"])
    count_anew(risk.register, by=by)
    return question.adopted


@transaction.atomic
def finish_round(round_: Round, *, by: Person) -> Round:
    """The round is over; a second time changes nothing."""
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.finished_at:
        return locked
    if locked.is_hidden:
        raise StillHidden(_("Putaran ditutup sesudah jawabannya dibuka."))
    locked.finished_at, locked.finished_by = now(), by
    locked.save(update_fields=["finished_at", "finished_by"])
    announce(
        RoundFinished(
            round_id=locked.pk,
            title=locked.title,
            adopted=locked.questions.exclude(adopted=None).count(),
            person_ids=_people(locked),
            owner_id=locked.opened_by_id,
        ),
        by=by,
    )
    return locked


def _open(round_id: int) -> Round:
    found = Round.objects.select_for_update().get(pk=round_id)
    if found.finished_at:
        raise RoundIsOver(
            _("Putaran ini sudah ditutup. Buka putaran baru bila perkiraannya perlu diperbarui."),
            back=found.get_absolute_url(),
        )
    return found


def _people(round_: Round) -> tuple[int, ...]:
    return tuple(round_.estimators.order_by("person_id").values_list("person_id", flat=True))
