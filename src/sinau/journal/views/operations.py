"""Deliveries that wait or failed, for administrators."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sinau.journal.models import Delivery
from sinau.journal.retrying import lags, retry_all, retry_one
from sinau.people.access import PersonRequest, needs
from sinau.people.models import Role

SHOWN = 50


@needs(Role.ADMINISTRATOR)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Every listener with its lag; the failed deliveries with their error."""
    name = request.GET.get("pendengar", "")
    waiting = Delivery.objects.pending().select_related("entry__stream", "entry__told_by")
    if name:
        waiting = waiting.filter(listener=name)
    known = lags()
    context = {
        "lags": known,
        "deliveries": waiting.order_by("-attempts", "pk")[:SHOWN],
        "pending": sum(lag.pending for lag in known),
        "failed": sum(lag.failed for lag in known),
        "name": name,
    }
    return render(request, "journal/operations.html", context)


@needs(Role.ADMINISTRATOR)
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Tell one listener one fact again, now."""
    delivery = get_object_or_404(Delivery, pk=pk)
    if retry_one(delivery):
        messages.success(
            request, _("Fakta sudah diterima oleh %(name)s.") % {"name": delivery.listener}
        )
    else:
        messages.error(
            request,
            _("%(name)s masih gagal. Galatnya tertulis di bawah.") % {"name": delivery.listener},
        )
    return redirect("journal:operations")


@needs(Role.ADMINISTRATOR)
@require_POST
def update_all(request: PersonRequest) -> HttpResponse:
    """Everything that waits for one listener is due now."""
    name = request.POST.get("listener", "")
    count = retry_all(name)
    messages.success(
        request,
        _("%(count)s fakta dikirim ulang kepada %(name)s di latar belakang.")
        % {"count": count, "name": name},
    )
    return redirect("journal:operations")
