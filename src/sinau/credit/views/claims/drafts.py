"""A claim while it is being filled in, one question a page."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.credit.claims import drafting
from sinau.credit.claims.asking import (
    INTERNATIONAL,
    ActivityForm,
    FormForm,
    ProofForm,
    TimeForm,
)
from sinau.credit.claims.correcting import changes_of, counted
from sinau.credit.claims.duplicates import first_claim, other_entry
from sinau.credit.claims.forms_of_learning import evidence_for, label_of, rules_in_use
from sinau.credit.claims.valuing import Valuer
from sinau.credit.models import MENDABLE, Claim, RuleVersion
from sinau.credit.parsing import Unreadable
from sinau.kernel.words import date_id, number_id
from sinau.people.access import PersonRequest, signed_in

QUESTIONS = {
    "bentuk": gettext_lazy("Apa bentuk kegiatannya?"),
    "kegiatan": gettext_lazy("Kegiatan apa yang Anda ikuti?"),
    "waktu": gettext_lazy("Kapan dan berapa lama?"),
    "bukti": gettext_lazy("Apa buktinya?"),
}
ORDER = [*QUESTIONS, "periksa"]
LABELS = [
    gettext_lazy("Bentuk"),
    gettext_lazy("Kegiatan"),
    gettext_lazy("Waktu"),
    gettext_lazy("Bukti"),
    gettext_lazy("Periksa"),
]
FIELDS = {
    "bentuk": ("form", "international"),
    "kegiatan": ("title", "organiser"),
    "waktu": ("started_on", "ended_on", "stated_jp", "minutes", "sessions"),
    "bukti": ("number",),
}


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """The first question; its answer begins a draft, once however often it is pressed."""
    form = FormForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"] or uuid.uuid4()
        claim = drafting.begin(request.user, key=key, **form.answers)
        if claim.person_id != request.user.pk:
            raise Http404
        return redirect(address(claim, claim.missing_step))
    return _question(request, form, "bentuk", None)


@signed_in
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, pk: int, step: str) -> HttpResponse:
    """One question; an answer is kept and leads to the next."""
    claim = _mine(request, pk)
    if step not in QUESTIONS:
        raise Http404
    form = _form(request, claim, step)
    if request.method == "POST":
        if form.is_valid() and _kept(request, claim, step, form):
            claim = _mine(request, pk)
            return redirect(address(claim, _next(claim, step)))
        if step == "bukti" and "number" in form.cleaned_data:
            # The file has to be chosen again; what was typed is not lost.
            drafting.fill_in(claim, number=form.cleaned_data["number"])
    return _question(request, form, step, claim)


def _kept(request: PersonRequest, claim: Claim, step: str, form: forms.Form) -> bool:
    """Whether the answers could be kept; what is wrong with a file is said at its field."""
    said = form.cleaned_data
    answers = {name: said[name] for name in FIELDS[step] if name in said}
    if isinstance(form, FormForm):
        answers = form.answers
    if step == "waktu" and "minutes" not in said:
        answers["minutes"] = 0
    drafting.fill_in(claim, **answers)
    if file := said.get("file"):
        try:
            drafting.attach(claim, file.file, name=file.name)
        except Unreadable as bad:
            form.add_error("file", _(bad.template).format(**bad.params))
            return False
    return True


def _next(claim: Claim, step: str) -> str:
    """The next question without an answer, or the next one while it is all new."""
    after = ORDER[ORDER.index(step) + 1]
    return (
        "periksa"
        if claim.missing_step == "periksa"
        else min(after, claim.missing_step, key=ORDER.index)
    )


@signed_in
@require_safe
def check(request: PersonRequest, pk: int) -> HttpResponse:
    """All answers at once with what they give, before they are sent."""
    claim = _mine(request, pk)
    if claim.missing_step != "periksa":
        return redirect(address(claim, claim.missing_step))
    context = {
        "claim": claim,
        "labels": LABELS,
        "answers": _answers(claim),
        "value": Valuer().value(claim),
        "first": first_claim(claim) or other_entry(claim),
        "changes": list(changes_of(claim)),
        "counted": counted(claim.corrects) if claim.corrects else None,
    }
    return render(request, "credit/claims/check.html", context)


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Forget a draft that was never sent."""
    drafting.forget(_mine(request, pk))
    messages.success(request, _("Draf klaim dihapus."))
    return redirect("credit:claims")


