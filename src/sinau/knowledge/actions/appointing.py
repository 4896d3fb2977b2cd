"""Reviewers by name: asked, answering, and their deputies when days pass."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.workdays import calendar
from sinau.knowledge import events
from sinau.knowledge.actions.articles import locked
from sinau.knowledge.actions.reviewing import take_step, tell_reviewed
from sinau.knowledge.models import Appointment, Article, ReviewVerb, RevisionState
from sinau.knowledge.refusals import NotAFit, NotAsked, NothingToReview
from sinau.knowledge.rulebook import life_rules
from sinau.people.models import Person


@transaction.atomic
def appoint_reviewer(
    article: Article,
    reviewer: Person,
    *,
    by: Person,
    deputy: Person | None = None,
    why: Sequence[str] = (),
) -> Appointment:
    """Ask this person, within five working days, whether the submitted text is right; once a text."""
    article = locked(article)
    revision = article.working
    if revision is None or revision.state != RevisionState.IN_REVIEW:
        raise NothingToReview(gettext_lazy("Ajukan dahulu naskahnya, lalu tunjuk pemeriksa."))
    unfit = {article.owner_id, article.deputy_id, revision.written_by_id}
    if reviewer.pk in unfit:
        raise NotAFit(
            gettext_lazy("Penulis, pemilik, dan wakilnya tidak memeriksa naskah ini sendiri."),
            back=article.get_absolute_url(),
        )
    if deputy is not None and deputy.pk in {*unfit, reviewer.pk}:
        deputy = None
    days = life_rules().review_working_days
    asked, is_new = Appointment.objects.get_or_create(
        revision=revision,
        reviewer=reviewer,
        defaults={
            "article": article,
            "deputy": deputy,
            "why": list(why),
            "asked_by": by,
            "asked_at": now(),
            "due_on": calendar().add_working_days(today(), days),
        },
    )
    if is_new:
        take_step(article, revision, ReviewVerb.ASKED, by=by, text=reviewer.full_name)
        announce(
            events.ReviewerAppointed(
                article_id=article.pk,
                title=article.told_title,
                slug=article.slug,
                person_id=reviewer.pk,
                name=reviewer.full_name,
                due_on=asked.due_on,
            ),
            by=by,
        )
    return asked


@transaction.atomic
def answer_appointment(
    appointment: Appointment, *, agrees: bool, text: str, by: Person
) -> Appointment:
    """Say whether the text is right; the curator who decides reads it. A second answer changes nothing."""
    asked = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("revision")
        .get(pk=appointment.pk)
    )
    if not Appointment.objects.of(by).filter(pk=asked.pk).exists():
        raise NotAsked(gettext_lazy("Pemeriksaan ini tidak diminta kepada Anda."))
    if asked.answered_at is not None:
        return asked
    if asked.closed_at is not None:
        raise NotAsked(
            gettext_lazy("Naskah ini sudah diputuskan atau diganti; jawaban tidak perlu.")
        )
    asked.agrees, asked.note = agrees, text
    asked.answered_by, asked.answered_at = by, now()
    asked.save(update_fields=["agrees", "note", "answered_by", "answered_at"])
    article = locked(asked.article)
    verb = ReviewVerb.AGREED if agrees else ReviewVerb.OBJECTED
    take_step(article, asked.revision, verb, by=by, text=text)
    opinion = "agreed" if agrees else "objected"
    tell_reviewed(article, asked.revision, opinion=opinion, by=by)
    return asked


def pass_on_late_reviews() -> int:
    """Where five working days went by, the deputy is asked instead; gives how many. Once each."""
    passed = 0
    for pk in list(Appointment.objects.late(today()).values_list("pk", flat=True)):
        with transaction.atomic():
            late = Appointment.objects.late(today()).select_for_update(of=("self",))
            asked = late.select_related("article", "revision", "deputy").filter(pk=pk).first()
            if asked is None:
                continue
            _pass(asked)
            passed += 1
    return passed


def _pass(asked: Appointment) -> None:
    assert asked.deputy is not None
    asked.passed_at = now()
    days = life_rules().review_working_days
    asked.due_on = calendar().add_working_days(today(), days)
    asked.save(update_fields=["passed_at", "due_on"])
    article = asked.article
    take_step(article, asked.revision, ReviewVerb.PASSED, by=None, text=asked.deputy.full_name)
    announce(
        events.ReviewPassed(
            article_id=article.pk,
            title=article.told_title,
            slug=article.slug,
            person_id=asked.deputy.pk,
            name=asked.deputy.full_name,
        ),
        by=None,
    )
