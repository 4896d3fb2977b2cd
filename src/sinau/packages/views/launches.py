"""Open a unit where content is run, and close a session that nobody ended."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.packages.actions import abandon, launch, register
from sinau.packages.models import Mode, Package, Registration, Session, Unit
from sinau.people.access import PersonRequest, signed_in


@require_POST
@signed_in
def create(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """The unit is launched for oneself, and the browser sent where it runs."""
    package = get_object_or_404(Package.objects.visible_to(request.user), pk=pk)
    unit = get_object_or_404(Unit.objects.select_related("package"), package=package, number=number)
    mode = request.POST.get("mode", Mode.NORMAL)
    registration = register(package, request.user)
    made = launch(
        registration,
        unit,
        by=request.user,
        mode=mode if mode in Mode.values else Mode.NORMAL,
        return_url=f"{settings.PUBLIC_URL}{package.get_absolute_url()}",
    )
    return HttpResponseRedirect(made.url)


@require_POST
@signed_in
def remove(request: PersonRequest, code: str) -> HttpResponse:
    """The session is over although its unit did not say so."""
    session = get_object_or_404(Session.objects.select_related("registration"), code=code)
    registration = get_object_or_404(
        Registration.objects.visible_to(request.user), pk=session.registration_id
    )
    abandon(session, by=request.user)
    messages.success(request, _("Sesi ditutup."))
    return redirect("packages:registration", registration.code)
