"""The words of a summary: what was closed, what it holds, what was let stand, and who signs."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from sinau.credit.findings import findings_of, scope_of
from sinau.credit.models import ClosedTotal, Closing
from sinau.credit.papers.press import Wording
from sinau.credit.ruling import targets_for, targets_in_use
from sinau.credit.wording import kind_of_finding
from sinau.kernel import signing
from sinau.kernel.words import date_id, moment_id, number_id

# More people than these stand in the workbook only; the digest covers them all the same.
MOST_PEOPLE = 600


def wording_of(closing: Closing) -> Wording:
    """A summary is an Indonesian document, whoever asks for it."""
    with translation.override("id"):
        totals = list(closing.totals.select_related("person", "agency"))
        return Wording(
            title=_("Ringkasan JP"),
            city=_("Pemerintah %(city)s") % {"city": settings.CITY_NAME},
            agency=closing.agency.name,
            period=closing.period,
            facts=_facts(closing, totals),
            units_title=_("Menurut unit kerja"),
            units_head=[_("Unit"), _("Pegawai"), _("JP periode ini"), _("JP setahun")],
            units=_units(totals),
            people_title=_("Menurut pegawai"),
            people_head=["NIP", _("Nama"), _("Jenis"), _("JP periode ini"), _("JP setahun")],
            people=_people(totals) if len(totals) <= MOST_PEOPLE else [],
            people_note=""
            if len(totals) <= MOST_PEOPLE
            else _("Daftar %(count)s pegawai ada dalam berkas Excel penutupan ini.")
            % {"count": number_id(len(totals))},
            findings_title=_("Temuan yang diterima"),
            findings_head=[_("Jenis temuan"), _("Jumlah")],
            findings=_findings(closing),
            closed_by=[closing.closed_by.job_title, closing.closed_by.full_name],
            place_and_date=_("Ditutup %(when)s oleh") % {"when": moment_id(closing.closed_at)},
            signature_title=_("Tanda tangan elektronik"),
            signature=signature_words(),
            digest_label=_("Sidik isi penutupan (SHA-256)"),
            digest=closing.digest,
            check_label=_("Periksa keaslian di"),
            check_url=settings.PUBLIC_URL + reverse("credit:check_code", args=[closing.code]),
            code_label=_("Kode"),
            code=closing.code,
            qr_alt=_("Kode QR menuju halaman pemeriksaan ringkasan ini"),
            page_label=_("Halaman"),
            lang="id",
            issued_on=closing.closed_at.date(),
        )


def _facts(closing: Closing, totals: list[ClosedTotal]) -> list[list[str]]:
    below, above = _against_targets(closing, totals)
    return [
        [_("Perangkat daerah"), closing.agency.name],
        [_("Periode"), closing.period],
        [_("Sampai dengan"), date_id(closing.last_day)],
        [_("Pegawai"), number_id(closing.people)],
        [_("Baris buku JP tahun ini"), number_id(closing.entries)],
        [_("JP periode ini"), number_id(closing.in_period)],
        [_("JP tahun ini"), number_id(closing.jp)],
        [_("Di bawah jumlah minimum setahun"), _("%(n)s orang") % {"n": number_id(below)}],
        [_("Di atas jumlah maksimum setahun"), _("%(n)s orang") % {"n": number_id(above)}],
    ]


def _against_targets(closing: Closing, totals: list[ClosedTotal]) -> tuple[int, int]:
    known = targets_in_use()
    bounds = {
        kind: {row.bound: row.jp for row in targets_for(kind, closing.last_day, among=known)}
        for kind in {total.emp_kind for total in totals}
    }
    below = sum(total.jp < bounds[total.emp_kind].get("minimum", 0) for total in totals)
    above = sum(
        total.jp > bounds[total.emp_kind].get("maximum", Decimal("Infinity")) for total in totals
    )
    return below, above


def _units(totals: list[ClosedTotal]) -> list[list[str]]:
    sums: defaultdict[str, list[Any]] = defaultdict(lambda: [0, Decimal(0), Decimal(0)])
    for total in totals:
        unit = sums[total.agency.name if total.agency else "–"]
        unit[0] += 1
        unit[1] += total.jp - total.jp_before
        unit[2] += total.jp
    return [[name, *(number_id(value) for value in row)] for name, row in sums.items()]


def _people(totals: list[ClosedTotal]) -> list[list[str]]:
    return [
        [
            total.person.nip,
            total.person.full_name,
            total.emp_kind,
            number_id(total.jp - total.jp_before),
            number_id(total.jp),
        ]
        for total in totals
    ]


def _findings(closing: Closing) -> list[list[str]]:
    found: defaultdict[str, int] = defaultdict(int)
    for finding in findings_of(scope_of(closing.agency, closing.year, closing.month)):
        if finding.accepted and finding.accepted.accepted_at <= closing.closed_at:
            found[finding.kind] += 1
    return [[kind_of_finding(kind), number_id(count)] for kind, count in found.items()]


def signature_words() -> list[str]:
    """Whose signature stands on a paper, and what it proves."""
    signer = signing.signer()
    if signer.is_public_authority:
        return [_("Ditandatangani secara elektronik oleh %(name)s.") % {"name": signer.name}]
    return [
        _("Berkas ini ditandatangani secara elektronik dengan kunci kota sendiri (%(name)s).")
        % {"name": signer.name},
        _(
            "Kunci itu membuktikan bahwa berkas berasal dari Sinau kota ini dan tidak berubah; "
            "ia bukan sertifikat elektronik dari penyelenggara seperti BSrE."
        ),
    ]
