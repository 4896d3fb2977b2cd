"""A package shown inside pages of other apps."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sinau.kernel.embedding import Embed, embeds
from sinau.packages.models import NOUN, Package
from sinau.people.models import Person


@embeds(NOUN)
def find_package(person: Person, key: str) -> Embed | None:
    """The package as the person may see it."""
    rows = Package.objects.visible_to(person)
    package = rows.filter(pk=key).first() if key.isdecimal() else None
    if package is None:
        return None
    return Embed(
        address=package.address,
        kind=_("Paket %(kind)s") % {"kind": package.get_kind_display()},
        title=package.title,
        url=package.get_absolute_url(),
        state=_("Ditarik") if package.withdrawn_at else "",
        updated_on=package.imported_at.date(),
        is_current=package.withdrawn_at is None,
    )
