"""How a listener of the inbox is written: it yields letters, and `tells` does the rest.

    @tells(
        LeaveDecided,
        kind="leave",
        label=_("Keputusan atas permohonan cuti saya"),
        short=_("Cuti"),
        icon="calendar",
    )
    def tell_leave(fact: LeaveDecided, entry: Entry) -> Iterator[Letter]:
        yield Letter(
            person_id=fact.person_id,
            sentence=gettext_noop("Cuti Anda {days} hari diputuskan"),
            words={"days": fact.days},
            url=f"/layanan/cuti/{fact.request_id}/",
        )

Each kind has one listener, so that `./sinau retell` can build its notices anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.utils.functional import Promise

from sinau.inbox import actions
from sinau.inbox.actions import Letter
from sinau.inbox.kinds import Kind, add_kind, kinds
from sinau.inbox.models import Notice
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.kernel.facts import Fact

Writer = Callable[[Any, Entry], Iterable[Letter]]
Hear = Callable[[Any, Entry], None]


def tells(
    *fact_types: type[Fact],
    kind: str,
    label: Promise | str,
    short: Promise | str,
    icon: str = "bell",
) -> Callable[[Writer], Hear]:
    """Let these facts become notices of a kind of their own, one per person and entry."""
    assert kind not in kinds, f"two listeners tell {kind}"
    add_kind(Kind(name=kind, label=label, short=short, icon=icon))

    def forget() -> None:
        actions.forget(Notice.objects.filter(kind=kind))

    def ask(write: Writer) -> Hear:
        @hears(*fact_types, forget=forget)
        @wraps(write)
        def hear(fact: Any, entry: Entry) -> None:
            for letter in write(fact, entry):
                actions.tell(letter, kind=kind, entry=entry)

        return hear

    return ask
