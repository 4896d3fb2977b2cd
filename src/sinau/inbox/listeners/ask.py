"""What people are told by the answer desk: what they asked can be answered now."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.ask.events import QuestionAnswerable
from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.models import Entry


@tells(
    QuestionAnswerable,
    kind="answerable",
    label=_("Pertanyaan saya kepada Tanya kini dapat dijawab"),
    short=_("Tanya"),
    icon="message-circle-question-mark",
)
def tell_answerable(fact: QuestionAnswerable, entry: Entry) -> Iterator[Letter]:
    """Whoever asked hears so; the words of the question stay on its own page."""
    yield Letter(
        person_id=fact.asker_id,
        sentence=gettext_noop("Tanya kini dapat menjawab satu pertanyaan Anda"),
        words={},
        url=f"/tanya/{fact.question_id}/",
    )
