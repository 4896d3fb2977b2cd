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

TO_OWNER = {
    IdeaDecided: gettext_noop("Keputusan tentang “{title}”: {verdict_name}"),
    IdeaCommented: gettext_noop("Ada tanggapan baru pada “{title}”"),
    EntryApproved: gettext_noop("Keterangan publik “{title}” disetujui dan tampil"),
    EntryReturned: gettext_noop("Keterangan publik “{title}” dikembalikan; lihat catatannya"),
}
AboutIdea = IdeaDecided | IdeaCommented | EntryApproved | EntryReturned
AboutOthers = IdeaMerged | MergeAsked | CallClosed | CommentHidden


@tells(
    *TO_OWNER,
    IdeaMerged,
    MergeAsked,
    CallClosed,
    CommentHidden,
    kind="ideas",
    label=_("Gagasan yang saya tulis, dukung, atau ajukan untuk panggilan"),
    short=_("Gagasan"),
    icon="lightbulb",
)
def tell_ideas(fact: AboutIdea | AboutOthers, entry: Entry) -> Iterator[Letter]:
    """Owners hear what is said and decided; authors are asked; supporters hear where it went."""
    if isinstance(fact, CallClosed):
        for person in fact.answerer_ids:
            yield Letter(
                person_id=person,
                sentence=gettext_noop("Panggilan “{title}” ditutup dengan keputusan dan alasannya"),
                words={"title": fact.title},
                url=f"/inovasi/panggilan/{fact.call_id}/",
            )
        return
    if isinstance(fact, MergeAsked):
        for person in fact.author_ids:
            yield Letter(
                person_id=person,
                sentence=gettext_noop(
                    "Anda diminta menjawab usul menggabungkan “{title}” ke “{into}”"
                ),
                words={"title": fact.title, "into": fact.into_title},
                url=f"/inovasi/penggabungan/{fact.request_id}/",
            )
        return
    if isinstance(fact, IdeaMerged):
        for person in fact.supporter_ids:
            yield Letter(
                person_id=person,
                sentence=gettext_noop(
                    "Gagasan yang Anda dukung, “{title}”, diteruskan dalam “{into}”"
                ),
                words={"title": fact.title, "into": fact.into_title},
                url=f"/inovasi/{fact.into_id}/",
            )
        return
    if isinstance(fact, CommentHidden):
        yield Letter(
            person_id=fact.writer_id,
            sentence=gettext_noop("Tanggapan Anda disembunyikan: {reason}"),
            words={"reason": fact.reason},
            url=f"/inovasi/{fact.idea_id}/",
        )
        return
    words = {"title": fact.title}
    if isinstance(fact, IdeaDecided):
        words["verdict_name"] = fact.verdict_name
    yield Letter(
        person_id=fact.owner_id,
        sentence=TO_OWNER[type(fact)],
        words=words,
        url=f"/inovasi/{fact.idea_id}/",
    )
