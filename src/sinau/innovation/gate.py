"""The gate: a pure function over what is stored. It gives every reason and never only the first."""

from __future__ import annotations

import hashlib
import math
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

RULES = Path(__file__).with_name("rules") / "gate.toml"
PILOT, LIVE, MONITORED, RETIRED = "pilot", "live", "monitored", "retired"
# What a gate asks for beside its own: who goes further still keeps what was asked before.
_ASKED = {
    PILOT: (PILOT,),
    LIVE: (PILOT, LIVE),
    MONITORED: (PILOT, LIVE, MONITORED),
    RETIRED: (RETIRED,),
}


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One thing the gate asks for, as the rule file states it."""

    key: str
    gate: str
    check: str
    title: str
    why: str
    regulation: str
    effective_from: date
    verified: bool
    source: str
    effective_to: date | None = None
    minimum: int = 0
    minimum_personal: int = 0
    minimum_agencies: int = 0
    effective: float = 0.0
    days: int = 0
    # Whether two agencies may let an idea pass without it for a time.
    may_be_excepted: bool = False


@dataclass(frozen=True, kw_only=True)
class RiskFact:
    """What the gate knows of one open risk."""

    pk: int
    code: str
    score: int
    has_residual: bool
    is_measured: bool
    is_reviewed: bool
    is_above: bool
    is_accepted: bool
    has_option: bool
    needs_action: bool
    actions: int
    late: int
    estimators: int = 0
    estimating_agencies: int = 0


@dataclass(frozen=True, kw_only=True)
class Examined:
    """The last finished evaluation: the group that did worst, and how sure one may be of it."""

    group: str
    lower: float
    threshold: float
    has_passed: bool


@dataclass(frozen=True, kw_only=True)
class Waiver:
    """That two agencies let a criterion be until a day."""

    criterion: str
    ends_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything the gate looks at, as plain values."""

    owner: str
    owner_serves: bool
    agencies: tuple[str, ...]
    has_plan: bool
    missing: tuple[tuple[str, str], ...] = ()
    personal_data: bool | None = None
    has_privacy_note: bool = False
    has_privacy_agreement: bool = False
    is_fallback_tried: bool = False
    risks: tuple[RiskFact, ...] = ()
    is_evaluated: bool = False
    is_target_missed: bool = False
    has_legal_basis: bool = True
    level: int = 0
    unanswered: int = 0
    is_level_stale: bool = False
    unsigned: tuple[tuple[str, bool], ...] = ()
    boxes: int = 0
    boxes_done: int = 0
    sectors: int = 0
    effective_sectors: float = 0.0
    tested: Examined | None = None
    days_live: int = 0
    days_unreviewed: int | None = None
    has_exit: bool = False
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One thing that is missing. `place` says where it is cured: "plan:data", "risk:12"."""

    text: str
    place: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What the gate says of one criterion."""

    criterion: Criterion
    reasons: tuple[Reason, ...]
    waiver: Waiver | None = None

    @property
    def is_met(self) -> bool:
        """No reason against it, or one that two agencies let be."""
        return not self.reasons or self.waiver is not None


class BadGate(ValueError):
    """The rule file asks for a check that does not exist."""


def judge(case: Case, criteria: Sequence[Criterion]) -> list[Finding]:
    """Each criterion with every reason against it, and the exception under which it passes."""
    waivers = {waiver.criterion: waiver for waiver in case.waivers}
    return [
        Finding(
            criterion=criterion,
            reasons=tuple(CHECKS[criterion.check](case, criterion)),
            waiver=waivers.get(criterion.key) if criterion.may_be_excepted else None,
        )
        for criterion in criteria
    ]


def reasons_of(findings: Sequence[Finding]) -> list[Reason]:
    """Every reason of every criterion that stands in the way."""
    return [reason for finding in findings if not finding.is_met for reason in finding.reasons]


def criteria_of(gate: str, day: date) -> list[Criterion]:
    """The criteria of a gate in force on that day, with those of the gates before it."""
    return [
        criterion
        for criterion in all_criteria()
        if criterion.gate in _ASKED[gate]
        and criterion.effective_from <= day
        and (criterion.effective_to is None or day <= criterion.effective_to)
    ]


@cache
def all_criteria() -> tuple[Criterion, ...]:
    """The rule file, checked."""
    rows: list[dict[str, Any]] = tomllib.loads(RULES.read_text())["criterion"]
    criteria = tuple(Criterion(**row) for row in rows)
    unknown = {criterion.check for criterion in criteria} - CHECKS.keys()
    if unknown:
        raise BadGate(f"gate.toml: {sorted(unknown)}")
    return criteria


@cache
def fingerprint() -> str:
    """Which version of the criteria this is."""
    return hashlib.sha256(RULES.read_bytes()).hexdigest()


# ── what each check asks ────────────────────────────────────────────────────────────────────


