"""Looks at every request that a cmi5 unit makes with its pass, by the rules of its session."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs

from django.db import transaction

from sinau.kernel.clock import now
from sinau.packages import saying
from sinau.packages.actions.reaching import reach
from sinau.packages.cmi5 import words
from sinau.packages.cmi5.rules import Broken, State, Terms, check_preferences, judge
from sinau.packages.models import Session, UnitState
from sinau.records.exchange import JSON, Problem, Visit
from sinau.records.guarding import Keep, with_body
from sinau.records.identities import account_of
from sinau.records.rows import cursor
from sinau.records.xapi.agents import identifier
from sinau.records.xapi.checked import Checked

NAME = "packages.cmi5"
XAPI = "packages.xapi"
_READS = ("GET", "HEAD")
_STATES = {
    words.INITIALIZED: "initialized_at",
    words.COMPLETED: "completed_at",
    words.PASSED: "passed_at",
    words.FAILED: "failed_at",
    words.TERMINATED: "terminated_at",
}


class SessionGuard:
    """A pass of cmi5 is as good as its session."""

    def admit(self, path: str, visit: Visit) -> Visit:
        """What the unit asks of the store is its own business, and the session is open."""
        session = _session(visit)
        moment = now()
        changes: dict[str, Any] = {"heard_at": moment}
        given = {name: values[0] for name, values in _query(visit).items()}
        match path:
            case "activities/state":
                self._admit_state(visit, given, changes)
            case "agents/profile":
                visit = self._admit_profile(visit, given, session, changes)
            case "activities/profile":
                if given.get("activityId") != session.unit.activity_id:
                    raise refused("8.1.5.0-6", "Profil kegiatan lain bukan urusan satuan ini.")
        Session.objects.filter(pk=session.pk).update(**changes)
        return visit

    def _admit_state(self, visit: Visit, given: dict[str, str], changes: dict[str, Any]) -> None:
        is_launch_data = given.get("stateId") == words.LAUNCH_DATA
        if visit.ask.method in _READS:
            if is_launch_data:
                changes["launch_data_read_at"] = changes["heard_at"]
        elif is_launch_data or (visit.ask.method == "DELETE" and "stateId" not in given):
            raise refused("10.2.1.0-5", "LMS.LaunchData hanya dibaca oleh satuan.")

    def _admit_profile(
        self, visit: Visit, given: dict[str, str], session: Session, changes: dict[str, Any]
    ) -> Visit:
        if _agent_of(given.get("agent", "")) != identifier(account_of(session.registration.person)):
            raise refused("11.0.0.0-1", "Profil hanya milik pelaku yang diberikan saat peluncuran.")
        if given.get("profileId") != words.PREFERENCES:
            return visit
        if visit.ask.method in _READS:
            changes["preferences_read_at"] = changes["heard_at"]
            return visit
        if visit.ask.method == "DELETE":
            raise refused("11.0.0.0-4", "Preferensi pelajar tidak dihapus oleh satuan.")
        return _with_good_preferences(visit)

    def keep(self, visit: Visit, statements: Sequence[Checked], keep: Keep) -> list[str]:
        """Every statement is judged before one is kept; what follows is said in the same breath."""
        with transaction.atomic():
            session = _session(visit, locked=True)
            if session.preferences_read_at is None or session.launch_data_read_at is None:
                requirement = "10.1.0.0-1" if session.launch_data_read_at is None else "11.0.0.0-3"
                raise refused(
                    requirement,
                    f"Ambil {words.LAUNCH_DATA} dan {words.PREFERENCES} sebelum pernyataan pertama.",
                )
            heard = self._judged(session, statements)
            ids = keep()
            for verb, said in heard:
                self._follow(session, verb, said)
            return ids

    def _judged(
        self, session: Session, statements: Sequence[Checked]
    ) -> list[tuple[str, dict[str, Any]]]:
        terms, state = _terms(session), _state(session)
        known = _known([each.id for each in statements if each.id])
        heard: list[tuple[str, dict[str, Any]]] = []
        for each in statements:
            if each.id in known:
                # Sent again because the answer was lost: the store compares it with what it has.
                continue
            said = json.loads(each.json)
            if each.id:
                said.setdefault("id", each.id)
            try:
                verb = judge(said, terms, state)
            except Broken as broken:
                raise refused(broken.requirement, broken.sentence) from None
            if verb is not None:
                state.hear(verb)
                heard.append((verb, said))
        return heard

    def _follow(self, session: Session, verb: str, said: dict[str, Any]) -> None:
        setattr(session, _STATES[verb], now())
        session.save(update_fields=[_STATES[verb]])
        if verb in (words.COMPLETED, words.PASSED, words.FAILED):
            score = said.get("result", {}).get("score", {}).get("scaled")
            reach(
                session.registration,
                session.unit,
                session=str(session.code),
                completed=verb == words.COMPLETED,
                passed=verb == words.PASSED,
                failed=verb == words.FAILED,
                score=Decimal(str(score)) if score is not None else None,
            )


class ActivityGuard:
    """A pass of an xAPI package: what it says about its own activity makes it done."""

    def admit(self, path: str, visit: Visit) -> Visit:
        """As long as the session is open."""
        session = _session(visit)
        if path == "activities/profile":
            raise refused("8.1.5.0-6", "Profil kegiatan bukan urusan paket ini.")
        Session.objects.filter(pk=session.pk).update(heard_at=now())
        return visit

    def keep(self, visit: Visit, statements: Sequence[Checked], keep: Keep) -> list[str]:
        """Kept as they are; completed, passed and failed of the unit itself are noted."""
        with transaction.atomic():
            session = _session(visit, locked=True)
            ids = keep()
            for each in statements:
                if each.object == session.unit.publisher_id and each.verb in _JUDGED:
                    self._follow(session, each.verb, json.loads(each.json).get("result") or {})
            return ids

    def _follow(self, session: Session, verb: str, result: dict[str, Any]) -> None:
        score = (result.get("score") or {}).get("scaled")
        reach(
            session.registration,
            session.unit,
            session=str(session.code),
            completed=verb == words.COMPLETED,
            passed=verb == words.PASSED,
            failed=verb == words.FAILED,
            score=Decimal(str(score)) if score is not None else None,
        )


_JUDGED = (words.COMPLETED, words.PASSED, words.FAILED)


def refused(requirement: str, sentence: str) -> Problem:
    """The unit is told which requirement of cmi5 it broke."""
    return Problem(403, f"{sentence} (cmi5 {requirement})", section=f"cmi5 {requirement}")


def _session(visit: Visit, *, locked: bool = False) -> Session:
    rows = Session.objects.select_related(
        "unit__package", "registration__package", "registration__person"
    )
    if locked:
        rows = rows.select_for_update(of=("self",))
    session = rows.filter(code=visit.caller.subject).first()
    if session is None or not session.is_open:
        raise refused("9.3.0.0-5", "Sesi ini sudah berakhir; luncurkan satuan sekali lagi.")
    return session


def _terms(session: Session) -> Terms:
    account = account_of(session.registration.person)["account"]
    return Terms(
        account=(account["homePage"], account["name"]),
        registration=str(session.registration.code),
        session_id=str(session.code),
        activity_id=session.unit.activity_id,
        template=saying.template(session),
        mode=session.mode,
        mastery_score=session.unit.mastery_score,
    )


def _state(session: Session) -> State:
    before = UnitState.objects.filter(
        registration=session.registration_id, unit=session.unit_id
    ).first()
    return State(
        initialized=session.initialized_at is not None,
        completed=session.completed_at is not None,
        passed=session.passed_at is not None,
        failed=session.failed_at is not None,
        completed_before=before is not None and before.completed_at is not None,
        passed_before=before is not None and before.passed_at is not None,
    )


def _known(ids: list[str]) -> set[str]:
    with cursor() as rows:
        found = rows.execute(
            "select id::text from records_statement_id where id = any(%s::uuid[])", (ids,)
        ).fetchall()
    return {each[0] for each in found}


def _query(visit: Visit) -> dict[str, list[str]]:
    try:
        return parse_qs(visit.ask.query, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return {}


def _agent_of(text: str) -> str:
    try:
        said = json.loads(text)
        return identifier(said) if isinstance(said, dict) else ""
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""


def _with_good_preferences(visit: Visit) -> Visit:
    visit, body = with_body(visit)
    content_type = visit.ask.header("content-type").partition(";")[0].strip().lower()
    try:
        said = json.loads(body) if content_type == JSON else None
    except (ValueError, RecursionError):
        said = None
    try:
        check_preferences(said)
    except Broken as broken:
        raise refused(broken.requirement, broken.sentence) from None
    return visit
