"""Ideas: the list, one idea, writing it down and putting it before the city."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.innovation.actions import (
    draft_idea,
    edit_idea,
    propose_idea,
    set_partners,
    support_idea,
    withdraw_support,
)
from sinau.innovation.actions.calls import answer_call
from sinau.innovation.finding import similar_to
from sinau.innovation.forms import EditForm, IdeaForm, PartnersForm, SupportForm
from sinau.innovation.models import Call, Idea, Partner, Stage
from sinau.innovation.models.ideas import IN_USE, IdeaQuerySet
from sinau.innovation.multisector import standing
from sinau.innovation.views.comments import talk_of
from sinau.innovation.views.merging import open_requests
from sinau.innovation.views.standing import TONES, steps_of
from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person, Role

PER_PAGE = 20
STAGES = [(stage.value, stage.label) for stage in Stage]


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """Everything proposed in the city, and one's own drafts."""
    ideas = _filtered(Idea.objects.visible_to(request.user), request)
    partners = Prefetch("partners", Partner.objects.select_related("agency"))
    ordered = ideas.select_related("owner", "agency").prefetch_related(partners)
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("halaman"))
    # Only those inside learn that a gate is closed.
    inside = set(
        Idea.objects.inside(request.user)
        .filter(pk__in=[idea.pk for idea in page])
        .values_list("pk", flat=True)
    )
    rows = [
        {
            "idea": idea,
            "agencies": ", ".join(row.agency.short_name for row in idea.partners.all()),
            "tone": TONES[idea.stage],
            "is_shut": idea.pk in inside and idea.gate_closed_at is not None,
        }
        for idea in page
    ]
    context = {
        "rows": rows,
        "page": page,
        "stages": STAGES,
        "owners": [("saya", _("Saya")), ("kantor", _("Perangkat daerah saya"))],
        "q": request.GET.get("q", ""),
        "is_filtered": bool(request.GET),
    }
    return render(request, "innovation/index.html", context)


def _filtered(ideas: IdeaQuerySet, request: PersonRequest) -> IdeaQuerySet:
    stage = request.GET.get("tahap", "")
    if stage in Stage.values:
        ideas = ideas.filter(stage=stage)
    if request.GET.get("milik") == "saya":
        ideas = ideas.filter(owner=request.user)
    elif request.GET.get("milik") == "kantor":
        ideas = ideas.filter(pk__in=Partner.objects.open_to(request.user).values("idea"))
    if words := request.GET.get("q", "").replace("\x00", "").strip()[:100]:
        ideas = ideas.filter(
            Q(title__icontains=words) | Q(summary__icontains=words) | Q(problem__icontains=words)
        )
    return ideas


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One idea: what it is for, who is in it, how far it has come."""
    idea = _find(Idea.objects.visible_to(request.user), pk)
    is_inside = Idea.objects.inside(request.user).filter(pk=pk).exists()
    is_writer = Idea.objects.writable_by(request.user).filter(pk=pk).exists()
    is_head = Idea.objects.decidable_by(request.user, Role.HEAD).filter(pk=pk).exists()
    closure = idea.gate_closures.filter(opened_at=None).first() if is_inside else None
    context = {
        "idea": idea,
        "subject": f"innovation.idea:{idea.pk}",
        "tone": TONES[idea.stage],
        "partners": [row.agency for row in idea.partners.select_related("agency")],
        "steps": steps_of(idea),
        "is_inside": is_inside,
        "may_write": is_writer,
        "may_propose": is_writer and idea.stage == Stage.DRAFT,
        "may_begin": is_writer and idea.stage == Stage.PROPOSED,
        "may_review": is_writer and idea.is_in_use,
        "may_stop": idea.stage in (*IN_USE, Stage.ENDED)
        and (is_head or idea.owner_id == request.user.pk or _is_officer(request, idea)),
        "closure": closure,
        "pilots": idea.pilots.select_related("evaluation") if is_inside else [],
        "stop": idea.stops.select_related("stopped_by").first(),
        "mine": idea.supports.filter(person=request.user).select_related("carried").first(),
        "supports": idea.supports.exclude(reason="").select_related("person__agency")[:5],
        "support_form": SupportForm(),
        "similar": similar_to(idea, request.user) if idea.stage == Stage.DRAFT else [],
        "may_decide": is_head
        and idea.stage in (Stage.PROPOSED, Stage.DECLINED)
        and request.user.pk not in (idea.owner_id, idea.drafted_by_id),
        "may_merge": is_writer and idea.stage == Stage.PROPOSED,
        **_joined(idea, request.user),
    }
    return render(request, "innovation/show.html", context)


def _joined(idea: Idea, person: Person) -> dict[str, Any]:
    """Where the idea comes from and went, what was decided, who carries it, what people say."""
    if idea.stage == Stage.DRAFT:
        return {"origin": getattr(idea, "origin", None)}
    return {
        "origin": getattr(idea, "origin", None),
        "answers": idea.answers.select_related("call"),
        "merged_in": idea.merged_in.select_related("idea"),
        "merged_to": getattr(idea, "merge", None),
        "decision": idea.decisions.select_related("decided_by", "call").first(),
        "requests": open_requests(idea),
        "multisector": standing(idea),
        **talk_of(idea, person),
    }


@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """Write an idea down; it stays a draft until it is proposed."""
    form = IdeaForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        idea = draft_idea(
            form.sketch(),
            owner=request.user,
            agency=form.cleaned_data["agency"],
            partners=form.cleaned_data["partners"],
            by=request.user,
        )
        messages.success(request, _("Draf gagasan telah disimpan. Periksa, lalu ajukan."))
        check = reverse("innovation:propose", args=[idea.pk])
        call = _open_call(request.GET.get("panggilan"))
        return redirect(f"{check}?panggilan={call.pk}" if call else check)
    context = {
        "title": _("Tulis gagasan"),
        "lead": _(
            "Mulailah dari masalahnya. Gagasan tersimpan sebagai draf yang hanya dilihat perangkat daerah yang ikut."
        ),
        "form": form,
        "submit": _("Simpan draf"),
        "draft": "gagasan-baru",
    }
    return render(request, "innovation/form.html", context)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what the idea says."""
    idea = _find(Idea.objects.writable_by(request.user), pk)
    form = EditForm(idea, request.POST or None)
    if request.method == "POST" and form.is_valid():
        edit_idea(idea, form.sketch(), owner=form.cleaned_data["owner"], by=request.user)
        messages.success(request, _("Gagasan telah diubah."))
        return redirect(idea)
    context = {
        "title": _("Ubah gagasan"),
        "idea": idea,
        "form": form,
        "submit": _("Simpan perubahan"),
    }
    return render(request, "innovation/form.html", context)


