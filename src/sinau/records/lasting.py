"""How long something lasts, in words."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def how_long(span: timedelta | None) -> str:
    """ "3 menit", "2 hari"; empty for nothing."""
    if span is None:
        return ""
    seconds = int(span.total_seconds())
    if seconds < 60:
        return _("kurang dari semenit")
    if seconds < 3600:
        minutes = seconds // 60
        return ngettext("%(n)s menit", "%(n)s menit", minutes) % {"n": minutes}
    if seconds < 86_400:
        hours = seconds // 3600
        return ngettext("%(n)s jam", "%(n)s jam", hours) % {"n": hours}
    days = seconds // 86_400
    return ngettext("%(n)s hari", "%(n)s hari", days) % {"n": days}
