"""The rules of JP: which are in force, how they came about, and a new version of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sinau.credit.computing import ANY
from sinau.credit.forms import ROUTE_CHOICES, ReasonForm, RuleForm
from sinau.credit.models import RuleVersion, TargetVersion
from sinau.credit.previewing import effect_of
from sinau.credit.rulebook import RuleRow
from sinau.credit.ruling import may_write_rules, rule_from, write_rule
from sinau.credit.wording import differences, rule_rows, rule_sentence
from sinau.kernel.clock import today
from sinau.kernel.words import date_id
from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """The rules in use and the yearly targets; anybody may know how JP are counted."""
    rules = _in_force(RuleVersion.objects.filter(in_use=True).order_by("label", "effective_from"))
    shown = [rule for rule in rules if _fits(rule, request.GET)]
    context = {
        "rules": [(rule, rule_sentence(rule), _facts(rule)) for rule in shown],
        "routes": [
            (value, label, sum(rule.content["route"] == value for rule in rules))
            for value, label in ROUTE_CHOICES
        ],
        "states": [
            ("terverifikasi", _("Terverifikasi"), sum(rule.verified for rule in rules)),
            ("belum", _("Belum diverifikasi"), sum(not rule.verified for rule in rules)),
        ],
        "targets": list(TargetVersion.objects.filter(in_use=True)),
        "may_write": may_write_rules(request.user),
    }
    return render(request, "credit/rules.html", context)


def _in_force(rules: Iterable[RuleVersion]) -> list[RuleVersion]:
    """Of each form and kind of employment the rule of today, and any that begins later."""
    found: list[RuleVersion] = []
    newest: dict[tuple[str, str], RuleVersion] = {}
    for rule in rules:
        if rule.effective_from > today():
            found.append(rule)
            continue
        line = (rule.form, rule.content["emp_kind"])
        if line not in newest or newest[line].effective_from < rule.effective_from:
            newest[line] = rule
    return sorted([*newest.values(), *found], key=lambda rule: (rule.label, rule.effective_from))


def _fits(rule: RuleVersion, asked: Any) -> bool:
    route, state = asked.get("jalur"), asked.get("keadaan")
    if route and rule.content["route"] != route:
        return False
    return not state or (state == "terverifikasi") == rule.verified


def _facts(rule: RuleVersion) -> list[str]:
    kind = rule.content["emp_kind"]
    later = rule.effective_from > today()
    return [
        rule.regulation,
        _("berlaku mulai %(day)s") % {"day": date_id(rule.effective_from)} if later else "",
        "" if kind == ANY else kind,
        _("disusun pejabat kepegawaian") if rule.written_by_id else "",
    ]


@signed_in
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One version: what it says, since when, why, and the versions before and after it."""
    everything = RuleVersion.objects.select_related("written_by")
    rule = get_object_or_404(everything, pk=pk)
    former = RuleVersion.objects.filter(pk=rule.replaces_id or 0).first()
    family = everything.filter(form=rule.form).order_by("-effective_from", "-first_loaded_at")
    context = {
        "rule": rule,
        "sentence": rule_sentence(rule),
        "items": rule_rows(rule),
        "given": rule.entries.first_rows().count(),
        "family": [other for other in family if other.pk != rule.pk],
        "changes": differences(former, rule) if former else [],
        "may_write": rule.in_use and may_write_rules(request.user),
        "former": former,
        "subject": f"credit.rule:{rule.form}",
    }
    return render(request, "credit/rule.html", context)


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """Ask for the wording; then show what it would have done to last year; then keep it.

    The preview is a page between, so that it works without scripts and nothing is written before.
    """
    if not may_write_rules(request.user):
        raise Http404
    version = get_object_or_404(RuleVersion.objects.filter(in_use=True), pk=pk) if pk else None
    form = RuleForm(request.POST or None, version=version, initial=_blank(version))
    step = request.POST.get("langkah", "")
    if request.method == "POST" and step != "ubah" and form.is_valid():
        return _preview(request, form, version, step)
    return render(request, "credit/rule_form.html", {"form": form, "rule": version})


def _blank(version: RuleVersion | None) -> dict[str, Any]:
    return {"effective_from": today()} if version is None else {}


def _preview(
    request: PersonRequest, form: RuleForm, version: RuleVersion | None, step: str
) -> HttpResponse:
    row = form.row()
    reason = ReasonForm(request.POST if step == "simpan" else None)
    if step == "simpan" and reason.is_valid():
        kept = write_rule(row, reason=reason.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Versi baru berlaku. Catatan lama tetap memakai versinya."))
        return redirect(kept)
    year = today().year - 1
    context = {
        "rule": version,
        "row": row,
        "form": form,
        "reason": reason,
        "hidden": [(field.html_name, field.value()) for field in form if field.value() is not None],
        "changes": differences(version, _as_version(row))
        if version
        else rule_rows(_as_version(row)),
        "effect": effect_of(row, year),
        "year": year,
    }
    return render(request, "credit/rule_preview.html", context)


def _as_version(row: RuleRow) -> RuleVersion:
    return rule_from(row)
