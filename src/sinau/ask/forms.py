"""What people fill in at the answer desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.ask.models import HandOver, Question
from sinau.ask.personal import numbers_of_people, without_numbers
from sinau.communities.models import Community
from sinau.people.models import Person
from sinau.search.engine.analysis import analyser

LONGEST: int = Question._meta.get_field("text").max_length or 400


class QuestionForm(forms.Form):
    """One question, without the number of anybody in it."""

    text = forms.CharField(
        label=_("Pertanyaan Anda"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST, "enterkeyhint": "send"}),
        error_messages={
            "required": _("Tulis dahulu pertanyaan Anda."),
            "max_length": _(
                "Pertanyaan paling panjang %(limit_value)d huruf. Persingkat menjadi satu pokok."
            ),
        },
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        self.numbers = numbers_of_people(data.get("text", "")) if data is not None else []
        if self.numbers:
            data = data.copy()
            data["text"] = without_numbers(data["text"])
        super().__init__(data, **kwargs)

    def clean_text(self) -> str:
        """The question on one line; nothing is kept that holds a number of a person."""
        text = " ".join(str(self.cleaned_data["text"]).split())
        if self.numbers:
            raise ValidationError(
                _(
                    "Pertanyaan Anda memuat %(numbers)s. Nomor itu kami tutup dan tidak disimpan. Periksa, lalu kirim lagi."
                ),
                code="number",
                params={"numbers": " / ".join(self.numbers)},
            )
        if not analyser().terms(text):
            raise ValidationError(
                _(
                    "Pertanyaan ini belum memuat pokok yang dapat dicari. Sebutkan halnya, misalnya “cuti tahunan”."
                ),
                code="empty",
            )
        return text


class HandOverForm(forms.Form):
    """To which community, under which title, in which words."""

    community = forms.ModelChoiceField(
        label=_("Komunitas"),
        queryset=Community.objects.none(),
        empty_label=None,
        help_text=_("Anggota komunitas itu akan melihat nama Anda."),
    )
    title = forms.CharField(
        label=_("Judul"), max_length=HandOver._meta.get_field("title").max_length
    )
    body = forms.CharField(
        label=_("Penjelasan"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Keadaannya, apa yang sudah Anda coba. Jangan menulis NIP atau NIK siapa pun."),
    )

    def __init__(self, data: Any = None, *, person: Person, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["community"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Community.objects.joinable_by(person)

    def clean(self) -> dict[str, Any]:
        """No number of a person leaves the desk."""
        cleaned = super().clean() or {}
        for name in ("title", "body"):
            found = numbers_of_people(str(cleaned.get(name, "")))
            if found:
                self.add_error(
                    name,
                    _(
                        "Bagian ini memuat %(numbers)s. Hapus nomornya; komunitas tidak memerlukannya."
                    )
                    % {"numbers": " / ".join(found)},
                )
        return cleaned
