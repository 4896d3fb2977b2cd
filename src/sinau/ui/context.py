"""What every page knows about its own look."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def look(request: HttpRequest) -> dict[str, Any]:
    """The city's name and brand for the frame around every page."""
    return {"city_name": settings.CITY_NAME, "brand": settings.BRAND, "is_demo": settings.DEMO}
