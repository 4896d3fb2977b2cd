"""How fast and how heavy the core pages are, for people who are signed in."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from launcher.load import Ask, flat_out, steady
from sinau.kernel.measures import Figure, Place, measure
from sinau.people.cast import CAST
from sinau.people.models import Person

# The rooms of the core pages. Of each also the first page behind it: a course, an article, a
# community, a service.
ROOMS = ("/", "/belajar/", "/pengetahuan/", "/komunitas/", "/layanan/")
PEOPLE = ("sari", "bayu", "budi")
ENCODINGS = "zstd, br, gzip"
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#?]+)"')
NEEDED = re.compile(
    r'<(?:link\b[^>]*?\brel="(?:stylesheet|icon)"[^>]*?\bhref|(?:script|img)\b[^>]*?\bsrc)="([^"]+)"'
)


@measure("pages")
def pages(place: Place) -> Iterable[Figure]:
    """The core pages in turn, at 50 requests a second and as fast as they come."""
    asks = [
        Ask(path, _headers(_cookie(key)))
        for key in PEOPLE
        for path in _core_pages(place, _cookie(key))
    ]
    calm = steady(place.address, asks, rate=50, seconds=place.seconds)
    yield Figure("halaman inti yang diukur", len({ask.path for ask in asks}), "halaman")
    yield Figure("p50 pada 50 permintaan/detik", calm.percentile(0.5) * 1000, "ms")
    yield Figure("p95 pada 50 permintaan/detik", calm.percentile(0.95) * 1000, "ms", at_most=80)
    full = flat_out(place.address, asks, clients=8, seconds=place.seconds)
    yield Figure("tertinggi", full.per_second, "/detik", at_least=150)
    yield Figure("p95 saat penuh", full.percentile(0.95) * 1000, "ms")
    yield Figure("gagal", calm.failures + full.failures, "permintaan", at_most=0)


@measure("weight")
def weight(place: Place) -> Iterable[Figure]:
    """The first view of each core page with all its files, compressed as it travels."""
    cookie = _cookie("sari")
    for path in _core_pages(place, cookie):
        size, text = _fetch(place, path, cookie)
        for needed in sorted(set(NEEDED.findall(text))):
            if not needed.startswith("data:"):
                size += _fetch(place, urljoin(path, needed), cookie)[0]
        yield Figure(path, size / 1024, "KB", at_most=100)


def _core_pages(place: Place, cookie: str) -> list[str]:
    """The rooms and the first page behind each, as this person sees them."""
    behind = [_first_behind(place, room, cookie) for room in ROOMS if room != "/"]
    pairs = zip_longest(ROOMS, ["", *behind], fillvalue="")
    return [path for path in chain.from_iterable(pairs) if path]


def _first_behind(place: Place, room: str, cookie: str) -> str:
    return next(iter(_links_behind(_fetch(place, room, cookie)[1], room)), "")


def _links_behind(text: str, room: str) -> Iterator[str]:
    """Links to a thing of the room, which has its number or name in the address."""
    for link in LINK.findall(text):
        rest = link.removeprefix(room)
        if link.startswith(room) and re.search(r"\d", rest):
            yield link


def _fetch(place: Place, path: str, cookie: str) -> tuple[int, str]:
    """Compressed size as sent, and the text as it would be read."""
    size = len(_get(place, path, _headers(cookie)))
    plain = _get(place, path, {**_headers(cookie), "Accept-Encoding": "identity"})
    return size, plain.decode(errors="replace")


def _get(place: Place, path: str, headers: dict[str, str]) -> bytes:
    server = urlsplit(place.address)
    connection = http.client.HTTPConnection(server.hostname or "", server.port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return body
    finally:
        connection.close()


def _headers(cookie: str) -> dict[str, str]:
    return {"Cookie": cookie, "Accept-Encoding": ENCODINGS, "Host": "localhost"}


_cookies: dict[str, str] = {}


def _cookie(key: str) -> str:
    """Signed in as somebody of the cast, without the page that asks for a password."""
    if key not in _cookies:
        person = Person.objects.get(nip=CAST[key].nip)
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        _cookies[key] = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    return _cookies[key]
