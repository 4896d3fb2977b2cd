"""What those who answer for an idea are told of its gate, its pilot and its use."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.innovation.events import (
    GateClosed,
    GateRefused,
    GateReopened,
    PilotStarted,
    UseLaunched,
    UseStopped,
)
from sinau.journal.models import Entry

SENTENCES = {
    GateRefused: gettext_noop("“{title}” belum melewati gerbang; alasannya ada di rencananya"),
    GateClosed: gettext_noop("Gerbang “{title}” ditutup; lihat apa yang berubah"),
    GateReopened: gettext_noop("Gerbang “{title}” dibuka kembali"),
    PilotStarted: gettext_noop("Uji coba “{title}” dimulai"),
    UseLaunched: gettext_noop("“{title}” mulai diterapkan"),
    UseStopped: gettext_noop("“{title}” dihentikan"),
}
AboutIdea = GateRefused | GateClosed | GateReopened | PilotStarted | UseLaunched | UseStopped


@tells(
    *SENTENCES,
    kind="innovation",
    label=_("Gerbang dan uji coba gagasan yang saya tanggung"),
    short=_("Inovasi"),
    icon="lightbulb",
)
def tell_innovation(fact: AboutIdea, entry: Entry) -> Iterator[Letter]:
    """Who answers for an idea hears what others did with it."""
    yield Letter(
        person_id=fact.owner_id,
        sentence=SENTENCES[type(fact)],
        words={"title": fact.title},
        url=f"/inovasi/{fact.idea_id}/",
    )
