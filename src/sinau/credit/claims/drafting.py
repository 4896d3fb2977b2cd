"""The person's own verbs on a claim: begin, fill in, attach, send, withdraw, forget."""

from __future__ import annotations

import hashlib
from typing import IO, Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from sinau.credit.claims.correcting import NotCorrectable, must_change
from sinau.credit.claims.duplicates import fingerprint_of, first_claim, other_entry
from sinau.credit.claims.findings import findings_of
from sinau.credit.claims.reading import read_apart
from sinau.credit.claims.valuing import Valuer
from sinau.credit.events import ClaimSent, ClaimWithdrawn
from sinau.credit.models import Certificate, Claim, ClaimState, ClaimStep, Entry, StepKind
from sinau.credit.parsing import Read
from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Person

# What the person may fill in; everything else is written by the verbs.
FIELDS = frozenset(
    {
        "form",
        "international",
        "title",
        "organiser",
        "number",
        "started_on",
        "ended_on",
        "stated_jp",
        "minutes",
        "sessions",
    }
)


class ClaimIsClosed(Refused):
    """What was sent is not written any more until it is given back."""


class AlreadyClaimed(Refused):
    """The same learning is claimed or counted once; the first one is named."""


class ClaimIncomplete(Refused):
    """A claim is sent when every question is answered and its certificate is there."""


class NothingEarned(Refused):
    """A claim that gives no JP is not sent."""


@transaction.atomic
def begin(person: Person, *, key: UUID, form: str, international: bool = False) -> Claim:
    """A draft exists; the same key again is the same draft."""
    claim, _is_new = Claim.objects.get_or_create(
        key=key,
        defaults={
            "person": person,
            "form": form,
            "international": international,
            "begun_at": now(),
            "changed_at": now(),
        },
    )
    return claim


@transaction.atomic
def fill_in(claim: Claim, **answers: Any) -> Claim:
    """The draft, or a claim given back, holds these answers."""
    claim = _mendable(claim)
    for name, value in answers.items():
        if name not in FIELDS:
            raise ValueError(name)
        setattr(claim, name, value)
    claim.changed_at = now()
    claim.save(update_fields=[*answers, "changed_at"])
    return claim


def attach(claim: Claim, file: IO[bytes], *, name: str) -> Certificate:
    """The file is the certificate of the claim, in place of a former one.

    Raises parsing.Unreadable, with nothing written, when it cannot be taken.
    """
    found, data = read_apart(file)
    return keep_certificate(claim, found, data, name=name)


def keep_certificate(claim: Claim, found: Read, data: bytes, *, name: str) -> Certificate:
    """A file that was read is the certificate of the claim, in place of a former one."""
    with transaction.atomic():
        claim = _mendable(claim)
        former = Certificate.objects.filter(claim=claim).first()
        if former is not None:
            storage, path = former.file.storage, str(former.file.name)
            former.delete()
            transaction.on_commit(lambda: storage.delete(path))
        certificate = Certificate(
            claim=claim,
            name=name[-200:],
            kind=found.kind,
            size=len(data),
            pages=found.pages,
            sha256=hashlib.sha256(data).hexdigest(),
            text=found.text,
            uploaded_at=now(),
        )
        certificate.file.save(f"bukti.{found.kind}", ContentFile(data), save=False)
        certificate.save()
        claim.changed_at = now()
        claim.save(update_fields=["changed_at"])
    return certificate


@transaction.atomic
def send(claim: Claim, *, by: Person) -> Claim:
    """The claim waits for an officer; twice changes nothing, and the same learning twice is refused."""
    # The person's row is the lock: two claims of one learning never pass each other.
    Person.objects.select_for_update(no_key=True).get(pk=claim.person_id)
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if claim.state == ClaimState.SENT:
        return claim
    if not claim.is_mendable:
        raise _closed(claim)
    _must_be_whole(claim)
    _must_be_new(claim)
    claim.state, claim.sent_at, claim.changed_at = ClaimState.SENT, now(), now()
    claim.fingerprint = fingerprint_of(claim)
    claim.findings = sum(found.tone != "info" for found in findings_of(claim))
    try:
        with transaction.atomic():
            claim.save(update_fields=["state", "sent_at", "changed_at", "fingerprint", "findings"])
    except IntegrityError:
        # A record that differs only where the comparison above is more lenient.
        raise AlreadyClaimed(
            _("Pembelajaran ini sudah Anda klaim."), back=claim.get_absolute_url()
        ) from None
    ClaimStep.objects.create(claim=claim, kind=StepKind.SENT, by=by, at=now(), reason=claim.plea)
    announce(
        ClaimSent(
            claim_id=claim.pk,
            person_id=claim.person_id,
            agency_id=claim.person.agency_id,
            reference=claim.reference,
            title=claim.told_title,
        ),
        by=by,
    )
    return claim


