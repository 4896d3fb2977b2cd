"""Short statements people agree or disagree with, about an idea or a call."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sinau.innovation.models.calls import Call
from sinau.innovation.models.ideas import Idea


class Statement(models.Model):
    """One sentence about an idea or a call that everybody may agree or disagree with.

    The three counters are stored by the actions.
    """

    idea = models.ForeignKey(
        Idea, on_delete=models.CASCADE, null=True, blank=True, related_name="statements"
    )
    call = models.ForeignKey(
        Call, on_delete=models.CASCADE, null=True, blank=True, related_name="statements"
    )
    text = models.CharField(_("pernyataan"), max_length=160)
    agree_count = models.PositiveIntegerField(default=0, editable=False)
    disagree_count = models.PositiveIntegerField(default=0, editable=False)
    pass_count = models.PositiveIntegerField(default=0, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(idea=None) ^ models.Q(call=None),
                name="a_statement_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["idea", "text"],
                condition=models.Q(call=None),
                name="a_statement_once_an_idea",
            ),
            models.UniqueConstraint(
                fields=["call", "text"],
                condition=models.Q(idea=None),
                name="a_statement_once_a_call",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class StatementHiding(models.Model):
    """That a moderator took a statement from the vote, and why."""

    statement = models.OneToOneField(Statement, on_delete=models.CASCADE, related_name="hiding")
    reason = models.CharField(_("alasan"), max_length=300)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    hidden_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason


class Opinion(models.IntegerChoices):
    DISAGREE = -1, pgettext_lazy("pendapat", "Tidak setuju")
    PASS = 0, _("Lewati")
    AGREE = 1, _("Setuju")


class Vote(models.Model):
    """What one person thinks of a statement; nobody but that person is ever shown it."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opinion = models.SmallIntegerField(choices=Opinion.choices)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "person"], name="one_vote_a_statement")
        ]

    def __str__(self) -> str:
        return str(self.opinion)
