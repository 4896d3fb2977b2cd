"""The JP book: one's own, and for those who answer for people, theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sinau.credit.claims.forms_of_learning import label_of, labels_of
from sinau.credit.index import measure, measuring_day
from sinau.credit.models import READERS, Entry, YearTotal
from sinau.credit.outlook import claims_under_way, cut_of, months_of, outlook_of
from sinau.credit.professionalism import rules_on
from sinau.credit.summaries import entries_of, explanation, people_of, year_of
from sinau.credit.verifying import check
from sinau.kernel.clock import now, today
from sinau.kernel.words import date_id
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person
from sinau.ui.sheets import sheet_response


def chosen_year(request: PersonRequest) -> int:
    """The year in the address, or this one."""
    said = request.GET.get("tahun", "")
    fits = said.isascii() and said.isdigit() and len(said) == 4
    return int(said) if fits and 2000 <= int(said) <= 2100 else today().year


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """My own book."""
    return _book(request, request.user)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The book of somebody one answers for."""
    return _book(request, _owner(request, pk))


def chosen_form(request: PersonRequest) -> str:
    """The form of learning in the address; nothing shows all."""
    return request.GET.get("bentuk", "")[:40]


def _book(request: PersonRequest, person: Person) -> HttpResponse:
    year, form = chosen_year(request), chosen_form(request)
    is_mine = person == request.user
    standing = year_of(person, year)
    all_rows = entries_of(person, year)
    rows = [row for row in all_rows if not form or row.form == form]
    context = {
        "owner": person,
        "is_mine": is_mine,
        "year": standing,
        "years": former_years(YearTotal.objects.filter(person=person)),
        "rows": [(row, explanation(row), _facts(row)) for row in rows],
        "forms": forms_of(all_rows, form),
        "shown_jp": sum((row.jp for row in rows), Decimal(0)),
        "query": urlencode({"tahun": year} | ({"bentuk": form} if form else {})),
        "months": months_of(all_rows, year) if all_rows else [],
        "cut": cut_of(rows),
        "claims": claims_under_way(person) if is_mine else [],
        "outlook": outlook_of(person, standing, all_rows) if is_mine else None,
        "index": measure([person], measuring_day(year))[person.pk].index,
        "index_rules": rules_on(measuring_day(year)),
        "answers_for_people": is_mine and request.user.has_role(*READERS),
        # Whoever answers for the person sees that the numbers were computed again just now.
        "check": None if is_mine else check(person, year),
    }
    return render(request, "credit/book.html", context)


@signed_in
def paper(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """A year of my book, or of somebody's I answer for, laid out for A4."""
    person, year, form = _owner(request, pk), chosen_year(request), chosen_form(request)
    rows = entries_of(person, year, form)[::-1]
    context = {
        "owner": person,
        "is_mine": person == request.user,
        "year": year_of(person, year),
        "rows": [(row, explanation(row)) for row in rows],
        "shown_jp": sum((row.jp for row in rows), Decimal(0)),
        "form_label": label_of(form) if form else "",
        "printed_at": now(),
    }
    return render(request, "credit/paper.html", context)


@signed_in
@require_safe
def print_out(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """The same as a PDF signed with the key of the city."""
    # Imported late: printing needs typst, which most requests do not.
    from sinau.credit.papers.book import printed

    person, year, form = _owner(request, pk), chosen_year(request), chosen_form(request)
    answer = HttpResponse(printed(person, year, form), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="buku-jp-{person.nip}-{year}.pdf"'
    return answer


def _owner(request: PersonRequest, pk: int | None) -> Person:
    """Myself, or somebody I answer for."""
    if pk in (None, request.user.pk):
        return request.user
    return get_object_or_404(people_of(request.user, chosen_year(request)), pk=pk)


def forms_of(rows: Iterable[Entry], chosen: str) -> list[tuple[str, str, int]]:
    """The forms of learning in a year with how many rows each has; nothing where there is one only."""
    counts = Counter(row.form for row in rows)
    if len(counts) < 2 and chosen in ("", *counts):
        return []
    labels = labels_of(counts)
    return sorted(((form, labels[form], n) for form, n in counts.items()), key=lambda row: row[1])


def former_years(totals: QuerySet[YearTotal]) -> list[tuple[int, str]]:
    """The years before this one that hold something, as choices for the address."""
    years = totals.filter(year__lt=today().year).values_list("year", flat=True)
    return [(year, str(year)) for year in years.order_by("-year").distinct()]


def _facts(entry: Entry) -> list[str]:
    unsure = "" if entry.rule.verified or entry.is_reversal else _("aturan belum diverifikasi")
    return [date_id(entry.earned_on), entry.organiser, unsure]


@signed_in
def export(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """A year of my book, or of somebody's I answer for, as a workbook."""
    person, year = _owner(request, pk), chosen_year(request)
    headings = [
        _("Tanggal"),
        _("Kegiatan"),
        _("Penyelenggara"),
        _("Bentuk"),
        "JP",
        _("Perhitungan"),
        _("Peraturan"),
        _("Bukti"),
        _("Nomor sertifikat"),
        _("Sidik catatan"),
    ]
    rows = [
        [
            entry.earned_on,
            entry.title,
            entry.organiser,
            entry.rule.label,
            entry.jp,
            explanation(entry),
            entry.rule.regulation,
            entry.evidence,
            entry.number,
            entry.hash,
        ]
        for entry in entries_of(person, year, chosen_form(request))
    ]
    return sheet_response(f"buku-jp-{person.nip}-{year}", f"JP {year}", headings, rows)
