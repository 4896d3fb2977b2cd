"""What this house is, and what it keeps about the people who use it; anybody may read it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sinau.home.version import version


def show(request: HttpRequest) -> HttpResponse:
    """What Sinau is, its version and its licence."""
    return render(request, "home/about.html", {"version": version(), "city": settings.CITY_NAME})


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, who sees it, for how long."""
    days = settings.SESSION_COOKIE_AGE // (24 * 60 * 60)
    return render(request, "home/privacy.html", {"session_days": days})
