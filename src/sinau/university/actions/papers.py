"""Freeze certificates: print, sign and seal each once; many of a class one after the other."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel import signing
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.events import CertificatesPrinted, CredentialNamed
from sinau.university.models import Certificate, FrozenPaper, IssueRun, TrainingClass

log = logging.getLogger(__name__)

MOST_TRIES = 5
# The ledger usually speaks within seconds; a certificate without its JP is printed after this.
PATIENCE = dt.timedelta(minutes=2)
_STRIDE = 10


class CertificateIsRevoked(Refused):
    """A revoked certificate is not printed again."""


class PaperHasChanged(Refused):
    """The stored file is not the one that was frozen, so it is not handed out."""


class NothingToRetry(Refused):
    """All certificates of the class are printed already."""


def press_file(certificate: Certificate) -> Certificate:
    """The certificate is printed, signed and sealed as a credential, once; ever after it is as it was."""
    if FrozenPaper.objects.filter(certificate=certificate).exists() and certificate.file.name:
        _refuse_revoked(certificate)
        return certificate
    certificate.file = freeze(certificate).file
    return certificate


@transaction.atomic
def freeze(certificate: Certificate) -> Certificate:
    """The file and the credential of a certificate exist; two who ask at once get the same."""
    certificate = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("person", "completion")
        .get(pk=certificate.pk)
    )
    _refuse_revoked(certificate)
    if FrozenPaper.objects.filter(certificate=certificate).exists():
        return certificate
    # Imported late: printing needs typst, which most requests do not.
    from sinau.university.certificates import awards
    from sinau.university.certificates.press import press
    from sinau.university.certificates.wording import wording_of

    signer, moment = signing.signer(), now()
    reason = say("Sertifikat %(number)s") % {"number": certificate.number}
    paper = signer.sign(press(wording_of(certificate)), reason=reason)
    credential, token = awards.signed(certificate, at=moment, with_name=False)
    name = f"{certificate.issued_on.year}/{certificate.code}.pdf"
    certificate.file.save(name, ContentFile(paper), save=False)
    certificate.save(update_fields=["file"])
    FrozenPaper.objects.create(
        certificate=certificate,
        sha256=hashlib.sha256(paper).hexdigest(),
        size=len(paper),
        signer=signer.name,
        credential=credential,
        token=token,
        frozen_at=moment,
    )
    return certificate


def _refuse_revoked(certificate: Certificate) -> None:
    if certificate.is_revoked:
        raise CertificateIsRevoked(
            _("Sertifikat ini telah dicabut, jadi tidak dapat diunduh lagi."),
            back=certificate.get_absolute_url(),
        )


def content_of(certificate: Certificate) -> bytes:
    """The frozen file, byte for byte; one that was changed on the disk is not handed out."""
    certificate = press_file(certificate)
    with certificate.file.open("rb") as file:
        content = bytes(file.read())
    if hashlib.sha256(content).hexdigest() != certificate.paper.sha256:
        log.error("The file of certificate %s is not the one that was frozen", certificate.code)
        raise PaperHasChanged(
            _(
                "Berkas sertifikat ini tidak sama lagi dengan yang dibekukan saat terbit, jadi tidak"
                " diberikan. Hubungi pengelola sistem; sertifikatnya sendiri tetap dapat diperiksa."
            ),
            back=certificate.get_absolute_url(),
        )
    return content


@transaction.atomic
def name_credential(certificate: Certificate, *, by: Person) -> FrozenPaper:
    """A second credential says the learner's name in plain words, since they asked; once."""
    press_file(certificate)
    paper = FrozenPaper.objects.select_for_update().get(certificate=certificate)
    if paper.named is not None:
        return paper
    from sinau.university.certificates import awards

    paper.named, paper.named_token = awards.signed(certificate, at=now(), with_name=True)
    paper.save(update_fields=["named", "named_token"])
    announce(
        CredentialNamed(
            certificate_id=certificate.pk,
            person_id=certificate.person_id,
            number=certificate.number,
        ),
        by=by,
    )
    return paper


