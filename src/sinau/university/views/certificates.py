"""My certificates, and the public page on which anybody checks one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from sinau.kernel.clock import now
from sinau.people.access import PersonRequest, signed_in
from sinau.people.accounts.entering import address_of
from sinau.people.models import Person
from sinau.university.actions import revoke
from sinau.university.actions.certificates import read_code
from sinau.university.actions.probing import count_in_vain, refuse_who_probes
from sinau.university.forms import ReasonForm
from sinau.university.models import Certificate


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """One's own certificates, the newest first."""
    mine = Certificate.objects.of(request.user).select_related("revocation")
    page = Paginator(mine, 20).get_page(request.GET.get("halaman"))
    return render(request, "university/certificates.html", {"page": page})


@never_cache
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Is this certificate real: name, activity, hours, date and state; nothing else, for anybody."""
    if not request.user.is_authenticated:
        refuse_who_probes(address_of(request))
    canonical = read_code(code)
    if canonical and canonical != code:
        return redirect("university:certificate", canonical)
    certificate = (
        Certificate.objects.select_related("revocation", "issuer", "paper")
        .filter(code=canonical)
        .first()
    )
    context: dict[str, object] = {
        "certificate": certificate,
        "asked": code[:40],
        "checked_at": now(),
        "paper": getattr(certificate, "paper", None),
    }
    if certificate is None:
        if not request.user.is_authenticated:
            count_in_vain(address_of(request))
        return render(request, "university/certificate_unknown.html", context, status=404)
    if isinstance(request.user, Person):
        context["is_mine"] = certificate.person_id == request.user.pk
        context["keeps"] = (
            Certificate.objects.kept_by(request.user).filter(pk=certificate.pk).exists()
        )
    return render(request, "university/certificate.html", context)


@signed_in
def remove(request: PersonRequest, code: str) -> HttpResponse:
    """Revoke, with a reason that the check page shows to everybody."""
    certificate = get_object_or_404(
        Certificate.objects.kept_by(request.user).select_related("completion"), code=code
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        revoke(certificate, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Sertifikat dicabut. Halaman pemeriksaannya sudah berubah."))
        return redirect(certificate)
    context = {"certificate": certificate, "form": form}
    return render(
        request, "university/certificate_revoke.html", context, status=422 if form.errors else 200
    )