def _owner(case: Case, criterion: Criterion) -> list[Reason]:
    if case.owner_serves:
        return []
    said = _("%(owner)s tidak lagi bertugas. Tunjuk pemilik yang baru.") % {"owner": case.owner}
    return [Reason(text=said, place="edit")]


def _agencies(case: Case, criterion: Criterion) -> list[Reason]:
    if len(case.agencies) >= criterion.minimum:
        return []
    words = {"found": len(case.agencies), "minimum": criterion.minimum}
    said = (
        _("Baru %(found)s perangkat daerah yang ikut; diperlukan sedikitnya %(minimum)s.") % words
    )
    return [Reason(text=said, place="partners")]


def _plan(case: Case, criterion: Criterion) -> list[Reason]:
    if not case.has_plan:
        return [Reason(text=_("Rencana belum dimulai."), place="idea")]
    return [
        Reason(text=_("Rencana belum memuat: %(field)s.") % {"field": field}, place=f"plan:{part}")
        for part, field in case.missing
    ]


def _privacy(case: Case, criterion: Criterion) -> list[Reason]:
    if not case.personal_data:
        return []
    found = []
    if not case.has_privacy_note:
        found.append(
            Reason(
                text=_("Data pribadi dipakai, tetapi dampaknya belum ditulis."), place="plan:data"
            )
        )
    if not case.has_legal_basis:
        said = _("Data pribadi dipakai, tetapi dasar pemrosesannya belum dipilih.")
        found.append(Reason(text=said, place="plan:data"))
    if not case.has_privacy_agreement:
        found.append(
            Reason(
                text=_("Petugas pelindungan data belum menyetujui naskah yang berlaku sekarang."),
                place="privacy",
            )
        )
    return found


def _risks(case: Case, criterion: Criterion) -> list[Reason]:
    least = criterion.minimum_personal if case.personal_data else criterion.minimum
    if len(case.risks) >= least:
        return []
    words = {"found": len(case.risks), "least": least}
    said = _("Baru %(found)s risiko yang dicatat; diperlukan sedikitnya %(least)s.") % words
    return [Reason(text=said, place="register")]


def _each(case: Case, wrong: Callable[[RiskFact], bool], sentence: str) -> list[Reason]:
    return [
        Reason(text=sentence % {"code": risk.code, "score": risk.score}, place=f"risk:{risk.pk}")
        for risk in case.risks
        if wrong(risk)
    ]


def _assessed(case: Case, criterion: Criterion) -> list[Reason]:
    said = _("Risiko %(code)s belum dinilai sesudah penanganan.")
    return _each(case, lambda risk: not risk.has_residual, said)


def _reviewed(case: Case, criterion: Criterion) -> list[Reason]:
    said = _("Risiko %(code)s belum ditinjau pengelola risiko sejak perubahan terakhir.")
    return _each(case, lambda risk: not risk.is_reviewed, said)


def _appetite(case: Case, criterion: Criterion) -> list[Reason]:
    said = _(
        "Risiko %(code)s berada di atas selera risiko (besaran %(score)s) dan belum diterima pimpinan."
    )
    return _each(case, lambda risk: risk.is_above and not risk.is_accepted, said)


def _treated(case: Case, criterion: Criterion) -> list[Reason]:
    untreated = _("Risiko %(code)s belum mempunyai pilihan penanganan.")
    idle = _("Risiko %(code)s belum mempunyai tindakan dengan penanggung jawab dan tenggat.")
    return [
        *_each(case, lambda risk: not risk.has_option, untreated),
        *_each(case, lambda risk: risk.needs_action and not risk.actions, idle),
    ]


def _evaluated(case: Case, criterion: Criterion) -> list[Reason]:
    if case.is_evaluated:
        return []
    return [Reason(text=_("Uji coba belum diakhiri dengan hasil tertulis."), place="pilot")]


def _target(case: Case, criterion: Criterion) -> list[Reason]:
    if not case.is_target_missed:
        return []
    said = _("Sasaran manfaat tidak tercapai pada uji coba terakhir.")
    return [Reason(text=said, place="pilot")]


def _fallback(case: Case, criterion: Criterion) -> list[Reason]:
    if case.is_fallback_tried:
        return []
    said = _("Cara cadangan tanpa AI belum pernah dicoba.")
    return [Reason(text=said, place="plan:cadangan")]


def _measured(case: Case, criterion: Criterion) -> list[Reason]:
    said = _("Risiko %(code)s belum dinilai menurut keadaan sekarang.")
    return _each(case, lambda risk: not risk.is_measured, said)


def _timely(case: Case, criterion: Criterion) -> list[Reason]:
    said = _("Risiko %(code)s mempunyai tindakan yang melewati tenggat.")
    return _each(case, lambda risk: risk.late > 0, said)


