"""Dates, times, numbers and money as they are written in Indonesian (and, asked so, English)."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from django.utils import translation

from sinau.kernel.clock import WIB

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
_MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS_EN = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _english() -> bool:
    return (translation.get_language() or "id").startswith("en")


def _on_the_wall(moment: date | datetime) -> date | datetime:
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(WIB)
    return moment


def date_id(moment: date | datetime, *, weekday: bool = False) -> str:
    """ "26 September 2023", with weekday "Selasa, 26 September 2023"."""
    day = _on_the_wall(moment)
    months, days = (_MONTHS_EN, _DAYS_EN) if _english() else (MONTHS, DAYS)
    written = f"{day.day} {months[day.month - 1]} {day.year}"
    return f"{days[day.weekday()]}, {written}" if weekday else written


def date_span_id(first: date, last: date) -> str:
    """ "7–9 Desember 2026", "30 November – 2 Desember 2026"; one day is written once."""
    if first == last:
        return date_id(first)
    if first.year != last.year:
        return f"{date_id(first)} – {date_id(last)}"
    if first.month != last.month:
        return f"{date_id(first).removesuffix(f' {first.year}')} – {date_id(last)}"
    return f"{first.day}–{date_id(last)}"


def time_id(moment: datetime | time) -> str:
    """ "09.00 WIB"."""
    clock = _on_the_wall(moment) if isinstance(moment, datetime) else moment
    return f"{clock.strftime('%H.%M')} WIB"


def moment_id(moment: datetime) -> str:
    """ "26 September 2023, 09.00 WIB"."""
    return f"{date_id(moment)}, {time_id(moment)}"


def number_id(value: Decimal | float | int, *, places: int | None = None) -> str:
    """ "12,5" and "1.234.567"; without `places` no useless zeros."""
    number = Decimal(str(value))
    if places is None:
        written = f"{number:,f}"
        if "." in written:
            written = written.rstrip("0").rstrip(".")
    else:
        written = f"{number:,.{places}f}"
    if _english():
        return written
    return written.translate(str.maketrans(",.", ".,"))


def rupiah(amount: int) -> str:
    """ "Rp1.250.000"; money is whole rupiah."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")
