"""What the city tells everybody, without an account: public and verified articles, public regulations."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sinau.knowledge.leaves import contents, leaves
from sinau.knowledge.models import Article, Passage, Regulation, RegulationStatus
from sinau.knowledge.views.showing import cited, recording, rendered, state_of

PER_PAGE = 25
LONGEST = 80
TONES = {
    RegulationStatus.IN_FORCE: "good",
    RegulationStatus.AMENDED: "wait",
    RegulationStatus.REPEALED: "bad",
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everything public, the newest first; by kind, and by words of the title."""
    words = " ".join(request.GET.get("q", "").split())[:LONGEST]
    articles, regulations = Article.objects.public(), Regulation.objects.public()
    for word in words.split():
        articles = articles.filter(title__icontains=word)
        regulations = regulations.filter(title__icontains=word) | regulations.filter(
            short_title__icontains=word
        )
    counts = [
        ("artikel", _("Artikel"), articles.count()),
        ("peraturan", _("Peraturan"), regulations.count()),
    ]
    kind = request.GET.get("jenis", "")
    sources: dict[str, Any] = {"artikel": articles, "peraturan": regulations}
    found = [
        one.order_by().annotate(which=Value(name)).values_list("which", "pk", "updated_at")
        for name, one in sources.items()
        if kind not in sources or kind == name
    ]
    listed = found[0].union(*found[1:]).order_by("-updated_at", "which", "-pk")
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("halaman"))
    there = {
        name: one.select_related("agency").in_bulk([pk for which, pk, _at in page if which == name])
        for name, one in sources.items()
    }
    context = {
        "page": page,
        "rows": [_row(there[which][pk]) for which, pk, _at in page if pk in there[which]],
        "chips": counts,
        "q": words,
        "kind": kind if kind in sources else "",
        "canonical": canonical(reverse("knowledge:public")),
    }
    return render(request, "knowledge/public/index.html", context)


def canonical(path: str) -> str:
    """The one address of a page, whatever stands behind it in the browser."""
    return f"{settings.PUBLIC_URL}{path}"


def _row(one: Article | Regulation) -> dict[str, Any]:
    if isinstance(one, Article):
        tone, label = state_of(one)
        title, note = one.title, one.summary
    else:
        tone, label = TONES[RegulationStatus(one.status)], one.get_status_display()
        title, note = one.short_title, one.title
    return {"one": one, "title": title, "note": note, "tone": tone, "label": label}


def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One article, with what to know before relying on it; nobody's name is on it."""
    found = Article.objects.public().select_related("agency", "attachment")
    shown = get_object_or_404(found, slug=slug)
    tone, label = state_of(shown)
    context = {
        "article": shown,
        "state_tone": tone,
        "state_label": label,
        **rendered(shown.body),
        **recording(shown, request.GET.get("mulai", "")),
        "canonical": canonical(shown.get_absolute_url()),
        "basis": cited(shown.legal_basis, Regulation.objects.public()),
    }
    return render(request, "knowledge/public/article.html", context)


def regulation(
    request: HttpRequest, shown: Regulation, part: str, passages: list[Passage]
) -> HttpResponse:
    """A regulation, or one page of a long one."""
    context = {
        **laid_out(shown, part, passages),
        "canonical": canonical(request.path),
        "relations": shown.relations.standing().public().select_related("other"),
    }
    return render(request, "knowledge/public/regulation.html", context)


def laid_out(regulation: Regulation, part: str, passages: list[Passage]) -> dict[str, Any]:
    """The text of a page with its contents and the pages beside it, whoever reads it."""
    found = leaves(passages, regulation)
    slugs = ["", *[one["slug"] for one in regulation.parts]]
    at = slugs.index(part) if part in slugs else 0
    return {
        "regulation": regulation,
        "leaves": found,
        "contents": contents(found),
        "part": part,
        "current": next((one for one in regulation.parts if one["slug"] == part), None),
        "previous": _neighbour(regulation, at - 1),
        "next": _neighbour(regulation, at + 1),
        "state_tone": TONES[RegulationStatus(regulation.status)],
    }


def _neighbour(regulation: Regulation, at: int) -> dict[str, str] | None:
    """The page before or after, the front page among them."""
    if at < 0 or at > len(regulation.parts) or not regulation.parts:
        return None
    if at == 0:
        return {"slug": "", "label": _("Pembukaan"), "title": ""}
    found: dict[str, str] = regulation.parts[at - 1]
    return found
