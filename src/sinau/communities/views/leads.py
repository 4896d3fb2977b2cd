"""Leads: the desk of those who lead communities, and who leads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sinau.communities.actions import appoint_lead, release_lead
from sinau.communities.forms import CommunityEditForm, LeadForm
from sinau.communities.models import Community, Conversation, Lead, Member
from sinau.communities.views.communities import settings_page
from sinau.kernel.clock import now
from sinau.people.access import PersonRequest, signed_in

PER_PAGE = 20
NEW_FOR = timedelta(days=30)
Led = QuerySet[Community]


def _unanswered(led: Led) -> QuerySet[Any]:
    waiting = Conversation.objects.filter(community__in=led).unanswered()
    return waiting.select_related("community", "author__agency").order_by("started_at")


def _quiet(led: Led) -> QuerySet[Any]:
    quiet = Conversation.objects.filter(community__in=led).quiet()
    return quiet.select_related("community", "author__agency").order_by("last_activity_at")


def _worth_writing_up(led: Led) -> QuerySet[Any]:
    worth = Conversation.objects.filter(community__in=led).worth_writing_up()
    worth = worth.select_related("community", "accepted__author__agency")
    return worth.order_by("-accepted__helpful_count", "-last_activity_at")


def _new_people(led: Led) -> QuerySet[Any]:
    new = Member.objects.active().filter(community__in=led, joined_at__gt=now() - NEW_FOR)
    return new.select_related("community", "person__agency").order_by("-joined_at")


FIGURES: dict[str, tuple[Any, Any, Callable[[Led], QuerySet[Any]]]] = {
    "belum": (
        gettext_lazy("Belum terjawab"),
        gettext_lazy("pertanyaan, yang paling lama menunggu di atas"),
        _unanswered,
    ),
    "sepi": (
        gettext_lazy("Mulai sepi"),
        gettext_lazy("tanpa balasan baru selama 14 hari"),
        _quiet,
    ),
    "layak": (
        gettext_lazy("Layak jadi pengetahuan"),
        gettext_lazy("jawaban diterima yang belum ditulis menjadi artikel"),
        _worth_writing_up,
    ),
    "baru": (
        gettext_lazy("Anggota baru"),
        gettext_lazy("bergabung dalam 30 hari terakhir"),
        _new_people,
    ),
}


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """What waits for who leads: each figure opens to its rows."""
    led = Community.objects.led_by(request.user)
    if not led.exists():
        raise Http404
    chosen = request.GET.get("lihat", "belum")
    if chosen not in FIGURES:
        chosen = "belum"
    rows = {key: rows_of(led) for key, (_label, _note, rows_of) in FIGURES.items()}
    figures = [
        {"key": key, "label": label, "note": note, "value": rows[key].count()}
        for key, (label, note, _rows_of) in FIGURES.items()
    ]
    context = {
        "figures": figures,
        "chosen": chosen,
        "heading": FIGURES[chosen][0],
        "page": Paginator(rows[chosen], PER_PAGE).get_page(request.GET.get("halaman")),
        "communities": led.order_by("-unanswered_count", "name")[:PER_PAGE],
    }
    return render(request, "communities/lead.html", context)


@require_POST
@signed_in
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Somebody leads the community from now on."""
    community = get_object_or_404(Community.objects.managed_by(request.user), pk=pk)
    lead_form = LeadForm(request.POST)
    if not lead_form.is_valid() or lead_form.person is None:
        start = {"name": community.name, "purpose": community.purpose}
        form = CommunityEditForm(initial=start)
        return settings_page(request, community, form=form, lead_form=lead_form)
    appoint_lead(community, person=lead_form.person, by=request.user)
    name = lead_form.person.full_name
    messages.success(request, _("%(name)s kini memandu komunitas ini.") % {"name": name})
    return redirect("communities:edit", pk)


@require_POST
@signed_in
def remove(request: PersonRequest, pk: int, person: int) -> HttpResponse:
    """Somebody no longer leads the community."""
    community = get_object_or_404(Community.objects.managed_by(request.user), pk=pk)
    leading = Lead.objects.active().filter(community=community).select_related("person")
    lead = get_object_or_404(leading, person_id=person)
    release_lead(community, person=lead.person, by=request.user)
    name = lead.person.full_name
    messages.success(request, _("%(name)s tidak lagi memandu komunitas ini.") % {"name": name})
    if Community.objects.managed_by(request.user).filter(pk=pk).exists():
        return redirect("communities:edit", pk)
    return redirect(community)
