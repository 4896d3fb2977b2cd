"""What the ledger does when somebody has learnt something."""

from django.utils.translation import gettext as _

from sinau.credit.actions import Learning, record, take_back
from sinau.credit.claims.deciding import close_reversed
from sinau.credit.events import JpReversed
from sinau.credit.models import Claim
from sinau.credit.planning import Ahead, forget, plan, unplan
from sinau.credit.sources import tells_of
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.kernel.clock import WIB
from sinau.knowledge.events import ArticleReviewed
from sinau.people.models import Person
from sinau.records.events import LearningReported, LearningWithdrawn
from sinau.university.events import (
    ClassClosed,
    LearningCompleted,
    LearningUndone,
    Registered,
    RegistrationCancelled,
    SeatGiven,
)


@tells_of(LearningCompleted, stream="university.person:{person_id}")
def learning_of(fact: LearningCompleted, entry: Entry) -> Learning:
    """The fact in the ledger's words; a recomputation reads it the same way."""
    return _as_learning(fact, entry, number=fact.number, event=fact.event)


@hears(LearningCompleted)
def credit_learning(fact: LearningCompleted, entry: Entry) -> None:
    """Add the learning to the ledger, once per evidence however often it is told."""
    record(learning_of(fact, entry), person=Person.objects.get(pk=fact.person_id))


@tells_of(LearningReported, stream="records.person:{person_id}")
def reported_learning_of(fact: LearningReported, entry: Entry) -> Learning:
    """What another system's statements reported, in the ledger's words."""
    return _as_learning(fact, entry)


def _as_learning(
    fact: LearningCompleted | LearningReported, entry: Entry, *, number: str = "", event: str = ""
) -> Learning:
    return Learning(
        evidence=fact.evidence,
        form=fact.form,
        title=fact.title,
        organiser=fact.organiser,
        started_on=fact.started_on,
        ended_on=fact.ended_on,
        minutes=fact.minutes,
        stated_jp=fact.stated_jp,
        number=number,
        event=event,
        evidence_url=fact.evidence_url,
        fact_entry=entry.pk,
    )


@hears(LearningReported)
def credit_reported_learning(fact: LearningReported, entry: Entry) -> None:
    """Add what was learnt in another system, once per evidence however many statements told it."""
    record(reported_learning_of(fact, entry), person=Person.objects.get(pk=fact.person_id))


@hears(LearningWithdrawn)
def take_back_reported_learning(fact: LearningWithdrawn, entry: Entry) -> None:
    """Undo what a system has withdrawn; heard before the learning itself, it is told again later."""
    take_back(fact.evidence, reason=str(_("Sistem asalnya menarik kembali laporan ini.")))


@hears(LearningUndone)
def take_back_undone_learning(fact: LearningUndone, entry: Entry) -> None:
    """Undo what a corrected class takes back; heard before the learning itself, it is told again later."""
    take_back(fact.evidence, reason=fact.reason)


@tells_of(ArticleReviewed)
def review_of(fact: ArticleReviewed, entry: Entry) -> Learning:
    """Somebody read a colleague's text and judged it; one evidence a person and revision."""
    day = entry.told_at.astimezone(WIB).date()
    return Learning(
        evidence=f"knowledge.review:{fact.revision_id}:{fact.person_id}",
        form="knowledge_review",
        title=str(_("Memeriksa naskah “%(title)s”")) % {"title": fact.title},
        organiser="Sinau",
        started_on=day,
        ended_on=day,
        minutes=max(15, fact.words // 100),
        event=f"knowledge.review:{fact.revision_id}:{fact.person_id}",
        evidence_url=f"/pengetahuan/{fact.slug}/",
        fact_entry=entry.pk,
    )


@hears(ArticleReviewed)
def credit_review(fact: ArticleReviewed, entry: Entry) -> None:
    """Add the review to the ledger, once a person and revision however often they judged it."""
    record(review_of(fact, entry), person=Person.objects.get(pk=fact.person_id))


@hears(JpReversed)
def close_the_claim(fact: JpReversed, entry: Entry) -> None:
    """A claim whose row was reversed in the ledger says so too; once, however often it is told."""
    claim = Claim.objects.filter(entry=fact.reversed_entry_id).first()
    if claim is not None:
        close_reversed(claim, by=entry.told_by, reason=fact.reason)


@hears(Registered, SeatGiven, RegistrationCancelled, ClassClosed, forget=forget)
def keep_plans(
    fact: Registered | SeatGiven | RegistrationCancelled | ClassClosed, entry: Entry
) -> None:
    """What people have a seat in is ahead of them until they give it back or the class is over."""
    group = f"university.class:{fact.class_id}"
    if isinstance(fact, ClassClosed):
        unplan(group=group)
        return
    source = f"university.registration:{fact.registration_id}"
    if isinstance(fact, RegistrationCancelled):
        unplan(source=source)
    elif not (isinstance(fact, Registered) and fact.waiting):
        ahead = Ahead(
            source=source,
            group=group,
            form=fact.form,
            title=fact.title,
            starts_on=fact.starts_on,
            ends_on=fact.ends_on,
            minutes=fact.minutes,
            stated_jp=fact.stated_jp,
        )
        plan(Person.objects.get(pk=fact.person_id), ahead)
