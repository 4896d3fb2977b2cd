"""The kinds of notices there are; a listener names its kind with `tells`."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of notice: its name, what people call it, in a word for the filter, and its icon."""

    name: str
    label: Promise | str
    short: Promise | str
    icon: str = "bell"


kinds: dict[str, Kind] = {}


def add_kind(kind: Kind) -> None:
    """Let people be told notices of this kind, and choose how."""
    kinds[kind.name] = kind


def kind_named(name: str) -> Kind:
    """The kind of that name; a plain one when it is no longer known."""
    return kinds.get(name) or Kind(name=name, label=_("Lainnya"), short=_("Lainnya"))
