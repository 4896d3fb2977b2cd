"""What was found, as a page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sinau.kernel.words import date_id
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role
from sinau.search.confidential import confidential
from sinau.search.counting import count_asked, opening
from sinau.search.engine.spelling import mended
from sinau.search.forms import FilterForm
from sinau.search.looking import NEAREST, Sight, look_for, nearest_to
from sinau.search.models import Kind, SavedSearch, Standing
from sinau.search.recent import note_search, recent
from sinau.search.results import Result, results
from sinau.search.wishes import Age, Order, Wish

A_PAGE = 10
EXPLAINED_TO = (Role.OFFICER, Role.CURATOR, Role.ADMINISTRATOR)


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """The results of one wish, a page of documents at a time."""
    wish = Wish.of(request)
    context: dict[str, Any] = {"wish": wish, "header_query": wish.words}
    if wish.words:
        context |= _found(request, wish)
        context["confidential"] = confidential(request.user, wish)
    context |= {
        "literal_query": wish.with_choice(literal=True),
        "mended_query": wish.with_choice(literal=False),
        "widened_query": wish.widened().query,
        "past_query": wish.with_choice(past=True),
        "present_query": wish.with_choice(past=False),
    }
    context["recent"] = [words for words in recent(request) if words != wish.words]
    context["saved_count"] = SavedSearch.objects.visible_to(request.user).count()
    return render(request, "search/results.html", context)


def _found(request: PersonRequest, wish: Wish) -> dict[str, Any]:
    sight = look_for(request.user, wish)
    page = Paginator(sight.chosen, A_PAGE).get_page(request.GET.get("halaman"))
    shown = results(sight.found.plan, sight.finds(page.object_list))
    first = page.start_index()
    if page.number == 1 and note_search(request, wish.words):
        count_asked(wish.words, by=request.user)
    meant = mended(wish.words, sight.corrections)
    form = FilterForm(sight.facets, wish, data=_filled(request))
    facets = {facet.name: facet for facet in sight.facets}
    context = {
        "form": form,
        "form_is_open": not form.is_valid() or wish.is_narrowed,
        "chips": [
            (option.value, option.label, _said(option.count, option.value in sight.found.full))
            for option in facets["jenis"].options
        ],
        "orders": [(order.value, order.label) for order in Order if order.value],
        "choices": choices(wish, sight),
        "kept": [(name, value) for name, value in wish.parameters.items() if name in _KEPT],
        "total": _said(len(sight.chosen), sight.is_full),
        "all_count": len(sight.grouped),
        "page": page,
        "rows": [
            (result, opening(wish.words, result.document.source, place))
            for place, result in enumerate(shown, first)
        ],
        "meant": meant if sight.corrections else "",
        "meant_query": wish.with_words(meant),
        "is_saved": SavedSearch.objects.visible_to(request.user).filter(query=wish.query).exists(),
        "can_explain": request.user.has_role(*EXPLAINED_TO),
    }
    return context if shown else context | {"nearest": _nearest(request, wish)}


_KEPT = ("q", "jenis", "urut", "dicabut", "persis")


def _filled(request: PersonRequest) -> dict[str, str]:
    names = ("keadaan", "unit", "sektor", "waktu", "pemilik", "dari", "sampai")
    return {name: request.GET.get(name, "") for name in names}


def _nearest(request: PersonRequest, wish: Wish) -> list[Result]:
    """What comes near, where nothing fits: of each document the best passage."""
    sight = nearest_to(request.user, wish)
    return results(sight.found.plan, sight.finds(sight.chosen[:NEAREST]))


def choices(wish: Wish, sight: Sight) -> list[tuple[str, str]]:
    """What narrows the results now, in words, with the address that takes it back."""
    labels = {
        (facet.name, option.value): option.label
        for facet in sight.facets
        for option in facet.options
    }
    named = {
        "jenis": lambda value: str(Kind(value).label),
        "keadaan": lambda value: str(Standing(value).label),
        "waktu": lambda value: str(Age(value).label),
    }
    said = []
    for name in ("keadaan", "unit", "sektor", "waktu", "pemilik"):
        value = wish.parameters.get(name)
        if value:
            label = labels.get((name, value)) or named.get(name, str)(value)
            said.append((str(label), wish.without(name)))
    if wish.since:
        said.append((_("Sejak %(day)s") % {"day": date_id(wish.since)}, wish.without("dari")))
    if wish.until:
        said.append(
            (_("Sampai dengan %(day)s") % {"day": date_id(wish.until)}, wish.without("sampai"))
        )
    return said


def _said(number: int, more: bool) -> str:
    """A number, or that there are more of them than were ranked."""
    return f"{number}+" if more else str(number)
