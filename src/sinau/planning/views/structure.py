"""The structure of the corporate university: drawn, written, seated."""

from __future__ import annotations

from collections import defaultdict

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in
from sinau.planning.actions.structure import close_organ, end_seat, give_seat, write_organ
from sinau.planning.forms.structure import EndForm, OrganForm, ReasonForm, SeatForm
from sinau.planning.models import Organ, OrganKind, Programme, Seat
from sinau.planning.views.pages import coordinates, form_page, needs_coordinator

Node = tuple[Organ, list["Node"]]


def _tree() -> list[Node]:
    """Organs under organs with who sits there today, in two queries."""
    seats = Seat.objects.held_on(today()).select_related("person")
    organs = (
        Organ.objects.standing()
        .select_related("agency")
        .prefetch_related(Prefetch("seats", queryset=seats, to_attr="sitting"))
    )
    below: dict[int | None, list[Organ]] = defaultdict(list)
    known = {organ.pk for organ in organs}
    for organ in organs:
        below[organ.parent_id if organ.parent_id in known else None].append(organ)
    return _branch(below, None)


def _branch(below: dict[int | None, list[Organ]], parent: int | None) -> list[Node]:
    return [(organ, _branch(below, organ.pk)) for organ in below.get(parent, [])]


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """The whole structure on one page, fit for paper."""
    context = {"tree": _tree(), "may_write": coordinates(request.user), "today": today()}
    return render(request, "planning/structure.html", context)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One organ: what it is for, who sits there and sat there, its programmes."""
    organ = get_object_or_404(
        Organ.objects.visible_to(request.user).select_related("parent", "agency"), pk=pk
    )
    seats = list(organ.seats.select_related("person", "person__agency"))
    day = today()
    sitting = [s for s in seats if s.starts_on <= day and (s.ends_on is None or s.ends_on >= day)]
    context = {
        "organ": organ,
        "sitting": sitting,
        "former": [seat for seat in seats if seat not in sitting],
        "children": list(organ.children.standing()),
        "programmes": list(Programme.objects.filter(academy=organ).select_related("theme")),
        "may_write": coordinates(request.user) and organ.closed_on is None,
    }
    return render(request, "planning/organ.html", context)


@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """Open a part of the structure."""
    needs_coordinator(request.user)
    parent = Organ.objects.standing().filter(pk=_number(request.GET.get("di", ""))).first()
    kind = OrganKind.ACADEMY if parent else OrganKind.COUNCIL
    return _form(request, Organ(parent=parent, kind=kind), _("Bagian baru"))


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change its name, task or place."""
    needs_coordinator(request.user)
    organ = get_object_or_404(Organ.objects.standing(), pk=pk)
    return _form(request, organ, _("Ubah %(name)s") % {"name": organ.name})


def _form(request: PersonRequest, organ: Organ, title: str) -> HttpResponse:
    form = OrganForm(request.POST or None, instance=organ)
    if request.method == "POST" and form.is_valid():
        kept = write_organ(form.save(commit=False), by=request.user)
        messages.success(request, _("Bagian disimpan."))
        return redirect(kept)
    back = organ.get_absolute_url() if organ.pk else reverse("planning:structure")
    return form_page(
        request, form, title=title, back=back, back_label=_("Struktur"), submit=_("Simpan")
    )


@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Dissolve it, with a reason."""
    needs_coordinator(request.user)
    organ = get_object_or_404(Organ.objects.visible_to(request.user), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        close_organ(organ, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Bagian dibubarkan."))
        return redirect("planning:structure")
    return form_page(
        request,
        form,
        title=_("Bubarkan %(name)s") % {"name": organ.name},
        lead=_("Tugas semua anggotanya berakhir hari ini. Riwayatnya tetap tersimpan."),
        back=organ.get_absolute_url(),
        back_label=organ.name,
        submit=_("Bubarkan"),
        tone="bad",
    )


@signed_in
def seat_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Give somebody a part in it."""
    needs_coordinator(request.user)
    organ = get_object_or_404(Organ.objects.standing(), pk=pk)
    form = SeatForm(request.POST or None, instance=Seat(organ=organ))
    if request.method == "POST" and form.is_valid():
        seat = give_seat(form.save(commit=False), by=request.user)
        messages.success(request, _("%(name)s ditunjuk.") % {"name": seat.person.name})
        return redirect(organ)
    return form_page(
        request,
        form,
        title=_("Tunjuk anggota"),
        lead=organ.name,
        back=organ.get_absolute_url(),
        back_label=organ.name,
        submit=_("Tunjuk"),
    )


@signed_in
def seat_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """End somebody's part in it."""
    needs_coordinator(request.user)
    seat = get_object_or_404(Seat.objects.select_related("organ", "person"), pk=pk)
    form = EndForm(request.POST or None, initial={"ends_on": today()})
    if request.method == "POST" and form.is_valid():
        end_seat(seat, ends_on=form.cleaned_data["ends_on"], by=request.user)
        messages.success(request, _("Tugas %(name)s diakhiri.") % {"name": seat.person.name})
        return redirect(seat.organ)
    return form_page(
        request,
        form,
        title=_("Akhiri tugas %(name)s") % {"name": seat.person.name},
        lead=f"{seat.title}, {seat.organ.name}",
        back=seat.organ.get_absolute_url(),
        back_label=seat.organ.name,
        submit=_("Akhiri tugas"),
    )
