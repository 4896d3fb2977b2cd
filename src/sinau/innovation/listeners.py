"""What innovation does about other apps' facts: close a gate, count work, keep a signal."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from sinau.ask.events import AnswerRated, GapClosed, GapJoined, GapOpened
from sinau.innovation.actions import Sketch, draft_from_plan, reconsider_gate
from sinau.innovation.actions.contributions import Given, member_agency, record_contribution
from sinau.innovation.actions.suggestions import Heard, keep_suggestion, settle_suggestion
from sinau.innovation.models import Gift, Idea, Signal
from sinau.innovation.models.ideas import IN_USE
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.kernel.clock import WIB
from sinau.people.models import Person
from sinau.practice.events import ActionPlanAccepted
from sinau.risk.events import (
    ActionPlanned,
    BoxWithdrawn,
    RiskAccepted,
    RiskAssessed,
    RiskClassified,
    RiskClosed,
    RiskEdited,
    RiskIdentified,
    RiskReopened,
    RiskReviewed,
    RiskTreated,
)
from sinau.risk.models import Risk

# So many people asked the same, or found an answer useless, before it asks for an idea.
ENOUGH_QUESTIONS, ENOUGH_COMPLAINTS = 3, 5

RiskFact = (
    RiskIdentified
    | RiskEdited
    | RiskAssessed
    | RiskTreated
    | ActionPlanned
    | RiskReviewed
    | RiskAccepted
    | RiskClosed
    | RiskReopened
    | RiskClassified
)


@hears(
    RiskIdentified,
    RiskEdited,
    RiskAssessed,
    RiskTreated,
    ActionPlanned,
    RiskReviewed,
    RiskAccepted,
    RiskClosed,
    RiskReopened,
    RiskClassified,
)
def look_at_the_gate(fact: RiskFact, entry: Entry) -> None:
    """Close the gate of a running use whose register gave it a reason."""
    for register in Risk.objects.filter(pk=fact.risk_id).values_list("register", flat=True):
        _reconsider(register)


@hears(BoxWithdrawn)
def look_at_coverage(fact: BoxWithdrawn, entry: Entry) -> None:
    """Close the gate of a running use whose register has a box open again."""
    _reconsider(fact.register_id)


def _reconsider(register_id: int) -> None:
    running = Idea.objects.filter(stage__in=IN_USE, register=register_id)
    for idea in running.select_related("owner", "register").select_for_update(of=("self",)):
        reconsider_gate(idea)


@hears(ActionPlanAccepted)
def begin_from_action_plan(fact: ActionPlanAccepted, entry: Entry) -> None:
    """A plan of action that passed is a draft idea of whoever made it; told again, it is the same."""
    draft_from_plan(
        source=f"practice.submission:{fact.submission_id}",
        sketch=Sketch(
            title=fact.title,
            problem=fact.problem,
            beneficiaries=fact.beneficiaries,
            summary=f"{fact.idea}\n\n{fact.measure}: {fact.baseline} → {fact.target}",
        ),
        owner=Person.objects.get(pk=fact.person_id),
    )


@hears(RiskReviewed, RiskAccepted)
def count_work_on_risks(fact: RiskReviewed | RiskAccepted, entry: Entry) -> None:
    """Whoever reviews or co-signs a risk of an idea gave something to it; once for each fact."""
    person = entry.told_by
    idea = Idea.objects.filter(register=fact.register_id).first()
    if person is None or idea is None or member_agency(idea, person) is None:
        return
    signs = isinstance(fact, RiskAccepted)
    what = _("Ikut menanggung risiko %(code)s") if signs else _("Meninjau risiko %(code)s")
    given = Given(
        person=person,
        kind=Gift.COSIGN if signs else Gift.REVIEW,
        amount=Decimal(1),
        what=what % {"code": fact.code},
        happened_on=entry.told_at.astimezone(WIB).date(),
    )
    record_contribution(idea, given, by=person, entry=f"journal:{entry.pk}")


@hears(GapOpened, GapJoined)
def hear_of_a_gap(fact: GapOpened | GapJoined, entry: Entry) -> None:
    """A question of several people that the desk cannot answer may need more than an article."""
    heard = Heard(
        source=f"ask.gap:{fact.gap_id}",
        kind=Signal.GAP,
        title=_("Pertanyaan nomor %(number)s dalam antrean Tanya belum terjawab")
        % {"number": fact.gap_id},
        url=f"/tanya/belum-terjawab/{fact.gap_id}/",
        agency_id=fact.agency_id,
        enough=ENOUGH_QUESTIONS,
    )
    keep_suggestion(heard, entry=f"journal:{entry.pk}")


@hears(GapClosed)
def forget_a_gap(fact: GapClosed, entry: Entry) -> None:
    """The desk can answer now; nobody needs to be asked for an idea."""
    settle_suggestion(f"ask.gap:{fact.gap_id}")


@hears(AnswerRated)
def hear_a_complaint(fact: AnswerRated, entry: Entry) -> None:
    """Answers that did not help, counted for each agency; whose they were is not kept."""
    if fact.helped or fact.agency_id is None:
        return
    heard = Heard(
        source=f"ask.rating:{fact.agency_id}",
        kind=Signal.COMPLAINT,
        title=_("Jawaban Tanya berulang kali dinilai tidak membantu di perangkat daerah ini"),
        url="/tanya/mutu/",
        agency_id=fact.agency_id,
        enough=ENOUGH_COMPLAINTS,
    )
    keep_suggestion(heard, entry=f"journal:{entry.pk}")
