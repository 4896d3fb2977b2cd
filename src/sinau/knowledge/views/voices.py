"""What readers leave at an article: remarks, that they used it, and links to others."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinau.knowledge import actions
from sinau.knowledge.article_forms import CommentForm, UseForm
from sinau.knowledge.forms import SuccessorForm
from sinau.knowledge.models import Article, Comment
from sinau.people.access import PersonRequest, signed_in


def _seen(request: PersonRequest, slug: str) -> Article:
    return get_object_or_404(Article.objects.visible_to(request.user).living(), slug=slug)


@signed_in
@require_http_methods(["GET", "POST"])
def comment_create(request: PersonRequest, slug: str) -> HttpResponse:
    """Leave a remark; the page of its own shows what is wrong with it."""
    article = _seen(request, slug)
    form = CommentForm(
        request.POST or None, initial={"quote": request.GET.get("kutipan", "")[:300]}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.comment(article, text=data["text"], quote=data["quote"], by=request.user)
        messages.success(request, _("Catatan tersimpan. Pemilik artikel melihatnya."))
        return redirect(f"{article.get_absolute_url()}#catatan")
    return _page(request, article, form, _("Beri catatan"))


@signed_in
@require_POST
def comment_update(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say that a remark is dealt with."""
    article = _seen(request, slug)
    found = Comment.objects.settleable_by(request.user).filter(article=article)
    comment = get_object_or_404(found, pk=pk)
    actions.settle_comment(comment, note=request.POST.get("note", ""), by=request.user)
    messages.success(request, _("Catatan ditandai selesai."))
    return redirect(f"{article.get_absolute_url()}#catatan")


@signed_in
@require_http_methods(["GET", "POST"])
def use_create(request: PersonRequest, slug: str) -> HttpResponse:
    """Say that one's office used it, and what came of it."""
    article = get_object_or_404(Article.objects.visible_to(request.user).verified(), slug=slug)
    form = UseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.record_use(
            article, used_for=data["used_for"], effect=data["effect"], by=request.user
        )
        messages.success(request, _("Terima kasih. Pemakaian oleh unit Anda dicatat."))
        return redirect(f"{article.get_absolute_url()}#pemakaian")
    return _page(request, article, form, _("Kami memakai ini"))


def _page(
    request: PersonRequest, article: Article, form: CommentForm | UseForm, title: str
) -> HttpResponse:
    context = {"article": article, "form": form, "title": title, "submit": title, "tone": "primary"}
    status = 422 if form.errors else 200
    return render(request, "knowledge/reason.html", context, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def link_create(request: PersonRequest, slug: str) -> HttpResponse:
    """Link the article to another, on both sides; with `lepas` the link goes."""
    article = get_object_or_404(Article.objects.editable_by(request.user).living(), slug=slug)
    seen = Article.objects.visible_to(request.user).verified().open_ones().exclude(pk=article.pk)
    if number := request.POST.get("lepas", ""):
        other = get_object_or_404(seen, pk=int(number) if number.isdigit() else 0)
        actions.unlink_articles(article, other, by=request.user)
        messages.success(request, _("Tautan dilepas."))
        return redirect(article)
    form = SuccessorForm(request.POST or None, among=seen)
    form.fields["successor"].label = _("Artikel terkait")
    if request.method == "POST" and form.is_valid():
        actions.link_articles(article, form.cleaned_data["successor"], by=request.user)
        messages.success(request, _("Kedua artikel ditautkan."))
        return redirect(article)
    context = {
        "article": article,
        "form": form,
        "title": _("Tautkan artikel terkait"),
        "submit": _("Tautkan"),
        "tone": "primary",
    }
    status = 422 if form.errors else 200
    return render(request, "knowledge/reason.html", context, status=status)
