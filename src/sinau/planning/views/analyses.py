"""The needs of an agency and of the city (AKPK): gathered, submitted, decided, taken into the plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, needs, signed_in, within
from sinau.people.models import Agency, Role
from sinau.planning.actions.analyses import (
    Terms,
    decide_analysis,
    submit_analysis,
    take_into_plan,
)
from sinau.planning.actions.needs import (
    gather_needs,
)
from sinau.planning.forms.structure import ReasonForm
from sinau.planning.models import (
    AgencyAnalysis,
    Competency,
    Need,
    NeedState,
    Signal,
    SignalKind,
    YearPlan,
)
from sinau.planning.models.assessing import READERS
from sinau.planning.reckoning import by_agency, demands, offers, standings_below
from sinau.planning.rules import match_rules
from sinau.planning.views.pages import asked_year, coordinates, form_page, needs_coordinator
from sinau.ui.sheets import sheet_response


def _agency(request: PersonRequest, code: str) -> Agency:
    return get_object_or_404(Agency.objects.filter(within("", request.user, *READERS)), code=code)


@needs(*READERS)
def agency(request: PersonRequest, code: str) -> HttpResponse:
    """What one agency needs to learn, with the facts behind it; or the AKPK as Excel."""
    unit, year = _agency(request, code), asked_year(request)
    theirs = Need.objects.filter(agency__path__startswith=unit.path)
    if request.GET.get("unduh") == "xlsx":
        return _sheet(theirs.filter(year=year), f"akpk-{unit.code}-{year}")
    analysis = AgencyAnalysis.objects.filter(agency=unit, year=year).first()
    signals = Signal.objects.filter(agency__path__startswith=unit.path)
    context = {
        "agency": unit,
        "year": year,
        **_demand(request, year, theirs, unit),
        "export": f"?unduh=xlsx&tahun={year}",
        "add_fact": f"{reverse('planning:signal_new')}?pd={unit.code}",
        "analysis": analysis,
        "steps": list(analysis.steps.select_related("by")) if analysis else [],
        "signals": list(signals.filter(person=None).select_related("competency")[:12]),
        "signal_counts": _signal_counts(signals),
        "waiting": theirs.filter(year=year, state=NeedState.PROPOSED).count(),
        "may_gather": request.user.has_role(Role.HEAD, Role.OFFICER, over=unit),
        "may_decide": coordinates(request.user),
        "rule": match_rules()["priority"],
    }
    return render(request, "planning/agency.html", context)


def _signal_counts(signals: Any) -> list[tuple[str, int]]:
    rows = signals.order_by().values("kind").annotate(n=Count("pk"))
    labels = dict(SignalKind.choices)
    return [(str(labels[row["kind"]]), row["n"]) for row in rows if row["kind"] in labels]


def _demand(request: PersonRequest, year: int, theirs: Any, unit: Agency) -> dict[str, Any]:
    standings = standings_below(unit)
    rows = demands(year, theirs, standings)
    of_year = theirs.filter(year=year)
    sums = of_year.aggregate(
        people=Count("person", distinct=True),
        needs=Count("pk"),
    )
    return {
        "demands": rows,
        "sums": sums,
        "confirmed": sum(row.confirmed + row.planned for row in rows),
        "people": standings.values("person").distinct().count(),
        "plan": YearPlan.objects.filter(year=year).first() if coordinates(request.user) else None,
    }


@needs(*READERS)
def city(request: PersonRequest) -> HttpResponse:
    """All agencies together: who has submitted, and what the city needs most."""
    year = asked_year(request)
    theirs = Need.objects.filter(within("agency", request.user, *READERS))
    if request.GET.get("unduh") == "xlsx":
        return _sheet(theirs.filter(year=year), f"akpk-{year}")
    root = Agency.objects.filter(parent=None).first()
    if root is None or not request.user.answers_for_city(*READERS):
        return _own_agencies(request, year)
    analyses = AgencyAnalysis.objects.visible_to(request.user).filter(year=year)
    context = {
        "year": year,
        "agency": root,
        **_demand(request, year, theirs, root),
        "export": f"?unduh=xlsx&tahun={year}",
        "rows": _agency_rows(request, year),
        "analyses": list(analyses.select_related("agency")),
        "may_decide": coordinates(request.user),
        "rule": match_rules()["priority"],
    }
    return render(request, "planning/city.html", context)


def _agency_rows(request: PersonRequest, year: int) -> list[dict[str, Any]]:
    """The agencies that have needs, those below added to the one directly under the city."""
    counts = by_agency(year)
    sent = list(AgencyAnalysis.objects.filter(year=year).select_related("agency"))
    states = {row.agency_id: row for row in sent}
    units = {unit.pk: unit for unit in Agency.objects.filter(within("", request.user, *READERS))}
    rows = [
        {
            "agency": units[pk],
            "analysis": states.get(pk),
            "within": next((a.agency for a in sent if a.agency.contains(units[pk])), None),
            **count,
        }
        for pk, count in counts.items()
        if pk in units
    ]
    return sorted(rows, key=lambda row: (-row["confirmed"], -row["needs"], row["agency"].path))


def _own_agencies(request: PersonRequest, year: int) -> HttpResponse:
    """Who looks after one agency goes straight there."""
    paths = request.user.paths(*READERS)
    unit = get_object_or_404(Agency, path=paths[0])
    return redirect(f"{reverse('planning:agency', args=[unit.code])}?tahun={year}")


def _sheet(rows: Any, name: str) -> HttpResponse:
    headings = [
        _("NIP"),
        _("Nama"),
        _("Jabatan"),
        _("Perangkat daerah"),
        _("Kompetensi"),
        _("Tingkat sekarang"),
        _("Tingkat dibutuhkan"),
        _("Kesenjangan"),
        _("Fakta"),
        _("Prioritas"),
        _("Keadaan"),
        _("Alasan"),
        _("Usulan pengembangan"),
    ]
    taught = offers(Competency.objects.values_list("pk", flat=True))
    people = rows.select_related("person", "agency", "competency").order_by(
        "agency__path", "person__name", "-points", "pk"
    )
    lines = (
        [
            need.person.nip,
            need.person.full_name,
            need.person.job_title,
            need.agency.name,
            need.competency.name,
            need.from_level,
            need.to_level,
            need.to_level - need.from_level,
            need.fact_count,
            need.points,
            need.get_state_display(),
            need.words,
            "; ".join(thing.title for thing in taught.get(need.competency_id, []))
            or _("Harus dibuat"),
        ]
        for need in people.iterator(chunk_size=1000)
    )
    return sheet_response(name, _("AKPK"), headings, lines, frozen_columns=2)


@needs(Role.HEAD, Role.OFFICER)
@require_POST
def update(request: PersonRequest, code: str) -> HttpResponse:
    """Gather the gaps of an agency, or put its analysis before the coordinator."""
    unit, year = _agency(request, code), asked_year(request)
    if not request.user.has_role(Role.HEAD, Role.OFFICER, over=unit):
        raise Http404
    if request.POST.get("langkah") == "ajukan":
        submit_analysis(unit, year=year, by=request.user)
        messages.success(request, _("Analisis kebutuhan diajukan ke koordinator."))
    else:
        count = gather_needs(unit, year=year, by=request.user)
        messages.success(request, _("%(count)s kebutuhan disusun.") % {"count": count})
    return redirect(f"{reverse('planning:agency', args=[code])}?tahun={year}")


@signed_in
@require_POST
def decide(request: PersonRequest, pk: int) -> HttpResponse:
    """Accept the analysis of an agency."""
    needs_coordinator(request.user)
    analysis = get_object_or_404(AgencyAnalysis.objects.visible_to(request.user), pk=pk)
    decide_analysis(analysis, accepted=True, words="", by=request.user)
    messages.success(request, _("Analisis kebutuhan diterima."))
    return redirect(f"{reverse('planning:city')}?tahun={analysis.year}")


@signed_in
def analysis_return(request: PersonRequest, pk: int) -> HttpResponse:
    """Give the analysis of an agency back."""
    needs_coordinator(request.user)
    analysis = get_object_or_404(
        AgencyAnalysis.objects.visible_to(request.user).select_related("agency"), pk=pk
    )
    form = ReasonForm(request.POST or None)
    back = f"{reverse('planning:city')}?tahun={analysis.year}"
    if request.method == "POST" and form.is_valid():
        decide_analysis(
            analysis, accepted=False, words=form.cleaned_data["reason"], by=request.user
        )
        messages.success(request, _("Analisis kebutuhan dikembalikan."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Kembalikan analisis %(name)s") % {"name": analysis.agency.name},
        back=back,
        back_label=_("Kebutuhan kota"),
        submit=_("Kembalikan"),
    )


@signed_in
@require_POST
def take(request: PersonRequest, key: str) -> HttpResponse:
    """Put the confirmed needs for a competency into the plan of the year."""
    needs_coordinator(request.user)
    competency = get_object_or_404(Competency, key=key)
    year = asked_year(request)
    plan = get_object_or_404(YearPlan, year=year)
    code = request.POST.get("perangkat_daerah", "")
    unit = get_object_or_404(Agency, code=code) if code else None
    item = take_into_plan(plan, competency, unit, terms=Terms(), by=request.user)
    if item is None:
        messages.info(request, _("Tidak ada kebutuhan yang menunggu untuk kompetensi ini."))
        return redirect(f"{reverse('planning:city')}?tahun={year}")
    messages.success(
        request,
        _("%(count)s peserta dimasukkan ke rencana. Lengkapi bentuk, bulan, dan biayanya.")
        % {"count": item.participants},
    )
    return redirect(item)
