"""A person's own development plan: goals, actions, the supervisor's word, progress."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in
from sinau.planning.actions.development import (
    agree,
    do_action,
    goals_from_needs,
    plan_of,
    remove_action,
    remove_goal,
    send_plan,
    write_action,
    write_goal,
)
from sinau.planning.forms.competencies import ActionForm, DoneForm, GoalForm
from sinau.planning.forms.structure import ReasonForm
from sinau.planning.models import Action, DevelopmentPlan, Goal
from sinau.planning.views.pages import asked_year, form_page
from sinau.planning.views.standing import may_judge
from sinau.ui.sheets import sheet_response


def _mine(request: PersonRequest, pk: int) -> DevelopmentPlan:
    return get_object_or_404(DevelopmentPlan, pk=pk, person=request.user)


@signed_in
@require_POST
def create(request: PersonRequest) -> HttpResponse:
    """Begin one's plan for the year from one's needs."""
    plan = plan_of(request.user, asked_year(request))
    count = goals_from_needs(plan)
    if count:
        messages.success(request, _("%(count)s sasaran disusun dari kebutuhan.") % {"count": count})
    return redirect(plan)


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """The plans of those one supervises or looks after; or as Excel."""
    year = asked_year(request)
    plans = (
        DevelopmentPlan.objects.visible_to(request.user)
        .filter(year=year)
        .exclude(person=request.user)
        .select_related("person__agency")
        .order_by("agreed_at", "-sent_at", "person__name")
    )
    if request.GET.get("unduh") == "xlsx":
        return _sheet(request, year)
    context = {
        "page": Paginator(plans, 50).get_page(request.GET.get("halaman")),
        "year": year,
        "own": DevelopmentPlan.objects.filter(person=request.user, year=year).first(),
    }
    return render(request, "planning/developments.html", context)


def _sheet(request: PersonRequest, year: int) -> HttpResponse:
    headings = [
        _("NIP"),
        _("Nama"),
        _("Perangkat daerah"),
        _("Kompetensi"),
        _("Sampai tingkat"),
        _("Sasaran"),
        _("Tindakan"),
        _("Cara"),
        _("Paling lambat"),
        _("Selesai"),
        _("Hasil"),
        _("Disepakati"),
    ]
    seen = DevelopmentPlan.objects.visible_to(request.user).filter(year=year)
    actions = (
        Action.objects.filter(goal__plan__in=seen)
        .select_related("goal__plan__person__agency", "goal__competency")
        .order_by("goal__plan__person__name", "goal", "due_on", "pk")
    )
    rows = (
        [
            action.goal.plan.person.nip,
            action.goal.plan.person.full_name,
            action.goal.plan.person.agency.name if action.goal.plan.person.agency else "",
            action.goal.competency.name,
            action.goal.to_level,
            action.goal.words,
            action.words,
            action.get_kind_display(),
            action.due_on,
            action.done_at or "",
            action.done_words,
            action.goal.plan.agreed_at or "",
        ]
        for action in actions.iterator(chunk_size=1000)
    )
    return sheet_response(f"rencana-pengembangan-{year}", _("Rencana"), headings, rows)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One plan, fit for paper."""
    plan = get_object_or_404(
        DevelopmentPlan.objects.visible_to(request.user).select_related(
            "person__agency", "person__supervisor"
        ),
        pk=pk,
    )
    goals = plan.goals.select_related("competency").prefetch_related(
        "actions__course", "actions__training_class"
    )
    context = {
        "plan": plan,
        "goals": list(goals),
        "agreements": list(plan.agreements.select_related("by")),
        "is_own": plan.person_id == request.user.pk,
        "may_agree": may_judge(request.user, plan.person)
        and plan.sent_at is not None
        and plan.agreed_at is None,
        "today": today(),
    }
    return render(request, "planning/development.html", context)


