"""What search engines are told: where they may look, and every public page there is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sinau.innovation.models import Idea
from sinau.knowledge.models import Article, Regulation

MOST = 50_000
"""So many addresses one map may hold; a city has far fewer."""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Doors of programs and of people are not for them; everything else says itself what is public."""
    context = {
        "shut": ("/api/", "/mcp", "/kelola/", "/masuk/", "/cari/"),
        "base": settings.PUBLIC_URL,
    }
    return render(request, "home/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Each public page with the day it last changed, and no other."""
    first = islice(_pages(), MOST)
    pages = [(f"{settings.PUBLIC_URL}{path}", changed) for path, changed in first]
    return render(request, "home/sitemap.xml", {"pages": pages}, content_type="application/xml")


def _pages() -> Iterator[tuple[str, date | None]]:
    for name in ("home:about", "home:privacy", "knowledge:public", "innovation:register"):
        yield reverse(name), None
    for idea in Idea.objects.in_use()[:MOST]:
        yield idea.public_url, None
    for article in Article.objects.public().only("slug", "updated_at").order_by("pk")[:MOST]:
        yield article.get_absolute_url(), article.updated_at.date()
    for regulation in Regulation.objects.public().only("slug", "updated_at").order_by("pk")[:MOST]:
        yield regulation.get_absolute_url(), regulation.updated_at.date()
