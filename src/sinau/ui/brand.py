"""Whose house this is: the name, the unit and the logo on every page, read from one small file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from sinau.ui.bundle import brand_key

_BRANDS = Path(__file__).parent / "brands"


@dataclass(frozen=True, kw_only=True)
class Brand:
    """A city's own words and colours around the product."""

    key: str
    product: str
    tagline: str
    city: str
    unit: str
    contact_label: str
    contact_url: str
    privacy_url: str
    theme_color_light: str
    theme_color_dark: str

    @property
    def logo(self) -> str:
        """The static path of the logo."""
        return f"ui/brand/{self.key}.svg"


@cache
def load(key: str) -> Brand:
    """Read a brand by its key; an unknown key stops the programme with the cure."""
    path = _BRANDS / f"{key}.toml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in _BRANDS.glob("*.toml")))
        raise ImproperlyConfigured(f"SINAU_BRAND is {key!r}, but the known brands are: {known}.")
    return Brand(key=key, **tomllib.loads(path.read_text()))


def current() -> Brand:
    """The brand this installation was set up with."""
    return load(brand_key())
