"""What people hear of ideas they wrote, support or answered a call with."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.innovation.events import (
    CallClosed,
    CommentHidden,
    EntryApproved,
    EntryReturned,
    IdeaCommented,
    IdeaDecided,
    IdeaMerged,
    MergeAsked,
)
from sinau.journal.models import Entry
from sinau.kernel.facts import Fact

SENTENCES: dict[type[Fact], str] = {
    IdeaDecided: gettext_noop("Keputusan tentang “{title}”: {verdict_name}"),
    IdeaCommented: gettext_noop("Ada tanggapan baru pada “{title}”"),
    EntryApproved: gettext_noop("Keterangan publik “{title}” disetujui dan tampil"),
    EntryReturned: gettext_noop("Keterangan publik “{title}” dikembalikan; lihat catatannya"),
    IdeaMerged: gettext_noop("Gagasan yang Anda dukung, “{title}”, diteruskan dalam “{into}”"),
    MergeAsked: gettext_noop("Anda diminta menjawab usul menggabungkan “{title}” ke “{into}”"),
    CallClosed: gettext_noop("Panggilan “{title}” ditutup dengan keputusan dan alasannya"),
    CommentHidden: gettext_noop("Tanggapan Anda disembunyikan: {reason}"),
}
AboutOne = IdeaDecided | IdeaCommented | EntryApproved | EntryReturned
AboutIdea = AboutOne | IdeaMerged | MergeAsked | CallClosed | CommentHidden


@tells(
    *SENTENCES,
    kind="ideas",
    label=_("Gagasan yang saya tulis, dukung, atau ajukan untuk panggilan"),
    short=_("Gagasan"),
    icon="lightbulb",
)
def tell_ideas(fact: AboutIdea, entry: Entry) -> Iterator[Letter]:
    """Owners hear what is said and decided; authors are asked; supporters hear where it went."""
    people: tuple[int, ...]
    match fact:
        case CallClosed():
            people, url = fact.answerer_ids, f"/inovasi/panggilan/{fact.call_id}/"
        case MergeAsked():
            people, url = fact.author_ids, f"/inovasi/penggabungan/{fact.request_id}/"
        case IdeaMerged():
            people, url = fact.supporter_ids, f"/inovasi/{fact.into_id}/"
        case CommentHidden():
            people, url = (fact.writer_id,), f"/inovasi/{fact.idea_id}/"
        case _:
            people, url = (fact.owner_id,), f"/inovasi/{fact.idea_id}/"
    for person in people:
        yield Letter(person_id=person, sentence=SENTENCES[type(fact)], words=_words(fact), url=url)


def _words(fact: AboutIdea) -> dict[str, str | int]:
    match fact:
        case CommentHidden():
            return {"reason": fact.reason}
        case MergeAsked() | IdeaMerged():
            return {"title": fact.title, "into": fact.into_title}
        case IdeaDecided():
            return {"title": fact.title, "verdict_name": fact.verdict_name}
        case _:
            return {"title": fact.title}
