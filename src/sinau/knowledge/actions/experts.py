"""Consent to be asked, and being asked."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.knowledge import events
from sinau.knowledge.knowing import busy_people
from sinau.knowledge.models import ExpertProfile, ExpertRequest
from sinau.knowledge.refusals import TooManyRequests
from sinau.people.models import Person


@transaction.atomic
def settle_profile(
    person: Person, *, is_shown: bool, weekly_limit: int, hidden_topics: Sequence[str] = ()
) -> ExpertProfile:
    """The person agrees to be shown and asked, on these terms, or takes it back; equal changes nothing."""
    profile, _is_new = ExpertProfile.objects.select_for_update().get_or_create(person=person)
    before = (profile.is_shown, profile.weekly_limit, profile.hidden_topics)
    if before == (is_shown, weekly_limit, list(hidden_topics)):
        return profile
    if is_shown and not profile.is_shown:
        profile.agreed_at, profile.withdrawn_at = now(), None
    elif not is_shown and profile.is_shown:
        profile.withdrawn_at = now()
    profile.weekly_limit, profile.hidden_topics = weekly_limit, list(hidden_topics)
    profile.save()
    announce(
        events.ExpertAgreed(person_id=person.pk, is_shown=is_shown, weekly_limit=weekly_limit),
        by=person,
    )
    return profile


@transaction.atomic
def ask_expert(
    person: Person, *, subject: str, topic: str, by: Person | None, url: str = ""
) -> ExpertRequest:
    """A question is brought to an expert who agreed and has room this week; the same one once."""
    known = ExpertRequest.objects.filter(person=person, subject=subject).first()
    if known is not None:
        return known
    profile = ExpertProfile.objects.select_for_update().filter(person=person).first()
    if profile is None or not profile.is_shown or busy_people([profile]):
        raise TooManyRequests(
            _("%(name)s tidak dapat ditanya minggu ini. Pilih orang lain.")
            % {"name": person.full_name}
        )
    asked = ExpertRequest.objects.create(
        person=person, subject=subject, topic=topic[:60], asked_by=by, asked_at=now()
    )
    announce(events.ExpertAsked(person_id=person.pk, topic=topic[:60], on=subject, url=url), by=by)
    return asked


@transaction.atomic
def let_go(request: ExpertRequest, *, by: Person) -> None:
    """Who was asked cannot help, and their week is free for another; a second time nothing changes."""
    if ExpertRequest.objects.filter(pk=request.pk, closed_at=None).update(closed_at=now()):
        announce(
            events.ExpertLetGo(
                person_id=request.person_id, topic=request.topic, on=request.subject
            ),
            by=by,
        )


@transaction.atomic
def close_expert_requests(subject: str) -> int:
    """The question is answered or gone, so nobody's week is filled by it any more; gives how many."""
    return ExpertRequest.objects.filter(subject=subject, closed_at=None).update(closed_at=now())
