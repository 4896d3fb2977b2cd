"""Calls for ideas on a theme."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.innovation.actions.calls import answer_call, close_call, open_call
from sinau.innovation.models import Call, Idea, Stage
from sinau.innovation.talk_forms import CallAnswerForm, CallForm, CloseCallForm
from sinau.innovation.views.standing import TONES
from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role

PER_PAGE = 20


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """What the city's agencies ask for, the open ones first."""
    calls = Call.objects.visible_to(request.user).select_related("agency", "closing")
    chosen = request.GET.get("keadaan", "")
    if chosen == "terbuka":
        calls = calls.open_on(today())
    elif chosen == "selesai":
        calls = calls.exclude(pk__in=Call.objects.open_on(today()))
    page = Paginator(calls, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "states": [("terbuka", _("Terbuka")), ("selesai", _("Selesai"))],
        "may_open": request.user.has_role(Role.HEAD),
        "is_filtered": bool(chosen),
    }
    return render(request, "innovation/calls.html", context)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The question, its criteria, the ideas that answered and what was decided about each."""
    call = _find(request, pk)
    ideas = (
        Idea.objects.visible_to(request.user)
        .filter(answers__call=call)
        .select_related("agency", "owner")
        .order_by("-support_count", "title")
    )
    decided: dict[int, object] = {}
    for decision in call.decisions.order_by("decided_at", "pk"):
        decided[decision.idea_id] = decision
    may_close = Call.objects.held_by(request.user).filter(pk=pk).exists()
    context = {
        "call": call,
        "closing": getattr(call, "closing", None),
        "rows": [
            {
                "idea": idea,
                "tone": TONES[idea.stage],
                "decision": decided.get(idea.pk),
                "may_decide": may_close
                and not hasattr(call, "closing")
                and request.user.pk not in (idea.owner_id, idea.drafted_by_id)
                and idea.stage != Stage.MERGED,
            }
            for idea in ideas
        ],
        "may_close": may_close and not hasattr(call, "closing"),
        "statements": call.statements.filter(hiding=None).count(),
        "subject": f"innovation.call:{call.pk}",
        "form": CallAnswerForm(call, request.user) if call.is_open else None,
    }
    return render(request, "innovation/call.html", context)


@needs(Role.HEAD)
def new(request: PersonRequest) -> HttpResponse:
    """Ask the whole city."""
    form = CallForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = open_call(**form.cleaned_data, by=request.user)
        messages.success(request, _("Panggilan telah dibuka bagi seluruh kota."))
        return redirect(call)
    context = {"form": form, "submit": _("Buka panggilan"), "title": _("Panggil gagasan")}
    return render(request, "innovation/call_form.html", context)


@signed_in
@require_POST
def answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Put one of one's own ideas forward."""
    call = _find(request, pk)
    form = CallAnswerForm(call, request.user, request.POST)
    if form.is_valid():
        answer_call(call, form.cleaned_data["idea"], by=request.user)
        messages.success(request, _("Gagasan Anda telah menjawab panggilan ini."))
    else:
        messages.error(request, _("Pilih salah satu gagasan Anda yang sudah diajukan."))
    return redirect(call)


@signed_in
def close(request: PersonRequest, pk: int) -> HttpResponse:
    """End the call with a word to everybody who answered."""
    call = _find(request, pk)
    if not Call.objects.held_by(request.user).filter(pk=pk).exists():
        raise Http404
    form = CloseCallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        close_call(call, word=form.cleaned_data["word"], by=request.user)
        messages.success(request, _("Panggilan telah ditutup."))
        return redirect(call)
    context = {
        "form": form,
        "call": call,
        "submit": _("Tutup panggilan"),
        "title": _("Tutup panggilan"),
    }
    return render(request, "innovation/call_form.html", context)


def _find(request: PersonRequest, pk: int) -> Call:
    calls = Call.objects.visible_to(request.user).select_related("agency", "opened_by", "closing")
    call: Call = get_object_or_404(calls, pk=pk)
    return call
