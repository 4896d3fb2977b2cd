"""Drafts that are read over: by whom, and what they say."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions.reviews import (
    ask_review,
    give_opinion,
    release_reviewer,
    remark,
)
from sinau.university.forms.authoring import OpinionForm, ReviewerForm
from sinau.university.models import LessonReview, Opinion
from sinau.university.views.lesson_versions import kept_version, readable_version, version_page


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """What this person was asked to read, what waits for them first."""
    asked = (
        LessonReview.objects.filter(reviewer=request.user, version__published_at=None)
        .select_related("version__lesson__course", "asked_by")
        .prefetch_related("opinions")
        .order_by("-asked_at")
    )
    return render(request, "university/lesson_reviews.html", {"reviews": asked[:100]})


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask somebody; with `lepas` ask them no longer."""
    version = kept_version(request, pk)
    released = request.POST.get("lepas", "")
    if released:
        found = version.reviews.filter(pk=released if released.isdigit() else 0)
        release_reviewer(get_object_or_404(found))
        messages.success(request, _("Permintaan pemeriksaan dicabut."))
        return redirect(version)
    form = ReviewerForm(request.POST)
    if not form.is_valid() or form.person is None:
        return version_page(request, version, reviewer_form=form, status=422)
    ask_review(version, form.person, by=request.user)
    messages.success(
        request, _("%(name)s diminta memeriksa draf ini.") % {"name": form.person.full_name}
    )
    return redirect(version)


@signed_in
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """What a reviewer says of the whole."""
    version = readable_version(request, pk)
    review = get_object_or_404(version.reviews, reviewer=request.user)
    form = OpinionForm(request.POST)
    if not form.is_valid():
        return version_page(request, version, opinion_form=form, status=422)
    said = form.cleaned_data
    give_opinion(review, Opinion(said["opinion"]), note=said["note"])
    messages.success(request, _("Pendapat Anda dicatat. Terima kasih."))
    return redirect(version)


@signed_in
@require_POST
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """What somebody says of one block."""
    version = readable_version(request, pk)
    block = get_object_or_404(version.blocks, key=request.POST.get("blok", ""))
    words = request.POST.get("words", "").strip()
    if words:
        remark(version, block.key, words, by=request.user)
        messages.success(request, _("Catatan disimpan."))
    else:
        messages.error(request, _("Tulis catatannya lebih dulu."))
    return redirect(f"{version.get_absolute_url()}#blok-{block.key}")
