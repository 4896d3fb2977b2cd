"""How many questions of the agency's communities have an answer."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.communities.models import Conversation
from sinau.communities.models.conversations import ConversationQuerySet
from sinau.insight.figures.figure import Figure, Row, Shown
from sinau.insight.scopes import Scope
from sinau.kernel.clock import now
from sinau.kernel.words import date_id, number_id

LONG_DAYS = 7


def _questions(scope: Scope) -> ConversationQuerySet:
    found: ConversationQuerySet = (
        Conversation.objects.visible_to(scope.reader)
        .shown()
        .filter(scope.holds("community__agency"), is_question=True)
    )
    return found


def _count(scope: Scope) -> Shown:
    questions = _questions(scope)
    every, answered = questions.count(), questions.answered().count()
    waiting = every - answered
    return Shown(
        value=answered,
        of=every,
        sentence=_("%(waiting)s pertanyaan di komunitas belum terjawab.")
        % {"waiting": number_id(waiting)},
        tone="wait" if waiting else "good",
    )


def _rows(scope: Scope) -> Sequence[Row]:
    waiting = _questions(scope).unanswered().select_related("community")
    return [
        Row(
            title=question.title,
            url=question.get_absolute_url(),
            cells=[
                question.community.name,
                date_id(question.started_at),
                (now() - question.started_at).days,
                question.replies_count,
            ],
        )
        for question in waiting.order_by("started_at")
    ]


QUESTIONS = Figure(
    slug="pertanyaan",
    label=gettext_lazy("Pertanyaan yang terjawab"),
    unit=gettext_lazy("pertanyaan"),
    icon="message-circle-question-mark",
    rows_title=gettext_lazy("Pertanyaan yang belum terjawab"),
    headings=(
        gettext_lazy("Komunitas"),
        gettext_lazy("Ditanyakan"),
        gettext_lazy("Hari menunggu"),
        gettext_lazy("Balasan"),
    ),
    counted=gettext_lazy(
        "Pertanyaan di komunitas milik perangkat daerah ini; terjawab bila penanya atau pemandu menerima satu jawaban."
    ),
    count=_count,
    rows=_rows,
)
