"""How far the people of one's agency are: for its head, and the officers who look after them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, needs, within
from sinau.people.models import Person, Role
from sinau.people.models.persons import PersonQuerySet
from sinau.ui.sheets import sheet_response
from sinau.university.models import Certificate, Completion


@needs(Role.HEAD, Role.OFFICER)
def index(request: PersonRequest) -> HttpResponse:
    """Each person with what they finished this year and what it was credited with."""
    year = today().year
    theirs = Person.objects.serving().filter(
        within("agency", request.user, Role.HEAD, Role.OFFICER)
    )
    everybody = _with_progress(theirs, year)
    people = everybody.filter(Q(finished=0)) if request.GET.get("belum") else everybody
    if request.GET.get("unduh") == "xlsx":
        return _sheet(people, year)
    page = Paginator(people, 50).get_page(request.GET.get("halaman"))
    sums = everybody.aggregate(
        people=Count("pk"), learning=Count("pk", filter=Q(finished__gt=0)), credited=Sum("jp")
    )
    context = {"page": page, "sums": sums, "year": year, "none_yet": [("ya", _("Belum ada"))]}
    return render(request, "university/progress.html", context)


def _with_progress(people: PersonQuerySet, year: int) -> PersonQuerySet:
    """Counted in the database for all of them at once."""
    finished = (
        Completion.objects.filter(
            person=OuterRef("pk"), ended_on__year=year, undone_at=None, path=None
        )
        .order_by()
        .values("person")
        .annotate(n=Count("pk"))
        .values("n")
    )
    jp = (
        Certificate.objects.filter(
            person=OuterRef("pk"), ended_on__year=year, reversed_at=None, revocation=None
        )
        .order_by()
        .values("person")
        .annotate(total=Sum("jp"))
        .values("total")
    )
    return (
        people.select_related("agency")
        .annotate(finished=Coalesce(Subquery(finished), 0), jp=Subquery(jp))
        .order_by("agency__path", "name", "pk")
    )


def _sheet(people: PersonQuerySet, year: int) -> HttpResponse:
    headings = [
        _("NIP"),
        _("Nama"),
        _("Jabatan"),
        _("Perangkat daerah"),
        _("Selesai %(year)s") % {"year": year},
        _("JP %(year)s dari Belajar") % {"year": year},
    ]
    rows = (
        [
            person.nip,
            person.full_name,
            person.job_title,
            person.agency.name if person.agency else "",
            getattr(person, "finished", 0),
            getattr(person, "jp", None) or 0,
        ]
        for person in people.iterator(chunk_size=500)
    )
    return sheet_response(f"kemajuan-belajar-{year}", _("Kemajuan"), headings, rows)