@signed_in
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Send it to the supervisor, or agree to it as one."""
    if request.POST.get("langkah") == "kirim":
        plan = _mine(request, pk)
        send_plan(plan, by=request.user)
        messages.success(request, _("Rencana dikirim kepada atasan Anda."))
        return redirect(plan)
    plan = _of_another(request, pk)
    agree(plan, agreed=True, words="", by=request.user)
    messages.success(request, _("Rencana disepakati."))
    return redirect(plan)


def _of_another(request: PersonRequest, pk: int) -> DevelopmentPlan:
    plan = get_object_or_404(
        DevelopmentPlan.objects.visible_to(request.user).select_related("person__agency"), pk=pk
    )
    if not may_judge(request.user, plan.person):
        raise Http404
    return plan


@signed_in
def send_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Give it back with words."""
    plan = _of_another(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agree(plan, agreed=False, words=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Rencana dikembalikan."))
        return redirect(plan)
    return form_page(
        request,
        form,
        title=_("Kembalikan rencana %(name)s") % {"name": plan.person.name},
        back=plan.get_absolute_url(),
        back_label=plan.person.name,
        submit=_("Kembalikan"),
    )


@signed_in
def goal_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a goal to one's plan."""
    plan = _mine(request, pk)
    return _goal(request, plan, Goal(plan=plan), _("Sasaran baru"))


@signed_in
def goal_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a goal."""
    goal = get_object_or_404(Goal.objects.select_related("plan"), pk=pk, plan__person=request.user)
    return _goal(request, goal.plan, goal, _("Ubah sasaran"))


def _goal(request: PersonRequest, plan: DevelopmentPlan, goal: Goal, title: str) -> HttpResponse:
    form = GoalForm(request.POST or None, instance=goal)
    if request.method == "POST" and form.is_valid():
        write_goal(form.save(commit=False))
        messages.success(request, _("Sasaran disimpan."))
        return redirect(plan)
    return _asked(request, plan, form, title)


def _asked(
    request: PersonRequest, plan: DevelopmentPlan, form: GoalForm | ActionForm, title: str
) -> HttpResponse:
    lead = _("Rencana yang diubah diminta disepakati lagi.") if plan.agreed_at else ""
    return form_page(
        request,
        form,
        title=title,
        lead=lead,
        back=plan.get_absolute_url(),
        back_label=_("Rencana pengembangan %(year)s") % {"year": plan.year},
        submit=_("Simpan"),
    )


@signed_in
@require_POST
def goal_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a goal out."""
    goal = get_object_or_404(Goal.objects.select_related("plan"), pk=pk, plan__person=request.user)
    remove_goal(goal)
    messages.success(request, _("Sasaran dihapus."))
    return redirect(goal.plan)


def _action(request: PersonRequest, pk: int) -> Action:
    return get_object_or_404(
        Action.objects.select_related("goal__plan"), pk=pk, goal__plan__person=request.user
    )


@signed_in
def action_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Add an action to a goal."""
    goal = get_object_or_404(Goal.objects.select_related("plan"), pk=pk, plan__person=request.user)
    form = ActionForm(request.POST or None, instance=Action(goal=goal, due_on=goal.due_on))
    if request.method == "POST" and form.is_valid():
        write_action(form.save(commit=False))
        messages.success(request, _("Tindakan disimpan."))
        return redirect(goal.plan)
    return _asked(request, goal.plan, form, _("Tindakan baru"))


@signed_in
@require_POST
def action_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take an action out."""
    action = _action(request, pk)
    remove_action(action)
    messages.success(request, _("Tindakan dihapus."))
    return redirect(action.goal.plan)


@signed_in
def action_done(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what came of an action."""
    action = _action(request, pk)
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        do_action(action, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("Tindakan selesai."))
        return redirect(action.goal.plan)
    return form_page(
        request,
        form,
        title=_("Selesaikan tindakan"),
        lead=action.words,
        back=action.goal.plan.get_absolute_url(),
        back_label=_("Rencana pengembangan"),
        submit=_("Catat selesai"),
    )
