"""A form that was sent twice is done once: the second press is led to what the first one made."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from sinau.kernel.clock import now
from sinau.people.models import SentForm

# In this field `{% once %}` marks one showing of a form.
FIELD = "_sekali"
_REMEMBERED = dt.timedelta(minutes=10)
_PATIENCE, _PAUSE = 8.0, 0.1
_CLAIM = """
insert into people_sentform as f (key, location, at) values (%s, '', %s)
on conflict (key) do update set at = excluded.at, location = ''
where f.at < %s
returning key
"""


class SentOnceMiddleware:
    """For people who are signed in and forms that bear a mark; all else goes on as it was.

    The first press claims the form. The second waits until the first has led somewhere, and goes
    there too; where the first came to nothing (the form asked again), it is tried like any other.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key_of(request)
        if key is None:
            return self.get_response(request)
        if not _claim(key) and (location := _wait_for(key)):
            return HttpResponseRedirect(location)
        response = self.get_response(request)
        sent = SentForm.objects.filter(key=key)
        if 300 <= response.status_code < 400:
            sent.update(location=response.headers.get("Location", "")[:2000])
        else:
            sent.delete()
        return response


def _key_of(request: HttpRequest) -> str | None:
    """One person, one showing of one form, one content; None where nobody marked it."""
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    mark = request.POST.get(FIELD, "")
    if not mark:
        return None
    said = [request.path, str(request.user.pk)]
    for name, values in sorted(request.POST.lists()):
        if name != "csrfmiddlewaretoken":
            said += [name, *values]
    for name, files in sorted(request.FILES.lists()):
        said += [name, *(f"{file.name} {file.size}" for file in files)]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def _claim(key: str) -> bool:
    at = now()
    SentForm.objects.filter(at__lt=at - dt.timedelta(days=1)).delete()
    with connection.cursor() as rows:
        rows.execute(_CLAIM, [key, at, at - _REMEMBERED])
        return rows.fetchone() is not None


def _wait_for(key: str) -> str:
    """Where the first press led; empty when it came to nothing or does not end."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        locations = SentForm.objects.filter(key=key).values_list("location", flat=True)
        found = locations.first()
        if found is None or found:
            return found or ""
        time.sleep(_PAUSE)
    return ""
