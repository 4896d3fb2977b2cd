"""Make a package part of a course."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.packages.forms import CourseForm
from sinau.packages.models import Package
from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import add_activity


@require_POST
@signed_in
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """The course asks for the package; told again, it says what is new of it."""
    package = get_object_or_404(Package.objects.usable().kept_by(request.user), pk=pk)
    form = CourseForm(request.POST, person=request.user)
    if not form.is_valid():
        messages.error(request, _("Pilih kursus dan lama pengerjaannya."))
        return redirect(package)
    add_activity(
        form.cleaned_data["course"],
        by=request.user,
        address=package.address,
        kind_label=_("Paket %(kind)s") % {"kind": package.get_kind_display()},
        title=package.title[:200],
        url=package.get_absolute_url(),
        minutes=form.cleaned_data["minutes"],
        required=form.cleaned_data["required"],
    )
    messages.success(request, _("Paket menjadi bagian kursus."))
    return redirect(package)
