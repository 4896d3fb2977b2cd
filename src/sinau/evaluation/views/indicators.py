"""Figures of services, entered month by month or from a workbook."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.evaluation.actions import enter_values, write_indicator
from sinau.evaluation.forms import IndicatorForm, ValuesForm
from sinau.evaluation.models import Evaluation, Indicator
from sinau.evaluation.results import short
from sinau.people.access import PersonRequest, needs
from sinau.people.models import Role
from sinau.ui.charts import Point
from sinau.ui.sheets import sheet_response

_READERS = (Role.OFFICER, Role.HEAD, Role.AUDITOR)


@needs(*_READERS)
def index(request: PersonRequest) -> HttpResponse:
    """Each figure, its last month and who keeps it."""
    found = Indicator.objects.visible_to(request.user).select_related("agency")
    page = Paginator(found, 20).get_page(request.GET.get("halaman"))
    keeps = request.user.has_role(Role.OFFICER)
    return render(request, "evaluation/indicators.html", {"page": page, "keeps": keeps})


@needs(Role.OFFICER)
def new(request: PersonRequest) -> HttpResponse:
    """A figure to keep from now on."""
    form = IndicatorForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        indicator = write_indicator(form.save(commit=False), by=request.user)
        messages.success(request, _("Indikator disimpan. Isi angkanya bulan demi bulan."))
        return redirect(indicator)
    status = 422 if form.errors else 200
    return render(request, "evaluation/indicator_form.html", {"form": form}, status=status)


@needs(*_READERS)
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The months as a line and a table; officers of the agency enter more."""
    indicator = get_object_or_404(
        Indicator.objects.visible_to(request.user).select_related("agency", "written_by"), pk=pk
    )
    values = list(indicator.values.order_by("month"))
    if request.GET.get("unduh") == "xlsx":
        rows = ((f"{one.month:%m/%Y}", one.value) for one in values)
        return sheet_response(
            f"indikator-{pk}", indicator.name, (_("Bulan"), _("Nilai")), rows, widths=(12, 14)
        )
    keeps = request.user.has_role(Role.OFFICER, over=indicator.agency)
    form = ValuesForm(request.POST or None, request.FILES or None) if keeps else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            enter_values(indicator, form.cleaned_data["values"], by=request.user)
            messages.success(request, _("Angka disimpan."))
            return redirect(indicator)
    used = Evaluation.objects.visible_to(request.user).filter(indicator=indicator)
    context = {
        "indicator": indicator,
        "points": [Point(label=short(one.month), value=one.value) for one in values[-24:]],
        "form": form,
        "evaluations": used[:20],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "evaluation/indicator.html", context, status=status)