def _impact(case: Case, criterion: Criterion) -> list[Reason]:
    if not case.level:
        if not case.unanswered:
            return [Reason(text=_("Penilaian dampak belum selesai."), place="impact")]
        said = _("Penilaian dampak belum selesai: %(number)s pertanyaan belum dijawab.")
        return [Reason(text=said % {"number": case.unanswered}, place="impact")]
    if case.is_level_stale:
        said = _("Penilaian dampak usang: rencana atau jawabannya berubah sesudah dinilai.")
        return [Reason(text=said, place="impact")]
    return []


def _signed(case: Case, criterion: Criterion) -> list[Reason]:
    absent = _("%(seat)s belum menandatangani.")
    again = _("Isinya berubah sesudah ditandatangani: %(seat)s perlu menandatangani lagi.")
    return [
        Reason(text=(again if signed_before else absent) % {"seat": seat}, place="signatures")
        for seat, signed_before in case.unsigned
    ]


def _covered(case: Case, criterion: Criterion) -> list[Reason]:
    if case.boxes and case.boxes_done >= case.boxes:
        return []
    said = _("Baru %(done)s dari %(total)s subranah risiko AI terjawab.")
    words = {"done": case.boxes_done, "total": case.boxes}
    return [Reason(text=said % words, place="coverage")]


def _estimated(case: Case, criterion: Criterion) -> list[Reason]:
    said = _(
        "Risiko %(code)s baru diperkirakan %(people)s orang dari %(agencies)s perangkat daerah; diperlukan %(minimum)s dari %(least)s."
    )
    return [
        Reason(
            text=said
            % {
                "code": risk.code,
                "people": risk.estimators,
                "agencies": risk.estimating_agencies,
                "minimum": criterion.minimum,
                "least": criterion.minimum_agencies,
            },
            place="rounds",
        )
        for risk in case.risks
        if risk.estimators < criterion.minimum
        or risk.estimating_agencies < criterion.minimum_agencies
    ]


def _sectors(case: Case, criterion: Criterion) -> list[Reason]:
    if case.sectors >= criterion.minimum:
        return []
    said = _("Baru %(found)s sektor yang ikut; diperlukan sedikitnya %(minimum)s.")
    words = {"found": case.sectors, "minimum": criterion.minimum}
    return [Reason(text=said % words, place="partners")]


def _carried(case: Case, criterion: Criterion) -> list[Reason]:
    if case.effective_sectors >= criterion.effective - 1e-9:
        return []
    said = _(
        "Sektor efektif dari sumbangan yang dihitung baru %(found)s; diperlukan sedikitnya %(floor)s."
    )
    words = {"found": _decimal(case.effective_sectors), "floor": _decimal(criterion.effective)}
    return [Reason(text=said % words, place="contributions")]


def _tested(case: Case, criterion: Criterion) -> list[Reason]:
    if case.tested is None:
        return [Reason(text=_("Layanan belum dievaluasi dengan soal uji."), place="evaluation")]
    if case.tested.has_passed:
        return []
    said = _(
        "Evaluasi belum lulus: batas bawah %(group)s %(lower)s persen, ambangnya %(threshold)s persen."
    )
    words = {
        "group": case.tested.group,
        "lower": _decimal(100 * case.tested.lower),
        "threshold": _decimal(100 * case.tested.threshold),
    }
    return [Reason(text=said % words, place="evaluation")]


def _settled(case: Case, criterion: Criterion) -> list[Reason]:
    if case.days_live >= criterion.days:
        return []
    said = _("Baru %(days)s hari diterapkan; diperlukan sedikitnya %(minimum)s hari.")
    words = {"days": case.days_live, "minimum": criterion.days}
    return [Reason(text=said % words, place="idea")]


def _looked_after(case: Case, criterion: Criterion) -> list[Reason]:
    if case.days_unreviewed is not None and case.days_unreviewed <= criterion.days:
        return []
    said = _("Layanan belum ditinjau dalam %(days)s hari terakhir.") % {"days": criterion.days}
    return [Reason(text=said, place="review")]


def _exit(case: Case, criterion: Criterion) -> list[Reason]:
    if case.has_exit:
        return []
    return [Reason(text=_("Rencana belum memuat cara berhenti."), place="plan:keluar")]


def _decimal(value: float) -> str:
    """A figure is rounded down, so that it never seems to reach what it does not."""
    return f"{math.floor(value * 100 + 1e-9) / 100:g}".replace(".", ",")


CHECKS: dict[str, Callable[[Case, Criterion], list[Reason]]] = {
    "owner": _owner,
    "agencies": _agencies,
    "plan": _plan,
    "privacy": _privacy,
    "risks": _risks,
    "assessed": _assessed,
    "reviewed": _reviewed,
    "appetite": _appetite,
    "treated": _treated,
    "evaluated": _evaluated,
    "target": _target,
    "fallback": _fallback,
    "measured": _measured,
    "timely": _timely,
    "impact": _impact,
    "signed": _signed,
    "covered": _covered,
    "estimated": _estimated,
    "sectors": _sectors,
    "carried": _carried,
    "tested": _tested,
    "settled": _settled,
    "looked_after": _looked_after,
    "exit": _exit,
}
