"""Sign what is written, take a signature back, and let a criterion be for a time."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.innovation import impact
from sinau.innovation.actions.gates import reconsider_gate
from sinau.innovation.actions.refusals import locked, written_down
from sinau.innovation.events import (
    ExceptionAgreed,
    ExceptionAsked,
    ExceptionWithdrawn,
    PlanSigned,
    SignatureWithdrawn,
)
from sinau.innovation.gate import all_criteria
from sinau.innovation.gathering import AGREEING, is_stale, seats_of
from sinau.innovation.models import (
    ExceptionAgreement,
    GateException,
    Idea,
    Plan,
    Signature,
)
from sinau.innovation.sealing import content_of, latest_score, seal
from sinau.innovation.seats import home_of, may_sit, root_of, roots_lately, writers_of
from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Person

LONGEST = timedelta(days=180)


class NotYourSeat(Refused):
    """This seat is for somebody who holds another office."""


class OwnSignature(Refused):
    """Nobody approves what they wrote, and nobody sits in two seats."""


class ContentMoved(Refused):
    """What was read is not what stands there now."""


class NothingToSign(Refused):
    """Without a finished assessment nobody knows who has to sign."""


class NoException(Refused):
    """This criterion, day or agency does not allow the exception."""


def seal_of(idea: Idea, gate: str) -> str:
    """The hash of what a signature for this gate covers at this moment."""
    plan = Plan.objects.filter(idea=idea).first()
    return seal(content_of(idea, gate, plan, latest_score(plan)))


@written_down(gettext_lazy("menandatangani"))
def sign_plan(
    idea: Idea, *, gate: str, seat: str, read: str, by: Person, note: str = ""
) -> Signature:
    """This person signed in this seat what they read (its hash); a second time the same signature.

    Refused for the content of yesterday, for one's own work, and for a second seat.
    """
    locked(idea)
    back = idea.get_absolute_url() + "tanda-tangan/"
    plan = Plan.objects.filter(idea=idea).first()
    score = latest_score(plan)
    if plan is None or score is None or is_stale(plan, score):
        raise NothingToSign(
            _(
                "Penilaian dampak belum selesai atau sudah usang, sehingga belum ada yang ditandatangani."
            ),
            back=back,
        )
    sealed = seal(content_of(idea, gate, plan, score))
    if read != sealed:
        raise ContentMoved(
            _("Isinya berubah sesudah Anda membacanya. Baca lagi, lalu tandatangani."), back=back
        )
    asked = {one.key: one for one in seats_of(score.level)}
    if seat not in asked or not may_sit(by, idea, seat):
        raise NotYourSeat(_("Kursi ini diisi oleh pejabat lain."), back=back)
    signed = Signature.objects.standing().filter(idea=idea, gate=gate, seal=sealed)
    mine = signed.filter(signed_by=by).first()
    if mine is not None and mine.seat == seat:
        return mine
    _refuse_own(idea, seat, by, mine, back)
    there = signed.filter(seat=seat).first()
    if there is not None:
        return there
    _refuse_same_agency(idea, seat, by, back)
    signature = Signature.objects.create(
        idea=idea,
        gate=gate,
        seat=seat,
        seal=sealed,
        note=note,
        home=home_of(by),
        signed_by=by,
        signed_at=now(),
    )
    announce(
        PlanSigned(
            idea_id=idea.pk,
            title=idea.title,
            gate=gate,
            seat=seat,
            seat_name=asked[seat].title,
            seal=sealed,
            note=note,
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    reconsider_gate(idea)
    return signature


def _refuse_own(idea: Idea, seat: str, by: Person, mine: Signature | None, back: str) -> None:
    if mine is not None:
        raise OwnSignature(
            _("Anda sudah menandatangani di kursi lain. Kursi ini untuk orang lain."), back=back
        )
    if seat != "pemilik" and by.pk in writers_of(idea):
        raise OwnSignature(
            _("Anda ikut menulis rencana atau penilaiannya. Orang lain yang menandatangani."),
            back=back,
        )


def _refuse_same_agency(idea: Idea, seat: str, by: Person, back: str) -> None:
    """The one who looks from outside must have been outside when the others signed, too."""
    home = home_of(by)
    if seat == "penelaah" and (home is None or home.path == root_of(idea.agency.path)):
        raise NotYourSeat(_("Penelaah harus dari perangkat daerah lain."), back=back)


@written_down(gettext_lazy("menarik tanda tangan"), find=lambda signature: signature.idea)
def withdraw_signature(signature: Signature, *, reason: str, by: Person) -> Signature:
    """The signature no longer stands, and a running use closes; a second time changes nothing."""
    idea = locked(signature.idea)
    signature.refresh_from_db()
    if signature.withdrawn_at is not None:
        return signature
    if signature.signed_by_id != by.pk:
        raise NotYourSeat(
            _("Hanya yang menandatangani dapat menarik tanda tangannya."),
            back=idea.get_absolute_url() + "tanda-tangan/",
        )
    signature.withdrawn_at, signature.withdrawn_by, signature.withdrawal = now(), by, reason
    signature.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal"])
    announce(
        SignatureWithdrawn(
            idea_id=idea.pk,
            title=idea.title,
            gate=signature.gate,
            seat=signature.seat,
            seat_name=impact.seats()[signature.seat].title,
            reason=reason,
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    reconsider_gate(idea)
    return signature


# ── exceptions ──────────────────────────────────────────────────────────────────────────────


@written_down(gettext_lazy("mengajukan pengecualian"))
def ask_exception(
    idea: Idea, *, criterion: str, reason: str, ends_on: date, gate: str, by: Person
) -> GateException:
    """It is asked that this criterion be let be until a day; asked again for the same, the same one."""
    locked(idea)
    back = idea.get_absolute_url() + "pengecualian/"
    known = {one.key: one for one in all_criteria()}
    if criterion not in known or not known[criterion].may_be_excepted:
        raise NoException(_("Syarat ini tidak dapat dikecualikan."), back=back)
    if not today() < ends_on <= today() + LONGEST:
        raise NoException(
            _("Pengecualian berakhir sesudah hari ini, paling lama %(days)s hari.")
            % {"days": LONGEST.days},
            back=back,
        )
    row, is_new = GateException.objects.get_or_create(
        idea=idea,
        criterion=criterion,
        seal=seal_of(idea, gate),
        ends_on=ends_on,
        withdrawn_at=None,
        defaults={"reason": reason, "asked_by": by, "asked_at": now()},
    )
    if is_new:
        announce(
            ExceptionAsked(
                idea_id=idea.pk,
                title=idea.title,
                exception_id=row.pk,
                criterion=criterion,
                criterion_title=known[criterion].title,
                reason=reason,
                ends_on=ends_on.isoformat(),
                owner_id=idea.owner_id,
            ),
            by=by,
        )
    return row


@written_down(gettext_lazy("menyetujui pengecualian"), find=lambda row: row.idea)
def agree_exception(row: GateException, *, dissent: str, by: Person) -> ExceptionAgreement:
    """The agency of this person stands behind the exception; a second time the same agreement.

    Two of one agency count once, and so does who served in the other one half a year ago.
    """
    idea = locked(row.idea)
    back = idea.get_absolute_url() + "pengecualian/"
    mine = row.agreements.filter(agreed_by=by).first()
    if mine is not None:
        return mine
    if by.pk in {row.asked_by_id, idea.owner_id} | writers_of(idea):
        raise OwnSignature(
            _(
                "Anda mengajukan pengecualian ini atau menulis rencananya. Orang lain yang menyetujui."
            ),
            back=back,
        )
    home = home_of(by)
    behind = set(row.agreements.values_list("home__path", flat=True))
    if home is None or behind & roots_lately(by):
        raise NoException(
            _(
                "Perangkat daerah Anda, sekarang atau dalam enam bulan terakhir, sudah menyetujui. Diperlukan %(agencies)s perangkat daerah yang berbeda."
            )
            % {"agencies": AGREEING},
            back=back,
        )
    agreement = ExceptionAgreement.objects.create(
        exception=row, home=home, dissent=dissent, agreed_by=by, agreed_at=now()
    )
    announce(
        ExceptionAgreed(
            idea_id=idea.pk,
            title=idea.title,
            exception_id=row.pk,
            agency_id=home.pk,
            agency_name=home.short_name,
            dissent=dissent,
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    return agreement


@written_down(gettext_lazy("menarik pengecualian"), find=lambda row: row.idea)
def withdraw_exception(row: GateException, *, by: Person) -> GateException:
    """The exception no longer counts; a second time changes nothing."""
    idea = locked(row.idea)
    row.refresh_from_db()
    if row.withdrawn_at is not None:
        return row
    row.withdrawn_at, row.withdrawn_by = now(), by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    titles = {one.key: one.title for one in all_criteria()}
    announce(
        ExceptionWithdrawn(
            idea_id=idea.pk,
            title=idea.title,
            exception_id=row.pk,
            criterion_title=titles.get(row.criterion, row.criterion),
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    reconsider_gate(idea)
    return row
