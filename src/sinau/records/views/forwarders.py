"""Passing statements on: where to, how far, and what was refused."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role
from sinau.records.forward_forms import ForwarderForm, PauseForm
from sinau.records.forwarding import lag_of, pause, resume, send_again, write_forwarder
from sinau.records.lasting import how_long
from sinau.records.models import LOOKERS, Client, Forwarder
from sinau.records.models.reading import BEGINNING
from sinau.records.views.mappings import only

SHOWN = 50


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Every forwarder with its state and how far it is behind."""
    only(request, *LOOKERS)
    rows = Forwarder.objects.visible_to(request.user)
    context = {
        "rows": [(one, how_long(lag_of(one))) for one in rows],
        "may_write": request.user.has_role(Role.ADMINISTRATOR),
    }
    return render(request, "records/forwarders.html", context)


@signed_in
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One forwarder: what goes where, how far, and what was refused."""
    forwarder = get_object_or_404(
        Forwarder.objects.visible_to(request.user).select_related("paused_by", "created_by"), pk=pk
    )
    return _page(request, forwarder, PauseForm())


def _page(request: PersonRequest, forwarder: Forwarder, form: PauseForm) -> HttpResponse:
    context: dict[str, Any] = {
        "forwarder": forwarder,
        "lag": how_long(lag_of(forwarder)),
        "letters": forwarder.letters.all()[:SHOWN],
        "clients": Client.objects.filter(pk__in=forwarder.clients),
        "may_write": request.user.has_role(Role.ADMINISTRATOR),
        "form": form,
    }
    return render(request, "records/forwarder.html", context)


@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """A new forwarder; it begins at once."""
    only(request, Role.ADMINISTRATOR)
    return _write(request, Forwarder())


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change where or what; it goes on from where it stood."""
    only(request, Role.ADMINISTRATOR)
    return _write(request, get_object_or_404(Forwarder.objects.visible_to(request.user), pk=pk))


def _write(request: PersonRequest, forwarder: Forwarder) -> HttpResponse:
    form = ForwarderForm(request.POST or None, instance=forwarder)
    if request.method == "POST" and form.is_valid():
        changes = ", ".join(
            str(form.fields[name].label or name).lower()
            for name in form.changed_data
            if name in form.fields
        )
        since = BEGINNING if form.cleaned_data.get("from_beginning") else None
        made = write_forwarder(
            form.save(commit=False), by=request.user, changes=changes or "-", since=since
        )
        messages.success(request, _("Terusan tersimpan."))
        return redirect(made)
    return render(request, "records/forwarder_edit.html", {"form": form, "forwarder": forwarder})


@signed_in
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Pause with a reason, resume, or try the refused ones again."""
    only(request, Role.ADMINISTRATOR)
    forwarder = get_object_or_404(Forwarder.objects.visible_to(request.user), pk=pk)
    match request.POST.get("verb"):
        case "resume":
            resume(forwarder, by=request.user)
            messages.success(request, _("Terusan berjalan lagi dari tempatnya berhenti."))
        case "again":
            taken = send_again(forwarder)
            told = ngettext(
                "%(count)s pernyataan kini diterima.", "%(count)s pernyataan kini diterima.", taken
            )
            messages.info(request, told % {"count": taken})
        case _verb:
            form = PauseForm(request.POST)
            if not form.is_valid():
                return _page(request, forwarder, form)
            pause(forwarder, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Terusan dijeda."))
    return redirect(forwarder)
