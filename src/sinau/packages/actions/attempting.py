"""Keep what a SCORM unit says: begin or resume an attempt, commit, and see what it amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from sinau.kernel.clock import now
from sinau.packages.actions.reaching import reach
from sinau.packages.models import Attempt, Mode, PackageKind, Session
from sinau.packages.scorm.outcome import Outcome, outcome_12, outcome_2004
from sinau.packages.scorm.runtime import checked
from sinau.packages.scorm.types import seconds_of, span_12, span_2004
from sinau.records.identities import account_of

_NAMES = {
    "1.2": {"time": "cmi.core.session_time", "exit": "cmi.core.exit"},
    "2004": {"time": "cmi.session_time", "exit": "cmi.exit"},
}


def version_of(session: Session) -> str:
    """By which version the unit speaks."""
    return "1.2" if session.unit.package.kind == PackageKind.SCORM_12 else "2004"


@transaction.atomic
def open_attempt(session: Session) -> Attempt:
    """The attempt of this session: a suspended one goes on, one that ended gives way to another."""
    names = _NAMES[version_of(session)]
    rows = Attempt.objects.select_for_update().filter(
        registration=session.registration_id, unit=session.unit_id
    )
    attempt = rows.order_by("-number").first()
    if attempt is None or attempt.ended_at is not None:
        return Attempt.objects.create(
            registration=session.registration,
            unit=session.unit,
            number=attempt.number + 1 if attempt else 1,
            begun_at=now(),
        )
    if session.initialized_at is None:
        # What the former session lasted is added up once, when the next one begins.
        attempt.seconds += seconds_of(attempt.data.pop(names["time"], ""))
        attempt.save(update_fields=["seconds", "data"])
        Session.objects.filter(pk=session.pk).update(initialized_at=now())
    return attempt


def given(session: Session, attempt: Attempt) -> dict[str, str]:
    """The values that a unit only reads, and those it left behind last time."""
    unit, more = session.unit, session.unit.more
    person = session.registration.person
    resumes = attempt.committed_at is not None
    is_first = version_of(session) == "1.2"
    values = dict(attempt.data)
    values.pop(_NAMES[version_of(session)]["exit"], None)
    is_credited = session.mode == Mode.NORMAL
    said: dict[str, str | None] = {
        "learner_id": account_of(person)["account"]["name"],
        "learner_name": person.name,
        "credit": "credit" if is_credited else "no-credit",
        "mode": session.mode.lower(),
        "entry": "resume" if resumes else "ab-initio",
        "total_time": (span_12 if is_first else span_2004)(attempt.seconds),
        "launch_data": more.get("data_from_lms"),
        "max_time_allowed": more.get("max_time_allowed"),
        "time_limit_action": more.get("time_limit_action"),
    }
    names = _READ_12 if is_first else _READ_2004
    values |= {names[key]: value for key, value in said.items() if value is not None}
    if unit.mastery_score is not None:
        score = unit.mastery_score.normalize()
        if is_first:
            values["cmi.student_data.mastery_score"] = f"{(score * 100).normalize():f}"
        else:
            values["cmi.scaled_passing_score"] = f"{score:f}"
    if not is_first and more.get("completion_threshold"):
        values["cmi.completion_threshold"] = more["completion_threshold"]
    return values


_READ_12 = {
    "learner_id": "cmi.core.student_id",
    "learner_name": "cmi.core.student_name",
    "credit": "cmi.core.credit",
    "mode": "cmi.core.lesson_mode",
    "entry": "cmi.core.entry",
    "total_time": "cmi.core.total_time",
    "launch_data": "cmi.launch_data",
    "max_time_allowed": "cmi.student_data.max_time_allowed",
    "time_limit_action": "cmi.student_data.time_limit_action",
}
_READ_2004 = {
    "learner_id": "cmi.learner_id",
    "learner_name": "cmi.learner_name",
    "credit": "cmi.credit",
    "mode": "cmi.mode",
    "entry": "cmi.entry",
    "total_time": "cmi.total_time",
    "launch_data": "cmi.launch_data",
    "max_time_allowed": "cmi.max_time_allowed",
    "time_limit_action": "cmi.time_limit_action",
}


@transaction.atomic
def commit(
    session: Session, values: Mapping[str, Any], *, serial: int, finished: bool
) -> Attempt | None:
    """The attempt holds these values; an older commit that comes late changes nothing.

    None when the session is over. Values that no unit could have set raise `BadCommit`.
    """
    version = version_of(session)
    data = checked(version, values)
    session = (
        Session.objects.select_for_update(of=("self",))
        .select_related("unit__package", "registration__package", "registration__person")
        .get(pk=session.pk)
    )
    if not session.is_open:
        return None
    attempt = open_attempt(session)
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if serial <= attempt.serial:
        return attempt
    outcome = _outcome(session, data, finished=finished)
    attempt.data, attempt.serial, attempt.committed_at = data, serial, now()
    attempt.status, attempt.success, attempt.score = outcome.status, outcome.success, outcome.score
    if finished and version == "2004" and not _is_suspended(data):
        attempt.ended_at = now()
    attempt.save()
    session.heard_at = now()
    session.initialized_at = session.initialized_at or now()
    if finished:
        session.terminated_at = now()
    session.save(update_fields=["heard_at", "initialized_at", "terminated_at"])
    if session.mode == Mode.NORMAL:
        reach(
            session.registration,
            session.unit,
            session=str(session.code),
            completed=outcome.completed,
            passed=outcome.passed,
            failed=outcome.failed,
            score=outcome.score,
        )
    return attempt


def _is_suspended(data: Mapping[str, str]) -> bool:
    return data.get("cmi.exit") in ("suspend", "logout") or data.get("adl.nav.request") == (
        "suspendAll"
    )


def _outcome(session: Session, data: Mapping[str, str], *, finished: bool) -> Outcome:
    mastery = session.unit.mastery_score
    if version_of(session) == "1.2":
        return outcome_12(data, mastery_score=mastery, finished=finished)
    threshold = session.unit.more.get("completion_threshold")
    return outcome_2004(
        data,
        scaled_passing_score=mastery,
        completion_threshold=Decimal(threshold) if threshold else None,
    )
