"""The items of a plan: written, carried out, paid."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role
from sinau.planning.actions.items import link_item, remove_item, spend, write_item
from sinau.planning.forms.plans import MONTHS, ItemForm, LinkForm, SpendForm
from sinau.planning.forms.structure import ReasonForm
from sinau.planning.models import Need, PlanItem, YearPlan
from sinau.planning.reckoning import realised
from sinau.planning.rules import forms as forms_of_learning
from sinau.planning.views.pages import form_page


def _kept(request: PersonRequest, pk: int) -> PlanItem:
    return get_object_or_404(
        PlanItem.objects.visible_to(request.user)
        .kept_by(request.user)
        .standing()
        .select_related("plan", "agency"),
        pk=pk,
    )


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """What is planned, what became of it, what it cost, and why it was changed."""
    item = get_object_or_404(
        PlanItem.objects.visible_to(request.user).select_related(
            "plan", "programme__theme", "programme__academy", "agency"
        ),
        pk=pk,
    )
    form = forms_of_learning().get(item.form)
    keeps = PlanItem.objects.kept_by(request.user).filter(pk=pk, removed_at=None).exists()
    links = item.links.select_related("course", "training_class", "training_class__closing")
    changes = item.changes.select_related("by")
    context = {
        "item": item,
        "form": form,
        "month": dict(MONTHS)[item.month],
        "links": list(links),
        "done": realised([item])[item.pk],
        "spendings": list(item.spendings.select_related("by")) if keeps else [],
        "changes": list(changes),
        "competencies": list(item.programme.leads_to.select_related("competency")),
        "needs": Need.objects.visible_to(request.user).filter(item=item).count() if keeps else 0,
        "may_write": keeps,
    }
    return render(request, "planning/item.html", context)


@needs(Role.OFFICER)
def new(request: PersonRequest, year: int) -> HttpResponse:
    """Add an activity to the plan."""
    plan = get_object_or_404(YearPlan.objects.visible_to(request.user), year=year)
    return _form(request, plan, PlanItem(plan=plan), _("Butir baru"))


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change it; in an approved plan with a reason."""
    item = _kept(request, pk)
    return _form(request, item.plan, item, _("Ubah butir"))


def _form(request: PersonRequest, plan: YearPlan, item: PlanItem, title: str) -> HttpResponse:
    form = ItemForm(request.POST or None, instance=item, person=request.user, plan=plan)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        kept = write_item(form.save(commit=False), by=request.user, reason=reason)
        messages.success(request, _("Butir disimpan."))
        return redirect(kept)
    return form_page(
        request,
        form,
        title=title,
        back=item.get_absolute_url() if item.pk else plan.get_absolute_url(),
        back_label=_("Rencana %(year)s") % {"year": plan.year},
        submit=_("Simpan butir"),
    )


@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take it out of the plan."""
    item = _kept(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        remove_item(item, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Butir dikeluarkan dari rencana."))
        return redirect(item.plan)
    return form_page(
        request,
        form,
        title=_("Keluarkan “%(title)s”") % {"title": item.title},
        lead=_("Kebutuhan yang dijawab butir ini kembali menunggu rencana."),
        back=item.get_absolute_url(),
        back_label=item.title,
        submit=_("Keluarkan"),
        tone="bad",
    )


@signed_in
def link_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Tie a class or a course to it."""
    item = _kept(request, pk)
    form = LinkForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        link_item(item, form.thing, by=request.user)
        messages.success(request, _("Pelaksanaan dikaitkan."))
        return redirect(item)
    return form_page(
        request,
        form,
        title=_("Kaitkan pelaksanaan"),
        lead=_("Yang selesai di kelas atau kursus itu dihitung sebagai realisasi butir ini."),
        back=item.get_absolute_url(),
        back_label=item.title,
        submit=_("Kaitkan"),
    )


@signed_in
def spending_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down money that was spent."""
    item = _kept(request, pk)
    form = SpendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        spend(item, by=request.user, **form.cleaned_data)
        messages.success(request, _("Belanja dicatat."))
        return redirect(item)
    return form_page(
        request,
        form,
        title=_("Catat belanja"),
        lead=item.title,
        back=item.get_absolute_url(),
        back_label=item.title,
        submit=_("Catat"),
    )
