"""Addresses inside texts that were brought in: other pages of the same file, and its pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sinau.knowledge.bringing.records import FILE, PAGE, named
from sinau.knowledge.bringing.writing import with_addresses

_HOPS = 5


@dataclass
class Settled:
    """A text whose addresses lead somewhere, and how many had to be given up."""

    body: str
    lost_links: list[str] = field(default_factory=list)
    lost_pictures: list[str] = field(default_factory=list)


@dataclass
class Directory:
    """Where pages (by key) and pictures (by path in the file) are found here."""

    pages: Mapping[str, str]
    aliases: Mapping[str, str]
    pictures: Mapping[str, str]

    def settle(self, body: str) -> Settled:
        """The text with its addresses; a link to what is not here becomes its words."""
        done = Settled("")

        def address(said: str, _is_picture: bool) -> str | None:
            if said.startswith(PAGE):
                page = self._page(named(said))
                if page is None:
                    done.lost_links.append(named(said))
                    return None
                _before, hash_, anchor = said.partition("#")
                return f"{page}{hash_}{anchor}"
            if said.startswith(FILE):
                picture = self.pictures.get(named(said))
                if picture is None:
                    done.lost_pictures.append(named(said))
                return picture
            return said

        done.body = with_addresses(body, address)
        return done

    def _page(self, key: str) -> str | None:
        for _hop in range(_HOPS):
            if key in self.pages:
                return self.pages[key]
            if key not in self.aliases:
                return None
            key = self.aliases[key]
        return None
