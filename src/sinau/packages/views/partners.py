"""What the pages of tools and of learning systems outside do alike: write one down, and let it go."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sinau.packages.actions import register_partner, withdraw_partner
from sinau.packages.models import Platform, Tool
from sinau.packages.tool_forms import PartnerForm, WithdrawForm
from sinau.people.access import PersonRequest


def written(
    request: PersonRequest,
    form: PartnerForm,
    *,
    template: str,
    saved: str,
    **context: Any,
) -> HttpResponse:
    """The form, and the page of what was written with it."""
    if request.method == "POST" and form.is_valid():
        partner = form.save(commit=False)
        register_partner(partner, by=request.user)
        messages.success(request, saved)
        return redirect(partner)
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def removed(
    request: PersonRequest, partner: Tool | Platform, *, title: str, points: list[str], done: str
) -> HttpResponse:
    """What it means that the partner goes, and the reason; a post with one lets it go."""
    if partner.withdrawn_at:
        return redirect(partner)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        withdraw_partner(partner, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, done)
        return redirect(partner)
    context = {"form": form, "partner": partner, "title": title, "points": points}
    status = 422 if form.errors else 200
    return render(request, "packages/partner_withdraw.html", context, status=status)
