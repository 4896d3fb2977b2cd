"""Who holds which role, and what auditors have looked at."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, needs, signed_in, within
from sinau.people.actions.grants import grant_role, revoke_role
from sinau.people.forms import GrantForm
from sinau.people.models import AuditView, Grant, Role
from sinau.people.models.grants import GrantQuerySet

PER_PAGE = 50


def _in_scope(request: PersonRequest) -> GrantQuerySet:
    return Grant.objects.filter(within("agency", request.user, Role.ADMINISTRATOR))


@needs(Role.ADMINISTRATOR)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Who holds what, where and until when."""
    grants = _in_scope(request).select_related("person__agency", "agency", "granted_by")
    role, state = request.GET.get("peran", ""), request.GET.get("keadaan", "")
    words = request.GET.get("q", "").strip()
    if role:
        grants = grants.filter(role=role)
    if words:
        grants = grants.filter(person__name__icontains=words)
    grants = grants if state == "semua" else _now_or_later(grants)
    grants = grants.order_by("role", "agency__path", "person__name", "pk")
    context = {
        "page": Paginator(grants, PER_PAGE).get_page(request.GET.get("halaman")),
        "roles": Role.choices,
        "states": [("semua", _("Semua, juga yang sudah berakhir"))],
        "today": today(),
        "q": words,
    }
    return render(request, "people/grants/index.html", context)


def _now_or_later(grants: GrantQuerySet) -> GrantQuerySet:
    return grants.filter(revoked_at=None).exclude(valid_to__lt=today())


@needs(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def create(request: PersonRequest) -> HttpResponse:
    """Give a role."""
    form = GrantForm(
        request.POST or None, by=request.user, initial={"nip": request.GET.get("nip", "")}
    )
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        person = said.pop("nip")
        grant = grant_role(person, by=request.user, **said)
        messages.success(
            request,
            _("%(name)s memegang peran %(role)s atas %(agency)s.")
            % {
                "name": person.name,
                "role": grant.get_role_display(),
                "agency": grant.agency.name,
            },
        )
        return redirect("people:grants")
    status = 422 if form.is_bound else 200
    return render(request, "people/grants/new.html", {"form": form}, status=status)


@needs(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a role, after saying what will happen."""
    grant = get_object_or_404(_in_scope(request).select_related("person", "agency"), pk=pk)
    if request.method == "POST":
        revoke_role(grant, by=request.user)
        messages.success(request, _("Peran dicabut dan berakhir saat ini juga."))
        return redirect("people:grants")
    return render(request, "people/grants/remove.html", {"grant": grant})


@signed_in
@require_safe
def audits(request: PersonRequest) -> HttpResponse:
    """What auditors opened: one's own, one's staff's, and those an administrator answers for."""
    views = AuditView.objects.visible_to(request.user).select_related("auditor__agency")
    before = request.GET.get("sebelum", "")
    if before.isdigit():
        views = views.filter(pk__lt=int(before))
    found = list(views.order_by("-pk")[: PER_PAGE + 1])
    context = {
        "views": found[:PER_PAGE],
        "next": found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None,
        "is_administrator": request.user.has_role(Role.ADMINISTRATOR),
    }
    return render(request, "people/grants/audits.html", context)
