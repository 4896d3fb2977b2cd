"""A request for leave while it is being filled in, one question a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sinau.kernel.clock import today
from sinau.kernel.workdays import calendar
from sinau.people.access import PersonRequest, signed_in
from sinau.personnel.actions import discard_draft, draft_of, redraft, save_draft
from sinau.personnel.balance import balance_of
from sinau.personnel.forms import AddressForm, DatesForm, ReasonForm, ReplacementForm
from sinau.personnel.models import LeaveDraft, LeaveRequest
from sinau.personnel.spans import span_in_words

# Each step: its question, the form, the fields of the draft it fills.
STEPS: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "tanggal": (gettext_lazy("Kapan Anda ingin cuti?"), ("start_on", "end_on")),
    "alasan": (gettext_lazy("Apa alasan cuti Anda?"), ("reason",)),
    "alamat": (gettext_lazy("Di mana Anda dapat dihubungi?"), ("address", "phone")),
    "pengganti": (gettext_lazy("Siapa yang menerima pekerjaan Anda?"), ("replacement",)),
}
ORDER = [*STEPS, "periksa"]
LABELS = [
    gettext_lazy("Tanggal"),
    gettext_lazy("Alasan"),
    gettext_lazy("Alamat"),
    gettext_lazy("Pengganti"),
    gettext_lazy("Periksa"),
]


@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """Go on where I was, or begin."""
    balance = balance_of(request.user, on=today())
    if balance.entitled is None:
        return redirect("personnel:service", slug="cuti-tahunan")
    draft = draft_of(request.user)
    return redirect(_address(draft.missing_step))


@signed_in
def again(request: PersonRequest, pk: int) -> HttpResponse:
    """A returned request becomes a draft with all its answers."""
    returned = get_object_or_404(LeaveRequest.objects.filter(person=request.user), pk=pk)
    if request.method != "POST":
        return redirect(returned)
    redraft(returned, by=request.user)
    return redirect("personnel:draft_check")


@signed_in
@require_POST
def remove(request: PersonRequest) -> HttpResponse:
    """Forget the draft."""
    discard_draft(request.user)
    messages.success(request, _("Draf dihapus."))
    return redirect("personnel:index")


@signed_in
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, step: str) -> HttpResponse:
    """One question; an answer is kept and leads to the next."""
    if step not in STEPS:
        raise Http404
    draft = draft_of(request.user)
    question, fields = STEPS[step]
    form = _form(request, step, draft)
    if request.method == "POST" and form.is_valid():
        answers = {name: form.cleaned_data[name] for name in fields}
        if step == "pengganti":
            answers["replacement_answered"] = True
        save_draft(draft, **answers)
        return redirect(_address(draft.missing_step))
    at = ORDER.index(step)
    context = {
        "form": form,
        "question": question,
        "labels": LABELS,
        "at": at + 1,
        "back_url": _address(ORDER[at - 1]) if at else reverse("personnel:index"),
        "days_off_are_verified": calendar().is_verified_for(today(), today()),
        "balance": balance_of(request.user, on=draft.start_on or today())
        if step == "tanggal"
        else None,
    }
    return render(request, "personnel/leave/question.html", context)


@signed_in
def show(request: PersonRequest) -> HttpResponse:
    """All answers at once, before they are sent."""
    draft = draft_of(request.user)
    if draft.missing_step != "periksa":
        return redirect(_address(draft.missing_step))
    assert draft.start_on and draft.end_on
    days = len(calendar().working_days(draft.start_on, draft.end_on))
    context = {
        "draft": draft,
        "answers": _answers(draft, days),
        "labels": LABELS,
        "is_sure": calendar().is_sure_of(draft.start_on, draft.end_on),
        "days_off_are_verified": calendar().is_verified_for(draft.start_on, draft.end_on),
        "left": balance_of(request.user, on=draft.start_on).left - days,
    }
    return render(request, "personnel/leave/check.html", context)


def _answers(draft: LeaveDraft, days: int) -> list[tuple[str, str, str]]:
    assert draft.start_on and draft.end_on
    when = span_in_words(draft.start_on, draft.end_on)
    nobody = _("Tidak ada yang dialihkan")
    return [
        (_("Tanggal"), when, _address("tanggal")),
        (_("Lama"), _("%(days)s hari kerja") % {"days": days}, _address("tanggal")),
        (_("Alasan"), draft.reason, _address("alasan")),
        (_("Alamat selama cuti"), draft.address, _address("alamat")),
        (_("Nomor yang dapat dihubungi"), draft.phone, _address("alamat")),
        (
            _("Penerima pekerjaan"),
            draft.replacement.full_name if draft.replacement else nobody,
            _address("pengganti"),
        ),
    ]


def _form(request: PersonRequest, step: str, draft: LeaveDraft) -> forms.Form:
    said = request.POST if request.method == "POST" else None
    kept: dict[str, Any] = {name: getattr(draft, name) for name in STEPS[step][1]}
    if step == "tanggal":
        return DatesForm(said, initial=kept, person=request.user)
    if step == "pengganti":
        return ReplacementForm(said, initial=kept, person=request.user)
    return (ReasonForm if step == "alasan" else AddressForm)(said, initial=kept)


def _address(step: str) -> str:
    if step == "periksa":
        return reverse("personnel:draft_check")
    return reverse("personnel:draft_step", args=[step])
