"""Template filters that write dates, times, numbers and money the Indonesian way."""

from datetime import date, datetime
from decimal import Decimal

from django import template

from sinau.kernel import words

register = template.Library()


@register.filter
def tanggal(moment: date | datetime | None) -> str:
    """26 September 2023"""
    return words.date_id(moment) if moment else ""


@register.filter
def hari_tanggal(moment: date | datetime | None) -> str:
    """Selasa, 26 September 2023"""
    return words.date_id(moment, weekday=True) if moment else ""


@register.filter
def waktu(moment: datetime | None) -> str:
    """26 September 2023, 09.00 WIB"""
    return words.moment_id(moment) if moment else ""


@register.filter
def jam(moment: datetime | None) -> str:
    """09.00 WIB"""
    return words.time_id(moment) if moment else ""


@register.filter
def angka(value: Decimal | float | int | None) -> str:
    """12,5"""
    return words.number_id(value) if value is not None else ""


@register.filter
def rupiah(amount: int | None) -> str:
    """Rp1.250.000"""
    return words.rupiah(amount) if amount is not None else ""
