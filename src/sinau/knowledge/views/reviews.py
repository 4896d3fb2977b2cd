"""The verbs on an article: submit, verify, return, renew, retire, settle, and a reader's voice."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinau.knowledge import actions
from sinau.knowledge.forms import ReasonForm, SuccessorForm
from sinau.knowledge.models import Article, Check
from sinau.people.access import PersonRequest, signed_in


@signed_in
@require_POST
def submission_create(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask a curator to look."""
    article = get_object_or_404(Article.objects.editable_by(request.user), slug=slug)
    actions.submit_article(article, by=request.user)
    messages.success(request, _("Diajukan. Kurator akan memeriksanya, dan Anda diberi tahu."))
    return redirect(article)


@signed_in
@require_POST
def verification_create(request: PersonRequest, slug: str) -> HttpResponse:
    """A curator confirms the text."""
    article = get_object_or_404(Article.objects.kept_by(request.user), slug=slug)
    actions.verify_article(article, by=request.user)
    messages.success(request, _("Terverifikasi. Artikel ini sekarang dapat ditemukan."))
    return redirect(article)


@signed_in
@require_POST
def renewal_create(request: PersonRequest, slug: str) -> HttpResponse:
    """A curator looked again and it still holds."""
    article = get_object_or_404(Article.objects.kept_by(request.user), slug=slug)
    actions.renew_article(article, note="", by=request.user)
    messages.success(request, _("Masa berlaku diperbarui."))
    return redirect(article)


@signed_in
@require_http_methods(["GET", "POST"])
def return_new(request: PersonRequest, slug: str) -> HttpResponse:
    """Send the text back with a reason."""
    article = get_object_or_404(Article.objects.kept_by(request.user), slug=slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.return_article(article, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Dikembalikan kepada penulisnya beserta alasan."))
        return redirect(article)
    return _ask(request, form, article, _("Kembalikan naskah"), _("Kembalikan"))


@signed_in
@require_http_methods(["GET", "POST"])
def retirement_new(request: PersonRequest, slug: str) -> HttpResponse:
    """Withdraw the article, after a page that says what will happen."""
    kept = Article.objects.kept_by(request.user) | Article.objects.filter(owner=request.user)
    article = get_object_or_404(kept.distinct(), slug=slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.retire_article(article, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Artikel ditarik. Riwayatnya tetap tersimpan."))
        return redirect("knowledge:index")
    warning = _(
        "Pembaca dan pencarian tidak lagi menemukan artikel ini. Naskah dan riwayatnya tetap tersimpan."
    )
    return _ask(request, form, article, _("Tarik artikel"), _("Tarik artikel"), warning, "bad")


@signed_in
@require_http_methods(["GET", "POST"])
def supersession_new(request: PersonRequest, slug: str) -> HttpResponse:
    """Name the article that takes this one's place."""
    article = get_object_or_404(Article.objects.kept_by(request.user).verified(), slug=slug)
    seen = Article.objects.visible_to(request.user).verified().exclude(pk=article.pk)
    form = SuccessorForm(request.POST or None, among=seen)
    if request.method == "POST" and form.is_valid():
        actions.supersede_article(article, form.cleaned_data["successor"], by=request.user)
        messages.success(request, _("Artikel digantikan. Pembacanya diarahkan ke yang baru."))
        return redirect(article)
    warning = _(
        "Pencarian tidak lagi menemukan artikel ini; siapa yang membukanya diarahkan ke penggantinya."
    )
    return _ask(request, form, article, _("Gantikan artikel"), _("Gantikan"), warning)


def _ask(
    request: PersonRequest,
    form: Form,
    article: Article,
    title: str,
    submit: str,
    warning: str = "",
    tone: str = "primary",
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "article": article,
        "title": title,
        "submit": submit,
        "warning": warning,
        "tone": tone,
    }
    status = 422 if form.errors else 200
    return render(request, "knowledge/reason.html", context, status=status)


@signed_in
@require_POST
def check_update(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Say that a changed regulation does not touch the article."""
    article = get_object_or_404(Article.objects.editable_by(request.user), slug=slug)
    check = get_object_or_404(Check.objects.select_related("article"), article=article, pk=pk)
    actions.settle_check(check, by=request.user)
    messages.success(request, _("Dicatat: perubahan itu tidak memengaruhi artikel ini."))
    return redirect(article)


@signed_in
@require_POST
def feedback_create(request: PersonRequest, slug: str) -> HttpResponse:
    """Whether it helped."""
    article = get_object_or_404(Article.objects.visible_to(request.user).verified(), slug=slug)
    actions.give_feedback(article, is_helpful=request.POST.get("membantu") == "ya", by=request.user)
    messages.success(request, _("Terima kasih, pendapat Anda dicatat."))
    return redirect(f"{article.get_absolute_url()}#tanggapan")
