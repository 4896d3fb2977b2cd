"""The picture of an achievement, and the same with the credential baked into it."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from sinau.kernel.words import number_id
from sinau.university.certificates.credential import baking
from sinau.university.models import Certificate

_DRAWING = Path(__file__).with_name("badge.svg").read_text(encoding="utf-8").strip()


def picture(certificate: Certificate) -> str:
    """The badge as SVG: the city above, what it is worth below."""
    with translation.override("id"):
        hours = certificate.hours
        worth = _("SELESAI") if hours is None else _("%(n)s JP") % {"n": number_id(hours)}
        words = {
            "title": _("Lencana %(activity)s") % {"activity": certificate.activity},
            "city": settings.CITY_NAME.upper(),
            "worth": worth,
        }
    drawing = _DRAWING
    for name, word in words.items():
        drawing = drawing.replace("{" + name + "}", escape(word))
    return drawing


def baked(certificate: Certificate, token: str) -> str:
    """The picture that carries the credential with it."""
    return baking.into_svg(picture(certificate), token=token)
