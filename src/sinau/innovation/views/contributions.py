"""The team of an idea: what each agency gave, weighed, and for those inside the book itself."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.innovation.actions.contributions import (
    confirm_contribution,
    member_agency,
    record_contribution,
)
from sinau.innovation.models import Contribution, Idea, Stage
from sinau.innovation.multisector import standing
from sinau.innovation.team_forms import ContributionForm
from sinau.people.access import PersonRequest, signed_in
from sinau.ui.charts import Bar

PER_PAGE = 30


@signed_in
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """Everybody in the city reads the shares; names and days are for those inside."""
    ideas = Idea.objects.visible_to(request.user).exclude(stage=Stage.DRAFT)
    idea = get_object_or_404(ideas.select_related("owner", "agency", "register"), pk=pk)
    is_inside = Idea.objects.inside(request.user).filter(pk=pk).exists()
    found = standing(idea)
    book = idea.given.select_related("person", "agency", "to_agency", "confirmation__confirmed_by")
    page = Paginator(book if is_inside else book.none(), PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    is_member = is_inside and (
        member_agency(idea, request.user) is not None or idea.owner_id == request.user.pk
    )
    context = {
        "idea": idea,
        "is_inside": is_inside,
        "multisector": found,
        "bars": [
            Bar(label=f"{share.agency} · {share.sector}", value=round(100 * share.part))
            for share in found.shares
        ],
        "page": page,
        "rows": [
            {
                "row": row,
                "confirmation": getattr(row, "confirmation", None),
                "may_confirm": is_member
                and not row.entry
                and not hasattr(row, "confirmation")
                and request.user.pk not in (row.person_id, row.recorded_by_id),
            }
            for row in page
        ],
        "may_record": is_inside and Idea.objects.writable_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "innovation/team.html", context)


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down what was given."""
    ideas = Idea.objects.writable_by(request.user).exclude(stage=Stage.DRAFT)
    idea = get_object_or_404(ideas.select_related("owner", "agency"), pk=pk)
    form = ContributionForm(idea, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        record_contribution(idea, form.given(), by=request.user)
        messages.success(
            request, _("Sumbangan tercatat dan dihitung sesudah dibenarkan anggota lain.")
        )
        return redirect("innovation:team", pk=idea.pk)
    context = {
        "title": _("Catat sumbangan"),
        "lead": _(
            "Yang dihitung adalah kerja yang sungguh dilakukan, bukan nama dalam surat keputusan."
        ),
        "idea": idea,
        "form": form,
        "submit": _("Catat"),
    }
    return render(request, "innovation/form.html", context)


@signed_in
@require_POST
def confirm(request: PersonRequest, pk: int) -> HttpResponse:
    """Vouch for what somebody else gave."""
    inside = Idea.objects.inside(request.user)
    rows = Contribution.objects.filter(counts_for__in=inside)
    contribution = get_object_or_404(rows.select_related("idea", "agency", "counts_for"), pk=pk)
    confirm_contribution(contribution, by=request.user)
    messages.success(request, _("Sumbangan dibenarkan dan sekarang dihitung."))
    return redirect("innovation:team", pk=contribution.counts_for_id)
