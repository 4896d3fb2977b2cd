"""Words and titles that begin as somebody types; the page works without them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from sinau.people.access import PersonRequest, signed_in
from sinau.search.engine.analysis import normalise
from sinau.search.finding import those_seen_by
from sinau.search.looking import words_seen_by
from sinau.search.models import Document
from sinau.search.reading import Reader
from sinau.search.wishes import Wish

SHORTEST = 3
AT_MOST = 5
LOOKED_AT = 20


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """At most five words and five titles, of what this person may read at this moment only."""
    words = Wish.of(request).words
    *before, last = words.split() or [""]
    context = {}
    if len(last) >= SHORTEST:
        reader = Reader.of(request.user)
        begun = reader.beginning_with(normalise(last), at_most=LOOKED_AT)
        seen = words_seen_by(request.user, reader, set(begun))
        titled = (
            Document.objects.filter(shelf__in=reader.shelf_numbers, title__icontains=words)
            .select_related("shelf")
            .order_by("title")[:LOOKED_AT]
        )
        found = [" ".join([*before, word]) for word in begun if word != last and word in seen]
        context = {
            "wishes": found[:AT_MOST],
            "documents": those_seen_by(request.user, titled)[:AT_MOST],
        }
    return render(request, "search/parts/suggestions.html", context)
