"""A person's statements: read and taken along, and made nobody's on lawful request."""

from __future__ import annotations

from itertools import islice
from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person, Role
from sinau.records.hiding import approve, ask, refuse
from sinau.records.identities import identifiers_of
from sinau.records.models import GUARDIANS, PseudonymRequest
from sinau.records.privacy_forms import PseudonymForm, RefusalForm
from sinau.records.taking import as_json, note_taken, statements_of_person
from sinau.records.telling import told
from sinau.records.views.mappings import only

SHOWN = 100
A_PAGE = 25


def _subject(request: PersonRequest, pk: int | None) -> Person:
    """Oneself, or somebody whose records one guards; everybody else is not found."""
    if pk is None or pk == request.user.pk:
        return request.user
    if not request.user.answers_for_city(*GUARDIANS):
        raise Http404
    return get_object_or_404(Person, pk=pk)


@signed_in
@require_safe
def show(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """What the store knows about a person, to be read or printed."""
    person = _subject(request, pk)
    rows = list(islice(statements_of_person(person), 10_000))
    context = {
        "person": person,
        "is_self": person == request.user,
        "told": told(rows[: -SHOWN - 1 : -1]),
        "count": len(rows),
        "shown": SHOWN,
        "identifiers": identifiers_of(person),
    }
    return render(request, "records/taken.html", context)


@signed_in
@require_POST
def export(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """All of it as one JSON file; that it was taken is written down."""
    person = _subject(request, pk)
    count = sum(1 for _row in statements_of_person(person))
    note_taken(person, count=count, by=request.user)
    response = StreamingHttpResponse(as_json(person), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="rekam-belajar-{person.pk}.json"'
    # The guard asks no more of an answer than that it is one.
    return cast(HttpResponse, response)


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Requests for pseudonymisation, those that wait first."""
    only(request, *GUARDIANS, Role.AUDITOR)
    rows = PseudonymRequest.objects.visible_to(request.user).select_related("person", "asked_by")
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("halaman")),
        "may_write": request.user.answers_for_city(*GUARDIANS),
    }
    return render(request, "records/pseudonyms.html", context)


@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """Ask for it; a second person decides."""
    only(request, *GUARDIANS)
    form = PseudonymForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = ask(said["nip"], basis=said["basis"], reason=said["reason"], by=request.user)
        messages.success(request, _("Permintaan dicatat dan menunggu persetujuan orang kedua."))
        return redirect(made)
    return render(request, "records/pseudonym_new.html", {"form": form})


@signed_in
@require_safe
def request_show(request: PersonRequest, pk: int) -> HttpResponse:
    """One request with its state, and the decision for whoever may take it."""
    found = PseudonymRequest.objects.visible_to(request.user).select_related(
        "person__agency", "asked_by", "decided_by"
    )
    return _page(request, get_object_or_404(found, pk=pk), RefusalForm())


def _page(request: PersonRequest, row: PseudonymRequest, form: RefusalForm) -> HttpResponse:
    context = {
        "row": row,
        "form": form,
        "may_decide": row.is_open
        and request.user.pk not in (row.asked_by_id, row.person_id)
        and request.user.answers_for_city(*GUARDIANS),
    }
    return render(request, "records/pseudonym.html", context)


@signed_in
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Approve or refuse a request of somebody else's."""
    only(request, *GUARDIANS)
    row = get_object_or_404(PseudonymRequest.objects.visible_to(request.user), pk=pk)
    if request.POST.get("verb") == "approve":
        approve(row, by=request.user)
        messages.success(request, _("Disetujui. Penyamaran berjalan di latar belakang."))
        return redirect(row)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    refuse(row, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Permintaan ditolak."))
    return redirect(row)
