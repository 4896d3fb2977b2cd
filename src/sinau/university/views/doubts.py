"""Lessons and questions whose regulation changed, on the desk of those who keep them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role
from sinau.university.actions import settle_doubt
from sinau.university.models import Doubt

PER_PAGE = 25


@needs(Role.OFFICER)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """What is to be looked at, the oldest first; with a filter what was looked at."""
    mine = Doubt.objects.visible_to(request.user).select_related(
        "lesson__course", "question", "settled_by"
    )
    is_settled = request.GET.get("keadaan") == "selesai"
    doubts = (
        mine.exclude(settled_at=None) if is_settled else mine.open().order_by("raised_at", "pk")
    )
    page = Paginator(doubts, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "is_settled": is_settled,
        "states": [("selesai", _("Sudah diperiksa"))],
    }
    return render(request, "university/doubts.html", context)


@signed_in
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Somebody looked, and says so."""
    doubt = get_object_or_404(Doubt.objects.visible_to(request.user), pk=pk)
    settle_doubt(doubt, note=request.POST.get("note", ""), by=request.user)
    messages.success(request, _("Dicatat sebagai sudah diperiksa."))
    return redirect("university:doubts")
