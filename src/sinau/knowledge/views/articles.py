"""Articles: the list, one, and writing them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sinau.kernel.clock import today
from sinau.knowledge import actions
from sinau.knowledge.forms import ArticleForm
from sinau.knowledge.models import Article, ArticleKind, ArticleStatus, Regulation, RevisionState
from sinau.knowledge.views.showing import article_page
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Agency, Role

PER_PAGE = 20
STATES = {
    "terverifikasi": Q(status=ArticleStatus.VERIFIED),
    "diperiksa": Q(working__state=RevisionState.IN_REVIEW),
    "draf": Q(status=ArticleStatus.DRAFT),
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
        "kinds": ArticleKind.choices,
        "states": _states(mine),
        "agencies": _agencies(mine),
        "due_count": mine.due().count(),
        "is_filtered": any(key in request.GET for key in ("jenis", "keadaan", "unit", "periksa")),
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
    if state in STATES:
        found = found.filter(STATES[state])
    else:
        found = found.exclude(status=ArticleStatus.RETIRED)
    if unit := request.GET.get("unit"):
        found = found.filter(agency__code=unit)
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
        "ditarik": _("Ditarik"),
    }
    return [(name, names[name], counts[name]) for name in STATES if counts[name]]


def _agencies(mine: Any) -> list[tuple[str, str]]:
    held = mine.exclude(status=ArticleStatus.RETIRED).order_by().values("agency")
    return list(Agency.objects.filter(pk__in=held).values_list("code", "short_name"))


@signed_in
@require_safe
def show(request: PersonRequest, slug: str) -> HttpResponse:
    """One article as this person sees it."""
    article = get_object_or_404(
        Article.objects.visible_to(request.user).select_related(
            "agency", "owner", "working__written_by", "verified_by", "verified_revision"
        ),
        slug=slug,
    )
    return render(request, "knowledge/article.html", article_page(article, request.user))


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Write an article; nothing is kept until it is saved."""
    if request.method == "POST":
        return _create(request)
    form = ArticleForm(person=request.user)
    return render(request, "knowledge/article_form.html", {"form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def draft_new(request: PersonRequest) -> HttpResponse:
    """The same form, filled in by another app: title, body, source, source_url, agency, audience."""
    handed = request.POST if request.method == "POST" else request.GET
    wanted = ("title", "body", "summary", "source", "source_url", "audience", "agency", "kind")
    initial = {name: handed[name] for name in wanted if handed.get(name)}
    if "agency" in initial and not initial["agency"].isdigit():
        del initial["agency"]
    form = ArticleForm(person=request.user, initial=initial)
    context = {"form": form, "from_source": bool(initial.get("source"))}
    return render(request, "knowledge/article_form.html", context)


def _create(request: PersonRequest) -> HttpResponse:
    form = ArticleForm(request.POST, person=request.user)
    if not form.is_valid():
        return render(request, "knowledge/article_form.html", {"form": form}, status=422)
    data = form.cleaned_data
    article = actions.draft_article(
        form.text(),
        kind=data["kind"],
        agency=data["agency"],
        audience=data["audience"],
        owner=data["owner_nip"],
        review_months=data["review_months"],
        source=data["source"],
        source_url=data["source_url"],
        by=request.user,
    )
    messages.success(request, _("Draf tersimpan. Ajukan bila sudah siap diperiksa."))
    return redirect(article)


@signed_in
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Revise an article; every save is a revision."""
    article = get_object_or_404(
        Article.objects.editable_by(request.user)
        .exclude(status=ArticleStatus.RETIRED)
        .select_related("working", "owner", "agency"),
        slug=slug,
    )
    if request.method == "POST":
        return _update(request, article)
    form = ArticleForm(person=request.user, article=article, initial=_initial(article))
    return render(request, "knowledge/article_form.html", {"form": form, "article": article})


def _initial(article: Article) -> dict[str, Any]:
    text = article.working
    assert text is not None
    return {
        "title": text.title,
        "summary": text.summary,
        "body": text.body,
        "legal_basis": "\n".join(text.legal_basis),
        "kind": article.kind,
        "agency": article.agency_id,
        "audience": article.audience,
        "review_months": article.review_months,
        "owner_nip": article.owner.nip,
    }


def _update(request: PersonRequest, article: Article) -> HttpResponse:
    form = ArticleForm(request.POST, person=request.user, article=article)
    if not form.is_valid():
        context = {"form": form, "article": article}
        return render(request, "knowledge/article_form.html", context, status=422)
    data = form.cleaned_data
    actions.revise_article(article, form.text(), note=data["note"], by=request.user)
    actions.rehouse_article(
        article,
        kind=data["kind"],
        agency=data["agency"],
        audience=data["audience"],
        owner=data["owner_nip"] or article.owner,
        review_months=data["review_months"],
        by=request.user,
    )
    messages.success(request, _("Revisi tersimpan."))
    return redirect(article)
