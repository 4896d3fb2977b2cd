"""Fields the university needs beside those of the house."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.kernel.words import number_id
from sinau.people.access import within
from sinau.people.models import Agency, Person, Role
from sinau.ui.forms import SearchSelect
from sinau.university.quizzes.reading import read_quantity


class NumberField(forms.CharField):
    """A number with a decimal comma or dot: "1,5"."""

    def __init__(self, *, lowest: Decimal | None = None, **kwargs: Any) -> None:
        self.lowest = lowest
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The number as it is written here."""
        return number_id(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        """The number, or None when nothing was typed."""
        said = str(super().clean(value) or "")
        if not said:
            return None
        quantity = read_quantity(said)
        if quantity is None or quantity.unit or not quantity.number.is_finite():
            raise ValidationError(_("Tulis angka saja, misalnya 1,5."), code="number")
        if self.lowest is not None and quantity.number < self.lowest:
            raise ValidationError(
                _("Tulis angka paling sedikit %(lowest)s."),
                code="low",
                params={"lowest": number_id(self.lowest)},
            )
        return quantity.number


class JpField(NumberField):
    """How many JP a programme states; at most what a column holds."""

    def clean(self, value: Any) -> Any:
        """At most 999, with two places."""
        number = super().clean(value)
        if number is None:
            return None
        if number > 999:
            raise ValidationError(_("JP paling banyak 999."), code="high")
        return number.quantize(Decimal("0.01"))


class KeptAgencyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An agency in the officer's charge."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Perangkat daerah penyelenggara"))
        super().__init__(queryset=Agency.objects.none(), widget=SearchSelect, **kwargs)

    def only_for(self, person: Person) -> None:
        """Offer the agencies over which this person is an officer."""
        self.queryset = Agency.objects.open_now().filter(within("", person, Role.OFFICER))
