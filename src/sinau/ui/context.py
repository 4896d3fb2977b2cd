"""What every page knows about its own look."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from sinau.ui.brand import current
from sinau.ui.look import look_of


def look(request: HttpRequest) -> dict[str, Any]:
    """The city's brand, this person's choices, and whether this is the demo."""
    return {"brand": current(), "look": look_of(request), "is_demo": settings.DEMO}
