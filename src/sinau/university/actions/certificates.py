"""Issue, credit and revoke certificates."""

from __future__ import annotations

import secrets
from datetime import datetime
from decimal import Decimal
from itertools import count

from django.db import transaction

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.people.models import Agency, Person
from sinau.university.certificates.credential import status
from sinau.university.events import CertificateRevoked
from sinau.university.models import (
    Certificate,
    CertificateSeries,
    CertificateTemplate,
    Completion,
    Revocation,
)
from sinau.university.models.certificates import CertificateQuerySet

# So many draws in vain, and the lists are full enough to be doubled.
_TURNS = 8
# No 0/O, 1/I/L, 5/S, 8/B, 2/Z: read aloud and typed from paper.
LETTERS = "34679ACDEFGHJKMNPQRTUVWXY"


def new_code() -> str:
    """Twelve letters nobody guesses, in threes of four: "7K3M-9QXA-4T6V"."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def read_code(text: str) -> str:
    """A code as it was issued, however it was typed; "" when it cannot be one."""
    letters = "".join(c for c in text.upper() if c.isalnum())
    if len(letters) != 12 or set(letters) - set(LETTERS):
        return ""
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def draw_place() -> int:
    """A free place in the lists of what was revoked, by lot: neighbours say nothing of each other."""
    for turn in count():
        place = secrets.randbelow(status.LENGTH * 2 ** (turn // _TURNS))
        if not Certificate.objects.filter(status_at=place).exists():
            return place
    raise AssertionError("unreachable")


def issue(
    completion: Completion, *, issuer: Agency, signer: Person, workplace: str = ""
) -> Certificate:
    """The certificate of a completion, in the words of today; one for ever."""
    standing = Certificate.objects.filter(completion=completion).first()
    if standing:
        return standing
    person: Person = completion.person
    day = today()
    template = CertificateTemplate.objects.above(issuer)
    return Certificate.objects.create(
        completion=completion,
        person=person,
        issuer=issuer,
        status_at=draw_place(),
        code=new_code(),
        number=_next_number(issuer, day.year),
        name=person.full_name,
        workplace=workplace or (person.agency.name if person.agency else ""),
        activity=completion.title,
        organiser=completion.organiser,
        signer=(template and template.signer_name) or signer.full_name,
        signer_role=_role(template, signer),
        words=template.words() if template else {},
        ended_on=completion.ended_on,
        issued_on=day,
        stated_jp=completion.stated_jp,
        minutes=completion.minutes,
    )


def _role(template: CertificateTemplate | None, signer: Person) -> str:
    """The template's role; one that names somebody without a role prints none."""
    if template is not None and (template.signer_name or template.signer_role):
        return template.signer_role
    return signer.job_title


def _next_number(agency: Agency, year: int) -> str:
    CertificateSeries.objects.bulk_create(
        [CertificateSeries(agency=agency, year=year)], ignore_conflicts=True
    )
    series = CertificateSeries.objects.select_for_update().get(agency=agency, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{series.last:04d}/SERT/{agency.short_name.upper()[:30]}/{year}"


def credit(evidence_pk: int, *, entry_id: int, jp: Decimal, ledger_hash: str) -> None:
    """The ledger has credited the completion; an older entry than the known one changes nothing."""
    _newer(evidence_pk, entry_id).update(
        jp=jp,
        ledger_entry=entry_id,
        ledger_hash=ledger_hash,
        reversed_at=None,
        reversal_reason="",
    )


def reverse_credit(evidence_pk: int, *, entry_id: int, at: datetime, reason: str) -> None:
    """The ledger has undone the entry; the certificate says so from now on."""
    _newer(evidence_pk, entry_id).update(
        ledger_entry=entry_id, reversed_at=at, reversal_reason=reason[:300]
    )


def _newer(completion_pk: int, entry_id: int) -> CertificateQuerySet:
    certificates = Certificate.objects.filter(completion=completion_pk)
    return certificates.filter(ledger_entry=None) | certificates.filter(ledger_entry__lt=entry_id)


@transaction.atomic
def revoke(certificate: Certificate, *, reason: str, by: Person) -> Revocation:
    """The certificate holds no more and its check page says why; a second time changes nothing."""
    revocation, is_new = Revocation.objects.get_or_create(
        certificate=certificate,
        defaults={"revoked_by": by, "revoked_at": now(), "reason": reason},
    )
    if is_new:
        announce(
            CertificateRevoked(
                certificate_id=certificate.pk,
                person_id=certificate.person_id,
                number=certificate.number,
                activity=certificate.activity,
                evidence=certificate.completion.evidence,
                reason=reason,
            ),
            by=by,
        )
    return revocation
