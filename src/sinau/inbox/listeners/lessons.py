"""What people are told of drafts of lessons: who is asked to read, and what was said."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.models import Entry
from sinau.university.events import LessonReviewAsked, LessonReviewed


@tells(
    LessonReviewAsked,
    LessonReviewed,
    kind="lesson_review",
    label=_("Draf pelajaran yang saya periksa atau tulis"),
    short=_("Draf pelajaran"),
    icon="book-open-check",
)
def tell_of_draft(fact: LessonReviewAsked | LessonReviewed, entry: Entry) -> Iterator[Letter]:
    """Who is asked to read hears so; whose draft it is hears what was said."""
    url = reverse("university:lesson_version", args=[fact.version_id])
    if isinstance(fact, LessonReviewAsked):
        yield Letter(
            person_id=fact.person_id,
            sentence=gettext_noop("Anda diminta memeriksa draf pelajaran “{title}”"),
            words={"title": fact.title},
            url=url,
        )
        return
    if fact.writer_id != entry.told_by_id:
        yield Letter(
            person_id=fact.writer_id,
            sentence=gettext_noop("Draf “{title}” diperiksa: {opinion}"),
            words={"title": fact.title, "opinion": fact.opinion},
            url=url,
        )
