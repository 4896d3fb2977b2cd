"""Articles: the list, and one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sinau.kernel.clock import today
from sinau.knowledge import actions
from sinau.knowledge.models import Article, ArticleKind, ArticleStatus, Regulation, RevisionState
from sinau.knowledge.strangers import open_to_strangers
from sinau.knowledge.views import public
from sinau.knowledge.views.showing import article_page
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Agency, Role

PER_PAGE = 20
STATES = {
    "terverifikasi": Q(status=ArticleStatus.VERIFIED),
    "diperiksa": Q(working__state=RevisionState.IN_REVIEW),
    "draf": Q(status=ArticleStatus.DRAFT),
    "digantikan": Q(status=ArticleStatus.SUPERSEDED),
    "ditarik": Q(status=ArticleStatus.RETIRED),
}


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Everything this person may read, filtered by kind, agency, state and what is due."""
    mine = Article.objects.visible_to(request.user)
    found = _filtered(mine, request).select_related("agency", "owner", "working")
    page = Paginator(found.order_by("-updated_at", "-pk"), PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    regulations = Regulation.objects.visible_to(request.user)
    context = {
        "page": page,
        "topic": request.GET.get("topik", "")[:60],
        "kinds": ArticleKind.choices,
        "states": _states(mine),
        "agencies": _agencies(mine),
        "due_count": mine.due().count(),
        "is_filtered": any(
            key in request.GET for key in ("jenis", "keadaan", "unit", "topik", "periksa")
        ),
        "regulations": regulations.order_by("-updated_at")[:4],
        "regulation_count": regulations.count(),
        "may_curate": request.user.has_role(Role.CURATOR),
        "may_bring": request.user.has_role(Role.CURATOR, Role.OFFICER),
    }
    return render(request, "knowledge/articles.html", context)


def _filtered(found: Any, request: PersonRequest) -> Any:
    kind, state = request.GET.get("jenis"), request.GET.get("keadaan", "")
    if kind in ArticleKind.values:
        found = found.filter(kind=kind)
    found = found.filter(STATES[state]) if state in STATES else found.living()
    if unit := request.GET.get("unit"):
        found = found.filter(agency__code=unit)
    if topic := request.GET.get("topik"):
        found = found.filter(sectors__contains=[topic.strip().lower()[:60]])
    if request.GET.get("periksa"):
        found = found.filter(status=ArticleStatus.VERIFIED, review_due__lte=today())
    return found


def _states(mine: Any) -> list[tuple[str, str, int]]:
    """The states that occur among what this person sees, with their numbers."""
    counts = mine.aggregate(**{name: Count("pk", filter=q) for name, q in STATES.items()})
    names = {
        "terverifikasi": _("Terverifikasi"),
        "diperiksa": _("Diperiksa"),
        "draf": _("Draf"),
        "digantikan": _("Digantikan"),
        "ditarik": _("Ditarik"),
    }
    return [(name, names[name], counts[name]) for name in STATES if counts[name]]


def _agencies(mine: Any) -> list[tuple[str, str]]:
    held = mine.living().order_by().values("agency")
    return list(Agency.objects.filter(pk__in=held).values_list("code", "short_name"))


@open_to_strangers
@require_safe
def show(request: PersonRequest, slug: str) -> HttpResponse:
    """One article as this person sees it, or as everybody may."""
    if not request.user.is_authenticated:
        return public.article(request, slug)
    article = get_object_or_404(
        Article.objects.visible_to(request.user).select_related(
            *("agency", "owner", "deputy", "working__written_by", "verified_by"),
            *("verified_revision", "attachment", "superseded_by"),
        ),
        slug=slug,
    )
    if article.status == ArticleStatus.VERIFIED:
        actions.count_opening(article)
    page = article_page(article, request.user, start=request.GET.get("mulai", ""))
    return render(request, "knowledge/article.html", page)
