"""The front door: number and password, and out again."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sinau.kernel.refusals import Refused
from sinau.people.accounts import entering
from sinau.people.accounts.forms import SignInForm
from sinau.people.accounts.provider import provider_name
from sinau.people.accounts.stage import cast_on_stage
from sinau.people.cast import CAST
from sinau.people.models import Person


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Ask for number and password; who is in already goes on."""
    onward = entering.safe_onward(request)
    if request.user.is_authenticated:
        return redirect(onward or settings.LOGIN_REDIRECT_URL)
    form = SignInForm(request.POST or None, initial={"next": onward})
    status = 200
    if form.is_valid():
        try:
            person = entering.check_password(
                request, nip=form.cleaned_data["nip"], password=form.cleaned_data["password"]
            )
            return entering.by_password(request, person, onward=onward)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status if refusal.status == 429 else 200
    return render(request, "people/sign_in.html", _context(form, onward), status=status)


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Leave; a second time changes nothing."""
    auth.logout(request)
    messages.success(request, _("Anda sudah keluar."))
    return redirect("people:sign_in")


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """In the demo: come in as somebody of the cast. Anywhere else this door is not there."""
    key = request.POST.get("who", "")
    if not settings.DEMO or key not in CAST:
        raise Http404
    person = get_object_or_404(Person.objects.serving(), nip=CAST[key].nip)
    auth.logout(request)
    return entering.by_password(request, person, onward=entering.safe_onward(request))


def _context(form: SignInForm, onward: str) -> dict[str, object]:
    return {
        "form": form,
        "onward": onward,
        "provider": provider_name(),
        "cast": cast_on_stage() if settings.DEMO else [],
    }
