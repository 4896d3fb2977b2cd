"""What people are told of their JP."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.credit.events import JpCredited, JpReversed
from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.models import Entry
from sinau.kernel.words import number_id


@tells(
    JpCredited,
    JpReversed,
    kind="jp",
    label=_("JP dicatat di buku saya"),
    short=_("JP"),
    icon="award",
)
def tell_jp(fact: JpCredited | JpReversed, entry: Entry) -> Iterator[Letter]:
    """Who learnt hears of the JP in their book, and of those undone there."""
    yield Letter(
        person_id=fact.person_id,
        sentence=gettext_noop("Anda mendapat {jp} JP untuk “{title}”")
        if isinstance(fact, JpCredited)
        else gettext_noop("{jp} JP untuk “{title}” dibatalkan"),
        words={"jp": number_id(abs(fact.jp)), "title": fact.title},
        url="/jp/",
    )
