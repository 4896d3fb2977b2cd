"""Regulations: the list, reading one to the ayat, and keeping status and relations true."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.kernel.clock import today
from sinau.knowledge import actions
from sinau.knowledge.forms import DayForm, DetailsForm, RelationForm, StatusForm
from sinau.knowledge.leaves import leaves
from sinau.knowledge.models import (
    Article,
    Passage,
    Regulation,
    RegulationStatus,
    Relation,
    RelationKind,
)
from sinau.knowledge.strangers import open_to_strangers, regulations_for
from sinau.knowledge.views import public
from sinau.knowledge.views.documents import original
from sinau.knowledge.views.public import TONES
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role

PER_PAGE = 25


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Every regulation this person may read."""
    mine = Regulation.objects.visible_to(request.user)
    found = mine
    status, kind = request.GET.get("keadaan"), request.GET.get("jenis")
    if status in RegulationStatus.values:
        found = found.filter(status=status)
    if kind:
        found = found.filter(kind=kind)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    rows = [
        {"regulation": regulation, "tone": TONES[RegulationStatus(regulation.status)]}
        for regulation in page
    ]
    context = {
        "page": page,
        "rows": rows,
        "statuses": RegulationStatus.choices,
        "kinds": [(k, k) for k in mine.order_by("kind").values_list("kind", flat=True).distinct()],
        "may_upload": request.user.has_role(Role.CURATOR, Role.OFFICER),
        "is_filtered": bool(status or kind),
    }
    return render(request, "knowledge/regulations.html", context)


def _regulation(request: PersonRequest, slug: str) -> Regulation:
    regulations = regulations_for(request).select_related(
        "agency", "owner", "document", "confirmed_by"
    )
    return get_object_or_404(regulations, slug=slug)


@open_to_strangers
@require_safe
def show(request: PersonRequest, slug: str, part: str = "") -> HttpResponse:
    """A regulation, or one page of a long one; `?pasal=12&ayat=2` leads to that place."""
    regulation = _regulation(request, slug)
    wanted = request.GET.get("pasal", "").strip()
    if wanted:
        place = f"pasal-{wanted}"
        ayat = request.GET.get("ayat", "").strip()
        return redirect(_place(regulation, [place, f"ayat-{ayat}"] if ayat else [place]))
    passages = list(regulation.passages.filter(part=part).order_by("position"))
    if part and not passages:
        raise Http404
    if not request.user.is_authenticated:
        return public.regulation(request, regulation, part, passages)
    return render(request, "knowledge/regulation.html", _page(request, regulation, part, passages))


def _page(
    request: PersonRequest, regulation: Regulation, part: str, passages: list[Passage]
) -> dict[str, Any]:
    return {
        **public.laid_out(regulation, part, passages),
        "day_form": DayForm(initial={"tanggal": today()}),
        "relations": _relations(regulation, request),
        "changes": regulation.changes.select_related("noted_by").order_by("-pk")[:5],
        "resting": _resting(regulation, request),
        "may_manage": Regulation.objects.managed_by(request.user).filter(pk=regulation.pk).exists(),
    }


def _relations(regulation: Regulation, request: PersonRequest) -> QuerySet[Relation]:
    return regulation.relations.standing().visible_to(request.user).select_related("other")


def _resting(regulation: Regulation, request: PersonRequest) -> list[Article]:
    """Verified articles that name the regulation as their basis."""
    found = (
        Article.objects.visible_to(request.user)
        .verified()
        .filter(legal_basis__icontains=regulation.short_title)
        .only("title", "slug")
    )
    return list(found[:6])


@open_to_strangers
@require_safe
def passage_show(request: PersonRequest, slug: str, place: str) -> HttpResponse:
    """The short address of an ayat leads to its spot on whatever page it stands now."""
    regulation = _regulation(request, slug)
    return redirect(_place(regulation, place.strip("/").split("/")))


