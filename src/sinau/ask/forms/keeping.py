"""What those who keep the desk fill in: the model, the public, the examination."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.ask.models import Language, TrialKind, TrialQuestion
from sinau.ask.trial_sheets import BadSheet, parts_of, read_sheet
from sinau.innovation.models import Idea, Stage
from sinau.people.models import Audience, Person
from sinau.ui.forms import FileInput

LEVELS = (
    (Audience.PUBLIC.value, _("Terbuka untuk umum")),
    (Audience.CITY.value, _("Untuk seluruh pegawai kota")),
    (Audience.AGENCY.value, _("Untuk satu perangkat daerah")),
)


class LanguageForm(forms.ModelForm):  # type: ignore[type-arg]
    """A way to use a language model, as a proposal."""

    levels = forms.MultipleChoiceField(
        label=_("Tingkat akses yang boleh dikirim"),
        choices=LEVELS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Hanya kutipan dari tingkat ini yang dikirim ke server model. Pilih lebih dari umum hanya bila server itu milik kota."
        ),
    )

    class Meta:
        model = Language
        fields = (
            "base_url",
            "model",
            "levels",
            "context_tokens",
            "answer_tokens",
            "tokens_a_day",
            "connect_seconds",
            "first_token_seconds",
            "total_seconds",
            "at_once",
            "keep_days",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base_url"].widget = forms.URLInput()
        self.fields["base_url"].assume_scheme = "http"  # type: ignore[attr-defined]

    def clean_base_url(self) -> str:
        """Where the interface begins, without a slash at its end."""
        url: str = self.cleaned_data["base_url"]
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or parts.username or parts.query:
            raise ValidationError(
                _("Tulis alamat seperti http://127.0.0.1:8080/v1, tanpa nama pengguna dan kunci.")
            )
        return url.rstrip("/")

    def clean(self) -> dict[str, Any]:
        """An answer has to fit beside its passages."""
        cleaned = super().clean() or {}
        context, answer = cleaned.get("context_tokens"), cleaned.get("answer_tokens")
        if context and answer and answer * 2 > context:
            self.add_error(
                "answer_tokens",
                _("Jawaban paling banyak separuh ukuran konteks, agar kutipannya muat."),
            )
        return cleaned


class PublicForm(forms.Form):
    """Whether everybody may ask, and how often."""

    is_open = forms.BooleanField(
        label=_("Terbuka tanpa masuk, hanya dari sumber publik"), required=False
    )
    a_minute = forms.IntegerField(
        label=_("Pertanyaan tiap menit dari satu alamat"), min_value=1, max_value=120
    )


class DeskUseForm(forms.Form):
    """Which AI use of the city the desk is."""

    idea = forms.ModelChoiceField(
        label=_("Penggunaan AI dalam daftar"),
        queryset=Idea.objects.none(),
        error_messages={"required": _("Pilih penggunaan AI yang sudah didaftarkan.")},
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["idea"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Idea.objects.visible_to(person).exclude(stage=Stage.DRAFT)


class TrialUploadForm(forms.Form):
    """A workbook of questions."""

    file = forms.FileField(
        label=_("Buku kerja Excel"),
        widget=FileInput(accept=[".xlsx"]),
        help_text=_(
            "Bentuknya sama dengan yang diunduh. Soal berkode sama diganti, yang lain ditambah."
        ),
    )

    def clean_file(self) -> Any:
        """Read the rows; all that is wrong is said at once."""
        file = self.cleaned_data["file"]
        try:
            self.rows = read_sheet(file)
        except BadSheet as bad:
            raise ValidationError(list(bad.sentences)) from None
        return file


class TrialQuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    """One question of the examination."""

    expects = forms.CharField(
        label=_("Sumber yang diharapkan"),
        required=False,
        help_text=_("Bagian dari sitasi atau alamat; beberapa dipisah titik koma."),
    )
    forbidden = forms.CharField(
        label=_("Kata terlarang"),
        required=False,
        help_text=_("Tidak boleh muncul dalam jawaban; beberapa dipisah titik koma."),
    )

    class Meta:
        model = TrialQuestion
        fields = ("code", "kind", "tongue", "text", "expects", "forbidden")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("expects", "forbidden"):
            self.initial[name] = "; ".join(getattr(self.instance, name))
        if self.instance.pk:
            self.fields["code"].disabled = True

    def clean_expects(self) -> list[str]:
        """The values apart."""
        return parts_of(self.cleaned_data["expects"])

    def clean_forbidden(self) -> list[str]:
        """The values apart."""
        return parts_of(self.cleaned_data["forbidden"])

    def clean(self) -> dict[str, Any]:
        """What must be answered says from where."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == TrialKind.ANSWER and not cleaned.get("expects"):
            self.add_error("expects", _("Sebutkan sumber yang seharusnya dikutip."))
        return cleaned

    def row(self) -> dict[str, Any]:
        """The question as the examination keeps it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
