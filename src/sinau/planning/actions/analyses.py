"""Bring the needs of an agency to the coordinator, and from there into the plan of a year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Person
from sinau.planning.actions.items import write_item
from sinau.planning.events import AnalysisDecided, AnalysisSubmitted
from sinau.planning.models import (
    AgencyAnalysis,
    AnalysisState,
    AnalysisStep,
    Competency,
    Need,
    NeedState,
    NeedStep,
    PlanItem,
    ProgrammeCompetency,
    YearPlan,
)


class NothingConfirmed(Refused):
    """An analysis without confirmed needs says nothing."""


class NoProgrammeLeadsThere(Refused):
    """An item belongs to a programme that leads to its competency."""


@transaction.atomic
def submit_analysis(agency: Agency, *, year: int, by: Person) -> AgencyAnalysis:
    """What was confirmed in the agency goes to the coordinator; submitted again it says what holds now."""
    sums = (
        Need.objects.counted()
        .filter(year=year, agency__path__startswith=agency.path)
        .aggregate(needs=Count("pk"), people=Count("person", distinct=True))
    )
    if not sums["needs"]:
        raise NothingConfirmed(
            _("Belum ada kebutuhan yang dibenarkan atasan. Ajukan setelah ada paling sedikit satu.")
        )
    analysis, _made = AgencyAnalysis.objects.select_for_update().get_or_create(
        year=year,
        agency=agency,
        defaults={"state": AnalysisState.RETURNED, "updated_at": now()},
    )
    is_same = (analysis.needs, analysis.people) == (sums["needs"], sums["people"])
    if analysis.state == AnalysisState.SUBMITTED and is_same:
        return analysis
    analysis.needs, analysis.people = sums["needs"], sums["people"]
    _step(analysis, AnalysisState.SUBMITTED, by, "")
    announce(
        AnalysisSubmitted(
            analysis_id=analysis.pk,
            agency_id=agency.pk,
            agency_name=agency.name,
            year=year,
            needs=analysis.needs,
        ),
        by=by,
    )
    return analysis


@transaction.atomic
def decide_analysis(
    analysis: AgencyAnalysis, *, accepted: bool, words: str, by: Person
) -> AgencyAnalysis:
    """The coordinator accepts the analysis or gives it back; what was decided stays."""
    analysis = AgencyAnalysis.objects.select_for_update().get(pk=analysis.pk)
    if analysis.state != AnalysisState.SUBMITTED:
        return analysis
    submitted = analysis.steps.filter(state=AnalysisState.SUBMITTED).first()
    _step(analysis, AnalysisState.ACCEPTED if accepted else AnalysisState.RETURNED, by, words)
    announce(
        AnalysisDecided(
            analysis_id=analysis.pk,
            agency_id=analysis.agency_id,
            agency_name=analysis.agency.name,
            year=analysis.year,
            accepted=accepted,
            words=words,
            submitter_id=submitted.by_id if submitted else None,
        ),
        by=by,
    )
    return analysis


def _step(analysis: AgencyAnalysis, state: AnalysisState, by: Person, words: str) -> None:
    analysis.state, analysis.updated_at = state, now()
    analysis.save()
    AnalysisStep.objects.create(analysis=analysis, state=state, by=by, at=now(), words=words)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How needs become an item: the form of learning, when, how many JP, and at what cost."""

    form: str = "bimtek"
    month: int = 3
    jp: Decimal = Decimal(8)
    unit_cost: int = 0
    fund: str = ""


@transaction.atomic
def take_into_plan(
    plan: YearPlan, competency: Competency, agency: Agency | None, *, terms: Terms, by: Person
) -> PlanItem | None:
    """The confirmed needs for a competency are an item of the plan, its participants counted.

    Without an agency those of the whole city. None when nothing waits: the second time.
    """
    waiting = Need.objects.select_for_update().filter(
        year=plan.year, competency=competency, state=NeedState.CONFIRMED, item=None
    )
    if agency is not None:
        waiting = waiting.filter(agency__path__startswith=agency.path)
    needs = list(waiting)
    if not needs:
        return None
    way = ProgrammeCompetency.objects.filter(competency=competency).order_by("-level").first()
    if way is None:
        raise NoProgrammeLeadsThere(
            _("Belum ada program yang menuju “%(name)s”. Tulis programnya dahulu.")
            % {"name": competency.name}
        )
    item = PlanItem(
        plan=plan,
        programme_id=way.programme_id,
        title=_title(competency, needs),
        form=terms.form,
        agency=agency,
        participants=len({need.person_id for need in needs}),
        jp=terms.jp,
        month=terms.month,
        unit_cost=terms.unit_cost,
        fund=terms.fund,
        need_count=len(needs),
    )
    write_item(item, by=by, reason=str(_("Dari analisis kebutuhan")))
    Need.objects.filter(pk__in=[need.pk for need in needs]).update(
        state=NeedState.PLANNED, item=item
    )
    NeedStep.objects.bulk_create(
        NeedStep(need=need, state=NeedState.PLANNED, by=by, at=now()) for need in needs
    )
    return item


def _title(competency: Competency, needs: list[Need]) -> str:
    highest = max(need.to_level for need in needs)
    said = _("%(name)s sampai tingkat %(level)s") % {"name": competency.name, "level": highest}
    return str(said)[:150]
