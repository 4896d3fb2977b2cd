"""What every page says of the inbox: how many notices are unread."""

from __future__ import annotations

from django.http import HttpRequest

from sinau.inbox.models import Mailbox
from sinau.kernel.asking import prepared
from sinau.ui.context import add_to_every_page

_STATEMENT = f"select unread from {Mailbox._meta.db_table} where person_id = %s"  # noqa: S608  our own table


def unread(request: HttpRequest) -> int:
    """The stored number of this person's unread notices."""
    # Every page shows it, and composing this by the ORM costs more than asking it.
    with prepared() as cursor:
        cursor.execute(_STATEMENT, [request.user.pk or 0])
        row = cursor.fetchone()
    return row[0] if row else 0


add_to_every_page("notices_unread", unread)
