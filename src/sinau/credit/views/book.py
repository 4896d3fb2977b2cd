"""The JP book: one's own, and for those who answer for people, theirs."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sinau.credit.models import Entry, YearTotal
from sinau.credit.summaries import explanation, people_of, year_of
from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person
from sinau.ui.sheets import sheet_response


def chosen_year(request: PersonRequest) -> int:
    """The year in the address, or this one."""
    said = request.GET.get("tahun", "")
    return int(said) if said.isdigit() and 2000 <= int(said) <= 2100 else today().year


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """My own book."""
    return _book(request, request.user)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The book of somebody one answers for."""
    year = chosen_year(request)
    person = get_object_or_404(people_of(request.user, year), pk=pk)
    return _book(request, person)


def _book(request: PersonRequest, person: Person) -> HttpResponse:
    year = chosen_year(request)
    years = sorted(
        {*YearTotal.objects.filter(person=person).values_list("year", flat=True), today().year},
        reverse=True,
    )
    context = {
        "owner": person,
        "is_mine": person == request.user,
        "year": year_of(person, year),
        "years": [(each, str(each)) for each in years],
        "rows": [(entry, explanation(entry)) for entry in entries_of(person, year)],
        "answers_for_people": person == request.user and bool(request.user.roles),
    }
    return render(request, "credit/book.html", context)


def entries_of(person: Person, year: int) -> list[Entry]:
    """The rows of a year with what is shown about them."""
    rows = Entry.objects.filter(person=person).of_year(year)
    return list(rows.select_related("rule", "reversal"))


@signed_in
def export(request: PersonRequest) -> HttpResponse:
    """My book of a year as a workbook."""
    year = chosen_year(request)
    headings = [
        _("Tanggal"),
        _("Kegiatan"),
        _("Penyelenggara"),
        _("Bentuk"),
        "JP",
        _("Perhitungan"),
        _("Peraturan"),
        _("Bukti"),
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
            entry.hash,
        ]
        for entry in entries_of(request.user, year)
    ]
    return sheet_response(f"buku-jp-{year}", f"JP {year}", headings, rows)
