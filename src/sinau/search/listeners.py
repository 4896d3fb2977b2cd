"""The index hears every fact about a thing that can be found, and takes it in as it stands now."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.module_loading import autodiscover_modules

from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.kernel.facts import Fact, type_of_kind
from sinau.search.actions import empty_the_index, put_all_in_index, put_in_index
from sinau.search.sources import load, sources, untold


def index_what_changed(fact: Fact, entry: Entry) -> None:
    """Bring the documents up to date that this fact is about; told twice, nothing changes."""
    for source in touched_by(fact):
        put_in_index(source)


def touched_by(fact: Fact) -> Iterable[str]:
    """The documents a fact is about, or that their source says it changes."""
    subject = fact.subject
    if subject.rpartition(":")[0] in sources:
        yield subject
    for source in sources.values():
        changes = source.facts.get(type(fact))
        for pk in changes(fact) if changes else ():
            yield f"{source.noun}:{pk}"


def begin_again() -> None:
    """The index is empty but for what no fact tells of; the journal brings the rest."""
    empty_the_index()
    put_all_in_index(untold())


def _listen() -> None:
    """Ask to hear every kind of fact that touches a source."""
    load()
    # Facts of apps that stand behind this one in the list are not known yet when it is imported.
    autodiscover_modules("events")
    kinds = [
        kind
        for kind in type_of_kind.values()
        if kind.about.partition(":")[0] in sources
        or any(kind in source.facts for source in sources.values())
    ]
    hears(*kinds, forget=begin_again)(index_what_changed)


_listen()
