"""What every page knows: its look, the places of whoever reads it, and what other apps add."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from sinau.ui.brand import current
from sinau.ui.look import look_of
from sinau.ui.navigation import work_places

Addition = Callable[[HttpRequest], Any]
_additions: dict[str, Addition] = {}


def add_to_every_page(name: str, value_of: Addition) -> None:
    """Let every page of somebody signed in know `name`; asked only when the page shows it.

    base.html shows `notices_unread` and `account_links`.
    """
    _additions[name] = value_of


def look(request: HttpRequest) -> dict[str, Any]:
    """The city's brand, this person's choices, and whether this is the demo."""
    return {"brand": current(), "look": look_of(request), "is_demo": settings.DEMO}


def places(request: HttpRequest) -> dict[str, Any]:
    """The work places one's roles give, and what other apps add; nothing for strangers."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    found = {name: SimpleLazyObject(_asked(value, request)) for name, value in _additions.items()}
    found["places"] = SimpleLazyObject(lambda: work_places(user, request.path))
    return found


def _asked(value_of: Addition, request: HttpRequest) -> Callable[[], Any]:
    return lambda: value_of(request)
