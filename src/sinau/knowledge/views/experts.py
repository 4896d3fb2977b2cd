"""Who knows what: by topic, why this person, and one's own consent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sinau.kernel.embedding import find_embed
from sinau.knowledge import actions
from sinau.knowledge.forms import ExpertForm
from sinau.knowledge.knowing import busy_people, knowers, shown_profiles, sign_words
from sinau.knowledge.models import ExpertProfile, Sign
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person

MOST_SIGNS = 8


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Topics with people who agreed to be asked; for one topic, the people and why they."""
    profiles = list(shown_profiles())
    shown = [profile.person_id for profile in profiles]
    topics = (
        Sign.objects.filter(person__in=shown)
        .values_list("topic")
        .annotate(people=Count("person", distinct=True))
        .order_by("-people", "topic")[:60]
    )
    topic = request.GET.get("topik", "").strip().lower()[:60]
    willing = [p.person_id for p in profiles if topic not in p.hidden_topics]
    among = Person.objects.serving().filter(pk__in=willing)
    context = {
        "topics": [(name, name.capitalize(), people) for name, people in topics],
        "topic": topic,
        "found": knowers([topic], among=among, limit=20) if topic else [],
        "busy": busy_people(profiles),
        "is_shown": request.user.pk in shown,
    }
    return render(request, "knowledge/experts.html", context)


@signed_in
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Why this person: what they did, by topic, with what the reader may open."""
    shown = shown_profiles().select_related("person__agency")
    if pk == request.user.pk:
        shown = ExpertProfile.objects.select_related("person__agency")
    profile = get_object_or_404(shown, person=pk)
    signs = Sign.objects.filter(person=pk).exclude(topic__in=profile.hidden_topics)
    context = {
        "profile": profile,
        "person": profile.person,
        "is_busy": profile.person_id in busy_people([profile]),
        "topics": _by_topic(signs, request.user),
    }
    return render(request, "knowledge/expert.html", context)


@dataclass
class _Topic:
    name: str
    why: list[str] = field(default_factory=list)
    shown: list[dict[str, Any]] = field(default_factory=list)


def _by_topic(signs: QuerySet[Sign], reader: Person) -> list[_Topic]:
    rows = signs.values("topic", "kind").annotate(times=Count("evidence", distinct=True))
    topics: dict[str, _Topic] = {}
    for row in rows.order_by("-times", "topic", "kind"):
        held = topics.setdefault(row["topic"], _Topic(row["topic"]))
        held.why.append(sign_words(row["kind"], row["times"]))
    for sign in signs.order_by("-seen_at")[:MOST_SIGNS]:
        # What the reader may not open is counted and never named.
        embed = find_embed(reader, sign.evidence)
        if embed is not None:
            row = {"title": embed.title, "url": embed.url, "kind": sign.get_kind_display()}
            topics[sign.topic].shown.append(row)
    return list(topics.values())


@signed_in
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest) -> HttpResponse:
    """One's own consent, what is counted for it, and how often one may be asked."""
    profile = ExpertProfile.objects.filter(person=request.user).first()
    topics = list(
        Sign.objects.filter(person=request.user)
        .values_list("topic", flat=True)
        .order_by("topic")
        .distinct()
    )
    initial = {
        "is_shown": bool(profile and profile.is_shown),
        "weekly_limit": profile.weekly_limit if profile else 3,
        "hidden_topics": profile.hidden_topics if profile else [],
    }
    form = ExpertForm(request.POST or None, initial=initial, topics=topics)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.settle_profile(
            request.user,
            is_shown=data["is_shown"],
            weekly_limit=data["weekly_limit"],
            hidden_topics=data["hidden_topics"],
        )
        messages.success(request, _("Pengaturan Anda tersimpan."))
        return redirect("knowledge:experts")
    context = {
        "form": form,
        "topics": topics,
        "profile": profile,
        "signs": Sign.objects.filter(person=request.user)[:30],
    }
    return render(
        request, "knowledge/expert_edit.html", context, status=422 if form.errors else 200
    )
