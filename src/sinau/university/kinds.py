"""The kinds of class, read from `rules/kinds.toml`: what they are called and which JP rule they follow."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

BIMTEK = "bimtek"
ROUTES = {"classical": _("klasikal"), "nonclassical": _("nonklasikal")}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of class; `form` is its name in the JP rules."""

    code: str
    form: str
    label: str
    short: str
    route: str
    siasn_id: int
    online: bool = False

    @property
    def route_label(self) -> str:
        """Klasikal or nonklasikal, in the reader's language."""
        return str(ROUTES[self.route])


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its code, in the order in which they are offered."""
    text = Path(__file__).with_name("rules").joinpath("kinds.toml").read_text(encoding="utf-8")
    return {row["code"]: Kind(**row) for row in tomllib.loads(text)["kind"]}


def kind_of(code: str) -> Kind:
    """The kind of that code; what is not known any more counts as a bimtek."""
    return kinds().get(code) or kinds()[BIMTEK]


def choices() -> list[tuple[str, str]]:
    """For a select."""
    return [(kind.code, f"{kind.label} · {kind.route_label}") for kind in kinds().values()]
