"""Who is told about estimation rounds and early warnings."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.models import Entry
from sinau.risk.events import EarlyWarningRaised, RoundOpened, RoundRevealed


@tells(
    RoundOpened,
    RoundRevealed,
    kind="risk_round",
    label=_("Putaran perkiraan risiko"),
    short=_("Putaran"),
    icon="users",
)
def tell_round(fact: RoundOpened | RoundRevealed, entry: Entry) -> Iterator[Letter]:
    """Those asked hear when a round opens and when its answers are open; no number is told."""
    if isinstance(fact, RoundOpened):
        sentence = gettext_noop("Anda diminta memperkirakan risiko dalam putaran “{title}”")
    else:
        sentence = gettext_noop(
            "Jawaban putaran “{title}” sudah dibuka; lihat dan bicarakan bedanya"
        )
    for person_id in {*fact.person_ids, fact.owner_id} - {entry.told_by_id}:
        yield Letter(
            person_id=person_id,
            sentence=sentence,
            words={"title": fact.title},
            url=f"/risiko/putaran/{fact.round_id}/",
        )


@tells(
    EarlyWarningRaised,
    kind="risk_warning",
    label=_("Peringatan dini risiko"),
    short=_("Peringatan"),
    icon="siren",
)
def tell_warning(fact: EarlyWarningRaised, entry: Entry) -> Iterator[Letter]:
    """The keeper of the register hears that more happened than was expected."""
    yield Letter(
        person_id=fact.owner_id,
        sentence=gettext_noop(
            "Risiko {code} terjadi lebih sering daripada perkiraan; tinjau segera"
        ),
        words={"code": fact.code},
        url=f"/risiko/{fact.risk_id}/",
    )