@signed_in
def propose(request: PersonRequest, pk: int) -> HttpResponse:
    """Check the answers, see what resembles it, and put it before the city."""
    idea = _find(Idea.objects.writable_by(request.user), pk)
    call = _open_call(request.POST.get("panggilan") or request.GET.get("panggilan"))
    if request.method == "POST":
        propose_idea(idea, by=request.user)
        if call is not None:
            answer_call(call, idea, by=request.user)
        messages.success(request, _("Gagasan telah diajukan dan dapat dibaca seluruh kota."))
        return redirect(idea)
    if idea.stage != Stage.DRAFT:
        return redirect(idea)
    context = {
        "idea": idea,
        "partners": [row.agency.name for row in idea.partners.select_related("agency")],
        "similar": similar_to(idea, request.user),
        "call": call,
    }
    return render(request, "innovation/propose.html", context)


def _open_call(said: str | None) -> Call | None:
    """The call an idea is meant for, while it takes ideas."""
    if not said or not said.isdecimal() or len(said) > 9:
        return None
    return Call.objects.open_on(today()).filter(pk=int(said)).first()


@signed_in
@require_POST
def support(request: PersonRequest, pk: int) -> HttpResponse:
    """Support an idea, or withdraw the support."""
    idea = _find(Idea.objects.visible_to(request.user), pk)
    if request.POST.get("dukung") == "tidak":
        withdraw_support(idea, by=request.user)
        messages.success(request, _("Dukungan Anda telah ditarik."))
        return redirect(idea)
    form = SupportForm(request.POST)
    if form.is_valid():
        support_idea(idea, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Dukungan Anda telah dicatat."))
    else:
        messages.error(request, _("Alasan terlalu panjang; tulis paling banyak 300 huruf."))
    return redirect(idea)


@signed_in
def partners(request: PersonRequest, pk: int) -> HttpResponse:
    """Say which agencies take part."""
    idea = _find(Idea.objects.writable_by(request.user), pk)
    known = list(idea.partners.exclude(agency=idea.agency).values_list("agency", flat=True))
    form = PartnersForm(request.POST or None, initial={"partners": known})
    if request.method == "POST" and form.is_valid():
        set_partners(idea, form.cleaned_data["partners"], by=request.user)
        messages.success(request, _("Perangkat daerah yang ikut telah ditetapkan."))
        return redirect(idea)
    context = {
        "title": _("Perangkat daerah yang ikut"),
        "lead": _("Pengampu: %(agency)s.") % {"agency": idea.agency.name},
        "idea": idea,
        "form": form,
        "submit": _("Simpan"),
    }
    return render(request, "innovation/form.html", context)


def _is_officer(request: PersonRequest, idea: Idea) -> bool:
    theirs = Idea.objects.decidable_by(request.user, Role.RISK_OFFICER)
    return theirs.filter(pk=idea.pk).exists()


def _find(ideas: IdeaQuerySet, pk: int) -> Idea:
    idea: Idea = get_object_or_404(ideas.select_related("owner", "agency", "register"), pk=pk)
    return idea
