"""The notice of a failure to protect personal data as a paper."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from sinau.kernel.clock import now
from sinau.kernel.words import date_id, moment_id
from sinau.risk.clocks import clock_of
from sinau.risk.models import BreachNotice
from sinau.ui.press import Press


@cache
def _press() -> Press:
    return Press(Path(__file__).with_name("notice.typ"))


def notice_paper(notice: BreachNotice) -> bytes:
    """The notice with the words it has now; it is an Indonesian document, whoever asks for it."""
    with translation.override("id"):
        return _press().print(wording_of(notice))


def wording_of(notice: BreachNotice) -> dict[str, Any]:
    """Every word on the paper."""
    incident, duty = notice.incident, clock_of("notice")
    day = notice.sent_at or now()
    missing = _("(belum ditulis)")
    return {
        "lang": "id",
        "city": _("Pemerintah %(city)s") % {"city": settings.CITY_NAME},
        "agency": incident.agency.name,
        "title": _("Pemberitahuan kegagalan pelindungan data pribadi"),
        "to_label": _("Kepada"),
        "to": str(notice.get_receiver_display()),
        "facts": [
            [_("Nomor kejadian"), incident.code],
            [_("Layanan"), incident.service],
            [_("Waktu kejadian"), moment_id(incident.happened_at)],
            [_("Diketahui"), moment_id(incident.reported_at)],
        ],
        "parts": [
            [_("Data yang terbuka"), notice.what_data or missing],
            [_("Kapan dan bagaimana terbukanya"), notice.how or missing],
            [_("Penanganan dan pemulihan"), notice.handling or missing],
        ],
        "basis": _("Disampaikan berdasarkan %(law)s, paling lambat %(due)s.")
        % {"law": duty.regulation, "due": moment_id(notice.due_at)},
        "place_and_date": f"{settings.CITY_NAME}, {date_id(day)}",
        "check_label": _("Halaman kejadian ini bagi yang menangani"),
        "check_url": settings.PUBLIC_URL + incident.get_absolute_url(),
        "qr_alt": _("Kode QR menuju halaman kejadian ini"),
        "issued_on": day.date(),
    }
