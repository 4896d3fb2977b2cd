"""A package: the officer's list, bringing one in, its page for officers and learners."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.packages.actions import PackageInvalid, import_package, withdraw_package
from sinau.packages.forms import CourseForm, PackageForm
from sinau.packages.models import Package, Registration, Unit
from sinau.packages.showing import outline
from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role
from sinau.university.models import Activity, Course


@needs(Role.OFFICER)
def index(request: PersonRequest) -> HttpResponse:
    """The packages of the agencies in one's charge."""
    packages = (
        Package.objects.kept_by(request.user)
        .select_related("agency")
        .annotate(
            learners=Count("registrations"),
            finished=Count("registrations", filter=Q(registrations__satisfied_at__isnull=False)),
        )
        .order_by("-imported_at", "-pk")
    )
    page = Paginator(packages, 30).get_page(request.GET.get("halaman"))
    return render(request, "packages/index.html", {"page": page})


@needs(Role.OFFICER)
def new(request: PersonRequest) -> HttpResponse:
    """Bring a package in; a bad one is answered with all that is wrong with it."""
    form = PackageForm(request.POST or None, request.FILES or None, person=request.user)
    report: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            package = import_package(
                file, by=request.user, file_name=file.name, agency=form.cleaned_data["agency"]
            )
        except PackageInvalid as refusal:
            report = refusal.report
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Paket dimasukkan."))
            return redirect(package)
    return render(
        request,
        "packages/new.html",
        {"form": form, "report": report, "broken": [one for one in report if not one["passed"]]},
        status=422 if form.errors else 200,
    )


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Its units and one's own state; for who keeps it also where it stands and what was checked."""
    package = get_object_or_404(
        Package.objects.visible_to(request.user).select_related("agency", "imported_by"), pk=pk
    )
    is_kept = Package.objects.kept_by(request.user).filter(pk=pk).exists()
    registration = Registration.objects.filter(package=package, person=request.user).first()
    units = list(package.units.all())
    context: dict[str, Any] = {
        "package": package,
        "is_kept": is_kept,
        "registration": registration,
        "outline": outline(package, units, registration),
        "subject": package.address,
        "courses": _courses(request, package),
    }
    if is_kept:
        context["form"] = CourseForm(person=request.user)
        context["learners"] = package.registrations.count()
        context["finished"] = package.registrations.exclude(satisfied_at=None).count()
    response = render(request, "packages/package.html", context)
    # The button posts to us and is sent on to where the content is run.
    response._csp_update = {"form-action": _addresses(units)}  # type: ignore[attr-defined]
    return response


def _courses(request: PersonRequest, package: Package) -> list[Course]:
    asking = Activity.objects.asked().filter(address=package.address).values("course")
    return list(Course.objects.visible_to(request.user).filter(pk__in=asking))


def _addresses(units: list[Unit]) -> list[str]:
    found = {settings.CONTENT_URL} if settings.CONTENT_URL else set()
    for unit in units:
        if unit.is_elsewhere:
            parts = urlsplit(unit.url)
            found.add(f"{parts.scheme}://{parts.netloc}")
    return sorted(found)[:20]


@require_POST
@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Nobody launches it any more."""
    package = get_object_or_404(Package.objects.kept_by(request.user), pk=pk)
    withdraw_package(package, by=request.user)
    messages.success(request, _("Paket ditarik. Hasil belajar peserta tetap tersimpan."))
    return redirect(package)
