"""What an office does with a claim: approve, give back, refuse, hear an appeal, undo what was false."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.credit.actions import Learning, correct, record, reverse
from sinau.credit.claims.drafting import AlreadyClaimed
from sinau.credit.claims.duplicates import other_entry
from sinau.credit.events import (
    ClaimAppealed,
    ClaimApproved,
    ClaimDisproved,
    ClaimRefused,
    ClaimReturned,
)
from sinau.credit.models import (
    Claim,
    ClaimState,
    ClaimStep,
    Entry,
    StepKind,
    is_of_the_city,
)
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.facts import Fact
from sinau.kernel.refusals import Refused
from sinau.people.models import Person, Role

BULK = 50


class NotWaiting(Refused):
    """Only a claim that waits is decided."""


class NotTheirClaim(Refused):
    """A claim is verified by an officer over the person's agency, and never one's own."""


class SamePersonAgain(Refused):
    """An appeal is heard at the city by somebody other than who decided first."""


class ReasonNeeded(Refused):
    """Who gives back or refuses says why."""


class AppealedOnce(Refused):
    """A refusal is appealed once, by the person whose claim it is."""


@transaction.atomic
def approve(claim: Claim, *, by: Person, note: str = "") -> Claim:
    """The claim is a row of the person's ledger; a second time changes nothing."""
    claim = _locked(claim)
    if claim.state == ClaimState.APPROVED:
        return claim
    _must_decide(claim, by)
    _must_not_be_counted(claim)
    if claim.corrects is not None:
        entry = _put_right(claim, claim.corrects, by)
    else:
        entry = claim.entry = record(_learning(claim), person=claim.person, by=by)
    _move(claim, ClaimState.APPROVED, StepKind.APPROVED, by=by, reason=note)
    _tell(ClaimApproved, claim, by, jp=entry.jp, entry_id=entry.pk)
    return claim


def _put_right(claim: Claim, entry: Entry, by: Person) -> Entry:
    """The row is undone and, unless it only goes, what is right stands; the newest row of the two."""
    if Entry.objects.filter(reverses=entry).exists():
        raise NotWaiting(
            _("Catatan yang dikoreksi sudah dibatalkan. Tolak koreksinya dengan alasan itu."),
            back=claim.get_absolute_url(),
        )
    right = None if claim.removes else _learning(claim)
    undone, claim.entry = correct(entry, right, by=by, reason=f"{claim.reference}: {claim.plea}")
    return claim.entry or undone


@transaction.atomic
def give_back(claim: Claim, *, by: Person, reason: str) -> Claim:
    """The person mends the claim and sends it again; a second time changes nothing."""
    claim = _locked(claim)
    if claim.state == ClaimState.RETURNED:
        return claim
    _must_decide(claim, by)
    if claim.state == ClaimState.APPEALED:
        raise NotWaiting(_("Banding diterima atau tidak diterima; klaimnya tidak dikembalikan."))
    said = _reason(reason)
    _move(claim, ClaimState.RETURNED, StepKind.RETURNED, by=by, reason=said)
    _tell(ClaimReturned, claim, by, reason=said)
    return claim


@transaction.atomic
def refuse(claim: Claim, *, by: Person, reason: str) -> Claim:
    """The claim is not credited, with a reason; after an appeal that is final."""
    claim = _locked(claim)
    if claim.state in (ClaimState.REFUSED, ClaimState.UPHELD):
        return claim
    _must_decide(claim, by)
    said = _reason(reason)
    is_final = claim.state == ClaimState.APPEALED
    if is_final:
        _move(claim, ClaimState.UPHELD, StepKind.UPHELD, by=by, reason=said)
    else:
        _move(claim, ClaimState.REFUSED, StepKind.REFUSED, by=by, reason=said)
    _tell(ClaimRefused, claim, by, reason=said, final=is_final)
    return claim


@transaction.atomic
def appeal(claim: Claim, *, by: Person, reason: str) -> Claim:
    """Somebody else at the city looks at the refusal; once, and a second time changes nothing."""
    claim = _locked(claim)
    if claim.state == ClaimState.APPEALED:
        return claim
    if claim.person_id != by.pk or claim.state != ClaimState.REFUSED:
        raise AppealedOnce(
            _("Banding diajukan satu kali, oleh pemilik klaim, atas klaim yang tidak disetujui."),
            back=claim.get_absolute_url(),
        )
    said = _reason(reason)
    claim.state, claim.changed_at = ClaimState.APPEALED, now()
    claim.save(update_fields=["state", "changed_at"])
    ClaimStep.objects.create(claim=claim, kind=StepKind.APPEALED, by=by, at=now(), reason=said)
    _tell(ClaimAppealed, claim, by, decided_by_id=claim.decided_by_id, reason=said)
    return claim


@transaction.atomic
def disprove(claim: Claim, *, by: Person, reason: str) -> Claim:
    """A credited claim proved false: its row is reversed and the claim says so; once is enough."""
    claim = _locked(claim)
    if claim.state == ClaimState.DISPROVED:
        return claim
    if claim.state != ClaimState.APPROVED or claim.entry is None:
        raise NotWaiting(_("Hanya klaim yang sudah disetujui yang dibatalkan."))
    said = _reason(reason)
    reverse(claim.entry, by=by, reason=said)
    return close_reversed(claim, by=by, reason=said)


