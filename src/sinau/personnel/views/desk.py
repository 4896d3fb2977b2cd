"""Requests for leave on the desks of those who act on them or answer for them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in, within
from sinau.people.models import Person
from sinau.personnel.models import OPEN, READERS, LeaveRequest, LeaveState
from sinau.ui.sheets import sheet_response

A_PAGE = 30
# What a search keeps of the address.
KEPT = ("keadaan", "terlambat")


def _desk_of(person: Person) -> QuerySet[LeaveRequest]:
    """What this person acts on or answers for; never their own."""
    theirs = Q(supervisor=person) | Q(official=person) | within("agency", person, *READERS)
    return LeaveRequest.objects.filter(theirs).exclude(person=person)


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """Those waiting for my word first; then everything in my scope, filtered."""
    desk = _desk_of(request.user)
    counts = dict(desk.values_list("state").annotate(rows=Count("pk")).order_by())
    rows = _filtered(request, desk).select_related("person", "agency")
    context = {
        "waiting": list(
            desk.filter(pk__in=LeaveRequest.objects.waiting_for(request.user))
            .select_related("person", "agency")
            .order_by("due_on")[:A_PAGE]
        ),
        "states": [(str(s.value), s.label, counts[s]) for s in LeaveState if counts.get(s)],
        "kept": [(name, request.GET[name]) for name in KEPT if request.GET.get(name)],
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("halaman")),
        "late": desk.filter(state__in=OPEN, due_on__lt=today()).count(),
        "query": request.GET.urlencode(),
    }
    return render(request, "personnel/desk.html", context)


@signed_in
def export(request: PersonRequest) -> HttpResponse:
    """The same rows as a workbook."""
    headings = [
        _("Nomor"),
        "NIP",
        _("Nama"),
        _("Perangkat daerah"),
        _("Mulai"),
        _("Selesai"),
        _("Hari kerja"),
        _("Keadaan"),
        _("Dikirim"),
        _("Paling lambat"),
    ]
    rows = _filtered(request, _desk_of(request.user)).select_related("person", "agency")
    return sheet_response(
        "permintaan-cuti",
        _("Permintaan cuti"),
        headings,
        (
            [
                leave.number,
                leave.person.nip,
                leave.person.full_name,
                leave.agency.name,
                leave.start_on,
                leave.end_on,
                leave.days,
                leave.get_state_display(),
                leave.sent_at,
                leave.due_on,
            ]
            for leave in rows
        ),
    )


def _filtered(request: PersonRequest, rows: QuerySet[LeaveRequest]) -> QuerySet[LeaveRequest]:
    state = request.GET.get("keadaan", "")
    if state in LeaveState.values:
        rows = rows.filter(state=state)
    if request.GET.get("terlambat"):
        rows = rows.filter(state__in=OPEN, due_on__lt=today())
    if words := request.GET.get("q", "").strip():
        rows = rows.filter(Q(person__name__icontains=words) | Q(number__iexact=words))
    return rows
