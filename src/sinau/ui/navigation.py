"""The five places everybody has, in the order of the bar at the thumb."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Place:
    """One stop of the main navigation."""

    label: Promise | str
    url: str
    icon: str
    active: bool


# Which addresses belong to a place: the first one is where its link goes.
_FIVE: tuple[tuple[Promise, str, tuple[str, ...]], ...] = (
    (_("Beranda"), "house", ("/",)),
    (_("Belajar"), "graduation-cap", ("/belajar/", "/jp/")),
    (_("Tanya"), "message-circle-question-mark", ("/tanya/", "/pengetahuan/")),
    (_("Komunitas"), "users", ("/komunitas/",)),
    (_("Layanan"), "concierge-bell", ("/layanan/",)),
)


def five_places(path: str) -> list[Place]:
    """Beranda, Belajar, Tanya, Komunitas, Layanan; the one that holds `path` is active."""
    return [
        Place(
            label=label,
            url=homes[0],
            icon=icon,
            active=path == "/" if homes == ("/",) else path.startswith(homes),
        )
        for label, icon, homes in _FIVE
    ]
