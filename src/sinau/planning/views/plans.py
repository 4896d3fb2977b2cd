"""The plan of a year: looked at, compared with what became of it, and brought into force."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role
from sinau.planning.actions.plans import (
    approve_plan,
    enforce_plan,
    return_plan,
    submit_plan,
    write_plan,
)
from sinau.planning.forms.plans import MONTHS, PlanForm
from sinau.planning.forms.structure import ReasonForm
from sinau.planning.models import PlanItem, PlanState, YearPlan
from sinau.planning.reckoning import realised
from sinau.planning.rules import forms as forms_of_learning
from sinau.planning.rules import read
from sinau.planning.views.pages import coordinates, form_page, needs_coordinator, planning_year
from sinau.ui.sheets import sheet_response

TONES = {"draft": "", "submitted": "wait", "approved": "good", "in_force": "good"}
APPROACHES = ("formal", "social", "experiential")


def decides(request: PersonRequest) -> bool:
    """Whether the person may approve the city's plan."""
    return request.user.answers_for_city(Role.OFFICER, Role.HEAD)


def approach_label(key: str) -> str:
    """The approach in a word."""
    labels = {"formal": _("Formal"), "social": _("Sosial"), "experiential": _("Pengalaman")}
    return labels[key]


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """The plans, year by year."""
    plans = list(YearPlan.objects.visible_to(request.user).select_related("owner"))
    context = {
        "plans": [(plan, TONES[plan.state]) for plan in plans],
        "may_write": coordinates(request.user),
        "next_year": planning_year(),
    }
    return render(request, "planning/plans.html", context)


@signed_in
def show(request: PersonRequest, year: int) -> HttpResponse:
    """Its items by month with plan and realisation; or the same as Excel."""
    plan = get_object_or_404(
        YearPlan.objects.visible_to(request.user).select_related("owner"), year=year
    )
    every = list(
        PlanItem.objects.visible_to(request.user)
        .standing()
        .filter(plan=plan)
        .select_related("plan", "programme__theme", "programme__academy", "agency")
    )
    done = realised(every)
    items = _asked(request, every)
    if request.GET.get("unduh") == "xlsx":
        return _sheet(plan, items, done)
    known = forms_of_learning()
    context = {
        "plan": plan,
        "tone": TONES[plan.state],
        "months": _by_month(items, done),
        "shown": len(items),
        "shares": _shares(every),
        "shares_rule": read("forms"),
        "finished": sum(done[item.pk].finished for item in every),
        "sums": {
            "participants": sum(item.participants for item in every),
            "budget": sum(item.budget for item in every),
            "spent": sum(item.spent for item in every),
        },
        "forms": [(k, known[k].name, n) for k, n in Counter(i.form for i in every).most_common()],
        "themes": sorted({(i.programme.theme_id, i.programme.theme.title) for i in every}),
        "may_write": coordinates(request.user),
        "may_add": request.user.has_role(Role.OFFICER) and plan.state != PlanState.SUBMITTED,
        "may_decide": decides(request),
        "export": _export(request),
        "steps": list(plan.steps.select_related("by")[:1]),
    }
    return render(request, "planning/plan.html", context)


def _export(request: PersonRequest) -> str:
    query = request.GET.copy()
    query["unduh"] = "xlsx"
    return f"?{query.urlencode()}"


def _asked(request: PersonRequest, items: list[PlanItem]) -> list[PlanItem]:
    form, theme = request.GET.get("bentuk", ""), request.GET.get("tema", "")
    return [
        item
        for item in items
        if (not form or item.form == form) and (not theme or str(item.programme.theme_id) == theme)
    ]


def _by_month(items: list[PlanItem], done: dict[int, Any]) -> list[dict[str, Any]]:
    known, names = forms_of_learning(), dict(MONTHS)
    months: dict[int, list[dict[str, Any]]] = {}
    for item in items:
        form = known.get(item.form)
        row = {"item": item, "form": form.name if form else item.form, "done": done[item.pk]}
        months.setdefault(item.month, []).append(row)
    return [
        {"name": names[n], "rows": rows, "budget": sum(row["item"].budget for row in rows)}
        for n, rows in sorted(months.items())
    ]