# ── Many at once ────────────────────────────────────────────────────────────


@transaction.atomic
def begin_run(training_class: TrainingClass, *, by: Person | None) -> IssueRun:
    """The worker prints the certificates of the class; a second time it goes on with what is left."""
    total = _certificates(training_class.pk).count()
    run, is_new = IssueRun.objects.select_for_update().get_or_create(
        training_class=training_class,
        defaults={"started_by": by, "started_at": now(), "moved_at": now(), "total": total},
    )
    if not is_new and run.ended_at is not None and run.failed:
        run.ended_at, run.tries, run.failed, run.problem = None, 0, 0, ""
        run.moved_at = now()
        run.save(update_fields=["ended_at", "tries", "failed", "problem", "moved_at"])
    if run.ended_at is None:
        leave_for_worker(run)
    return run


@transaction.atomic
def retry_run(run: IssueRun, *, by: Person) -> IssueRun:
    """What could not be printed is tried again."""
    if not _left(run).exists():
        raise NothingToRetry(_("Semua sertifikat kelas ini sudah tercetak."))
    return begin_run(run.training_class, by=by)


def leave_for_worker(run: IssueRun, *, seconds: int = 0) -> None:
    """A job goes on with the run; while one waits, no second one is left."""
    # Imported late: tasks registers itself with procrastinate, which needs all apps loaded.
    from procrastinate.exceptions import AlreadyEnqueued

    from sinau.university.tasks import press_class

    job = press_class.configure(
        queueing_lock=f"issue-{run.pk}", schedule_in={"seconds": seconds} if seconds else None
    )
    try:
        with transaction.atomic():
            job.defer(class_id=run.training_class_id)
    except AlreadyEnqueued:
        pass


def go_on_with(run: IssueRun) -> IssueRun:
    """Print what is not printed yet; each by itself, so that one that fails holds up no other."""
    if run.ended_at is not None:
        return run
    failed, problem = 0, ""
    waiting = list(_left(run).order_by("jp", "pk"))
    for at, certificate in enumerate(waiting, start=1):
        if certificate.hours is None and now() - run.started_at < PATIENCE:
            failed += 1
            continue
        try:
            freeze(certificate)
        except Exception as error:  # whatever it is, the others are printed
            log.exception("Certificate %s could not be printed", certificate.code)
            failed, problem = failed + 1, f"{certificate.number}: {error}"[:300]
        if at % _STRIDE == 0:
            _move(run)
    return _settle(run, failed, problem)


def _settle(run: IssueRun, failed: int, problem: str) -> IssueRun:
    """Count anew from what is there; finished when nothing is left or it was tried often enough."""
    with transaction.atomic():
        run = IssueRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        run.total = _certificates(run.training_class_id).count()
        run.printed = run.total - _left(run).count()
        run.failed, run.problem, run.moved_at = failed, problem, now()
        run.tries += 1 if problem else 0
        if not failed or run.tries >= MOST_TRIES:
            run.ended_at = now()
            announce(
                CertificatesPrinted(
                    class_id=run.training_class_id,
                    title=run.training_class.title,
                    printed=run.printed,
                    failed=failed,
                ),
                by=None,
            )
        else:
            leave_for_worker(run, seconds=10 * 2**run.tries)
        run.save()
    return run


def _move(run: IssueRun) -> None:
    """Others see how far it is."""
    printed = run.total - _left(run).count()
    IssueRun.objects.filter(pk=run.pk).update(printed=printed, moved_at=now())


def _certificates(class_id: int) -> models.QuerySet[Certificate]:
    return Certificate.objects.filter(completion__training_class=class_id, revocation=None)


def _left(run: IssueRun) -> models.QuerySet[Certificate]:
    return _certificates(run.training_class_id).filter(paper=None)
