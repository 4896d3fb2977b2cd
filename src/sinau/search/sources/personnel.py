"""How the services of LAGA TARUNG get into the index: the catalogue, never a request."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import gettext as _

from sinau.kernel.clock import WIB
from sinau.people.models import Audience, Person
from sinau.personnel.models import Service
from sinau.search.models import Kind
from sinau.search.sources import Material, Source, add_source, whole
from sinau.ui.markdown import lines

STANDARD = ("who", "requirements", "steps", "rules", "notes", "complaints", "legal_basis")


def tell_service(pk: int) -> Material | None:
    """A service as its standard describes it."""
    service = Service.objects.select_related("owner").filter(pk=pk).first()
    if service is None:
        return None
    url = service.get_absolute_url()
    about = "\n".join((service.short, lines(service.description), service.product))
    standard = "\n".join(
        text for name in STANDARD for text in _words(service.content.get(name)) if text
    )
    further = [whole(standard, url=url, citation=_("Standar pelayanan"))] if standard else []
    return Material(
        kind=Kind.SERVICE,
        title=service.name,
        url=url,
        audience=Audience.CITY,
        agency_id=service.agency_id,
        owner=service.owner.full_name,
        dated=service.updated_at.astimezone(WIB).date(),
        parts=(whole(about, url=url, citation=service.name), *further),
    )


def _words(value: Any) -> Iterable[str]:
    """Every text in a list of the standard, whatever its shape."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _words(one)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)


def visible_services(person: Person, pks: Collection[int]) -> set[int]:
    """Of these services, those the person may use now."""
    found = Service.objects.visible_to(person).filter(pk__in=pks)
    return set(found.values_list("pk", flat=True))


add_source(
    Source(
        noun="personnel.service",
        kinds=(Kind.SERVICE,),
        tell=tell_service,
        every=lambda: Service.objects.values_list("pk", flat=True),
        visible=visible_services,
        untold=True,
    )
)
