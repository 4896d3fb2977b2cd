"""Who has signed, who still has to, what they sign, and the exceptions two agencies stand behind."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.innovation import impact
from sinau.innovation.actions import (
    agree_exception,
    ask_exception,
    sign_plan,
    withdraw_exception,
    withdraw_signature,
)
from sinau.innovation.actions.signing import seal_of
from sinau.innovation.gate import all_criteria
from sinau.innovation.gate_forms import AgreeForm, ExceptionForm, SignForm, WithdrawForm
from sinau.innovation.gathering import AGREEING, findings_of, is_stale, seats_of
from sinau.innovation.models import GateException, Idea, Plan, Signature
from sinau.innovation.models.ideas import IdeaQuerySet
from sinau.innovation.sealing import latest_score, round_now
from sinau.innovation.seats import may_sit
from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role
from sinau.risk.models import Risk


@signed_in
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """The seats under what stands there now, and every signature there ever was."""
    idea = _inside(request, pk)
    plan = Plan.objects.filter(idea=idea).first()
    score = latest_score(plan)
    gate = round_now(idea)
    sealed = seal_of(idea, gate)
    rows = list(Signature.objects.filter(idea=idea).select_related("signed_by", "home"))
    valid = {
        row.seat: row
        for row in rows
        if row.gate == gate and row.seal == sealed and row.withdrawn_at is None
    }
    seats = [
        {
            "seat": seat,
            "signature": valid.get(seat.key),
            "may_sign": seat.key not in valid and may_sit(request.user, idea, seat.key),
            "is_mine": seat.key in valid and valid[seat.key].signed_by_id == request.user.pk,
        }
        for seat in seats_of(score.level if score else 0)
    ]
    context = {
        "idea": idea,
        "seats": seats,
        "signed": len(valid),
        "total": len(seats),
        "is_launch": gate != "pilot",
        "ready": score is not None and not is_stale(plan, score),
        "level": impact.levels()[score.level] if score else None,
        "version": sealed[:12],
        "former": [
            (row, impact.seats()[row.seat].title) for row in rows if row not in valid.values()
        ],
    }
    return render(request, "innovation/signatures.html", context)


@signed_in
def new(request: PersonRequest, pk: int, seat: str) -> HttpResponse:
    """What is signed on one page, and the name under it."""
    idea = _inside(request, pk)
    if seat not in impact.seats() or not may_sit(request.user, idea, seat):
        raise Http404
    plan = get_object_or_404(Plan, idea=idea)
    score = latest_score(plan)
    gate = round_now(idea)
    form = SignForm(request.POST or None, initial={"read": seal_of(idea, gate)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        sign_plan(idea, gate=gate, seat=seat, read=said["read"], note=said["note"], by=request.user)
        messages.success(request, _("Tanda tangan Anda telah dicatat."))
        return redirect("innovation:signatures", pk=pk)
    risks = Risk.objects.open_now().filter(register=idea.register_id).select_related("standing")
    context = {
        "idea": idea,
        "plan": plan,
        "score": score,
        "level": impact.levels()[score.level] if score else None,
        "seat": impact.seats()[seat],
        "risks": risks.order_by("-standing__score", "code"),
        "form": form,
        "is_grave": score is not None and score.level == 4,
    }
    return render(request, "innovation/sign.html", context)


@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take one's own signature back; `pk` is the signature."""
    mine = Signature.objects.standing().filter(
        signed_by=request.user, idea__in=Idea.objects.inside(request.user)
    )
    signature = get_object_or_404(mine.select_related("idea__owner", "idea__agency"), pk=pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_signature(signature, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Tanda tangan Anda telah ditarik."))
        return redirect("innovation:signatures", pk=signature.idea_id)
    context = {
        "idea": signature.idea,
        "seat": impact.seats()[signature.seat],
        "signature": signature,
        "form": form,
    }
    return render(request, "innovation/unsign.html", context)


# ── exceptions ──────────────────────────────────────────────────────────────────────────────


@signed_in
def exceptions(request: PersonRequest, pk: int) -> HttpResponse:
    """What is let be and until when, who stands behind it and what speaks against it; ask for one."""
    idea = _inside(request, pk)
    may_write = Idea.objects.writable_by(request.user).filter(pk=pk).exists()
    gate = round_now(idea)
    form = ExceptionForm(findings_of(idea, gate), request.POST or None)
    if request.method == "POST":
        if not may_write:
            raise Http404
        if form.is_valid():
            ask_exception(idea, **form.cleaned_data, gate=gate, by=request.user)
            messages.success(request, _("Pengecualian telah diajukan dan menunggu persetujuan."))
            return redirect("innovation:exceptions", pk=pk)
    titles = {one.key: one.title for one in all_criteria()}
    sealed = seal_of(idea, gate)
    rows = GateException.objects.filter(idea=idea).select_related("asked_by")
    context = {
        "idea": idea,
        "rows": [
            _shown(request, row, titles, sealed)
            for row in rows.prefetch_related("agreements__agreed_by", "agreements__home")
        ],
        "needed": AGREEING,
        "form": form if may_write and form.fields["criterion"].choices else None,  # type: ignore[attr-defined]
        "agree_form": AgreeForm(),
    }
    return render(request, "innovation/exceptions.html", context)


@signed_in
@require_POST
def agree(request: PersonRequest, pk: int) -> HttpResponse:
    """Stand behind an exception for one's agency; `pk` is the exception."""
    row = _exception(request, pk)
    if not request.user.has_role(Role.HEAD, Role.RISK_OFFICER):
        raise Http404
    form = AgreeForm(request.POST)
    if form.is_valid():
        agree_exception(row, dissent=form.cleaned_data["dissent"], by=request.user)
        messages.success(request, _("Persetujuan perangkat daerah Anda telah dicatat."))
    return redirect("innovation:exceptions", pk=row.idea_id)


@signed_in
@require_POST
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Who asked for an exception or stands behind it takes it away; `pk` is the exception."""
    row = _exception(request, pk)
    theirs = {row.asked_by_id, *row.agreements.values_list("agreed_by", flat=True)}
    if request.user.pk not in theirs:
        raise Http404
    withdraw_exception(row, by=request.user)
    messages.success(request, _("Pengecualian telah ditarik."))
    return redirect("innovation:exceptions", pk=row.idea_id)


def _shown(request: PersonRequest, row: GateException, titles: Any, sealed: str) -> dict[str, Any]:
    agreements = list(row.agreements.all())
    is_over = row.withdrawn_at is not None or row.ends_on < today()
    is_stale = row.seal != sealed
    if is_over:
        tone, label = "", _("Berakhir")
    elif is_stale:
        tone, label = "wait", _("Isinya berubah, perlu diajukan lagi")
    elif len(agreements) >= AGREEING:
        tone, label = "good", _("Berlaku")
    else:
        tone, label = "wait", _("Menunggu persetujuan")
    is_open = not is_over and not is_stale
    theirs = {row.asked_by_id, *(one.agreed_by_id for one in agreements)}
    return {
        "row": row,
        "title": titles.get(row.criterion, row.criterion),
        "agreements": agreements,
        "tone": tone,
        "label": label,
        "may_agree": is_open
        and request.user.has_role(Role.HEAD, Role.RISK_OFFICER)
        and request.user.pk not in theirs,
        "may_withdraw": not is_over and request.user.pk in theirs,
    }


def _exception(request: PersonRequest, pk: int) -> GateException:
    rows = GateException.objects.filter(idea__in=Idea.objects.inside(request.user))
    row: GateException = get_object_or_404(
        rows.select_related("idea__owner", "idea__agency"), pk=pk
    )
    return row


def _inside(request: PersonRequest, pk: int) -> Idea:
    ideas: IdeaQuerySet = Idea.objects.inside(request.user)
    idea: Idea = get_object_or_404(ideas.select_related("owner", "agency", "register"), pk=pk)
    return idea
