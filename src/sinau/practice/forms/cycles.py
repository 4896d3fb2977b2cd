"""Forms of coaching, mentoring, magang and learning alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.people.forms import PersonField
from sinau.practice.models import Cycle, LogEntry
from sinau.ui.forms import DateField

GOALS = 4


class CycleForm(forms.ModelForm):  # type: ignore[type-arg]
    """The plan: what, with whom, where, how long, and up to four goals."""

    guide = PersonField(
        serving=True,
        required=False,
        label=_("Pendamping"),
        help_text=_("Coach, mentor, atau pembimbing di tempat. Kosongkan untuk belajar mandiri."),
    )
    starts_on = DateField(label=_("Mulai"))
    ends_on = DateField(label=_("Selesai"))
    planned_hours = forms.DecimalField(
        label=_("Rencana lama (jam)"), min_value=1, max_value=2000, decimal_places=1
    )

    class Meta:
        model = Cycle
        fields = ["kind", "title", "purpose", "guide", "place", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.guide:
            self.initial["guide"] = self.instance.guide.nip
        standing = list(self.instance.goals.all()) if self.instance.pk else []
        if self.instance.planned_minutes:
            self.fields["planned_hours"].initial = self.instance.planned_minutes / 60
        for at in range(1, GOALS + 1):
            goal = standing[at - 1] if at <= len(standing) else None
            self.fields[f"goal_{at}"] = forms.CharField(
                label=_("Sasaran %(n)s") % {"n": at},
                max_length=300,
                required=at == 1,
                initial=goal.text if goal else "",
            )
            self.fields[f"measure_{at}"] = forms.CharField(
                label=_("Sasaran %(n)s terlihat dari") % {"n": at},
                max_length=300,
                required=False,
                initial=goal.measure if goal else "",
            )

    def save(self, commit: bool = True) -> Cycle:
        """The plan as it was typed, not yet proposed."""
        self.instance.planned_minutes = int(self.cleaned_data["planned_hours"] * 60)
        kept: Cycle = super().save(commit=False)
        return kept

    @property
    def goals(self) -> list[tuple[str, str]]:
        """The goals that were typed, in order."""
        said = self.cleaned_data
        return [(said[f"goal_{at}"], said[f"measure_{at}"]) for at in range(1, GOALS + 1)]


class EntryForm(forms.ModelForm):  # type: ignore[type-arg]
    """One meeting or day of work."""

    on = DateField(label=_("Tanggal"))
    minutes = forms.IntegerField(label=_("Lama (menit)"), min_value=5, max_value=720, initial=60)
    key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = LogEntry
        fields = ["on", "minutes", "done", "learnt", "key"]
        widgets = {
            "done": forms.Textarea(attrs={"rows": 3}),
            "learnt": forms.Textarea(attrs={"rows": 3}),
        }

    def validate_unique(self) -> None:
        """The same key again is the same entry, which the action knows."""


class ReasonForm(forms.Form):
    """Why not, or why no longer."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
