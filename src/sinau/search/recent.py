"""What somebody looked for last: in their session only, gone when they sign out."""

from __future__ import annotations

from django.http import HttpRequest

KEY = "search_recent"
OPENED = "search_opened"
MOST = 8
MOST_OPENED = 50


def recent(request: HttpRequest) -> list[str]:
    """The last words, the newest first."""
    return list(request.session.get(KEY, ()))


def note_search(request: HttpRequest, words: str) -> bool:
    """These words were looked for last; False when they were already."""
    known = recent(request)
    if known and known[0] == words:
        return False
    request.session[KEY] = [words, *(one for one in known if one != words)][:MOST]
    return True


def forget_recent(request: HttpRequest) -> None:
    """Nothing is known of what was looked for; a second time nothing changes."""
    request.session.pop(KEY, None)


def note_opening(request: HttpRequest, which: str) -> bool:
    """This was opened; False when it was already."""
    known = list(request.session.get(OPENED, ()))
    if which in known:
        return False
    request.session[OPENED] = [which, *known][:MOST_OPENED]
    return True