def _mine(request: PersonRequest, pk: int) -> Claim:
    mine = Claim.objects.filter(person=request.user, state__in=MENDABLE)
    return get_object_or_404(mine.select_related("person", "certificate", "corrects"), pk=pk)


def _form(request: PersonRequest, claim: Claim, step: str) -> forms.Form:
    said = request.POST if request.method == "POST" else None
    kept: dict[str, Any] = {name: getattr(claim, name) for name in FIELDS[step]}
    if step == "bentuk":
        level = INTERNATIONAL if claim.international else "national"
        return FormForm(said, initial={**kept, "level": level})
    if step == "kegiatan":
        return ActivityForm(said, initial=kept)
    if step == "waktu":
        kept["minutes"] = claim.minutes or None
        return TimeForm(said, initial=kept, rule=_rule(claim.form))
    return ProofForm(said, request.FILES or None, initial=kept, claim=claim)


def _rule(form: str) -> RuleVersion | None:
    return RuleVersion.objects.filter(form=form, in_use=True).order_by("-effective_from").first()


def _question(
    request: PersonRequest, form: forms.Form, step: str, claim: Claim | None
) -> HttpResponse:
    at = ORDER.index(step)
    back = reverse("credit:claims") if not at or claim is None else address(claim, ORDER[at - 1])
    context = {
        "form": form,
        "claim": claim,
        "step": step,
        "question": QUESTIONS[step],
        "labels": LABELS,
        "at": at + 1,
        "back_url": back,
        "evidence": evidence_for(_rule(claim.form)) if claim and step == "bukti" else "",
        "rule": _rule(claim.form) if claim and step == "waktu" else None,
        "evidences": _evidences() if step == "bentuk" else [],
    }
    status = 422 if form.errors else 200
    return render(request, "credit/claims/question.html", context, status=status)


def _evidences() -> list[tuple[str, str]]:
    return [(rule.label, evidence_for(rule)) for rule in rules_in_use()]


def _answers(claim: Claim) -> list[tuple[str, str, str]]:
    assert claim.started_on and claim.ended_on
    when = date_id(claim.started_on)
    if claim.days > 1:
        when = _("%(first)s sampai %(last)s (%(days)s hari)") % {
            "first": when,
            "last": date_id(claim.ended_on),
            "days": claim.days,
        }
    level = _("Internasional") if claim.international else _("Nasional")
    stated = f"{number_id(claim.stated_jp)} JP" if claim.stated_jp else _("Tidak disebutkan")
    rows = [
        (_("Bentuk"), label_of(claim.form), "bentuk"),
        (_("Tingkat"), level, "bentuk"),
        (_("Kegiatan"), claim.title, "kegiatan"),
        (_("Penyelenggara"), claim.organiser, "kegiatan"),
        (_("Tanggal"), when, "waktu"),
        (_("JP pada sertifikat"), stated, "waktu"),
        (_("Nomor sertifikat"), claim.number or _("Tanpa nomor"), "bukti"),
        (_("Berkas"), _file_name(claim), "bukti"),
    ]
    if claim.minutes:
        rows.insert(6, (_("Lama belajar"), f"{number_id(claim.minutes)} {_('menit')}", "waktu"))
    if claim.removes:
        return [(label, value, "") for label, value, _step in rows]
    return [(label, value, address(claim, step)) for label, value, step in rows]


def _file_name(claim: Claim) -> str:
    if hasattr(claim, "certificate"):
        return str(claim.certificate.name)
    return _("Bukti pada catatan semula")


def address(claim: Claim, step: str) -> str:
    """Where a question of a claim is asked."""
    if step == "periksa":
        return reverse("credit:claim_check", args=[claim.pk])
    return reverse("credit:claim_step", args=[claim.pk, step])
