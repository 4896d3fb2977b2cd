"""What the gate asks people: answers about impact, a signature, an exception, and why something ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.innovation import impact
from sinau.innovation.gate import Finding
from sinau.kernel.clock import today
from sinau.ui.forms import DateField


class SectionForm(forms.Form):
    """One page of the impact assessment; everything may be left open and finished later."""

    def __init__(
        self, section: impact.Section, answers: impact.Answers, *args: Any, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", answers)
        super().__init__(*args, **kwargs)
        for one in section.asked(answers):
            kind = forms.MultipleChoiceField if one.many else forms.ChoiceField
            widget = forms.CheckboxSelectMultiple if one.many else forms.RadioSelect
            self.fields[one.code] = kind(
                label=one.text,
                help_text=one.help,
                choices=one.choices,
                widget=widget,
                required=False,
            )


class SignForm(forms.Form):
    """A name under what was read; `read` is the hash of what the page showed."""

    read = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Catatan"), max_length=2000, widget=forms.Textarea({"rows": 2}), required=False
    )
    agreed = forms.BooleanField(
        label=_("Saya sudah membaca rencana, penilaian dampak, dan risikonya.")
    )


class WithdrawForm(forms.Form):
    """Why a signature is taken back."""

    reason = forms.CharField(label=_("Alasan"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class ExceptionForm(forms.Form):
    """Which criterion, why, and until when."""

    criterion = forms.ChoiceField(label=_("Syarat"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Mengapa tidak dapat dipenuhi sekarang, dan apa yang menggantikannya."),
    )
    ends_on = DateField(label=_("Berlaku sampai"), help_text=_("Paling lama 180 hari."))

    def __init__(self, findings: list[Finding], *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"ends_on": today() + timedelta(days=90)})
        super().__init__(*args, **kwargs)
        field = self.fields["criterion"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (finding.criterion.key, finding.criterion.title)
            for finding in findings
            if finding.criterion.may_be_excepted and not finding.is_met
        ]


class AgreeForm(forms.Form):
    """Agreement to an exception, with what speaks against it."""

    dissent = forms.CharField(
        label=_("Keberatan yang perlu diketahui"),
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        required=False,
        help_text=_("Tetap tertulis walaupun Anda menyetujui."),
    )


class RetireForm(forms.Form):
    """What became of data and service."""

    note = forms.CharField(
        label=_("Yang terjadi dengan data dan layanan"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Data mana dihapus atau disimpan, siapa diberi tahu, apa penggantinya."),
    )
