"""The days of a leave in words, with their weekdays where one wants to be sure."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from sinau.kernel.words import date_id


def span_in_words(first: date, last: date, *, weekday: bool = True) -> str:
    """ "Senin, 7 Desember 2026 sampai dengan Rabu, 9 Desember 2026"; one day is written once."""
    if first == last:
        return date_id(first, weekday=weekday)
    return _("%(start)s sampai dengan %(end)s") % {
        "start": date_id(first, weekday=weekday),
        "end": date_id(last, weekday=weekday),
    }
