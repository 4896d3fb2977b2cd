"""Take an answer: once, and without remembering whose it is."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from sinau.evaluation.events import ResponseGiven
from sinau.evaluation.models import Evaluation, Invitation, Level, Response
from sinau.journal.announcing import announce
from sinau.kernel.clock import today
from sinau.kernel.refusals import Refused


class AlreadyAnswered(Refused):
    """A link answers once."""


class TooLate(Refused):
    """The days in which it could be answered are over."""


@transaction.atomic
def answer(invitation: Invitation, answers: Mapping[str, int | str]) -> None:
    """The answer is kept apart from whose it is, and the link is used up."""
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.answered_on is not None:
        raise AlreadyAnswered(_("Tautan ini sudah dipakai untuk menjawab. Terima kasih."))
    if not invitation.is_open:
        raise TooLate(_("Masa mengisi evaluasi ini sudah berakhir."))
    invitation.answered_on = today()
    invitation.save(update_fields=["answered_on"])
    Response.objects.create(
        evaluation=invitation.evaluation,
        level=invitation.level,
        voice=invitation.voice,
        answers=dict(answers),
    )
    field = f"{invitation.level}_answered"
    Evaluation.objects.filter(pk=invitation.evaluation_id).update(**{field: F(field) + 1})
    evaluation = Evaluation.objects.get(pk=invitation.evaluation_id)
    is_reaction = invitation.level == Level.REACTION
    announce(
        ResponseGiven(
            evaluation_id=evaluation.pk,
            title=evaluation.title,
            level=invitation.level,
            answered=evaluation.reaction_answered if is_reaction else evaluation.behaviour_answered,
            asked=evaluation.reaction_asked if is_reaction else evaluation.behaviour_asked,
        ),
        by=None,
    )
