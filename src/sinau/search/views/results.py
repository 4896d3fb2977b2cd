"""What was found, as a page."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role
from sinau.search.engine.analysis import analyser
from sinau.search.finding import Found, find_for
from sinau.search.models import Kind
from sinau.search.results import results
from sinau.search.wishes import Wish

A_PAGE = 10
EXPLAINED_TO = (Role.OFFICER, Role.CURATOR, Role.ADMINISTRATOR)


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """The results of one wish, a page of documents at a time."""
    wish = Wish.of(request)
    context = {"wish": wish, "header_query": wish.words}
    if wish.words:
        found = find_for(request.user, wish.words, past=wish.past)
        grouped = found.documents(wish.kind)
        page = Paginator(list(grouped.items()), A_PAGE).get_page(request.GET.get("halaman"))
        context |= {
            "found": found,
            "chips": _chips(found),
            "total": _said(len(grouped), any(k in found.full for k in _kinds(wish))),
            "page": page,
            "results": results(found.plan, dict(page.object_list)),
            "meant": meant(wish.words, found.corrections),
            "can_explain": request.user.has_role(*EXPLAINED_TO),
        }
    return render(request, "search/results.html", context)


def meant(words: str, corrections: dict[str, str]) -> str:
    """The wish with its mistyped words put right, or nothing when none was."""
    if not corrections:
        return ""
    written, at = "", 0
    for token in analyser().tokens(words):
        written += words[at : token.start] + corrections.get(token.word, token.surface)
        at = token.end
    return written + words[at:]


def _kinds(wish: Wish) -> list[str]:
    return [wish.kind] if wish.kind else list(Kind.values)


def _chips(found: Found) -> list[tuple[str, str, str]]:
    counts = found.counts()
    return [
        (kind.value, str(kind.label), _said(counts[kind], kind in found.full))
        for kind in Kind
        if counts.get(kind)
    ]


def _said(number: int, more: bool) -> str:
    """A number, or that there are more of them than were ranked."""
    return f"{number}+" if more else str(number)
