"""Who takes a package, how far they are, and letting somebody off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.packages.actions import waive
from sinau.packages.forms import WaiveForm
from sinau.packages.models import Package, Registration, Unit
from sinau.packages.showing import state_words
from sinau.people.access import PersonRequest, signed_in

STATES = [("tuntas", gettext_lazy("Tuntas")), ("belum", gettext_lazy("Belum tuntas"))]


@signed_in
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """The people of one's agencies who take the package."""
    package = get_object_or_404(Package.objects.kept_by(request.user), pk=pk)
    rows = (
        Registration.objects.visible_to(request.user)
        .filter(package=package)
        .select_related("person__agency")
        .order_by("person__name", "pk")
    )
    match request.GET.get("keadaan"):
        case "tuntas":
            rows = rows.exclude(satisfied_at=None)
        case "belum":
            rows = rows.filter(satisfied_at=None)
    page = Paginator(rows, 50).get_page(request.GET.get("halaman"))
    context = {"package": package, "page": page, "states": STATES}
    return render(request, "packages/registrations.html", context)


@signed_in
def show(request: PersonRequest, code: UUID) -> HttpResponse:
    """One person in the package: each unit, each session."""
    registration = _registration(request, code)
    states = list(registration.states.select_related("unit", "waived_by"))
    return render(
        request,
        "packages/registration.html",
        {
            "registration": registration,
            "package": registration.package,
            "states": [(state, state_words(state)) for state in states],
            "sessions": list(registration.sessions.select_related("unit")[:50]),
            "is_kept": _is_kept(request, registration),
            "subject": f"packages.registration:{registration.pk}",
        },
    )


@signed_in
def update(request: PersonRequest, code: UUID, number: int) -> HttpResponse:
    """Let the person off a unit, with a reason."""
    registration = _registration(request, code)
    package = get_object_or_404(Package.objects.kept_by(request.user), pk=registration.package_id)
    unit = get_object_or_404(Unit.objects.select_related("package"), package=package, number=number)
    form = WaiveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        waive(registration, unit, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Peserta dibebaskan dari satuan ini."))
        return redirect("packages:registration", registration.code)
    return render(
        request,
        "packages/waive.html",
        {"form": form, "registration": registration, "unit": unit, "package": package},
        status=422 if form.errors else 200,
    )


def _registration(request: PersonRequest, code: UUID) -> Registration:
    rows = Registration.objects.visible_to(request.user).select_related("package", "person")
    return get_object_or_404(rows, code=code)


def _is_kept(request: PersonRequest, registration: Registration) -> bool:
    return Package.objects.kept_by(request.user).filter(pk=registration.package_id).exists()
