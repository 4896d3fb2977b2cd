"""What follows when a unit is completed, passed or waived: states, blocks, the course, and JP."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.packages import saying
from sinau.packages.cmi5.moveon import is_satisfied, satisfied_groups
from sinau.packages.events import PackageSatisfied
from sinau.packages.models import GroupSatisfied, PackageKind, Registration, Unit, UnitState
from sinau.university.actions import do_activity
from sinau.university.models import Activity, Course


def state_of(registration: Registration, unit: Unit) -> UnitState:
    """The state of the unit, locked until the transaction ends."""
    state, _is_new = UnitState.objects.select_for_update(of=("self",)).get_or_create(
        registration=registration, unit=unit
    )
    return state


@transaction.atomic
def reach(
    registration: Registration,
    unit: Unit,
    *,
    session: str,
    completed: bool = False,
    passed: bool = False,
    failed: bool = False,
    score: Decimal | None = None,
) -> None:
    """The person has reached this in the unit; each is noted once, and what follows is said."""
    state = state_of(registration, unit)
    moment = now()
    if completed and state.completed_at is None:
        state.completed_at = moment
    if passed and state.passed_at is None:
        state.passed_at = moment
    if failed:
        state.failed_at = moment
    if score is not None and (state.score is None or score > state.score):
        state.score = score
    state.save()
    satisfy(registration, session=session, states=[state])


@transaction.atomic
def satisfy(registration: Registration, *, session: str, states: Sequence[UnitState] = ()) -> None:
    """Units, blocks and the course that are satisfied now are told to be, once a registration."""
    moment = now()
    for state in states:
        if state.satisfied_at is None and _is_reached(state):
            state.satisfied_at = moment
            state.save(update_fields=["satisfied_at"])
            Registration.objects.filter(pk=registration.pk).update(
                satisfied_count=F("satisfied_count") + 1
            )
    done = set(
        UnitState.objects.filter(registration=registration)
        .exclude(satisfied_at=None)
        .values_list("unit__number", flat=True)
    )
    groups = list(satisfied_groups(_with_paths(registration.package.tree), done.__contains__))
    told = set(registration.groups_satisfied.values_list("path", flat=True))
    fresh = [node for node in groups if node["path"] not in told]
    if not fresh:
        return
    GroupSatisfied.objects.bulk_create(
        GroupSatisfied(registration=registration, path=node["path"], satisfied_at=moment)
        for node in fresh
    )
    if registration.package.kind == PackageKind.CMI5:
        saying.say([saying.satisfied(registration, node["path"], node, session) for node in fresh])
    if fresh[-1]["path"] == "":
        _finish(registration)


def _is_reached(state: UnitState) -> bool:
    return is_satisfied(
        state.unit.move_on,
        completed=state.completed_at is not None,
        passed=state.passed_at is not None,
        waived=state.waived_at is not None,
    )


def _with_paths(tree: dict[str, Any], path: str = "") -> dict[str, Any]:
    """The same tree, each group with its place in it: "0", "0.2"; the course has ""."""
    children = []
    groups = 0
    for child in tree.get("children", []):
        if "unit" in child:
            children.append(child)
            continue
        children.append(_with_paths(child, f"{path}.{groups}" if path else str(groups)))
        groups += 1
    return {**tree, "path": path, "children": children}


def _finish(registration: Registration) -> None:
    package, person = registration.package, registration.person
    registration.satisfied_at = now()
    registration.save(update_fields=["satisfied_at"])
    announce(
        PackageSatisfied(
            registration_id=registration.pk,
            package_id=package.pk,
            person_id=person.pk,
            title=package.title,
        ),
        by=person,
    )
    credit(registration)


def _mean(scores: list[Decimal]) -> Decimal | None:
    """The mean of scaled scores in percent; one below nought counts as nought."""
    if not scores:
        return None
    return round(max(sum(scores, Decimal(0)) / len(scores), Decimal(0)) * 100, 2)


def credit(registration: Registration) -> None:
    """Every course that asks for the package, and that the person may take, has it done."""
    person = registration.person
    scores = [state.score for state in registration.states.all() if state.score is not None]
    score = _mean(scores)
    courses = Course.objects.visible_to(person).values("pk")
    for activity in Activity.objects.asked().filter(
        address=registration.package.address, course__in=courses
    ):
        try:
            with transaction.atomic():
                do_activity(activity, person, score=score)
        except Refused:
            # The course is closed to newcomers: the package is done all the same.
            continue
