"""The verbs of closing: let a finding stand, close a month or a year, sign its summary."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, Max, Q, Sum
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sinau.credit.events import FindingsAccepted, PeriodClosed, SummarySigned
from sinau.credit.findings import Finding, Scope, findings_of, scope_of
from sinau.credit.models import (
    WHOLE_YEAR,
    AcceptedFinding,
    ClosedTotal,
    Closing,
    Entry,
    SignedSummary,
    period_name,
)
from sinau.credit.periods import closings_of, is_over, months_missing
from sinau.journal.announcing import announce
from sinau.kernel import signing
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Person, Role

ZERO = Decimal(0)
# No 0/O, 1/I/L, 5/S, 8/B, 2/Z: read aloud and typed from paper.
LETTERS = "34679ACDEFGHJKMNPQRTUVWXY"


class NotTheirPeriod(Refused):
    """Only an officer over the agency closes its periods and judges what the checks find."""


class PeriodNotOver(Refused):
    """A period is closed when its last day has passed."""


class EarlierMonthsOpen(Refused):
    """Months are closed in their order, and the year after all of them."""


class FindingsOpen(Refused):
    """Every finding is put right or let stand with a reason before a period is closed."""


class FindingBlocks(Refused):
    """What is wrong with the ledger itself cannot be let stand."""


class AcceptanceNeedsReason(Refused):
    """A finding is let stand with a reason, for the auditor."""


@transaction.atomic
def accept(
    scope: Scope, findings: Iterable[Finding], *, reason: str, by: Person
) -> list[AcceptedFinding]:
    """The findings stand with a reason; those accepted before keep the first one."""
    _check_officer(scope.agency, by)
    if not reason.strip():
        raise AcceptanceNeedsReason(_("Tuliskan mengapa temuan ini dapat diterima."))
    fresh = [finding for finding in findings if finding.accepted is None]
    if any(finding.is_blocking for finding in fresh):
        raise FindingBlocks(
            _("Temuan pada buku JP itu sendiri tidak dapat diterima; laporkan kepada auditor.")
        )
    moment = now()
    rows = [
        AcceptedFinding(
            key=finding.key,
            kind=finding.kind,
            person_id=finding.person_id,
            entry_id=finding.entry_id,
            reason=reason.strip()[:300],
            accepted_by=by,
            accepted_at=moment,
        )
        for finding in fresh
    ]
    known = set(
        AcceptedFinding.objects.filter(key__in=[row.key for row in rows]).values_list(
            "key", flat=True
        )
    )
    made = [row for row in rows if row.key not in known]
    AcceptedFinding.objects.bulk_create(made, ignore_conflicts=True)
    if made:
        announce(
            FindingsAccepted(
                agency_id=scope.agency.pk,
                year=scope.year,
                month=scope.month,
                period=period_name(scope.year, scope.month),
                count=len(made),
                keys=tuple(row.key for row in made),
                reason=made[0].reason,
            ),
            by=by,
        )
    return made


@transaction.atomic
def close(agency: Agency, year: int, month: int, *, by: Person, sign_later: bool = True) -> Closing:
    """The period is closed for ever with the totals of everybody; a second time changes nothing.

    The people of the agency are locked meanwhile, so nothing slips in between check and total.
    """
    _check_officer(agency, by)
    people = list(
        Person.objects.filter(agency__path__startswith=agency.path)
        .select_for_update(no_key=True, of=("self",))
        .order_by("pk")
    )
    closed = closings_of(agency, year)
    if month in closed:
        return closed[month]
    _check_order(closed, year, month)
    findings = findings_of(scope_of(agency, year, month))
    _check_findings(findings)
    closing = _snapshot(agency, year, month, people, len(findings), by)
    announce(
        PeriodClosed(
            closing_id=closing.pk,
            agency_id=agency.pk,
            year=year,
            month=month,
            period=closing.period,
            people=closing.people,
            entries=closing.entries,
            jp=closing.jp,
            accepted=closing.accepted,
            digest=closing.digest,
        ),
        by=by,
    )
    if sign_later:
        # Imported late: tasks registers itself with procrastinate, which needs all apps loaded.
        from sinau.credit.tasks import sign_summary_of

        with transaction.atomic():
            sign_summary_of.defer(closing_id=closing.pk)
    return closing


@transaction.atomic
def sign_summary(closing: Closing) -> SignedSummary:
    """The summary of the closing is printed, signed and kept; a second time is the same file."""
    # Imported late: printing needs typst, which most requests do not.
    from sinau.credit.papers.press import press
    from sinau.credit.papers.wording import wording_of

    closing = Closing.objects.select_for_update(of=("self",)).get(pk=closing.pk)
    standing = SignedSummary.objects.filter(closing=closing).first()
    if standing is not None:
        return standing
    signer = signing.signer()
    reason = say("Penutupan JP %(period)s") % {"period": closing.period}
    paper = signer.sign(press(wording_of(closing)), reason=reason)
    summary = SignedSummary(
        closing=closing,
        sha256=hashlib.sha256(paper).hexdigest(),
        signer=signer.name,
        signed_at=now(),
    )
    summary.file.save(f"{closing.year}/{closing.code}.pdf", ContentFile(paper), save=False)
    summary.save(force_insert=True)
    announce(
        SummarySigned(
            closing_id=closing.pk,
            agency_id=closing.agency_id,
            year=closing.year,
            month=closing.month,
            period=closing.period,
            signer=summary.signer,
            sha256=summary.sha256,
        ),
        by=None,
    )
    return summary


# ── What may be closed ──────────────────────────────────────────────────────


def _check_officer(agency: Agency, by: Person) -> None:
    if not by.has_role(Role.OFFICER, over=agency):
        raise NotTheirPeriod(_("Periode ditutup oleh pejabat kepegawaian perangkat daerahnya."))


def _check_order(closed: dict[int, Closing], year: int, month: int) -> None:
    if not is_over(year, month):
        raise PeriodNotOver(
            _("%(period)s belum berakhir, jadi belum dapat ditutup.")
            % {"period": period_name(year, month)}
        )
    missing = months_missing(closed, month)
    if missing:
        raise EarlierMonthsOpen(
            _("Tutup dahulu bulan-bulan sebelumnya."),
            reasons=[period_name(year, each) for each in missing],
        )


def _check_findings(findings: list[Finding]) -> None:
    still = [finding for finding in findings if finding.accepted is None]
    if still:
        raise FindingsOpen(
            ngettext(
                "%(count)s temuan belum diselesaikan.",
                "%(count)s temuan belum diselesaikan.",
                len(still),
            )
            % {"count": len(still)},
            reasons=[f"{finding.title} {finding.note}" for finding in still[:10]],
        )


# ── The snapshot ────────────────────────────────────────────────────────────


def _snapshot(
    agency: Agency, year: int, month: int, people: list[Person], accepted: int, by: Person
) -> Closing:
    """The closing with a row for everybody who serves, or who has something in the year."""
    rows = _rows(agency, year, month, people)
    previous = _previous(agency)
    closing = Closing.objects.create(
        agency=agency,
        year=year,
        month=month,
        code=_new_code(),
        closed_by=by,
        closed_at=now(),
        people=len(rows),
        entries=sum(row.entries for row in rows),
        jp=sum((row.jp for row in rows), ZERO),
        jp_before=sum((row.jp_before for row in rows), ZERO),
        accepted=accepted,
        previous=previous,
        digest=digest_of(agency.code, year, month, rows, previous.digest if previous else ""),
    )
    for row in rows:
        row.closing = closing
    ClosedTotal.objects.bulk_create(rows, batch_size=2000)
    return closing


def _rows(agency: Agency, year: int, month: int, people: list[Person]) -> list[ClosedTotal]:
    theirs = Entry.objects.filter(person__agency__path__startswith=agency.path).order_by()
    until = Q()
    if month != WHOLE_YEAR:
        until = Q(earned_on__lte=scope_of(agency, year, month).last_day)
    counted = {
        row["person_id"]: row
        for row in theirs.of_year(year)
        .filter(until)
        .values("person_id")
        .annotate(jp=Sum("jp"), rows=Count("pk"))
    }
    heads = _heads(theirs)
    before: dict[int, Decimal] = {}
    if month > 1:
        former = ClosedTotal.objects.filter(
            closing__year=year, closing__month=month - 1, person__in=[each.pk for each in people]
        )
        before = dict(former.values_list("person_id", "jp"))
    nothing: dict[str, Any] = {"jp": ZERO, "rows": 0}
    made = []
    for person in people:
        held = counted.get(person.pk, nothing)
        if (person.left_on or not person.is_active) and not held["rows"]:
            continue
        position, head = heads.get(person.pk, (0, ""))
        row = ClosedTotal(
            person=person,
            agency_id=person.agency_id,
            emp_kind=person.emp_kind,
            jp=held["jp"],
            jp_before=before.get(person.pk, ZERO),
            entries=held["rows"],
            position=position,
            head=head,
        )
        made.append(row)
    return made


def _heads(entries: Any) -> dict[int, tuple[int, str]]:
    """Where each ledger ends: the position and hash of its newest row."""
    ends = (
        entries.values("person_id").annotate(last=Max("position")).values_list("person_id", "last")
    )
    places = dict(ends)
    newest = entries.filter(position__in=set(places.values())).values_list(
        "person_id", "position", "hash"
    )
    return {
        person: (position, head)
        for person, position, head in newest.iterator()
        if places[person] == position
    }


def _previous(agency: Agency) -> Closing | None:
    return Closing.objects.filter(agency=agency).order_by("-pk").first()


def digest_of(code: str, year: int, month: int, rows: Iterable[ClosedTotal], previous: str) -> str:
    """SHA-256 over the period, the digest before it, and everybody's total and newest hash."""
    lines = sorted(
        f"{row.person.nip}|{row.jp:.2f}|{row.entries}|{row.position}|{row.head}" for row in rows
    )
    text = "\n".join([f"{code}|{year}|{month}|{previous}", *lines])
    return hashlib.sha256(text.encode()).hexdigest()


def is_genuine(closing: Closing) -> bool:
    """Whether the stored totals still give the digest, and everybody's ledger still holds its row."""
    rows = list(closing.totals.select_related("person"))
    previous = closing.previous.digest if closing.previous else ""
    told = digest_of(closing.agency.code, closing.year, closing.month, rows, previous)
    if told != closing.digest:
        return False
    marks = {(row.person_id, row.position): row.head for row in rows if row.position}
    held = Entry.objects.filter(
        person__in={person for person, _place in marks},
        position__in={place for _person, place in marks},
    ).values_list("person_id", "position", "hash")
    found = {(person, place): head for person, place, head in held.iterator()}
    return all(found.get(at) == head for at, head in marks.items())


def _new_code() -> str:
    letters = "".join(secrets.choice(LETTERS) for _letter in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))
