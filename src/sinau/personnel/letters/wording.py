"""The words of the letter that grants a leave, written once, when it is issued."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from sinau.kernel.clock import WIB
from sinau.kernel.words import date_id
from sinau.people.models import EmploymentKind, Person
from sinau.personnel.letters.press import Wording
from sinau.personnel.models import Letter
from sinau.personnel.spans import span_in_words


def wording_of(letter: Letter) -> Wording:
    """The letter in Indonesian, whatever language its reader has chosen: it is an office's paper."""
    with override("id"):
        return _wording(letter)


def _wording(letter: Letter) -> Wording:
    leave = letter.request
    person, signer = leave.person, leave.decision.by
    rows = [
        (_("Nama"), person.full_name),
        ("NIP", person.nip_grouped),
        (_("Pangkat, golongan"), ", ".join(filter(None, [person.rank, person.grade])) or "–"),
        (_("Jabatan"), person.job_title or "–"),
        (_("Unit kerja"), leave.agency.name),
        (_("Lama cuti"), _("%(days)s hari kerja") % {"days": leave.days}),
        (_("Tanggal"), span_in_words(leave.start_on, leave.end_on, weekday=False)),
        (_("Alamat selama cuti"), leave.address),
    ]
    if leave.replacement:
        rows.append((_("Penerima pekerjaan"), leave.replacement.full_name))
    issued_on = letter.issued_at.astimezone(WIB).date()
    return Wording(
        city=_("Pemerintah %(city)s") % {"city": settings.CITY_NAME},
        agency=leave.agency.name,
        title=_("Surat izin cuti tahunan"),
        number=_("Nomor %(number)s") % {"number": letter.number},
        opening=_opening(person, leave.start_on.year),
        rows=rows,
        closing=[
            _(
                "Sebelum menjalankan cuti, pekerjaan diserahkan kepada atasan langsung atau rekan yang ditunjuk."
            ),
            _(
                "Setelah selesai menjalankan cuti, yang bersangkutan melapor kepada atasan langsung dan bekerja kembali sebagaimana biasa."
            ),
        ],
        place_and_date=f"{settings.CITY_NAME.removeprefix('Kota ')}, {date_id(issued_on)}",
        signer_role=signer.job_title,
        signer=signer.full_name,
        signer_nip=_("NIP %(nip)s") % {"nip": signer.nip_grouped},
        check_label=_("Periksa keaslian surat ini di"),
        check_url=f"{settings.PUBLIC_URL}{letter.get_absolute_url()}",
        code_label=_("Kode"),
        code="-".join(letter.code[at : at + 4] for at in range(0, 12, 4)),
        qr_alt=_("Kode QR menuju halaman pemeriksaan surat"),
        lang=(get_language() or "id")[:2],
        issued_on=issued_on,
    )


def _opening(person: Person, year: int) -> str:
    if person.emp_kind == EmploymentKind.CPNS:
        said = _("Diberikan cuti tahunan untuk tahun %(year)s kepada Calon Pegawai Negeri Sipil:")
    else:
        said = _("Diberikan cuti tahunan untuk tahun %(year)s kepada Pegawai Negeri Sipil:")
    return said % {"year": year}