@transaction.atomic
def withdraw(claim: Claim, *, by: Person) -> Claim:
    """The person takes the claim back before it is decided; twice changes nothing."""
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if claim.state == ClaimState.WITHDRAWN:
        return claim
    if claim.state not in (ClaimState.SENT, ClaimState.RETURNED) or claim.person_id != by.pk:
        raise ClaimIsClosed(
            _("Klaim yang sudah diputuskan tidak dapat ditarik."), back=claim.get_absolute_url()
        )
    claim.state, claim.changed_at = ClaimState.WITHDRAWN, now()
    claim.save(update_fields=["state", "changed_at"])
    ClaimStep.objects.create(claim=claim, kind=StepKind.WITHDRAWN, by=by, at=now())
    announce(
        ClaimWithdrawn(
            claim_id=claim.pk,
            person_id=claim.person_id,
            reference=claim.reference,
            title=claim.told_title,
        ),
        by=by,
    )
    return claim


@transaction.atomic
def forget(claim: Claim) -> None:
    """A draft that was never sent is gone, and its file with it."""
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if claim.state != ClaimState.DRAFT:
        raise _closed(claim)
    certificate = Certificate.objects.filter(claim=claim).first()
    if certificate is not None:
        storage, path = certificate.file.storage, str(certificate.file.name)
        transaction.on_commit(lambda: storage.delete(path))
    claim.delete()


def _mendable(claim: Claim) -> Claim:
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if not claim.is_mendable:
        raise _closed(claim)
    return claim


def _closed(claim: Claim) -> ClaimIsClosed:
    return ClaimIsClosed(
        _("Klaim ini sudah diajukan dan tidak dapat diubah lagi."), back=claim.get_absolute_url()
    )


def _must_be_whole(claim: Claim) -> None:
    if claim.missing_step != "periksa":
        raise ClaimIncomplete(
            _("Lengkapi semua isian dan unggah sertifikatnya sebelum mengajukan."),
            back=claim.get_absolute_url(),
        )
    if claim.is_correction:
        _must_correct(claim)
    if claim.removes:
        return
    assert claim.ended_on
    if claim.ended_on > today():
        raise ClaimIncomplete(
            _("Kegiatan ini belum selesai. Ajukan setelah tanggal selesainya."),
            back=claim.get_absolute_url(),
        )
    value = Valuer().value(claim)
    if value is None or value.jp <= 0:
        raise NothingEarned(
            _(
                "Dengan isian ini klaim tidak menghasilkan JP. Isi JP pada sertifikat atau lama belajarnya."
            ),
            back=claim.get_absolute_url(),
        )


def _must_correct(claim: Claim) -> None:
    """The row stands yet, and something of it is to be otherwise."""
    if Entry.objects.filter(reverses=claim.corrects_id).exists():
        raise NotCorrectable(
            _("Catatan yang dikoreksi sudah dibatalkan, jadi tidak ada lagi yang dikoreksi."),
            back=claim.get_absolute_url(),
        )
    must_change(claim)


def _must_be_new(claim: Claim) -> None:
    if (first := first_claim(claim)) is not None:
        raise AlreadyClaimed(
            _("Pembelajaran ini sudah Anda klaim. Klaim pertama dapat Anda buka di bawah ini."),
            reasons=[f"{first.reference} · {first.title} · {first.get_state_display()}"],
            back=first.get_absolute_url(),
        )
    entry = other_entry(claim)
    if entry is not None:
        raise AlreadyClaimed(
            _("Pembelajaran ini sudah tercatat di buku JP Anda, jadi tidak dihitung dua kali."),
            reasons=[str(entry)],
            back=entry.get_absolute_url(),
        )
