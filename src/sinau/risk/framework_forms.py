"""What is asked about frameworks: a file, or which version a register uses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.risk.models import Framework, Register
from sinau.ui.forms import FileInput


class FileForm(forms.Form):
    """A TOML file or a workbook."""

    file = forms.FileField(
        label=_("Berkas kerangka"),
        widget=FileInput(accept=[".toml", ".xlsx"]),
        help_text=_("TOML atau Excel, paling besar 512 KB."),
    )


class FrameworkChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the frameworks in force today, each with its version."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Framework.objects.none(), label=_("Kerangka"), **kwargs)

    def offer(self) -> None:
        """What is in force when the page is asked for."""
        self.queryset = Framework.objects.in_force(today())

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} · {obj.version}"


class AdoptForm(forms.Form):
    """Which version a register is to use."""

    framework = FrameworkChoice(empty_label=_("Pilih kerangka"))

    def __init__(self, register: Register, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["framework"]
        assert isinstance(field, FrameworkChoice)
        field.queryset = Framework.objects.in_force(today()).exclude(pk=register.framework_id)
