"""One picture with its sentence and its table, and how chances and money are worded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from sinau.kernel.words import number_id
from sinau.risk.engine.situation import word_of

# The words of the engine's scale, so that they are translated.
_SCALE = (
    gettext_noop("hampir mustahil"),
    gettext_noop("sangat kecil kemungkinannya"),
    gettext_noop("kecil kemungkinannya"),
    gettext_noop("kira-kira sama mungkinnya"),
    gettext_noop("besar kemungkinannya"),
    gettext_noop("sangat besar kemungkinannya"),
    gettext_noop("hampir pasti"),
)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What `ui/chart.html` shows."""

    headline: str
    svg: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


def percent(chance: float) -> str:
    """ "18 %"; what is nearly nothing or nearly everything is said so."""
    if 0 < chance < 0.005:
        return _("kurang dari 1 %")
    if 0.995 < chance < 1:
        return _("lebih dari 99 %")
    return f"{number_id(round(chance * 100))} %"


def money(amount: float) -> str:
    """ "Rp1,2 miliar": two figures are as exact as it is."""
    for size, name in (
        (1e12, _("triliun")),
        (1e9, _("miliar")),
        (1e6, _("juta")),
        (1e3, _("ribu")),
    ):
        if amount >= size * 0.9995:
            value = amount / size
            return f"Rp{number_id(round(value, 1) if value < 10 else round(value))} {name}"
    return f"Rp{number_id(round(amount))}"


def short_money(amount: float) -> str:
    """ "10 jt", for an axis."""
    for size, name in (
        (1e12, pgettext("triliun, singkat", "T")),
        (1e9, pgettext("miliar, singkat", "M")),
        (1e6, pgettext("juta, singkat", "jt")),
        (1e3, pgettext("ribu, singkat", "rb")),
    ):
        if amount >= size * 0.9995:
            return f"{number_id(round(amount / size, 1))} {name}"
    return number_id(round(amount))


def rate(times: float) -> str:
    """ "0,2 kali setahun"."""
    return _("%(times)s kali setahun") % {"times": number_id(round(times, 2 if times < 1 else 1))}


def word(chance: float) -> str:
    """The chance in a word of the fixed scale."""
    return _(word_of(chance))
