"""On which devices somebody is signed in, since when, and last seen when."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sinau.kernel.clock import now
from sinau.kernel.telling import tell
from sinau.people.events import SessionsEnded
from sinau.people.models import Person

SEEN_AT = "people_seen_at"
CONFIRMED_AT = "people_confirmed_at"
# A row is written at most this often, so that reading pages stays reading.
SEEN_EVERY = timedelta(minutes=10)
CONFIRMED_FOR = timedelta(minutes=15)

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("UCBrowser", "UC Browser"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def begin(request: HttpRequest) -> None:
    """Somebody has just signed in: the session is fresh and they have just proved who they are."""
    moment = now().isoformat()
    request.session[SEEN_AT] = request.session[CONFIRMED_AT] = moment


def confirm(request: HttpRequest) -> None:
    """The person at this device has just proved again who they are."""
    request.session[CONFIRMED_AT] = now().isoformat()


def is_confirmed(request: HttpRequest) -> bool:
    """Whether that was only a few minutes ago."""
    said = request.session.get(CONFIRMED_AT)
    return said is not None and now() - datetime.fromisoformat(said) < CONFIRMED_FOR


def note_seen(request: HttpRequest) -> None:
    """Write down that this device was used; sessions that did not come through a door are left."""
    said = request.session.get(SEEN_AT)
    if not said or now() - datetime.fromisoformat(said) < SEEN_EVERY:
        return
    request.session[SEEN_AT] = now().isoformat()
    UserSession.objects.filter(session_key=request.session.session_key).update(
        last_seen_at=now(), ip=get_adapter().get_client_ip(request), user_agent=_agent(request)
    )


def sessions_of(person: Person) -> QuerySet[UserSession]:
    """The sessions of this person and nobody else's, last seen first."""
    found: QuerySet[UserSession] = UserSession.objects.filter(user=person).order_by("-last_seen_at")
    return found


def keep(request: HttpRequest, *, formerly: str | None = None) -> None:
    """See that this very session is in the list; a new key takes the place of the former."""
    if formerly and formerly != request.session.session_key:
        UserSession.objects.filter(session_key=formerly).delete()
    UserSession.objects.create_from_request(request)


@transaction.atomic
def end_session(session: UserSession, *, by: Person) -> None:
    """Sign that device out; its next page asks to sign in."""
    session.end()
    tell(SessionsEnded(person_id=session.user_id, count=1), by=by)


@transaction.atomic
def end_other_sessions(person: Person, *, here: str | None) -> int:
    """Sign out every device but this one; how many there were."""
    others = list(sessions_of(person).exclude(session_key=here or ""))
    for session in others:
        session.end()
    if others:
        tell(SessionsEnded(person_id=person.pk, count=len(others)), by=person)
    return len(others)


def device(agent: str) -> str:
    """ "Chrome di Android": enough to know one's own device."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    if browser and system:
        return _("%(browser)s di %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Perangkat tidak dikenal")


def _agent(request: HttpRequest) -> str:
    length: int = UserSession._meta.get_field("user_agent").max_length
    return request.headers.get("User-Agent", "")[:length]
