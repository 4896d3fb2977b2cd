"""Ask people at the right moment, and remind those who have not answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from sinau.evaluation.events import InvitationSent, PeopleAsked, ReminderSent
from sinau.evaluation.models import Evaluation, Invitation, Level, Voice
from sinau.evaluation.models.evaluations import BEHAVIOUR_AFTER
from sinau.journal.announcing import announce_many
from sinau.kernel.clock import now, today
from sinau.people.models import Person
from sinau.university.models import Completion

PEERS = 2
DAYS_TO_ANSWER = 30
MOST_REMINDERS = 2
DAYS_BETWEEN = dt.timedelta(days=7)
_BATCH = 500


@transaction.atomic
def ask_reaction(evaluation: Evaluation, people: Iterable[Person]) -> int:
    """Each is asked once how it was, right after it; how many are asked anew."""
    wanted: list[tuple[Person, Person, str]] = [(one, one, Voice.SELF) for one in people]
    return _invite(evaluation, Level.REACTION, wanted)


@transaction.atomic
def ask_behaviour(evaluation: Evaluation, people: Iterable[Person]) -> int:
    """Participant, supervisor and two who work beside them are asked what has changed at work."""
    wanted: list[tuple[Person, Person, str]] = []
    for person in people:
        wanted.append((person, person, Voice.SELF))
        if person.supervisor is not None:
            wanted.append((person.supervisor, person, Voice.SUPERVISOR))
        wanted += [(peer, person, Voice.PEER) for peer in peers_of(person)]
    return _invite(evaluation, Level.BEHAVIOUR, wanted)


def peers_of(person: Person) -> list[Person]:
    """Two who serve in the same agency under the same supervisor, always the same two."""
    if person.agency_id is None:
        return []
    beside = Person.objects.serving().filter(
        agency=person.agency_id, supervisor=person.supervisor_id
    )
    others = beside.exclude(pk__in=[person.pk, person.supervisor_id or 0])
    return list(others.order_by("pk")[:PEERS])


def _invite(evaluation: Evaluation, level: str, wanted: list[tuple[Person, Person, str]]) -> int:
    """Rows, facts and letters for those who were not asked yet."""
    known = set(evaluation.invitations.filter(level=level).values_list("to_id", "about_id"))
    fresh = []
    for to, about, voice in wanted:
        if (to.pk, about.pk) in known or not to.is_active:
            continue
        known.add((to.pk, about.pk))
        fresh.append(
            Invitation(
                evaluation=evaluation,
                level=level,
                voice=voice,
                to=to,
                about=about,
                sent_at=now(),
                expires_on=today() + dt.timedelta(days=DAYS_TO_ANSWER),
            )
        )
    if not fresh:
        return 0
    Invitation.objects.bulk_create(fresh, batch_size=_BATCH)
    field = f"{level}_asked"
    Evaluation.objects.filter(pk=evaluation.pk).update(**{field: F(field) + len(fresh)})
    asked = PeopleAsked(
        evaluation_id=evaluation.pk, title=evaluation.title, level=level, people=len(fresh)
    )
    announce_many([asked, *map(_sent, fresh)], by=None)
    _leave_letters(fresh)
    return len(fresh)


def _sent(invitation: Invitation) -> InvitationSent:
    return InvitationSent(
        evaluation_id=invitation.evaluation_id,
        invitation_id=invitation.pk,
        person_id=invitation.to_id,
        title=invitation.evaluation.title,
        level=invitation.level,
        voice=invitation.voice,
        about_name="" if invitation.voice == Voice.SELF else invitation.about.full_name,
        expires_on=invitation.expires_on,
    )


def _leave_letters(invitations: list[Invitation]) -> None:
    """The worker writes to those who have an address; the others find it in their notices."""
    # Imported late: tasks registers itself with procrastinate, which needs all apps loaded.
    from sinau.evaluation.tasks import send_letter

    jobs: list[dict[str, Any]] = [{"invitation_id": one.pk} for one in invitations if one.to.email]
    if jobs:
        with transaction.atomic():
            send_letter.batch_defer(*jobs)


def ask_what_is_due() -> int:
    """Ask about everybody whose learning is three months old; how many are asked anew."""
    asked = 0
    day = today()
    for evaluation in Evaluation.objects.filter(held_on__lte=day - BEHAVIOUR_AFTER).iterator():
        done = Completion.objects.filter(
            ended_on__lte=day - BEHAVIOUR_AFTER,
            # What is long past when Sinau starts to ask is not dug up again.
            ended_on__gte=day - 2 * BEHAVIOUR_AFTER,
            **_thing(evaluation),
        )
        known = evaluation.invitations.filter(level=Level.BEHAVIOUR).values("about_id")
        people = Person.objects.serving().filter(completions__in=done).exclude(pk__in=known)
        asked += ask_behaviour(evaluation, people.select_related("supervisor").order_by("pk"))
    return asked


def _thing(evaluation: Evaluation) -> dict[str, int]:
    if evaluation.training_class_id is not None:
        return {"training_class_id": evaluation.training_class_id}
    assert evaluation.course_id is not None
    return {"course_id": evaluation.course_id}


@transaction.atomic
def remind() -> int:
    """Those who have not answered for a week are reminded, at most twice; how many were."""
    day = today()
    late = (
        Invitation.objects.open()
        .filter(reminders__lt=MOST_REMINDERS, sent_at__lte=now() - DAYS_BETWEEN)
        .exclude(reminded_on__gt=day - DAYS_BETWEEN)
        .select_related("evaluation", "to")
        .select_for_update(of=("self",), skip_locked=True)
    )
    found = list(late[: 4 * _BATCH])
    if not found:
        return 0
    for invitation in found:
        invitation.reminders += 1
        invitation.reminded_on = day
    Invitation.objects.bulk_update(found, ["reminders", "reminded_on"], batch_size=_BATCH)
    announce_many(
        [
            ReminderSent(
                evaluation_id=one.evaluation_id,
                invitation_id=one.pk,
                person_id=one.to_id,
                title=one.evaluation.title,
                expires_on=one.expires_on,
            )
            for one in found
        ],
        by=None,
    )
    _leave_letters(found)
    return len(found)
