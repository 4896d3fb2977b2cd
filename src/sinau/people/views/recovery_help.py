"""What an officer does for somebody who cannot get in: a link for a new password, a lost phone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from sinau.people.access import PersonRequest, needs
from sinau.people.accounts import actions
from sinau.people.accounts.factors import factors_of
from sinau.people.models import Role
from sinau.people.views.recoveries import HOURS


@never_cache
@require_http_methods(["GET", "POST"])
@needs(Role.OFFICER, Role.ADMINISTRATOR)
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what it does; a post makes the link and shows it this once."""
    person = get_object_or_404(actions.recoverable_by(request.user), pk=pk)
    link = actions.issue_recovery_link(person, by=request.user) if request.method == "POST" else ""
    context = {"person": person, "link": link, "hours": HOURS, "has": factors_of(person)}
    return render(request, "people/recovery_help.html", context)


@require_POST
@needs(Role.OFFICER, Role.ADMINISTRATOR)
def remove_factors(request: PersonRequest, pk: int) -> HttpResponse:
    """The lost phone is no longer asked for; with none there is nothing to do."""
    person = get_object_or_404(actions.recoverable_by(request.user), pk=pk)
    if actions.reset_factors(person, by=request.user):
        messages.success(
            request,
            _("Pengaman masuk %(name)s dicabut; ia masuk dengan kata sandi saja.")
            % {"name": person.name},
        )
    return redirect("people:recovery_help", pk)
