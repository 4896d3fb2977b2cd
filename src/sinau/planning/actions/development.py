"""Write one's own development plan, agree to it, and see it through."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.planning.events import (
    ActionDone,
    DevelopmentAgreed,
    DevelopmentReturned,
    DevelopmentSent,
)
from sinau.planning.models import (
    Action,
    ActionKind,
    Agreement,
    DevelopmentPlan,
    Goal,
    Need,
    Teaches,
)
from sinau.university.models import Completion


class PlanHasNoAction(Refused):
    """A plan says what one does."""


class TickedByFacts(Refused):
    """A course or class is done when it is finished there."""


class AgreedByAnother(Refused):
    """Nobody agrees to their own plan."""


def plan_of(person: Person, year: int) -> DevelopmentPlan:
    """The plan of this person for the year, begun when there is none."""
    plan, _made = DevelopmentPlan.objects.get_or_create(
        person=person, year=year, defaults={"updated_at": now()}
    )
    return plan


@transaction.atomic
def write_goal(goal: Goal) -> Goal:
    """Keep a goal; the agreement is asked for again."""
    goal.save()
    _changed(goal.plan)
    return goal


@transaction.atomic
def write_action(action: Action) -> Action:
    """Keep an action; one that was finished before is done at once."""
    if action.is_ticked_by_facts and action.done_at is None:
        finished = Completion.objects.filter(person=action.goal.plan.person).filter(
            Q(course=action.course_id, course__isnull=False)
            | Q(training_class=action.training_class_id, training_class__isnull=False)
        )
        done = finished.first()
        action.done_at = done.completed_at if done else None
    action.save()
    _changed(action.goal.plan)
    return action


@transaction.atomic
def remove_action(action: Action) -> None:
    """The action is gone; the agreement is asked for again."""
    plan = action.goal.plan
    action.delete()
    _changed(plan)


@transaction.atomic
def remove_goal(goal: Goal) -> None:
    """The goal is gone with its actions; the agreement is asked for again."""
    plan = goal.plan
    goal.delete()
    _changed(plan)


@transaction.atomic
def goals_from_needs(plan: DevelopmentPlan) -> int:
    """Every need of the year is a goal with the courses and classes that teach it; once."""
    have = set(plan.goals.values_list("competency_id", flat=True))
    needs = Need.objects.filter(person=plan.person, year=plan.year).select_related("competency")
    due = now().date().replace(year=plan.year, month=11, day=30)
    made = 0
    for need in needs:
        if need.competency_id in have:
            continue
        words = _("Mencapai tingkat %(level)s pada %(name)s") % {
            "level": need.to_level,
            "name": need.competency.name,
        }
        goal = Goal.objects.create(
            plan=plan,
            competency=need.competency,
            to_level=need.to_level,
            words=str(words),
            due_on=due,
        )
        offers = Teaches.objects.filter(competency=need.competency, level__gt=need.from_level)
        for offer in offers.select_related("course", "training_class")[:3]:
            _offer(goal, offer)
        made += 1
    if made:
        _changed(plan)
    return made


def _offer(goal: Goal, offer: Teaches) -> None:
    thing = offer.course or offer.training_class
    assert thing is not None
    write_action(
        Action(
            goal=goal,
            kind=ActionKind.COURSE if offer.course_id else ActionKind.CLASS,
            words=thing.title,
            course=offer.course,
            training_class=offer.training_class,
            due_on=goal.due_on,
        )
    )


def _changed(plan: DevelopmentPlan) -> None:
    plan.agreed_at, plan.sent_at = None, None
    recount(plan)


def recount(plan: DevelopmentPlan) -> None:
    """The counts of the plan are those of its actions."""
    sums = Action.objects.filter(goal__plan=plan).aggregate(
        n=Count("pk"), done=Count("pk", filter=~Q(done_at=None))
    )
    plan.action_count, plan.done_count, plan.updated_at = sums["n"], sums["done"], now()
    plan.save(update_fields=["action_count", "done_count", "updated_at", "agreed_at", "sent_at"])


@transaction.atomic
def send_plan(plan: DevelopmentPlan, *, by: Person) -> DevelopmentPlan:
    """The plan waits for the supervisor; one that waits or was agreed to stays as it is."""
    plan = DevelopmentPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.sent_at is not None:
        return plan
    if not plan.action_count:
        raise PlanHasNoAction(
            _("Tambahkan paling sedikit satu tindakan sebelum mengirim rencana."),
            back=plan.get_absolute_url(),
        )
    plan.sent_at = now()
    plan.save(update_fields=["sent_at"])
    announce(
        DevelopmentSent(
            plan_id=plan.pk,
            person_id=plan.person_id,
            person_name=plan.person.name,
            supervisor_id=plan.person.supervisor_id,
            year=plan.year,
        ),
        by=by,
    )
    return plan


@transaction.atomic
def agree(plan: DevelopmentPlan, *, agreed: bool, words: str, by: Person) -> DevelopmentPlan:
    """The supervisor agreed, or gave the plan back with words; what was decided stays."""
    plan = DevelopmentPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.person_id == by.pk:
        raise AgreedByAnother(_("Rencana ini disepakati oleh atasan, bukan oleh Anda sendiri."))
    if plan.sent_at is None or plan.agreed_at is not None:
        return plan
    Agreement.objects.create(plan=plan, by=by, at=now(), agreed=agreed, words=words)
    plan.agreed_at = now() if agreed else None
    plan.sent_at = plan.sent_at if agreed else None
    plan.save(update_fields=["agreed_at", "sent_at"])
    said = {"plan_id": plan.pk, "person_id": plan.person_id, "year": plan.year}
    announce(
        DevelopmentAgreed(**said) if agreed else DevelopmentReturned(**said, words=words), by=by
    )
    return plan


@transaction.atomic
def do_action(action: Action, *, words: str, by: Person) -> Action:
    """The action is done, in the words of who did it; a second time changes nothing."""
    if action.is_ticked_by_facts:
        raise TickedByFacts(_("Tindakan ini selesai sendiri ketika kursus atau kelasnya selesai."))
    if action.done_at is not None:
        return action
    action.done_words = words
    _done([action], by=by)
    return action


def tick_by_facts(actions: Iterable[Action]) -> None:
    """What was finished elsewhere is done here; what was done stays."""
    for action in actions:
        if action.done_at is None:
            _done([action], by=None)


def _done(actions: list[Action], *, by: Person | None) -> None:
    for action in actions:
        action.done_at = now()
        action.save(update_fields=["done_at", "done_words"])
        recount(action.goal.plan)
        announce(
            ActionDone(
                plan_id=action.goal.plan_id,
                action_id=action.pk,
                person_id=action.goal.plan.person_id,
                words=action.words,
            ),
            by=by,
        )
