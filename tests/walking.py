"""Walk through the house as somebody: follow every link a page offers, a few of each kind of page."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from sinau.people.models import Person

# Of one kind of page this many are opened; a list of a thousand has a thousand equal pages.
OF_EACH_KIND = 4
# A list may be filtered in many ways; this many addresses with a query are enough.
QUERIES_OF_EACH_KIND = 6
NOT_FOLLOWED = re.compile(r"^/(kelola|static|keluar)/")


@dataclass
class Seen:
    """One page as it was answered."""

    url: str
    status: int
    text: str
    came_from: str
    kind: str


@dataclass
class _Links(HTMLParser):
    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag in ("a", "link") and names.get("href") and names.get("rel") != "manifest":
            self.found.append(str(names["href"]))


def links_of(text: str) -> list[str]:
    """Every address a page links to, in the order of the page."""
    parser = _Links()
    parser.feed(text)
    return parser.found


def walk(person: Person | None, *, start: str = "/", at_most: int = 400) -> list[Seen]:
    """Every page this person gets to by following links, breadth first."""
    client = Client()
    if person is not None:
        client.force_login(person)
    queue = deque([(start, "")])
    known = {start}
    opened: Counter[str] = Counter()
    seen: list[Seen] = []
    while queue and len(seen) < at_most:
        url, came_from = queue.popleft()
        kind = kind_of(url)
        if opened[kind] >= (QUERIES_OF_EACH_KIND if "?" in url else OF_EACH_KIND):
            continue
        opened[kind] += 1
        page = _open(client, url, came_from, kind)
        seen.append(page)
        for link in links_of(page.text):
            address = urldefrag(urljoin(url, link)).url
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or NOT_FOLLOWED.match(parts.path):
                continue
            if address not in known:
                known.add(address)
                queue.append((address, url))
    return seen


def kind_of(url: str) -> str:
    """The name of the page behind an address, with its query told apart from without."""
    try:
        name = resolve(urlsplit(url).path).view_name
    except Resolver404:
        name = f"nowhere: {url}"
    return f"{name}?" if urlsplit(url).query else name


def _open(client: Client, url: str, came_from: str, kind: str) -> Seen:
    answer = client.get(url, follow=True)
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    text = answer.content.decode() if is_page and not answer.streaming else ""
    return Seen(url=url, status=answer.status_code, text=text, came_from=came_from, kind=kind)
