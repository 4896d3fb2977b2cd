"""Put a statement to the vote, vote, and take a statement from the vote.

How a person votes is written in no journal: the row is theirs alone, and pages show groups only.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from sinau.innovation.events import StatementHidden, StatementWritten
from sinau.innovation.models import Call, Idea, Opinion, Stage, Statement, StatementHiding, Vote
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person

MOST_STATEMENTS = 60
POLL_OVER = (Stage.DRAFT, Stage.DECLINED, Stage.MERGED, Stage.STOPPED, Stage.RETIRED)


class VoteOver(Refused):
    """Nothing is put to the vote here, or no more."""


def subject_of(statement: Statement) -> str:
    """The stream of what a statement is about."""
    if statement.idea_id:
        return f"innovation.idea:{statement.idea_id}"
    return f"innovation.call:{statement.call_id}"


@transaction.atomic
def write_statement(thing: Idea | Call, *, text: str, by: Person) -> Statement:
    """The sentence is put to the vote; the same sentence a second time is the first one."""
    _refuse_when_over(thing)
    about = {"idea": thing} if isinstance(thing, Idea) else {"call": thing}
    if Statement.objects.filter(**about).count() >= MOST_STATEMENTS:
        raise VoteOver(
            _("Sudah ada %(most)s pernyataan. Tanggapi yang ada.") % {"most": MOST_STATEMENTS},
            back=thing.get_absolute_url(),
        )
    statement, is_new = Statement.objects.get_or_create(
        text=text, **about, defaults={"written_by": by, "written_at": now()}
    )
    if is_new:
        announce(
            StatementWritten(thing=subject_of(statement), statement_id=statement.pk, text=text),
            by=by,
        )
    return statement


@transaction.atomic
def give_opinion(statement: Statement, opinion: Opinion, *, by: Person) -> Vote:
    """This is what the person thinks of it now; the counters follow."""
    Statement.objects.select_for_update().get(pk=statement.pk)
    thing = statement.idea or statement.call
    assert thing is not None
    _refuse_when_over(thing)
    if hasattr(statement, "hiding"):
        raise VoteOver(
            _("Pernyataan ini sudah dikeluarkan dari jajak pendapat."),
            back=thing.get_absolute_url(),
        )
    vote, _is_new = Vote.objects.update_or_create(
        statement=statement, person=by, defaults={"opinion": opinion, "given_at": now()}
    )
    count_opinions(Statement.objects.filter(pk=statement.pk))
    return vote


def count_opinions(statements: object) -> None:
    """The stored counters of these statements equal their votes."""
    rows = list(
        Statement.objects.filter(pk__in=statements).annotate(  # type: ignore[misc]
            agreeing=Count("votes", filter=Q(votes__opinion=Opinion.AGREE)),
            disagreeing=Count("votes", filter=Q(votes__opinion=Opinion.DISAGREE)),
            passing=Count("votes", filter=Q(votes__opinion=Opinion.PASS)),
        )
    )
    for row in rows:
        row.agree_count, row.disagree_count, row.pass_count = (
            row.agreeing,
            row.disagreeing,
            row.passing,
        )
    Statement.objects.bulk_update(rows, ["agree_count", "disagree_count", "pass_count"])


@transaction.atomic
def hide_statement(statement: Statement, *, reason: str, by: Person) -> StatementHiding:
    """Nobody votes on it any more and no figure counts it; a second time changes nothing."""
    hiding, is_new = StatementHiding.objects.get_or_create(
        statement=statement, defaults={"reason": reason, "hidden_by": by, "hidden_at": now()}
    )
    if is_new:
        announce(
            StatementHidden(
                thing=subject_of(statement),
                statement_id=statement.pk,
                text=statement.text,
                reason=reason,
                writer_id=statement.written_by_id,
            ),
            by=by,
        )
    return hiding


def _refuse_when_over(thing: Idea | Call) -> None:
    over = not thing.is_open if isinstance(thing, Call) else thing.stage in POLL_OVER
    if over:
        raise VoteOver(_("Jajak pendapat di sini tidak terbuka."), back=thing.get_absolute_url())
