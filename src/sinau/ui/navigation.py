"""The five places everybody has, in the order of the bar at the thumb, and those that roles give."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Place:
    """One stop of the main navigation."""

    label: Promise | str
    url: str
    icon: str
    active: bool
    group: Promise | str = ""


# Which addresses belong to a place: the first one is where its link goes.
_FIVE: tuple[tuple[Promise, str, tuple[str, ...]], ...] = (
    (_("Beranda"), "house", ("/",)),
    (_("Belajar"), "graduation-cap", ("/belajar/", "/jp/")),
    (_("Tanya"), "message-circle-question-mark", ("/tanya/", "/pengetahuan/")),
    (_("Komunitas"), "users", ("/komunitas/",)),
    (_("Layanan"), "concierge-bell", ("/layanan/",)),
)


@dataclass(frozen=True, kw_only=True)
class WorkPlace:
    """A place only some roles have: an app registers it in its `places.py`.

    `url_name` is a named page; `roles` are the roles of which one must be held, empty for all.
    `shown_to` may ask more of whoever holds one, such as that it is held over the whole city; it
    decides by roles and agency (`Person.alike`), for its answer is kept for people who are alike.
    """

    group: Promise | str
    label: Promise | str
    icon: str
    url_name: str
    roles: tuple[str, ...] = ()
    shown_to: Callable[[Any], bool] | None = None
    order: int = 50


_work_places: dict[str, WorkPlace] = {}
_kept: dict[Hashable, list[tuple[WorkPlace, str]]] = {}
MOST_KEPT = 2_000


def add_work_place(place: WorkPlace) -> None:
    """Give the people who hold one of its roles this place in the navigation."""
    _work_places[place.url_name] = place
    _kept.clear()


def work_places(person: Any, path: str) -> tuple[Place, ...]:
    """The work places of this person in order of group; the longest address that fits is active."""
    links = _links(person)
    here = max((url for _place, url in links if path.startswith(url)), key=len, default="")
    return tuple(
        Place(label=place.label, url=url, icon=place.icon, group=place.group, active=url == here)
        for place, url in links
    )


def _links(person: Any) -> list[tuple[WorkPlace, str]]:
    """The places of whoever has the roles of this person, with their addresses; kept by roles."""
    key = person.alike()
    found = _kept.get(key)
    if found is None:
        theirs = [
            place
            for place in sorted(_work_places.values(), key=lambda place: place.order)
            if (not place.roles or person.has_role(*place.roles))
            and (place.shown_to is None or place.shown_to(person))
        ]
        # One heading a group, where its first place stands.
        first = {place.group: at for at, place in reversed(list(enumerate(theirs)))}
        theirs.sort(key=lambda place: first[place.group])
        found = [(place, reverse(place.url_name)) for place in theirs]
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = found
    return found


def five_places(path: str) -> tuple[Place, ...]:
    """Beranda, Belajar, Tanya, Komunitas, Layanan; the one that holds `path` is active."""
    return tuple(
        Place(
            label=label,
            url=homes[0],
            icon=icon,
            active=path == "/" if homes == ("/",) else path.startswith(homes),
        )
        for label, icon, homes in _FIVE
    )
