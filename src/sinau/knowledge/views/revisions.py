"""The texts an article has had: the list, one, two compared, and going back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sinau.knowledge import actions
from sinau.knowledge.comparing import compare
from sinau.knowledge.models import Article, Revision
from sinau.knowledge.views.showing import rendered
from sinau.people.access import PersonRequest, signed_in


def _article(request: PersonRequest, slug: str) -> Article:
    """Revisions hold unverified text, so only those who work on the article see them."""
    return get_object_or_404(Article.objects.editable_by(request.user), slug=slug)


@signed_in
@require_safe
def index(request: PersonRequest, slug: str) -> HttpResponse:
    """Every revision, newest first."""
    article = _article(request, slug)
    revisions = article.revisions.select_related("written_by").order_by("-number")[:200]
    context = {"article": article, "revisions": revisions}
    return render(request, "knowledge/revisions.html", context)


@signed_in
@require_safe
def show(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """One revision; with `?dengan=` what changed since that one, word by word."""
    article = _article(request, slug)
    revision = get_object_or_404(article.revisions.select_related("written_by"), number=number)
    other = _other(article, request.GET.get("dengan"))
    context = {
        "article": article,
        "revision": revision,
        "other": other,
        "previous": number - 1,
        "runs": compare(other.body, revision.body) if other else [],
        "title_runs": compare(other.title, revision.title) if other else [],
        "summary_runs": compare(other.summary, revision.summary) if other else [],
        **rendered(revision.body),
        "is_newest": revision.pk == article.working_id,
    }
    return render(request, "knowledge/revision.html", context)


def _other(article: Article, number: str | None) -> Revision | None:
    if not number:
        return None
    if not number.isdigit():
        raise Http404
    return get_object_or_404(article.revisions, number=int(number))


@signed_in
@require_POST
def restoration_create(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Write an earlier text anew."""
    article = _article(request, slug)
    revision = get_object_or_404(article.revisions, number=number)
    actions.restore_revision(article, revision, by=request.user)
    messages.success(
        request, _("Revisi %(number)s ditulis kembali sebagai yang terbaru.") % {"number": number}
    )
    return redirect(article)
