"""What was refused stands in the journal too, outside the transaction that came to nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.utils.functional import Promise

from sinau.innovation.events import GateRefused, StepRefused
from sinau.innovation.models import Idea
from sinau.journal.announcing import announce
from sinau.kernel.refusals import Refused
from sinau.people.models import Person

Params = ParamSpec("Params")
Done = TypeVar("Done")


class GateShut(Refused):
    """The gate says no, with every reason."""

    gate = ""
    gate_name = ""


def written_down(
    step: str | Promise, find: Callable[[Any], Idea] = lambda idea: idea
) -> Callable[[Callable[Params, Done]], Callable[Params, Done]]:
    """The verb is done whole or not at all, and every refusal of it is a fact of its own.

    The first argument leads to the idea by `find`; the doer is `by`.
    """

    def wrap(verb: Callable[Params, Done]) -> Callable[Params, Done]:
        @wraps(verb)
        def told(*args: Params.args, **words: Params.kwargs) -> Done:
            try:
                with transaction.atomic():
                    return verb(*args, **words)
            except Refused as no:
                by = words["by"]
                assert isinstance(by, Person)
                _tell(find(args[0]), str(step), no, by)
                raise

        return told

    return wrap


def locked(idea: Idea) -> Idea:
    """The idea as it is in this moment, held until the transaction ends: one step at a time."""
    Idea.objects.select_for_update().get(pk=idea.pk)
    idea.refresh_from_db()
    return idea


@transaction.atomic
def _tell(idea: Idea, step: str, no: Refused, by: Person) -> None:
    if isinstance(no, GateShut):
        announce(
            GateRefused(
                idea_id=idea.pk,
                title=idea.title,
                gate=no.gate,
                gate_name=no.gate_name,
                count=len(no.reasons),
                reasons=tuple(map(str, no.reasons)),
                owner_id=idea.owner_id,
            ),
            by=by,
        )
        return
    announce(
        StepRefused(
            idea_id=idea.pk,
            title=idea.title,
            step=step,
            refusal=no.code(),
            reason=str(no),
            owner_id=idea.owner_id,
        ),
        by=by,
    )
