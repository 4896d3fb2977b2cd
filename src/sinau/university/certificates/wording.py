"""The words of one certificate, as they are printed."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import translation
from django.utils.translation import gettext as _

from sinau.kernel import signing
from sinau.kernel.words import date_id, number_id
from sinau.university.certificates.press import Wording
from sinau.university.models import Certificate, Layout


def wording_of(certificate: Certificate) -> Wording:
    """A certificate is an Indonesian document, whoever asks for it."""
    said = {name: word for name, word in certificate.words.items() if word}
    with translation.override("id"):
        return Wording(
            layout=said.get("layout", Layout.CLASSIC),
            note=said.get("note", ""),
            seal=_("Ditandatangani secara elektronik oleh %(signer)s")
            % {"signer": signing.signer().name},
            logo=_logo(said.get("logo", "")),
            title=said.get("title") or _("Sertifikat"),
            number_label=_("Nomor"),
            number=certificate.number,
            city=_("Pemerintah %(city)s") % {"city": settings.CITY_NAME},
            issuer=certificate.organiser,
            given_to=said.get("given_to") or _("diberikan kepada"),
            name=certificate.name,
            person_line=certificate.workplace,
            reason=said.get("reason") or _("yang telah menyelesaikan"),
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


def _logo(name: str) -> bytes:
    """The picture; a certificate whose logo was lost from the storage is printed without."""
    if not name or not default_storage.exists(name):
        return b""
    with default_storage.open(name, "rb") as file:
        return bytes(file.read())
