"""Keep the line items and scores of outside tools (Assignment and Grade Services 2.0)."""

from __future__ import annotations

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.packages.actions.partners import as_uuid
from sinau.packages.lti.broken import Broken
from sinau.packages.lti.scores import Item, Score
from sinau.packages.models import LineItem, Tool, ToolAccount, ToolLink, ToolScore
from sinau.university.actions import do_activity
from sinau.university.models import Activity, Course


class ItemOfALink(Refused):
    """The line item that came with a link stays as long as the link does."""


@transaction.atomic
def keep_item(tool: Tool, course: int, said: Item, *, held: LineItem | None = None) -> LineItem:
    """A line item as the tool describes it, made or changed (AGS 3.2); it completes nothing by itself."""
    link = None
    if said.link_id:
        link = ToolLink.objects.filter(tool=tool, course=course, code=as_uuid(said.link_id)).first()
        if link is None:
            raise Broken("AGS 2.0, 3.2.11 (resourceLinkId)", "Bahan dengan nomor itu tidak ada.")
    one = held or LineItem(tool=tool, course_id=course, made_at=now())
    if held is None or not held.is_of_link:
        one.link = link
    one.label, one.score_maximum = said.label, said.score_maximum
    one.resource_id, one.tag = said.resource_id, said.tag
    one.save()
    return one


@transaction.atomic
def drop_item(item: LineItem) -> None:
    """The line item is gone, with its scores; what it completed stays completed."""
    if item.is_of_link:
        raise ItemOfALink(_("Butir nilai ini milik bahan di kursus dan tidak dapat dihapus."))
    item.delete()


@transaction.atomic
def take_score(item: LineItem, score: Score) -> None:
    """The tool's last word on a person is kept; a final one completes the activity of the course."""
    accounts = ToolAccount.objects.select_for_update(of=("self",)).select_related("person")
    try:
        account = accounts.filter(tool=item.tool, code=score.user_id).first()
    except (ValidationError, ValueError):
        account = None
    courses = Course.objects.filter(pk=item.course_id)
    if account is None or not courses.visible_to(account.person).exists():
        raise Broken("AGS 2.0, 3.4.1 (userId)", "Orang ini bukan peserta kursus.")
    held = ToolScore.objects.filter(item=item, account=account).first()
    if held is not None and held.said_at > score.timestamp:
        raise Broken("AGS 2.0, 3.4.2 (timestamp)", "Sudah ada nilai yang lebih baru.")
    ToolScore.objects.update_or_create(
        item=item,
        account=account,
        defaults={
            "given": score.given,
            "maximum": score.maximum,
            "activity_progress": score.activity_progress,
            "grading_progress": score.grading_progress,
            "comment": score.comment,
            "said_at": score.timestamp,
            "heard_at": now(),
        },
    )
    if score.is_final and item.is_of_link and item.link is not None:
        for activity in Activity.objects.asked().filter(
            course=item.course_id, address=item.link.address
        ):
            # A course that takes nobody any more keeps the score, and completes nothing.
            with suppress(Refused):
                do_activity(activity, account.person, score=score.percent)
