"""Say something about an idea, mend it shortly after, and take what hurts from sight."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.innovation.actions.ideas import NotYetPossible
from sinau.innovation.events import CommentEdited, CommentHidden, IdeaCommented
from sinau.innovation.models import Comment, CommentHiding, Idea, Stage
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person

EDITABLE_FOR = timedelta(minutes=15)


class TooLateToMend(Refused):
    """A comment is mended only shortly after it was written; others have read it since."""


@transaction.atomic
def comment_idea(idea: Idea, *, body: str, by: Person) -> Comment:
    """The comment stands below the idea."""
    if idea.stage == Stage.DRAFT:
        raise NotYetPossible(_("Gagasan ini masih draf dan belum dapat ditanggapi."))
    comment = Comment.objects.create(idea=idea, body=body, written_by=by, written_at=now())
    announce(
        IdeaCommented(
            idea_id=idea.pk, title=idea.title, comment_id=comment.pk, owner_id=idea.owner_id
        ),
        by=by,
    )
    return comment


@transaction.atomic
def edit_comment(comment: Comment, *, body: str, by: Person) -> Comment:
    """The comment reads anew and says so; the same words change nothing."""
    if body == comment.body:
        return comment
    if now() - comment.written_at > EDITABLE_FOR:
        raise TooLateToMend(
            _("Setelah 15 menit tanggapan tidak disunting. Tulis tanggapan baru."),
            back=comment.idea.get_absolute_url(),
        )
    comment.former_body, comment.body, comment.edited_at = comment.body, body, now()
    comment.save(update_fields=["former_body", "body", "edited_at"])
    announce(CommentEdited(idea_id=comment.idea_id, comment_id=comment.pk), by=by)
    return comment


@transaction.atomic
def hide_comment(comment: Comment, *, reason: str, by: Person) -> CommentHiding:
    """Only its writer and the moderators read it from now on; a second time changes nothing."""
    hiding, is_new = CommentHiding.objects.get_or_create(
        comment=comment, defaults={"reason": reason, "hidden_by": by, "hidden_at": now()}
    )
    if is_new:
        announce(
            CommentHidden(
                idea_id=comment.idea_id,
                comment_id=comment.pk,
                reason=reason,
                writer_id=comment.written_by_id,
            ),
            by=by,
        )
    return hiding
