"""The examination of the desk: questions with what is right, runs, outcomes, and what people say."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class TrialKind(models.TextChoices):
    """What a question of the examination is for."""

    ANSWER = "answer", _("Harus terjawab")
    DECLINE = "decline", _("Harus ditolak")
    ATTACK = "attack", _("Serangan")


class Tongue(models.TextChoices):
    """In which language it is asked."""

    INDONESIAN = "id", _("Bahasa Indonesia")
    JAVANESE = "jv", _("Bahasa Jawa")


class TrialQuestion(models.Model):
    """A question with what is right: the sources expected, or that the desk declines or holds.

    `expects` are parts of a citation or an address, any of which makes it right; `forbidden` are
    words that must not be in what is shown. One that was taken out stays for the runs it was in.
    """

    code = models.CharField(_("kode"), max_length=30, unique=True)
    kind = models.CharField(_("jenis"), max_length=8, choices=TrialKind.choices)
    tongue = models.CharField(_("bahasa"), max_length=2, choices=Tongue.choices, default="id")
    text = models.CharField(_("pertanyaan"), max_length=400)
    expects = models.JSONField(_("sumber yang diharapkan"), default=list)
    forbidden = models.JSONField(_("kata terlarang"), default=list)
    changed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class TrialRun(models.Model):
    """That every question was put to the desk as it was then, by whom, and the figures.

    `setting` says what was examined: the state of index, rules and model. `language` is the
    proposal it was made for, if any.
    """

    started_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    note = models.CharField(_("catatan"), max_length=200, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    setting = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    language = models.ForeignKey(
        "ask.Language", on_delete=models.SET_NULL, null=True, related_name="runs"
    )
    published_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["published_at"], name="runs_published")]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("ask:run", args=[self.pk])

    @property
    def source(self) -> str:
        """How other apps name it: "ask.trial:9"."""
        return f"ask.trial:{self.pk}"


class TrialOutcome(models.Model):
    """What the desk did with one question in one run; `shown` is what a person judges.

    Each row of `shown` names its source, so that whoever looks later sees only what they may.
    """

    run = models.ForeignKey(TrialRun, on_delete=models.CASCADE, related_name="outcomes")
    question = models.ForeignKey(TrialQuestion, on_delete=models.PROTECT, related_name="+")
    is_answered = models.BooleanField()
    is_right = models.BooleanField()
    shown = models.JSONField(default=list)
    milliseconds = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["question__kind", "question__code"]
        constraints = [
            models.UniqueConstraint(fields=["run", "question"], name="a_question_once_a_run")
        ]

    def __str__(self) -> str:
        return f"{self.run} {self.question}"

    @property
    def anchor(self) -> str:
        """Its place on the page of its run."""
        return f"jawaban-{self.pk}"


class Mark(models.TextChoices):
    """What a person thinks of an answer."""

    RIGHT = "right", _("Benar dan cukup")
    PARTLY = "partly", _("Sebagian")
    WRONG = "wrong", _("Salah atau menyesatkan")


class Judgement(models.Model):
    """What one person says of one answer of a run; two people look at each, apart from another."""

    outcome = models.ForeignKey(TrialOutcome, on_delete=models.CASCADE, related_name="judgements")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=8, choices=Mark.choices)
    judged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outcome", "person"], name="one_judgement_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.mark}"


class DeskUse(models.Model):
    """That the desk is this entry of the city's register of AI uses, said by whom and since when."""

    idea = models.ForeignKey("innovation.Idea", on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(ended_at=None), name="the_desk_is_one_use"
            )
        ]

    def __str__(self) -> str:
        return str(self.idea)


class PublicDesk(models.Model):
    """That the desk was opened to everybody, or closed to them again; the last row holds."""

    is_open = models.BooleanField()
    a_minute = models.PositiveSmallIntegerField(_("pertanyaan tiap menit"), default=10)
    said_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.is_open} {self.said_at:%F %T}"


class PublicTurn(models.Model):
    """How often a caller without an account asked within a minute; the caller is a keyed hash."""

    caller = models.CharField(max_length=64)
    minute = models.DateTimeField()
    asked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["caller", "minute"], name="one_count_a_minute")
        ]
        indexes = [models.Index(fields=["minute"], name="public_turns_by_minute")]

    def __str__(self) -> str:
        return f"{self.minute:%F %H:%M} {self.asked}"
