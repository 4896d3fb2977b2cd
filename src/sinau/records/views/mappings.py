"""Mapping rules: which statements of other systems count as learning."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sinau.kernel.clock import WIB, today
from sinau.people.access import PersonRequest, signed_in
from sinau.records import following
from sinau.records.mapping.matching import Miss
from sinau.records.mapping_forms import RereadForm, RuleForm, initial_of
from sinau.records.models import (
    KEEPERS,
    LOOKERS,
    MappingVersion,
    Reported,
    Stranger,
)
from sinau.records.reasons import WORDS, asks_of, gives_of
from sinau.records.reporting import forms_of_learning
from sinau.records.trying import LOOKED_AT, Trial, try_rule
from sinau.records.writing_rules import write_rule

SHOWN = 20
HITS = 40


def only(request: PersonRequest, *roles: Any) -> None:
    """To whoever holds none of the roles over the city the page is not there."""
    if not request.user.answers_for_city(*roles):
        raise Http404


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """The rules in force, what they counted, and who is not known yet."""
    only(request, *LOOKERS)
    counted = dict(
        MappingVersion.objects.values("key").annotate(sum=Sum("counted")).values_list("key", "sum")
    )
    rules = list(MappingVersion.objects.newest())
    context = {
        "rules": [(rule, counted.get(rule.key, 0), form_label(rule)) for rule in rules],
        "used": sum(1 for rule in rules if rule.in_use),
        "counted": sum(counted.values()),
        "strangers_count": Stranger.objects.unknown().count(),
        "may_write": request.user.answers_for_city(*KEEPERS),
    }
    return render(request, "records/mappings.html", context)


def form_label(version: MappingVersion) -> str:
    """What the ledger calls the form of learning."""
    form = str(version.content.get("form", ""))
    return dict(forms_of_learning()).get(form, form)


@signed_in
@require_safe
def show(request: PersonRequest, key: str) -> HttpResponse:
    """One rule: what it asks, what it gives, its former wordings and what it counted last."""
    versions = list(
        MappingVersion.objects.visible_to(request.user).filter(key=key).select_related("made_by")
    )
    if not versions:
        raise Http404
    context = {
        "version": versions[0],
        "asks": asks_of(versions[0].rule()),
        "gives": gives_of(versions[0].rule(), form_label(versions[0])),
        "versions": versions,
        "latest": Reported.objects.visible_to(request.user)
        .filter(rule__key=key)
        .select_related("person__agency")[:SHOWN],
        "may_write": request.user.answers_for_city(*KEEPERS),
        "reread_form": RereadForm(initial={"since": today() - timedelta(days=30)}),
    }
    return render(request, "records/mapping.html", context)


@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """A new rule; tried as often as one likes before it is kept."""
    only(request, *KEEPERS)
    return _write(request, None)


@signed_in
def edit(request: PersonRequest, key: str) -> HttpResponse:
    """A new version of a rule; tried as often as one likes before it is kept."""
    only(request, *KEEPERS)
    version = get_object_or_404(MappingVersion.objects.newest(), key=key)
    return _write(request, version)


def _write(request: PersonRequest, version: MappingVersion | None) -> HttpResponse:
    initial = initial_of(version) if version else {"minutes_from": "duration", "needs_length": True}
    form = RuleForm(request.POST or None, initial=initial)
    trial: Trial | None = None
    if request.method == "POST" and form.is_valid() and form.rule is not None:
        if request.POST.get("verb") == "try":
            trial = _try(form)
        elif not form.cleaned_data["reason"].strip():
            form.add_error("reason", _("Tuliskan alasan perubahan supaya auditor memahaminya."))
        else:
            made = _keep(form, version, request)
            messages.success(
                request, _("Aturan tersimpan sebagai versi %(number)s.") % {"number": made.version}
            )
            return redirect(made)
    context = {
        "form": form,
        "version": version,
        "trial": trial,
        "looked_at": LOOKED_AT,
        # The newest first, and no more than one reads.
        "hits": trial.hits[: -HITS - 1 : -1] if trial else [],
        "more": max(0, len(trial.hits) - HITS) if trial else 0,
        "why": [(WORDS[why], count) for why, count in _counts(trial)],
        "groups": form.groups(),
        "others": [(one, WORDS[one.why]) for one in trial.others] if trial else [],
    }
    return render(request, "records/mapping_edit.html", context)


def _counts(trial: Trial | None) -> list[tuple[Miss, int]]:
    counts: Counter[Miss] = trial.why if trial else Counter()
    return counts.most_common()


def _try(form: RuleForm) -> Trial:
    said = form.cleaned_data
    begins = said.get("trial_from") or today() - timedelta(days=30)
    ends = (said.get("trial_to") or today()) + timedelta(days=1)
    assert form.rule is not None
    return try_rule(
        form.rule,
        begins=datetime.combine(begins, time(), WIB),
        ends=datetime.combine(ends, time(), WIB),
    )


def _keep(form: RuleForm, version: MappingVersion | None, request: PersonRequest) -> MappingVersion:
    said = form.cleaned_data
    assert form.rule is not None
    return write_rule(
        form.rule,
        label=said["label"],
        note=said["note"],
        reason=said["reason"],
        in_use=said["in_use"],
        key=version.key if version else "",
        after=said.get("version") or 0,
        by=request.user,
    )


@signed_in
@require_POST
def update(request: PersonRequest, key: str) -> HttpResponse:
    """Have statements that came before the rule read again, in the background."""
    only(request, *KEEPERS)
    version = get_object_or_404(MappingVersion.objects.newest(), key=key)
    form = RereadForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["since"])))
        return redirect(version)
    following.ask_to_reread(datetime.combine(form.cleaned_data["since"], time(), WIB))
    messages.success(
        request,
        _(
            "Pernyataan sejak tanggal itu dibaca ulang di latar belakang. Yang sudah terhitung tidak dihitung lagi."
        ),
    )
    return redirect(version)
