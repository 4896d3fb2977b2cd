"""What is asked for the public register: the team's fields, what is kept back, and the decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.innovation.models import UseEntry
from sinau.innovation.record import TEAM, fields
from sinau.ui.forms import RadioCards


class EntryForm(forms.Form):
    """Every field the team writes, and which fields stay inside."""

    def __init__(self, entry: UseEntry | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in fields():
            if field.origin == TEAM:
                self.fields[field.key] = forms.CharField(
                    label=field.title,
                    max_length=1500,
                    required=False,
                    widget=forms.Textarea({"rows": 3}),
                    help_text=field.help,
                    initial=entry.said.get(field.key, "") if entry else "",
                )
        self.fields["hidden"] = forms.MultipleChoiceField(
            label=_("Tidak dibuka untuk umum"),
            required=False,
            choices=[(field.key, field.title) for field in fields() if not field.always],
            widget=forms.CheckboxSelectMultiple(),
            help_text=_(
                "Hanya bila membukanya membahayakan orang atau layanan. Halaman publik menyebut berapa yang tidak dibuka."
            ),
            initial=entry.hidden if entry else [],
        )

    def said(self) -> dict[str, str]:
        """The team's fields."""
        return {key: text for key, text in self.cleaned_data.items() if key != "hidden"}


class SendForm(forms.Form):
    """What changed since the last version."""

    note = forms.CharField(label=_("Yang berubah"), max_length=300, required=False)


class EntryDecisionForm(forms.Form):
    """Published, or back with a note."""

    decision = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[("setuju", _("Setujui, tampilkan untuk umum")), ("kembali", _("Kembalikan"))],
        widget=RadioCards(),
    )
    note = forms.CharField(
        label=_("Catatan"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """What goes back says why."""
        said = super().clean() or {}
        if said.get("decision") == "kembali" and not said.get("note"):
            self.add_error("note", _("Tulis apa yang perlu diperbaiki."))
        return said
