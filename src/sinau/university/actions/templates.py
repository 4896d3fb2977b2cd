"""Write the template with which an agency prints its certificates."""

from __future__ import annotations

import struct
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Person
from sinau.university.events import TemplateWritten
from sinau.university.models import CertificateTemplate

LARGEST_LOGO = 200 * 1024
MOST_PIXELS = 2000
_PNG = b"\x89PNG\r\n\x1a\n"


class NotALogo(Refused):
    """The file is no picture that can be printed on a certificate."""


def picture_of(content: bytes) -> tuple[str, int, int]:
    """Kind and size of a picture by what is in it, not by its name; refused when it is none."""
    if len(content) > LARGEST_LOGO:
        raise NotALogo(_("Logo paling besar 200 KB. Perkecil gambarnya, lalu unggah lagi."))
    found = _png(content) or _jpeg(content)
    if found is None:
        raise NotALogo(_("Logo harus berupa gambar PNG atau JPEG."))
    _kind, width, height = found
    if not (16 <= width <= MOST_PIXELS and 16 <= height <= MOST_PIXELS):
        raise NotALogo(_("Lebar dan tinggi logo harus antara 16 dan 2.000 piksel."))
    return found


def _png(content: bytes) -> tuple[str, int, int] | None:
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 45:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return "png", width, height


def _jpeg(content: bytes) -> tuple[str, int, int] | None:
    """Walk the segments to the one that says how large the picture is."""
    at = 2
    if not content.startswith(b"\xff\xd8\xff"):
        return None
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return "jpg", width, height
        at += 2 + max(2, length)
    return None


@transaction.atomic
def write_template(
    template: CertificateTemplate, *, logo: Any | None = None, by: Person
) -> CertificateTemplate:
    """The agency prints with these words from now on; what was issued stays as it is."""
    if logo is not None:
        content = logo.read()
        kind, _width, _height = picture_of(content)
        logo.seek(0)
        template.logo.save(f"{template.agency.code[:40]}.{kind}", logo, save=False)
    template.written_by, template.written_at = by, now()
    template.save()
    announce(
        TemplateWritten(agency_id=template.agency_id, agency=template.agency.short_name), by=by
    )
    return template


def template_of(agency: Agency) -> CertificateTemplate:
    """The agency's own template, or a new one that has not been saved."""
    standing = CertificateTemplate.objects.filter(agency=agency).first()
    return standing or CertificateTemplate(agency=agency)
