"""The optional language model: how it may be used, every call that was made, and what came of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Audience


def _public() -> list[str]:
    return [Audience.PUBLIC.value]


class LanguageQuerySet(models.QuerySet["Language"]):
    def in_use(self) -> Language | None:
        """The one the desk uses now."""
        return self.filter(approved_at__isnull=False, ended_at=None).first()

    def proposed(self) -> LanguageQuerySet:
        """Those that wait for a person's yes."""
        return self.filter(approved_at=None, ended_at=None)


class Language(models.Model):
    """One way to use an OpenAI-compatible server; never edited, a change is a new proposal.

    The key is no part of it: it stands in the environment of the server alone.
    """

    base_url = models.URLField(
        _("alamat server"),
        help_text=_("Sampai dengan /v1, misalnya http://127.0.0.1:8080/v1."),
    )
    model = models.CharField(_("nama model"), max_length=120)
    levels = ArrayField(
        models.CharField(max_length=10, choices=Audience.choices),
        verbose_name=_("tingkat akses yang boleh dikirim"),
        default=_public,
    )
    context_tokens = models.PositiveIntegerField(
        _("ukuran konteks"),
        default=4096,
        validators=[MinValueValidator(1024), MaxValueValidator(200_000)],
        help_text=_(
            "Token yang sungguh diterima server. Ollama memotong yang lebih panjang diam-diam."
        ),
    )
    answer_tokens = models.PositiveIntegerField(
        _("token jawaban paling banyak"),
        default=300,
        validators=[MinValueValidator(50), MaxValueValidator(2000)],
    )
    tokens_a_day = models.PositiveIntegerField(_("token sehari"), default=200_000)
    connect_seconds = models.PositiveSmallIntegerField(
        _("batas menyambung, detik"), default=3, validators=[MinValueValidator(1)]
    )
    first_token_seconds = models.PositiveSmallIntegerField(
        _("batas kata pertama, detik"), default=20, validators=[MinValueValidator(1)]
    )
    total_seconds = models.PositiveSmallIntegerField(
        _("batas seluruhnya, detik"), default=90, validators=[MinValueValidator(2)]
    )
    at_once = models.PositiveSmallIntegerField(
        _("permintaan bersamaan"), default=1, validators=[MinValueValidator(1)]
    )
    keep_days = models.PositiveSmallIntegerField(
        _("catatan disimpan, hari"), default=180, validators=[MinValueValidator(1)]
    )
    proposed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = LanguageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(approved_at__isnull=False, ended_at=None),
                name="one_language_model_in_use",
            )
        ]

    def __str__(self) -> str:
        return f"{self.model} @ {self.base_url}"


class Outcome(models.TextChoices):
    """How a call ended."""

    RUNNING = "running", _("Berjalan")
    DONE = "done", _("Selesai")
    NOTHING = "nothing", _("Tidak ada kalimat yang didukung sumber")
    CANCELLED = "cancelled", _("Dibatalkan")
    UNREACHABLE = "unreachable", _("Server tidak terhubung")
    SLOW = "slow", _("Terlalu lama")
    UNAUTHORISED = "unauthorised", _("Kunci ditolak")
    BUSY = "busy", _("Server sibuk")
    BROKEN = "broken", _("Server bermasalah")
    CUT = "cut", _("Jawaban terputus")
    GARBLED = "garbled", _("Jawaban tidak terbaca")
    LOST = "lost", _("Ditinggalkan")


class Call(models.Model):
    """One request to a language model, for whoever has to prove what was sent and what came back."""

    question = models.ForeignKey(
        "ask.Question", on_delete=models.SET_NULL, null=True, related_name="calls"
    )
    language = models.ForeignKey(Language, on_delete=models.PROTECT, related_name="calls")
    prompt_hash = models.CharField(max_length=64)
    # Each passage sent: [number, source, anchor, hash of its text].
    passages = models.JSONField(default=list)
    prompt_tokens = models.PositiveIntegerField()
    answer_tokens = models.PositiveIntegerField(default=0)
    answer_hash = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.RUNNING)
    invented = models.PositiveSmallIntegerField(default=0)
    removed = models.PositiveSmallIntegerField(default=0)
    kept = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField()
    first_token_ms = models.PositiveIntegerField(null=True)
    took_ms = models.PositiveIntegerField(null=True)
    cancel_wanted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["started_at"], name="calls_by_day")]

    def __str__(self) -> str:
        return f"{self.language} {self.started_at:%F %T} {self.outcome}"


class Breaker(models.Model):
    """How often in a row a server failed, and until when it is left alone; all processes read it."""

    base_url = models.URLField(unique=True)
    failures = models.PositiveSmallIntegerField(default=0)
    open_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.base_url}: {self.failures}"


class Summary(models.Model):
    """What a language model wrote from the quotes of a question, only sentences its sources support.

    `sentences` are [text, numbers of quotes]; a quote that falls later takes its sentences along.
    """

    question = models.OneToOneField(
        "ask.Question", on_delete=models.CASCADE, related_name="summary"
    )
    call = models.ForeignKey(Call, on_delete=models.SET_NULL, null=True, related_name="+")
    model = models.CharField(max_length=120)
    sentences = models.JSONField(default=list)
    removed = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return " ".join(text for text, _numbers in self.sentences)