def _shares(items: list[PlanItem]) -> list[dict[str, Any]]:
    """How the planned hours are shared between the approaches, beside the model's shares."""
    known, model = forms_of_learning(), read("forms")["shares"]
    hours: Counter[str] = Counter()
    for item in items:
        if item.form in known:
            hours[known[item.form].approach] += int(item.jp * item.participants)
    total = hours.total()
    return [
        {
            "label": approach_label(key),
            "hours": hours[key],
            "percent": round(hours[key] * 100 / total) if total else 0,
            "model": model[key],
        }
        for key in APPROACHES
    ]


def _sheet(plan: YearPlan, items: list[PlanItem], done: dict[int, Any]) -> HttpResponse:
    headings = [
        _("Tema"),
        _("Program"),
        _("Kegiatan"),
        _("Bentuk"),
        _("Pengampu"),
        _("Sasaran"),
        _("Jabatan"),
        _("Bulan"),
        _("Peserta"),
        _("JP per peserta"),
        _("Biaya per peserta"),
        _("Anggaran"),
        _("Sumber dana"),
        _("Dari kebutuhan"),
        _("Selesai"),
        _("Belanja"),
    ]
    known, names = forms_of_learning(), dict(MONTHS)
    rows = (
        [
            item.programme.theme.title,
            item.programme.title,
            item.title,
            known[item.form].name if item.form in known else item.form,
            item.programme.academy.name,
            item.agency.name if item.agency else _("Seluruh kota"),
            item.get_job_kind_display(),
            str(names[item.month]),
            item.participants,
            item.jp,
            item.unit_cost,
            item.budget,
            item.fund,
            item.need_count,
            done[item.pk].finished,
            item.spent,
        ]
        for item in items
    )
    name = f"rencana-pengembangan-kompetensi-{plan.year}"
    return sheet_response(name, _("Rencana"), headings, rows, frozen_columns=3)


@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """Begin the plan of a year."""
    needs_coordinator(request.user)
    return _form(request, YearPlan(year=planning_year()), _("Rencana tahun baru"))


@signed_in
def edit(request: PersonRequest, year: int) -> HttpResponse:
    """Change its direction or its ceiling while it is being made."""
    needs_coordinator(request.user)
    plan = get_object_or_404(YearPlan, year=year, state=PlanState.DRAFT)
    return _form(request, plan, _("Ubah rencana %(year)s") % {"year": year})


def _form(request: PersonRequest, plan: YearPlan, title: str) -> HttpResponse:
    form = PlanForm(request.POST or None, instance=plan)
    if request.method == "POST" and form.is_valid():
        kept = write_plan(form.save(commit=False), by=request.user)
        messages.success(request, _("Rencana disimpan."))
        return redirect(kept)
    back = plan.get_absolute_url() if plan.pk else reverse("planning:plans")
    return form_page(
        request, form, title=title, back=back, back_label=_("Rencana tahunan"), submit=_("Simpan")
    )


@signed_in
@require_POST
def update(request: PersonRequest, year: int) -> HttpResponse:
    """Submit, approve or enforce it."""
    plan = get_object_or_404(YearPlan.objects.visible_to(request.user), year=year)
    step = request.POST.get("langkah", "")
    if step == "ajukan" and coordinates(request.user):
        submit_plan(plan, by=request.user)
        messages.success(request, _("Rencana diajukan dan menunggu persetujuan."))
    elif step == "setujui" and decides(request):
        approve_plan(plan, by=request.user)
        messages.success(request, _("Rencana disetujui."))
    elif step == "berlakukan" and coordinates(request.user):
        enforce_plan(plan, by=request.user)
        messages.success(request, _("Rencana berlaku."))
    else:
        raise Http404
    return redirect(plan)


@signed_in
def send_back(request: PersonRequest, year: int) -> HttpResponse:
    """Give it back to be changed, with a reason."""
    plan = get_object_or_404(YearPlan.objects.visible_to(request.user), year=year)
    if not decides(request):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return_plan(plan, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Rencana dikembalikan."))
        return redirect(plan)
    return form_page(
        request,
        form,
        title=_("Kembalikan rencana %(year)s") % {"year": year},
        back=plan.get_absolute_url(),
        back_label=_("Rencana %(year)s") % {"year": year},
        submit=_("Kembalikan"),
    )
