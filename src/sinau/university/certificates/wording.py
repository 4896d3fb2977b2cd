"""The words of one certificate, as they are printed."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from sinau.kernel.words import date_id, number_id
from sinau.university.certificates.press import Wording
from sinau.university.models import Certificate


def wording_of(certificate: Certificate) -> Wording:
    """A certificate is an Indonesian document, whoever asks for it."""
    with translation.override("id"):
        return Wording(
            title=_("Sertifikat"),
            number_label=_("Nomor"),
            number=certificate.number,
            city=_("Pemerintah %(city)s") % {"city": settings.CITY_NAME},
            issuer=certificate.organiser,
            given_to=_("diberikan kepada"),
            name=certificate.name,
            person_line=certificate.workplace,
            reason=_("yang telah menyelesaikan"),
            activity=certificate.activity,
            hours_line=hours_line(certificate),
            place_and_date=f"{_place()}, {date_id(certificate.issued_on)}",
            signer_role=certificate.signer_role,
            signer=certificate.signer,
            check_label=_("Periksa keaslian di"),
            check_url=certificate.public_url,
            code_label=_("Kode"),
            code=certificate.code,
            qr_alt=_("Kode QR menuju halaman pemeriksaan sertifikat ini"),
            lang="id",
            issued_on=certificate.issued_on,
        )


def hours_line(certificate: Certificate) -> str:
    """How much and until when: "setara 3 JP, selesai pada 12 Maret 2026"."""
    day = date_id(certificate.ended_on)
    if certificate.hours is None:
        return _("selama %(minutes)s menit belajar, selesai pada %(day)s") % {
            "minutes": number_id(certificate.minutes),
            "day": day,
        }
    return _("setara %(jp)s JP, selesai pada %(day)s") % {
        "jp": number_id(certificate.hours),
        "day": day,
    }


def _place() -> str:
    return settings.CITY_NAME.removeprefix("Kota ").removeprefix("Kabupaten ")
