"""What those who handle incidents are told, and who told one of what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.models import Entry
from sinau.kernel.words import moment_id
from sinau.risk.events import IncidentClosed, IncidentReported, IncidentTriaged, NoticeDue
from sinau.risk.models import Incident


@tells(
    IncidentReported,
    NoticeDue,
    kind="incident",
    label=_("Insiden pada register dan perangkat daerah yang saya tangani"),
    short=_("Insiden"),
    icon="siren",
)
def tell_incident(fact: IncidentReported | NoticeDue, entry: Entry) -> Iterator[Letter]:
    """Those who handle it hear of a report, and of a notice that is due."""
    for person_id in fact.person_ids:
        yield Letter(
            person_id=person_id,
            sentence=_sentence(fact),
            words=_words(fact),
            url=f"/risiko/insiden/{fact.incident_id}/",
        )


@tells(
    IncidentTriaged,
    IncidentClosed,
    kind="own_incident",
    label=_("Kelanjutan kejadian yang saya laporkan"),
    short=_("Laporan saya"),
    icon="siren",
)
def tell_reporter(fact: IncidentTriaged | IncidentClosed, entry: Entry) -> Iterator[Letter]:
    """Who told it hears that it is looked into, and what was learnt. The fact does not name them."""
    reporter = Incident.objects.filter(pk=fact.incident_id).values_list("reported_by", flat=True)
    sentence, words = gettext_noop("Laporan Anda {code} sedang ditangani"), {"code": fact.code}
    if isinstance(fact, IncidentClosed):
        sentence = gettext_noop("Laporan Anda {code} selesai: {lesson}")
        words["lesson"] = fact.lesson
    for person_id in reporter:
        yield Letter(
            person_id=person_id,
            sentence=sentence,
            words=words,
            url=f"/risiko/insiden/{fact.incident_id}/",
        )


def _sentence(fact: IncidentReported | NoticeDue) -> str:
    if isinstance(fact, IncidentReported):
        if fact.near_miss:
            return gettext_noop("Hampir terjadi pada “{service}”; telaah laporannya")
        return gettext_noop("Ada laporan kejadian pada “{service}”; telaah laporannya")
    if fact.hours_left < 0:
        return gettext_noop("Pemberitahuan {code} kepada {receiver} sudah melewati {due}")
    return gettext_noop("Pemberitahuan {code} kepada {receiver} dikirim paling lambat {due}")


def _words(fact: IncidentReported | NoticeDue) -> dict[str, str]:
    if isinstance(fact, IncidentReported):
        return {"service": fact.service}
    return {"code": fact.code, "receiver": fact.receiver_name, "due": moment_id(fact.due_at)}
