"""Words and titles that begin as somebody types; the page works without them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from sinau.people.access import PersonRequest, signed_in
from sinau.search.engine.analysis import normalise
from sinau.search.models import Document
from sinau.search.reading import Reader
from sinau.search.wishes import Wish

SHORTEST = 3
AT_MOST = 5


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """At most five words and five titles, from the shelves open to this person only."""
    words = Wish.of(request).words
    *before, last = words.split() or [""]
    context = {}
    if len(last) >= SHORTEST:
        reader = Reader.of(request.user)
        begun = reader.beginning_with(normalise(last), at_most=AT_MOST)
        titled = Document.objects.filter(shelf__in=reader.shelf_numbers, title__icontains=words)
        context = {
            "wishes": [" ".join([*before, word]) for word in begun if word != last],
            "documents": titled.order_by("title")[:AT_MOST],
        }
    return render(request, "search/parts/suggestions.html", context)
