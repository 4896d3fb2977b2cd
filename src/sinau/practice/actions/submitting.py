"""Make something for an assignment and hand it in."""

from __future__ import annotations

import datetime as dt
from typing import IO

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import WIB, now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.practice import files
from sinau.practice.events import WorkSubmitted
from sinau.practice.models import Assignment, PeerReview, Submission, SubmissionFile
from sinau.practice.models.assignments import PLAN_FIELDS
from sinau.university.models import Enrolment


class NotOpenForWork(Refused):
    """The assignment is not open for this person now."""


class NothingToHandIn(Refused):
    """There is neither text nor file yet."""


@transaction.atomic
def save_work(
    assignment: Assignment, person: Person, *, text: str, plan: dict[str, str] | None = None
) -> Submission:
    """The draft of this person holds this; begun when there is none."""
    work = _draft(assignment, person)
    work.text, work.saved_at = text.replace("\0", ""), now()
    if plan is not None:
        known = {name for name, _label, _help in PLAN_FIELDS}
        work.plan = {name: said[:2000] for name, said in plan.items() if name in known}
    work.save()
    return work


@transaction.atomic
def add_file(
    assignment: Assignment, person: Person, name: str, stream: IO[bytes]
) -> SubmissionFile:
    """The draft holds this file too; the same file again is the same."""
    work = _draft(assignment, person)
    checked = files.check(name, stream)
    if work.pk is None:
        work.save()
    standing = work.files.filter(sha256=checked.sha256).first()
    if standing:
        return standing
    if work.files.count() >= assignment.max_files:
        raise NotOpenForWork(
            _("Paling banyak %(n)s berkas. Hapus satu lebih dahulu.") % {"n": assignment.max_files}
        )
    return SubmissionFile.objects.create(
        submission=work,
        name=checked.name,
        file=checked.stored(),
        size=len(checked.content),
        sha256=checked.sha256,
    )


@transaction.atomic
def remove_file(file: SubmissionFile, *, by: Person) -> None:
    """The draft holds it no longer; what was handed in is not changed."""
    work = Submission.objects.select_for_update().get(pk=file.submission_id)
    if work.submitted_at is None and work.person_id == by.pk:
        SubmissionFile.objects.filter(pk=file.pk).delete()


def _draft(assignment: Assignment, person: Person) -> Submission:
    """The open draft, locked; a new one when the last was returned or there is none."""
    enrolment = (
        Enrolment.objects.select_for_update()
        .filter(course=assignment.course_id, person=person)
        .first()
    )
    if enrolment is None or assignment.removed_at is not None:
        raise NotOpenForWork(_("Tugas ini untuk peserta kursusnya. Ikuti kursusnya lebih dahulu."))
    last = (
        assignment.submissions.filter(person=person)
        .select_related("mark")
        .order_by("-number")
        .first()
    )
    if last is None:
        return Submission(assignment=assignment, person=person, number=1, saved_at=now())
    if last.submitted_at is None:
        return last
    mark = getattr(last, "mark", None)
    if mark is None:
        raise NotOpenForWork(
            _("Tugas Anda sedang menunggu penilaian."), back=assignment.get_absolute_url()
        )
    if mark.outcome == mark.Outcome.PASSED:
        raise NotOpenForWork(_("Tugas ini sudah lulus."), back=assignment.get_absolute_url())
    return Submission(
        assignment=assignment,
        person=person,
        number=last.number + 1,
        text=last.text,
        plan=last.plan,
        saved_at=now(),
    )


@transaction.atomic
def submit(work: Submission, *, by: Person) -> Submission:
    """What was made is handed in and peers are asked to look; a second time changes nothing."""
    work = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("assignment__course", "person")
        .get(pk=work.pk, person=by)
    )
    if work.submitted_at is not None:
        return work
    _refuse_empty(work)
    work.submitted_at = now()
    due = due_on(work.assignment, by)
    work.is_late = due is not None and today() > due
    work.save(update_fields=["submitted_at", "is_late"])
    Assignment.objects.filter(pk=work.assignment_id).update(waiting_count=F("waiting_count") + 1)
    reviewers = _ask_peers(work)
    announce(
        WorkSubmitted(
            submission_id=work.pk,
            assignment_id=work.assignment_id,
            person_id=by.pk,
            title=work.assignment.title,
            number=work.number,
            reviewer_ids=tuple(reviewers),
        ),
        by=by,
    )
    return work


def _refuse_empty(work: Submission) -> None:
    if work.assignment.is_action_plan:
        missing = [
            str(label) for name, label, _help in PLAN_FIELDS if not work.plan.get(name, "").strip()
        ]
        if missing:
            raise NothingToHandIn(
                _("Rencana aksi belum lengkap."),
                reasons=[_("Isi “%(field)s”.") % {"field": label} for label in missing],
                back=work.assignment.get_absolute_url(),
            )
    elif not work.text.strip() and not work.files.exists():
        raise NothingToHandIn(
            _("Tulis jawaban atau tambahkan berkas sebelum mengirim."),
            back=work.assignment.get_absolute_url(),
        )


def due_on(assignment: Assignment, person: Person) -> dt.date | None:
    """The last day on time for this person; None without a deadline."""
    if assignment.due_days is None:
        return None
    enrolled = (
        Enrolment.objects.filter(course=assignment.course_id, person=person)
        .values_list("enrolled_at", flat=True)
        .first()
    )
    if enrolled is None:
        return None
    return enrolled.astimezone(WIB).date() + dt.timedelta(days=assignment.due_days)


def _ask_peers(work: Submission) -> list[int]:
    """Ask those of the course who handed in too and have the fewest reviews; and look at theirs."""
    wanted = work.assignment.peer_reviews
    if not wanted or work.number > 1:
        return []
    others = (
        Submission.objects.filter(assignment=work.assignment, number=1, submitted_at__isnull=False)
        .exclude(person=work.person_id)
        .annotate(
            looked_at=Count("peer_reviews"),
            looks=Count(
                "person__peer_reviews",
                filter=Q(person__peer_reviews__submission__assignment=work.assignment_id),
                distinct=True,
            ),
        )
        .order_by("looked_at", "submitted_at")
    )
    rows: list[PeerReview] = []
    asked: list[int] = []
    for other in others[: wanted * 4]:
        if len(asked) < wanted and getattr(other, "looks", 0) < wanted:
            rows.append(PeerReview(submission=work, reviewer_id=other.person_id, asked_at=now()))
            asked.append(other.person_id)
    for other in [one for one in others if getattr(one, "looked_at", 0) < wanted][:wanted]:
        rows.append(PeerReview(submission=other, reviewer_id=work.person_id, asked_at=now()))
    PeerReview.objects.bulk_create(rows, ignore_conflicts=True)
    return [*asked, *([work.person_id] if len(rows) > len(asked) else [])]
