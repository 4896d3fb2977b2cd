"""Who is told that they are asked to evaluate."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.evaluation.events import InvitationSent, ReminderSent
from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.models import Entry


@tells(
    InvitationSent,
    ReminderSent,
    kind="evaluation",
    label=_("Evaluasi yang menunggu jawaban saya"),
    short=_("Evaluasi"),
    icon="clipboard-list",
)
def tell_evaluation(fact: InvitationSent | ReminderSent, entry: Entry) -> Iterator[Letter]:
    """Whoever is asked finds the form behind the notice."""
    words = {"title": fact.title}
    if isinstance(fact, ReminderSent):
        sentence = gettext_noop("Evaluasi “{title}” masih menunggu jawaban Anda")
    elif fact.about_name:
        sentence = gettext_noop("Apa yang berubah pada {name} sesudah “{title}”? Isi dua menit")
        words["name"] = fact.about_name
    elif fact.level == "behaviour":
        sentence = gettext_noop("Tiga bulan sesudah “{title}”: apa yang berubah? Isi dua menit")
    else:
        sentence = gettext_noop("Bagaimana “{title}” menurut Anda? Isi dua menit, tanpa nama")
    yield Letter(
        person_id=fact.person_id,
        sentence=sentence,
        words=words,
        url=f"/belajar/evaluasi/undangan/{fact.invitation_id}/",
    )