def _place(regulation: Regulation, steps: list[str]) -> str:
    """The full address of "pasal-5", "ayat-2"; of the nearest above when there is no such ayat."""
    if not all(re.fullmatch(r"(?:pasal|ayat|angka|huruf)-\w{1,12}", step) for step in steps):
        raise Http404
    for length in range(len(steps), 0, -1):
        anchor = "-".join(steps[:length]).lower()
        tail = [step for step in steps[length:] if step.startswith(("huruf", "angka"))]
        found = regulation.passages.filter(anchor=anchor).first()
        if found is None:
            found = regulation.passages.filter(former__contains=[anchor]).first()
        if found is None and length == 1:
            found = regulation.passages.filter(anchor__startswith=f"{anchor}-").first()
        if found is not None:
            found.regulation = regulation
            address = found.get_absolute_url()
            if length == 1 and found.anchor != anchor:
                address = address.split("#")[0] + f"#{anchor}"
            return "-".join([address, *tail]) if tail else address
    raise Http404


@signed_in
@require_safe
def print_show(request: PersonRequest, slug: str) -> HttpResponse:
    """The whole regulation on one page, for A4."""
    regulation = _regulation(request, slug)
    passages = list(regulation.passages.order_by("position"))
    context = {
        "regulation": regulation,
        "leaves": leaves(passages, regulation),
        "state_tone": TONES[RegulationStatus(regulation.status)],
        "is_print": True,
    }
    return render(request, "knowledge/regulation_print.html", context)


@open_to_strangers
@require_safe
def file_show(request: PersonRequest, slug: str) -> HttpResponse:
    """The file the regulation was read from."""
    regulation = _regulation(request, slug)
    if regulation.document is None:
        raise Http404
    return original(regulation.document)


def _managed(request: PersonRequest, slug: str) -> Regulation:
    return get_object_or_404(
        Regulation.objects.managed_by(request.user).select_related("agency"), slug=slug
    )


@signed_in
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Correct what is said about a regulation."""
    regulation = _managed(request, slug)
    names = (
        *("kind", "number", "year", "title", "short_title", "issuer", "status", "notice"),
        *("enacted_on", "promulgated_on", "effective_on"),
    )
    initial = {name: getattr(regulation, name) for name in names}
    initial |= {"agency": regulation.agency_id, "audience": regulation.audience}
    form = DetailsForm(request.POST or None, person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.correct_regulation(regulation, form.details(), by=request.user)
        messages.success(request, _("Keterangan dibetulkan."))
        return redirect(regulation)
    context = {"form": form, "regulation": regulation}
    status = 422 if form.errors else 200
    return render(request, "knowledge/regulation_form.html", context, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def relations_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Status and relations of a regulation, with two small forms."""
    regulation = _managed(request, slug)
    asks_relation = request.method == "POST" and "relation" in request.POST
    asks_status = request.method == "POST" and not asks_relation
    relation_form = RelationForm(
        request.POST if asks_relation else None, person=request.user, regulation=regulation
    )
    status_form = StatusForm(
        request.POST if asks_status else None, initial={"status": regulation.status}
    )
    if asks_relation and relation_form.is_valid():
        data = relation_form.cleaned_data
        actions.relate(
            regulation,
            RelationKind(data["relation"]),
            other=data["other"],
            other_name=data["other_name"],
            pasal=data["pasal"],
            since=data["since"],
            by=request.user,
        )
        messages.success(request, _("Hubungan dicatat."))
        return redirect("knowledge:regulation_relations", slug)
    if asks_status and status_form.is_valid():
        data = status_form.cleaned_data
        actions.change_status(regulation, data["status"], because=data["because"], by=request.user)
        messages.success(request, _("Keadaan dicatat."))
        return redirect("knowledge:regulation_relations", slug)
    context = {
        "regulation": regulation,
        "relation_form": relation_form,
        "status_form": status_form,
        "relations": _relations(regulation, request),
        "changes": regulation.changes.select_related("noted_by").order_by("-pk")[:20],
        "state_tone": TONES[RegulationStatus(regulation.status)],
    }
    wrong = relation_form.errors or status_form.errors
    return render(
        request, "knowledge/regulation_relations.html", context, status=422 if wrong else 200
    )


@signed_in
@require_POST
def relation_remove(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Take a relation back."""
    regulation = _managed(request, slug)
    relation = get_object_or_404(
        Relation.objects.standing().visible_to(request.user).select_related("regulation"),
        regulation=regulation,
        pk=pk,
    )
    actions.unrelate(relation, by=request.user)
    messages.success(request, _("Hubungan dihapus dari daftar; riwayatnya tetap tersimpan."))
    return redirect("knowledge:regulation_relations", slug)
