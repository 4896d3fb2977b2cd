"""Notes that exist only in tests: a source of its own, so that the index is tested without an app."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sinau.people.access import audience_for
from sinau.people.models import Agency, Audience, Person, Role
from sinau.search.actions import put_in_index
from sinau.search.models import Kind, Shelf, Standing
from sinau.search.sources import Live, Material, Source, Spot, sources, whole

NOUN = "tests.note"


@dataclass
class Notes:
    """The notes there are, by number."""

    told: dict[int, Material] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)

    def write(
        self,
        title: str,
        *sections: str,
        agency: Agency,
        audience: str = Audience.CITY,
        kind: str = Kind.ARTICLE,
        pk: int | None = None,
        is_current: bool = True,
    ) -> str:
        """A note is there and in the index; gives its source."""
        pk = pk or len(self.told) + 1
        self.told[pk] = Material(
            kind=kind,
            title=title,
            url=f"/catatan/{pk}/",
            audience=audience,
            agency_id=agency.pk,
            is_current=is_current,
            standing=Standing.VERIFIED if is_current else Standing.REPEALED,
            parts=tuple(
                whole(
                    text,
                    url=f"/catatan/{pk}/#bagian-{at}",
                    citation=f"{title}, bagian {at}",
                    anchor=f"bagian-{at}",
                )
                for at, text in enumerate(sections, 1)
            ),
        )
        put_in_index(f"{NOUN}:{pk}")
        return f"{NOUN}:{pk}"

    def change(self, source: str, *, indexed: bool = True, **values: object) -> None:
        """A note is different now, and the index knows unless said otherwise."""
        pk = int(source.rpartition(":")[2])
        self.told[pk] = replace(self.told[pk], **values)  # type: ignore[arg-type]
        if indexed:
            put_in_index(source)

    def tear(self, source: str) -> None:
        """A note is gone."""
        del self.told[int(source.rpartition(":")[2])]
        put_in_index(source)

    def open_to_strangers(self) -> None:
        """From now on public notes are told to anybody, with an account or without."""
        sources[NOUN] = replace(sources[NOUN], public=self.public)

    def public(self, pks: Collection[int]) -> set[int]:
        """What the notes' own app would say anybody may read."""
        there = set(pks) & set(self.told) - self.hidden
        return {pk for pk in there if self.told[pk].audience == Audience.PUBLIC}

    def visible(self, person: Person, pks: Collection[int]) -> set[int]:
        """What the notes' own app would say, which may be newer than the index."""
        scope = audience_for(person, Role.OFFICER)
        seen = set()
        for pk in set(pks) & set(self.told) - self.hidden:
            note = self.told[pk]
            shelf = Shelf.objects.filter(scope, agency=note.agency_id, audience=note.audience)
            if note.audience != Audience.AGENCY or shelf.exists():
                seen.add(pk)
        return seen

    def live(self, keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], Live]:
        """The sections as they stand now."""
        found = {}
        for pk, anchor in keys:
            note = self.told.get(pk)
            for part in note.parts if note else ():
                spot: Spot = part.spots[0]
                if spot.anchor == anchor:
                    assert note is not None
                    found[pk, anchor] = Live(
                        text=part.text, citation=spot.citation, url=spot.url, standing=note.standing
                    )
        return found


@contextmanager
def a_city_with_notes() -> Iterator[Notes]:
    """While the block runs, notes can be found."""
    notes = Notes()
    sources[NOUN] = Source(
        noun=NOUN,
        kinds=(Kind.ARTICLE, Kind.REGULATION, Kind.COURSE),
        roles=(Role.OFFICER,),
        tell=lambda pk: notes.told.get(pk),
        every=lambda: list(notes.told),
        visible=notes.visible,
        live=notes.live,
    )
    try:
        yield notes
    finally:
        del sources[NOUN]
