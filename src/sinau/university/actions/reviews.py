"""Have a draft read over: ask, remark, approve or send back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.events import LessonReviewAsked, LessonReviewed
from sinau.university.models import (
    LessonOpinion,
    LessonRemark,
    LessonReview,
    LessonVersion,
    Opinion,
)


class NoDraft(Refused):
    """Only a draft is read over."""


@transaction.atomic
def ask_review(version: LessonVersion, reviewer: Person, *, by: Person) -> LessonReview:
    """The person is asked to read the draft, once."""
    if not version.is_draft:
        raise NoDraft(_("Versi ini sudah terbit. Buat draf baru untuk diperiksa."))
    review, is_new = LessonReview.objects.get_or_create(
        version=version, reviewer=reviewer, defaults={"asked_by": by, "asked_at": now()}
    )
    if is_new:
        announce(
            LessonReviewAsked(
                course_id=version.lesson.course_id,
                version_id=version.pk,
                person_id=reviewer.pk,
                name=reviewer.full_name,
                title=version.title,
            ),
            by=by,
        )
    return review


@transaction.atomic
def release_reviewer(review: LessonReview) -> None:
    """The person is no longer asked; what they said goes along, their remarks stay."""
    review.delete()


@transaction.atomic
def give_opinion(review: LessonReview, opinion: Opinion, *, note: str = "") -> LessonOpinion:
    """What the reviewer says of the draft as it stands now; the last word counts."""
    version = LessonVersion.objects.select_for_update().get(pk=review.version_id)
    if not version.is_draft:
        raise NoDraft(_("Draf ini sudah terbit, jadi tidak lagi diperiksa."))
    last = review.opinions.first()
    if last and (last.opinion, last.note) == (opinion, note) and last.at >= version.changed_at:
        return last
    said = LessonOpinion.objects.create(review=review, opinion=opinion, note=note, at=now())
    announce(
        LessonReviewed(
            course_id=version.lesson.course_id,
            version_id=version.pk,
            writer_id=version.by_id,
            title=version.title,
            opinion=opinion.value,
            note=note,
        ),
        by=review.reviewer,
    )
    return said


@transaction.atomic
def remark(version: LessonVersion, block_key: str, words: str, *, by: Person) -> LessonRemark:
    """What somebody says of one block of the draft."""
    if not version.is_draft:
        raise NoDraft(_("Draf ini sudah terbit, jadi tidak lagi diperiksa."))
    return LessonRemark.objects.create(
        version=version, block_key=block_key, by=by, at=now(), words=words[:2000]
    )
