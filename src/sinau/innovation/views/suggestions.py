"""Signals that may become ideas."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.innovation.actions.suggestions import put_aside, take_up_suggestion
from sinau.innovation.forms import IdeaForm
from sinau.innovation.models import Suggestion
from sinau.innovation.talk_forms import HideForm
from sinau.people.access import PersonRequest, signed_in, within
from sinau.people.models import Person, Role

PER_PAGE = 20


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """What many asked or complained about and nobody has taken up."""
    waiting = Suggestion.objects.visible_to(request.user).waiting().select_related("agency")
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("halaman"))
    closable = set(
        Suggestion.objects.filter(
            _keepers(request.user), pk__in=[row.pk for row in page]
        ).values_list("pk", flat=True)
    )
    context = {
        "page": page,
        "rows": [{"row": row, "may_put_aside": row.pk in closable} for row in page],
    }
    return render(request, "innovation/suggestions.html", context)


@signed_in
def take_up(request: PersonRequest, pk: int) -> HttpResponse:
    """Make a draft of a signal."""
    waiting = Suggestion.objects.visible_to(request.user).filter(weight__gte=1)
    suggestion = get_object_or_404(waiting, pk=pk)
    form = IdeaForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        idea = take_up_suggestion(
            suggestion,
            form.sketch(),
            agency=form.cleaned_data["agency"],
            partners=list(form.cleaned_data["partners"]),
            by=request.user,
        )
        messages.success(request, _("Draf gagasan telah disimpan. Periksa, lalu ajukan."))
        return redirect("innovation:propose", pk=idea.pk)
    context = {
        "title": _("Tulis gagasan dari isyarat"),
        "lead": suggestion.title,
        "form": form,
        "submit": _("Simpan draf"),
    }
    return render(request, "innovation/form.html", context)


@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Say why no idea is needed."""
    rows = Suggestion.objects.visible_to(request.user).filter(_keepers(request.user))
    suggestion = get_object_or_404(rows, pk=pk)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        put_aside(suggestion, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Isyarat telah disisihkan dengan alasannya."))
        return redirect("innovation:suggestions")
    context = {
        "title": _("Sisihkan isyarat"),
        "lead": suggestion.title,
        "form": form,
        "submit": _("Sisihkan"),
    }
    return render(request, "innovation/form.html", context)


def _keepers(person: Person) -> Q:
    """Signals of agencies over which the person is head or risk officer."""
    return within("agency", person, Role.HEAD, Role.RISK_OFFICER)
