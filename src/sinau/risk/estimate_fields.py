"""Numbers as people here write them: percent, events, years and rupiah, each with its cure when wrong."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.kernel.words import number_id
from sinau.risk.models.estimates import MOST_RUPIAH

_WORDS = {
    "rb": 10**3,
    "ribu": 10**3,
    "jt": 10**6,
    "juta": 10**6,
    "m": 10**9,
    "miliar": 10**9,
    "milyar": 10**9,
    "t": 10**12,
    "triliun": 10**12,
}
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"\d+([.,]\d+)?")


def read_number(said: str) -> float:
    """12,5 and 12.5, 1.250.000 and 1250000; anything else is a ValueError."""
    text = said.replace("\u00a0", "").replace(" ", "")
    if len(text) > 30:
        raise ValueError(said)
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(text):
        return float(text.replace(",", "."))
    raise ValueError(said)


class NumberField(forms.CharField):
    """A number that is not negative, at most `most`."""

    def __init__(self, *, most: float = 1e6, unit: Any = "", **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "maxlength": 40}
        kwargs.setdefault("widget", forms.TextInput(attrs))
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.most, self.unit = most, unit

    def clean(self, value: Any) -> Any:
        """Return the number, None where nothing was written."""
        said = str(super().clean(value) or "").strip()
        if not said:
            return None
        try:
            number = self.read(said)
        except ValueError:
            raise ValidationError(
                _("“%(said)s” bukan angka, atau di bawah nol. Tulis angka saja, misalnya 12,5."),
                params={"said": said[:40]},
            ) from None
        if number > self.most:
            raise ValidationError(
                _("%(said)s terlalu besar. Paling besar %(most)s."),
                params={"said": said[:40], "most": number_id(self.most)},
            )
        return number

    def read(self, said: str) -> float:
        """The number in these words."""
        return read_number(said)

    def prepare_value(self, value: Any) -> Any:
        """A stored number as it is written here."""
        return number_id(round(value, 6)) if isinstance(value, int | float) else value


class PercentField(NumberField):
    """A share, written and read in percent; the cleaned value lies between 0 and 1."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=100, **kwargs)

    def read(self, said: str) -> float:
        """The percent in these words."""
        return read_number(said.removesuffix("%").removesuffix("persen"))

    def clean(self, value: Any) -> Any:
        """Return the share."""
        number = super().clean(value)
        return None if number is None else number / 100

    def prepare_value(self, value: Any) -> Any:
        """A stored share in percent."""
        if isinstance(value, int | float):
            return number_id(round(value * 100, 4))
        return value


class RupiahField(NumberField):
    """Whole rupiah; also understands “1,5 juta” and “Rp2 miliar”."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=MOST_RUPIAH, **kwargs)

    def read(self, said: str) -> float:
        """The rupiah in these words."""
        text = re.sub(r"^rp\.?", "", said.strip().lower()).strip()
        found = re.fullmatch(r"([\d.,\s]+?)\s*([a-z]+)", text)
        if found is None:
            return read_number(text)
        factor = _WORDS.get(found.group(2))
        if factor is None:
            raise ValueError(said)
        return read_number(found.group(1)) * factor

    def clean(self, value: Any) -> Any:
        """Return whole rupiah."""
        number = super().clean(value)
        return None if number is None else round(number)
