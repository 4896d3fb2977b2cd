"""What people are told of the searches they watch."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.models import Entry
from sinau.search.events import ResultsAppeared


@tells(
    ResultsAppeared,
    kind="search",
    label=_("Hasil baru pada pencarian yang saya pantau"),
    short=_("Pencarian"),
    icon="search",
)
def tell_search(fact: ResultsAppeared, entry: Entry) -> Iterator[Letter]:
    """Who watches a search hears how much is new; what it is they see there, as far as they may."""
    yield Letter(
        person_id=fact.person_id,
        sentence=gettext_noop("{number} hasil baru pada pencarian yang Anda pantau"),
        words={"number": fact.number},
        url=f"/cari/tersimpan/{fact.saved_id}/",
    )
