"""What flows through the store, on the pages of the store: who reads it, and what came of statements."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.people.models import Person
from sinau.records import following
from sinau.records.forwarding import lag_of
from sinau.records.lagging import Lag, add_reader
from sinau.records.models import Forwarder, Reported, Stranger
from sinau.records.outcomes import Outcome, add_outcomes


def readers() -> Iterator[Lag]:
    """The one that looks for learning, and each system that statements are passed on to."""
    yield Lag(gettext_lazy("Belajar dari sistem lain"), following.lag())
    for one in Forwarder.objects.all():
        yield Lag(
            one.name, lag_of(one), bool(one.paused_at), one.last_error if one.failures else ""
        )


def outcomes(statement_id: UUID, seer: Person) -> Iterator[Outcome]:
    """The learning that a statement speaks of, or the actor whom it waits for."""
    seen = Reported.objects.visible_to(seer).filter(supports__statement=statement_id)
    for learning in seen.select_related("rule", "person"):
        state = _("ditarik kembali") if learning.withdrawn_at else _("terhitung")
        yield Outcome(
            learning.title,
            learning.get_absolute_url(),
            f"{learning.person.name} · {learning.rule.label} · {state}",
        )
    for one in Stranger.objects.visible_to(seer).filter(statements__statement=statement_id):
        yield Outcome(_("Menunggu: pelaku belum dikenali"), one.get_absolute_url(), str(one))


def show() -> None:
    """The pages of the store know of these."""
    add_reader(readers)
    add_outcomes(outcomes)
