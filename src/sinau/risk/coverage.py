"""How much of the AI taxonomy a register has an answer for: a risk, or a reason why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sinau.risk.models import Classification, Context, Exclusion, Register
from sinau.risk.models.registers import house_of
from sinau.risk.taxonomy import Subdomain, taxonomy

# Where the registers of AI uses come from: the app that opens them with its ideas.
AI_SOURCE = "innovation."


class Answer(StrEnum):
    """What a register says to one box."""

    RISK = "risk"
    EXCLUDED = "excluded"
    UNCONFIRMED = "unconfirmed"
    OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Named:
    """A risk that answers a box."""

    id: int
    code: str
    event: str


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a box does not apply; `confirmed_by` is empty until another agency agreed."""

    id: int
    text: str
    stated_by: str
    stated_house: str
    stated_agency: str
    confirmed_by: str = ""
    confirmed_agency: str = ""


@dataclass(frozen=True, kw_only=True)
class Box:
    """One of the 24 subdomains with its answer."""

    code: str
    name: str
    domain_code: str
    domain_name: str
    answer: Answer
    risks: tuple[Named, ...] = ()
    reason: Reason | None = None

    @property
    def is_done(self) -> bool:
        """A risk, or a reason that somebody of another agency confirmed."""
        return self.answer in (Answer.RISK, Answer.EXCLUDED)


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """The answers to all boxes of one version of the taxonomy."""

    version: str
    boxes: tuple[Box, ...]

    @property
    def total(self) -> int:
        """How many boxes there are."""
        return len(self.boxes)

    @property
    def done(self) -> int:
        """How many have an answer that counts."""
        return sum(box.is_done for box in self.boxes)

    @property
    def is_complete(self) -> bool:
        """Whether every box is answered."""
        return self.done == self.total

    @property
    def missing(self) -> tuple[Box, ...]:
        """The boxes that still wait: for an answer, or for the other agency."""
        return tuple(box for box in self.boxes if not box.is_done)


def coverage(
    boxes: Iterable[Subdomain],
    risks: Mapping[str, Iterable[Named]],
    reasons: Mapping[str, Reason],
    *,
    version: str = "",
) -> Coverage:
    """Pure: which of these boxes are answered by these risks and reasons. A risk counts first."""
    return Coverage(
        version=version,
        boxes=tuple(
            _box(box, tuple(risks.get(box.code, ())), reasons.get(box.code)) for box in boxes
        ),
    )


def coverage_of(register: Register) -> Coverage:
    """The coverage of one register as it is stored now; two queries. Closed risks do not count."""
    risks: dict[str, list[Named]] = defaultdict(list)
    rows = Classification.objects.filter(risk__register=register, risk__closure=None).order_by(
        "risk__code"
    )
    for subdomain, pk, code, event in rows.values_list(
        "subdomain", "risk_id", "risk__code", "risk__event"
    ):
        risks[subdomain].append(Named(id=pk, code=code, event=event))
    excluded = Exclusion.objects.filter(register=register, withdrawn_at=None).select_related(
        "stated_by", "stated_agency", "confirmed_by", "confirmed_agency"
    )
    now_in_force = taxonomy()
    return coverage(
        now_in_force.subdomains,
        risks,
        {row.subdomain: _reason(row) for row in excluded},
        version=now_in_force.version,
    )


def is_ai(register: Register) -> bool:
    """Whether the coverage duty holds: the register of an AI use, or one that says so itself."""
    if register.source.startswith(AI_SOURCE):
        return True
    kinds = Context.objects.filter(register=register).values_list("service_kinds", flat=True)
    return bool(kinds.first())


def _box(box: Subdomain, risks: tuple[Named, ...], reason: Reason | None) -> Box:
    if risks:
        answer = Answer.RISK
    elif reason is None:
        answer = Answer.OPEN
    else:
        answer = Answer.EXCLUDED if reason.confirmed_by else Answer.UNCONFIRMED
    return Box(
        code=box.code,
        name=box.name,
        domain_code=box.domain_code,
        domain_name=box.domain_name,
        answer=answer,
        risks=risks,
        reason=reason,
    )


def _reason(row: Exclusion) -> Reason:
    return Reason(
        id=row.pk,
        text=row.reason,
        stated_by=row.stated_by.name,
        stated_house=house_of(row.stated_agency),
        stated_agency=row.stated_agency.short_name,
        confirmed_by=row.confirmed_by.name if row.confirmed_by else "",
        confirmed_agency=row.confirmed_agency.short_name if row.confirmed_agency else "",
    )
