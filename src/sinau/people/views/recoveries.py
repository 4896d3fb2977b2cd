"""A forgotten password: ask for a letter, then set a new one with its link."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sinau.people.accounts import actions, entering
from sinau.people.accounts.forms import NewPasswordForm, RecoveryForm

HOURS = settings.PASSWORD_RESET_TIMEOUT // 3600


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Ask whose; afterwards the same page stands there whether or not there is such an account."""
    form = RecoveryForm(request.POST or None)
    if not form.is_valid():
        return render(request, "people/recovery_new.html", {"form": form})
    actions.request_recovery(form.cleaned_data["nip"], address=entering.address_of(request))
    return redirect("people:recovery_sent")


def show(request: HttpRequest) -> HttpResponse:
    """What happens next, and what to do without an office address."""
    return render(request, "people/recovery_sent.html", {"hours": HOURS})


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """Set a new password with the link; a spent or old one says so and offers a new letter."""
    person = actions.person_of_link(key, token)
    if person is None:
        return render(request, "people/recovery_spent.html", {"hours": HOURS}, status=410)
    form = NewPasswordForm(request.POST or None, person=person)
    if not form.is_valid():
        return render(request, "people/recovery_edit.html", {"form": form, "person": person})
    actions.set_password_by_link(person, form.cleaned_data["password"])
    messages.success(request, _("Kata sandi baru tersimpan. Silakan masuk."))
    return redirect("people:sign_in")
