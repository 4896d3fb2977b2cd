"""A class on the officer's desk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role
from sinau.university.actions import write_class
from sinau.university.forms import ClassForm
from sinau.university.models import ClassClosing, TrainingClass


def kept_class(request: PersonRequest, pk: int) -> TrainingClass:
    """A class in this officer's charge, or 404."""
    return get_object_or_404(
        TrainingClass.objects.kept_by(request.user).select_related("agency", "owner"), pk=pk
    )


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Its words, sessions, seats, and the next thing to do."""
    training_class = kept_class(request, pk)
    return render(
        request,
        "university/desk_class.html",
        {
            "class": training_class,
            "sessions": list(
                training_class.sessions.select_related(
                    "room", "training_class", "notes"
                ).prefetch_related("speakers")
            ),
            "papers": list(training_class.papers.all()),
            "reserved": sum(
                training_class.reserved.filter(released_at=None).values_list("seats", flat=True)
            ),
            "reopening": training_class.reopenings.select_related("reopened_by").first(),
            "publication": training_class.publications.select_related("published_by").first(),
            "closing": ClassClosing.objects.filter(training_class=training_class)
            .select_related("closed_by")
            .first(),
        },
    )


@needs(Role.OFFICER)
def new(request: PersonRequest) -> HttpResponse:
    """Begin a class; with `?dari=` it takes the words of an earlier one."""
    return _form(request, _copy_of(request) or TrainingClass(agency=request.user.agency))


def _copy_of(request: PersonRequest) -> TrainingClass | None:
    asked = request.GET.get("dari", "")
    if not (asked.isascii() and asked.isdigit()) or len(asked) > 12:
        return None
    found = TrainingClass.objects.kept_by(request.user).filter(pk=int(asked)).first()
    if found is None:
        return None
    words = (
        "kind",
        "needs_permission",
        "agency_id",
        "audience",
        "title",
        "summary",
        "place",
        "quota",
        "quota_per_agency",
        "stated_jp",
        "competence",
        "materials",
    )
    return TrainingClass(**{word: getattr(found, word) for word in words})


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what it says of itself."""
    return _form(request, kept_class(request, pk))


def _form(request: PersonRequest, training_class: TrainingClass) -> HttpResponse:
    form = ClassForm(request.POST or None, instance=training_class, person=request.user)
    if request.method == "POST" and form.is_valid():
        kept = write_class(form.save(commit=False), by=request.user)
        messages.success(request, _("Kelas disimpan."))
        return redirect("university:class_desk", kept.pk)
    return render(
        request,
        "university/class_form.html",
        {"form": form, "class": training_class},
        status=422 if form.errors else 200,
    )
