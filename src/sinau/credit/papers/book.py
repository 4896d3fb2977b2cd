"""The paper of a JP book: every word of it, its layout, and the signature of the city over it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from sinau.credit.claims.forms_of_learning import label_of
from sinau.credit.models import Entry
from sinau.credit.papers.wording import signature_words
from sinau.credit.summaries import Year, entries_of, explanation, year_of
from sinau.kernel import signing
from sinau.kernel.clock import now, today
from sinau.kernel.words import date_id, moment_id, number_id
from sinau.people.models import Person
from sinau.ui.press import Press

_press = Press(Path(__file__).with_name("book.typ"))


@dataclass(frozen=True, kw_only=True)
class BookWording:
    """Every word on the paper of one year."""

    title: str
    city: str
    owner: str
    facts: list[list[str]]
    policy: list[str]
    rows_title: str
    rows_head: list[str]
    rows: list[list[str]]
    none: str
    printed: str
    signature_title: str
    signature: list[str]
    check_label: str
    check_url: str
    qr_alt: str
    chain_label: str
    chain: str
    page_label: str
    lang: str
    issued_on: date


def printed(person: Person, year: int, form: str = "") -> bytes:
    """The book of a year, or its rows of one form, as a signed PDF; nothing is kept of it."""
    with translation.override("id"):
        words = wording_of(person, year, form)
        reason = _("Buku JP %(year)s") % {"year": year}
        return signing.signer().sign(_press.print(asdict(words)), reason=reason)


def wording_of(person: Person, year: int, form: str = "") -> BookWording:
    """A book is an Indonesian document, whoever asks for it; the oldest row stands first."""
    entries = entries_of(person, year, form)[::-1]
    newest = Entry.objects.filter(person=person).order_by("-position").first()
    standing = year_of(person, year)
    check = reverse("credit:person", args=[person.pk])
    return BookWording(
        title=_("Buku JP tahun %(year)s") % {"year": year},
        city=_("Pemerintah %(city)s") % {"city": settings.CITY_NAME},
        owner=person.full_name,
        facts=_facts(person, standing, entries, form),
        policy=_policy(standing),
        rows_title=_("Catatan"),
        rows_head=[_("No."), _("Tanggal"), _("Kegiatan"), _("Bukti"), "JP"],
        rows=[_row(number, entry) for number, entry in enumerate(entries, start=1)],
        none=_("Belum ada catatan JP."),
        printed=_("Dicetak dari Sinau, %(when)s.") % {"when": moment_id(now())},
        signature_title=_("Tanda tangan elektronik"),
        signature=signature_words(),
        check_label=_("Angka terbaru dan hitung ulangnya, bagi yang berwenang membaca buku ini:"),
        check_url=f"{settings.PUBLIC_URL}{check}?tahun={year}",
        qr_alt=_("Kode QR menuju buku JP ini"),
        chain_label=_("Sidik catatan terakhir dalam buku"),
        chain=newest.hash if newest else "–",
        page_label=_("Halaman"),
        lang="id",
        issued_on=today(),
    )


def _facts(person: Person, year: Year, entries: list[Entry], form: str) -> list[list[str]]:
    shown = sum((entry.jp for entry in entries), Decimal(0))
    total = _("%(jp)s JP dari %(n)s catatan") % {"jp": number_id(shown), "n": len(entries)}
    facts = [
        ["NIP", person.nip_grouped],
        [_("Jabatan"), person.job_title or "–"],
        [_("Perangkat daerah"), person.agency.name if person.agency else "–"],
        [_("Jumlah"), total],
    ]
    if form:
        facts.insert(3, [_("Hanya bentuk"), label_of(form)])
        facts.append([_("Seluruh bentuk"), f"{number_id(year.jp)} JP"])
    if year.target is not None:
        state = _("tercapai")
        if not year.is_reached:
            state = _("kurang %(jp)s JP") % {"jp": number_id(year.missing)}
        facts.append([_("Target setahun"), f"{number_id(year.target)} JP, {state}"])
    return facts


def _policy(year: Year) -> list[str]:
    told = []
    for bound in (year.minimum, year.maximum):
        if bound is not None:
            unsure = "" if bound.verified else " " + _("Belum diverifikasi.")
            told.append(f"{bound.label}. {bound.regulation}.{unsure}")
    return told


def _row(number: int, entry: Entry) -> list[str]:
    """What was learnt and how its number came about stand in one cell, one under the other."""
    rule = "" if entry.is_reversal else f" {entry.rule.regulation}."
    if not entry.rule.verified and not entry.is_reversal:
        rule += " " + _("Belum diverifikasi.")
    what = [entry.title, entry.organiser, f"{explanation(entry)}{rule}"]
    return [
        str(number),
        date_id(entry.earned_on),
        "\n".join(line for line in what if line),
        _breakable(entry.number or entry.evidence),
        number_id(entry.jp),
    ]


def _breakable(words: str) -> str:
    """A long number may go on in the next line anywhere; what shows is the same."""
    return "\u200b".join(words[at : at + 8] for at in range(0, len(words), 8))
