"""From a filled-in filter to what is asked of the store, and what of it is in force, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from sinau.kernel.clock import WIB
from sinau.kernel.words import date_id
from sinau.people import nip as nips
from sinau.people.models import Person
from sinau.records.callers import caller_for, house_caller
from sinau.records.finding import names_of
from sinau.records.forms import HOUSE
from sinau.records.identities import MBOX, people_of, periods_of
from sinau.records.keys import key_of
from sinau.records.models import Activity, Client
from sinau.records.sentences import title_of, verb_of
from sinau.records.viewing import Periods, Wish

OFFERED = 12
_IDENTIFIERS = ("mbox:", "mbox_sha1sum:", "openid:", "account:")


@dataclass(frozen=True)
class InForce:
    """One filter that is in force: its words, and the address without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True)
class Asked:
    """What is asked for, in words too, and the people to choose from when a name fits several."""

    wish: Wish
    in_force: list[InForce] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    is_nobody: bool = False


def asked(said: dict[str, Any], query: QueryDict, clients: Iterable[Client], seer: Person) -> Asked:
    """Everything that a filter form understood; `query` is the address it stands in."""
    words = str(said.get("pelaku") or "").strip()
    person = _person_by_key(query.get("pegawai", ""), seer)
    people = [] if person or not words else _people(words, seer)
    if person is None and len(people) == 1:
        person = people[0]
    actors = _actors(person, words, people)
    client = next((one for one in clients if str(one.pk) == said.get("sistem")), None)
    wish = Wish(
        actors=actors,
        verb=said.get("kerja") or "",
        activity=(said.get("kegiatan") or "").strip(),
        registration=said.get("pendaftaran"),
        authority=_authority(said.get("sistem"), client),
        since=_midnight(said.get("dari")),
        until=_midnight(said.get("sampai"), days=1),
        before=query.get("sebelum", ""),
    )
    return Asked(
        wish=wish,
        in_force=list(_in_force(said, query, client, person, actors)),
        people=people if len(people) > 1 else [],
        is_nobody=bool(words) and not actors and not people,
    )


def _person_by_key(key: str, seer: Person) -> Person | None:
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    found: Person | None = Person.objects.visible_to(seer).filter(pk=int(key)).first()
    return found


def _people(words: str, seer: Person) -> list[Person]:
    """Whom these words may mean: an identifier, a number, an address or part of a name."""
    if words.startswith(_IDENTIFIERS):
        return list(people_of([words]).values())
    if "@" in words:
        return list(people_of([f"{MBOX}{words}"]).values())
    visible = Person.objects.visible_to(seer)
    digits = nips.clean(words)
    if digits.isdigit():
        return list(visible.filter(nip=digits))
    return list(visible.filter(name__icontains=words)[:OFFERED])


def _actors(person: Person | None, words: str, people: list[Person]) -> Periods | None:
    """Whose statements; all of several people whom a name fits, none for nobody, None for anybody."""
    if person is not None:
        return periods_of(person)
    if not words:
        return None
    if people:
        return [period for one in people for period in periods_of(one)]
    if words.startswith(_IDENTIFIERS):
        return [(words, None)]
    return [(f"{MBOX}{words}", None)] if "@" in words else []


def _authority(system: str | None, client: Client | None) -> int | None:
    if system == HOUSE:
        return house_caller().authority_key
    return caller_for(client).authority_key if client else None


def _midnight(day: Any, *, days: int = 0) -> datetime | None:
    return datetime.combine(day + timedelta(days=days), time(), WIB) if day else None


def _in_force(
    said: dict[str, Any],
    query: QueryDict,
    client: Client | None,
    person: Person | None,
    actors: Periods | None,
) -> Iterable[InForce]:
    def one(label: str, value: str, *names: str) -> InForce:
        kept = query.copy()
        for name in (*names, "sebelum"):
            kept.pop(name, None)
        return InForce(label, value, f"?{kept.urlencode()}")

    if said.get("sistem"):
        yield one(_("Sistem"), client.name if client else "Sinau", "sistem")
    if verb := said.get("kerja"):
        yield one(_("Kata kerja"), verb_of({"id": verb}), "kerja")
    if person is not None:
        yield one(_("Pelaku"), person.name, "pelaku", "pegawai")
    elif words := said.get("pelaku"):
        yield one(_("Pelaku"), _called(words, actors), "pelaku", "pegawai")
    if iri := said.get("kegiatan"):
        yield one(_("Kegiatan"), _title(iri.strip()), "kegiatan")
    if said.get("dari"):
        yield one(_("Mulai"), date_id(said["dari"]), "dari")
    if said.get("sampai"):
        yield one(_("Sampai"), date_id(said["sampai"]), "sampai")
    if said.get("pendaftaran"):
        yield one(_("Pendaftaran"), str(said["pendaftaran"]), "pendaftaran")


def _called(words: str, actors: Periods | None) -> str:
    """A stranger by the name under which statements know them."""
    names = names_of(words) if actors and words.startswith(_IDENTIFIERS) else []
    return names[0] if names else words


def _title(iri: str) -> str:
    known = Activity.objects.filter(key=key_of(iri), iri=iri).first()
    return title_of({"id": iri, "definition": known.definition if known else {}})
