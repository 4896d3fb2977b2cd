"""The searches somebody keeps, and those they made last."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sinau.people.access import PersonRequest, signed_in
from sinau.search.keeping import forget_search, save_search, see_results, watch_search
from sinau.search.looking import look_for
from sinau.search.models import SavedSearch
from sinau.search.recent import forget_recent, recent
from sinau.search.wishes import wish_of_query


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """One's own saved searches, and the last ones of this session."""
    context = {
        "saved": SavedSearch.objects.visible_to(request.user),
        "recent": recent(request),
    }
    return render(request, "search/saved.html", context)


@signed_in
@require_POST
def create(request: PersonRequest) -> HttpResponse:
    """Keeps the search of the address."""
    wish = wish_of_query(request.POST.get("query", "")[:1000])
    saved = save_search(wish, by=request.user, watch="pantau" in request.POST)
    messages.success(
        request,
        _("Pencarian disimpan. Bila ada hasil baru, Anda dikabari.")
        if saved.watched_since
        else _("Pencarian disimpan."),
    )
    return redirect(saved)


@signed_in
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Goes to the results; what is there now is not new any more."""
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    see_results(saved, look_for(request.user, wish_of_query(saved.query)))
    return redirect(saved)


@signed_in
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Tells of new results from now on, or not any more."""
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    watch_search(saved, watch=request.POST.get("pantau") == "ya")
    messages.success(
        request,
        _("Anda dikabari sekali sehari bila ada hasil baru.")
        if saved.watched_since
        else _("Hasil baru tidak dikabarkan lagi."),
    )
    return redirect("search:saved")


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """The search is not kept any more."""
    forget_search(get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk))
    messages.success(request, _("Pencarian tersimpan dihapus."))
    return redirect("search:saved")


@signed_in
@require_POST
def clear(request: PersonRequest) -> HttpResponse:
    """Nothing is known of what was looked for last."""
    forget_recent(request)
    messages.success(request, _("Pencarian terakhir dihapus."))
    return redirect("search:saved")
