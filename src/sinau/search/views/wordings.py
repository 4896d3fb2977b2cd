"""The words of the office: what else they mean to the search, tried out before they are settled."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sinau.people.access import PersonRequest, needs
from sinau.people.models import Role
from sinau.search.forms import RetireForm, WordingForm
from sinau.search.previewing import preview
from sinau.search.settling import retire_wording, settle_wording
from sinau.search.wordings import Entry, entries, key_of

EDITORS = (Role.CURATOR, Role.ADMINISTRATOR)
PER_PAGE = 40


@needs(*EDITORS)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Every entry; those that came with Sinau, those settled here, those no longer used."""
    words = key_of(request.GET.get("q", ""))
    state = request.GET.get("keadaan", "")
    found = [
        entry
        for entry in entries().values()
        if any(words in key_of(one) for one in (*entry.said, *entry.means))
    ]
    states = {
        "sini": [entry for entry in found if not entry.is_shipped and not entry.is_retired],
        "bawaan": [entry for entry in found if entry.is_shipped],
        "tidak": [entry for entry in found if entry.is_retired],
    }
    labels = {"sini": _("Diatur di sini"), "bawaan": _("Bawaan"), "tidak": _("Tidak dipakai")}
    context = {
        "page": Paginator(states.get(state, found), PER_PAGE).get_page(request.GET.get("halaman")),
        "q": words,
        "states": [(name, labels[name], len(kept)) for name, kept in states.items()],
    }
    return render(request, "search/wordings/index.html", context)


@needs(*EDITORS)
@require_safe
def show(request: PersonRequest, key: str) -> HttpResponse:
    """One entry with who changed it and when."""
    context = {"entry": _entry(key), "key": key}
    return render(request, "search/wordings/show.html", context)


@needs(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """A word that the search does not know yet."""
    initial = {"said": request.GET.get("kata", "")[:120]}
    return _asked(request, WordingForm, None, initial)


@needs(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, key: str) -> HttpResponse:
    """Another meaning for a word; first what it would do is shown, then it can be settled."""
    entry = _entry(key)
    initial = {
        "said": entry.said,
        "means": entry.means,
        "both_ways": entry.both_ways,
        "note": entry.wording.note if entry.wording else "",
    }
    return _asked(request, WordingForm, entry, initial)


def _asked(
    request: PersonRequest,
    form_type: type[WordingForm],
    entry: Entry | None,
    initial: dict[str, Any],
) -> HttpResponse:
    taken = frozenset() if entry else frozenset(entries())
    form = form_type(request.POST or None, initial=initial, taken=taken)
    context: dict[str, Any] = {"form": form, "entry": entry}
    if request.method == "POST" and form.is_valid():
        said = form.entry(entry.key if entry else "")
        if "simpan" in request.POST:
            wording = settle_wording(said, by=request.user, note=form.cleaned_data["note"])
            messages.success(request, _("Padanan disimpan dan berlaku pada pencarian berikutnya."))
            return redirect(wording)
        context |= {"preview": preview(said.key, said, request.user), "said": said}
    return render(request, "search/wordings/edit.html", context, status=_status(form))


def _status(form: Form) -> int:
    return 422 if form.errors else 200


@needs(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PersonRequest, key: str) -> HttpResponse:
    """The entry is not used any more; before that, what it would do is shown."""
    entry = _entry(key)
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        retire_wording(key, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Padanan tidak dipakai lagi."))
        return redirect("search:wording", key)
    context = {"entry": entry, "form": form, "preview": preview(key, None, request.user)}
    return render(request, "search/wordings/remove.html", context, status=_status(form))


def _entry(key: str) -> Entry:
    entry = entries().get(key)
    if entry is None:
        raise Http404
    return entry
