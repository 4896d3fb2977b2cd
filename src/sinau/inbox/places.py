"""What every page says of the inbox: how many notices are unread."""

from __future__ import annotations

from django.http import HttpRequest

from sinau.inbox.models import Mailbox
from sinau.ui.context import add_to_every_page


def unread(request: HttpRequest) -> int:
    """The stored number of this person's unread notices."""
    box = Mailbox.objects.filter(person_id=request.user.pk or 0).values_list("unread", flat=True)
    return box.first() or 0


add_to_every_page("notices_unread", unread)
