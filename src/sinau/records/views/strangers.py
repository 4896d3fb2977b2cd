"""Actors whose learning would count if somebody said who they are."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sinau.people.access import PersonRequest, signed_in
from sinau.records.identities import recognise
from sinau.records.mapping.matching import title_of
from sinau.records.mapping_forms import RecogniseForm, SetAsideForm
from sinau.records.models import KEEPERS, LOOKERS, Statement, Stranger
from sinau.records.reporting import meet, set_aside
from sinau.records.views.mappings import only

A_PAGE = 25
SHOWN = 20


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Who is not known, the one heard of last first."""
    only(request, *LOOKERS)
    state = request.GET.get("keadaan", "belum")
    strangers = Stranger.objects.visible_to(request.user).select_related("person")
    if state == "kenal":
        strangers = strangers.exclude(person=None)
    elif state == "lain":
        strangers = strangers.filter(person=None).exclude(set_aside_at=None)
    else:
        strangers = strangers.unknown()
    context = {
        "page": Paginator(strangers, A_PAGE).get_page(request.GET.get("halaman")),
        "states": [
            ("belum", _("Belum dikenali")),
            ("kenal", _("Sudah dikenali")),
            ("lain", _("Dikesampingkan")),
        ],
        "state": state,
    }
    return render(request, "records/strangers.html", context)


@signed_in
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One actor: what waits, and the two things one can say about them."""
    stranger = get_object_or_404(Stranger.objects.visible_to(request.user), pk=pk)
    return _page(request, stranger, RecogniseForm(), SetAsideForm())


def _page(
    request: PersonRequest, stranger: Stranger, recognising: RecogniseForm, aside: SetAsideForm
) -> HttpResponse:
    waiting = list(stranger.statements.order_by("-stored")[:SHOWN])
    times = [row.stored for row in waiting]
    rows = (
        Statement.objects.filter(
            id__in=[row.statement for row in waiting],
            stored__gte=min(times),
            stored__lte=max(times),
        ).order_by("-stored")
        if waiting
        else []
    )
    context = {
        "stranger": stranger,
        "rows": [(row, title_of(row.data["object"])) for row in rows],
        "form": recognising,
        "aside": aside,
        "may_write": request.user.answers_for_city(*KEEPERS),
    }
    return render(request, "records/stranger.html", context)


@signed_in
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Say who it is: all that waited counts, and so does all that comes."""
    only(request, *KEEPERS)
    stranger = get_object_or_404(Stranger.objects.visible_to(request.user), pk=pk)
    form = RecogniseForm(request.POST)
    if not form.is_valid():
        return _page(request, stranger, form, SetAsideForm())
    person = form.cleaned_data["nip"]
    recognise(stranger.identifier, person, by=request.user)
    new = meet(stranger, person)
    told = ngettext(
        "Pelaku ini dikenal sebagai %(name)s; %(count)s kegiatan belajar terhitung.",
        "Pelaku ini dikenal sebagai %(name)s; %(count)s kegiatan belajar terhitung.",
        new,
    )
    messages.success(request, told % {"name": person.name, "count": new})
    return redirect("records:strangers")


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that it is nobody of ours."""
    only(request, *KEEPERS)
    stranger = get_object_or_404(Stranger.objects.visible_to(request.user), pk=pk)
    form = SetAsideForm(request.POST)
    if not form.is_valid():
        return _page(request, stranger, RecogniseForm(), form)
    set_aside(stranger, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Pelaku ini dikesampingkan."))
    return redirect("records:strangers")