@transaction.atomic
def close_reversed(claim: Claim, *, by: Person | None, reason: str) -> Claim:
    """A claim whose row was reversed says so, whichever page that was done on; once is enough."""
    claim = _locked(claim)
    if claim.state != ClaimState.APPROVED or by is None or _is_put_right(claim):
        return claim
    _move(claim, ClaimState.DISPROVED, StepKind.DISPROVED, by=by, reason=reason)
    _tell(ClaimDisproved, claim, by, reason=reason)
    return claim


def _is_put_right(claim: Claim) -> bool:
    """Whether a correction stands in the place of its row, so that nothing proved false."""
    granted = Claim.objects.filter(corrects=claim.entry, removes=False, state=ClaimState.APPROVED)
    return claim.entry is not None and granted.exists()


@dataclass(frozen=True)
class Outcome:
    """What came of one claim of many."""

    claim: Claim
    refused: str = ""


def decide_many(claims: Iterable[Claim], *, verb: str, by: Person, reason: str) -> list[Outcome]:
    """The same decision on each; one that is refused says why and holds up no other."""
    outcomes = []
    for claim in claims:
        try:
            decide(claim, verb=verb, by=by, reason=reason)
        except Refused as no:
            outcomes.append(Outcome(claim, str(no)))
        else:
            outcomes.append(Outcome(claim))
    return outcomes


def decide(claim: Claim, *, verb: str, by: Person, reason: str) -> Claim:
    """One decision by its name on the page."""
    if verb == "approve":
        return approve(claim, by=by, note=reason)
    if verb == "return":
        return give_back(claim, by=by, reason=reason)
    if verb == "refuse":
        return refuse(claim, by=by, reason=reason)
    raise NotWaiting(_("Pilih Setujui, Kembalikan atau Tidak setujui."))


def may_decide(claim: Claim, official: Person) -> bool:
    """Whether this person has the word now."""
    if claim.person_id == official.pk or not claim.is_waiting:
        return False
    if claim.state == ClaimState.APPEALED:
        return is_of_the_city(official) and claim.decided_by_id != official.pk
    return official.has_role(Role.OFFICER, over=claim.person.agency)


def _must_decide(claim: Claim, by: Person) -> None:
    back = claim.get_absolute_url()
    if not claim.is_waiting:
        raise NotWaiting(_("Klaim ini tidak sedang menunggu keputusan."), back=back)
    if may_decide(claim, by):
        return
    if claim.state == ClaimState.APPEALED:
        raise SamePersonAgain(
            _("Banding diputuskan di tingkat kota oleh orang lain daripada pemutus pertama."),
            back=back,
        )
    raise NotTheirClaim(
        _("Klaim diverifikasi pejabat kepegawaian perangkat daerahnya, bukan diri sendiri."),
        back=back,
    )


def _must_not_be_counted(claim: Claim) -> None:
    """Between sending and approval the same learning may have come by another door."""
    entry = other_entry(claim)
    if entry is not None:
        raise AlreadyClaimed(
            _(
                "Pembelajaran ini sudah tercatat di buku JP pegawai. Tolak klaimnya dengan alasan itu."
            ),
            reasons=[str(entry)],
            back=entry.get_absolute_url(),
        )


def _learning(claim: Claim) -> Learning:
    assert claim.started_on and claim.ended_on
    return Learning(
        evidence=claim.evidence,
        form=claim.form,
        title=claim.title,
        organiser=claim.organiser,
        started_on=claim.started_on,
        ended_on=claim.ended_on,
        minutes=claim.minutes,
        stated_jp=claim.stated_jp,
        evidence_url=claim.get_absolute_url(),
        international=claim.international,
        sessions=claim.sessions,
        number=claim.number,
        # An officer decided, also about an event whose entry was undone before.
        again=True,
    )


def _locked(claim: Claim) -> Claim:
    locked = Claim.objects.select_for_update(of=("self",)).select_related(
        "person__agency", "entry", "corrects"
    )
    return locked.get(pk=claim.pk)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise ReasonNeeded(_("Tuliskan alasannya supaya pegawai memahaminya."))
    return reason.strip()[:600]


def _move(claim: Claim, state: ClaimState, kind: StepKind, *, by: Person, reason: str = "") -> None:
    if kind in (StepKind.APPROVED, StepKind.REFUSED, StepKind.RETURNED):
        claim.decided_by = by
    claim.state, claim.changed_at = state, now()
    claim.save(update_fields=["state", "changed_at", "decided_by", "entry"])
    ClaimStep.objects.create(claim=claim, kind=kind, by=by, at=now(), reason=reason.strip()[:600])


def _tell(kind: Callable[..., Fact], claim: Claim, by: Person, **more: object) -> None:
    """Every fact about a claim says which one it is, and whose."""
    fact = kind(
        claim_id=claim.pk,
        person_id=claim.person_id,
        reference=claim.reference,
        title=claim.told_title,
        **more,
    )
    announce(fact, by=by)
