"""How one person wants to see the pages: theme and size of letters, kept in a cookie of one year."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

THEME_COOKIE = "sinau_theme"
TEXT_COOKIE = "sinau_text"
ONE_YEAR = 365 * 24 * 60 * 60

THEMES: dict[str, Promise | str] = {
    "auto": _("Ikuti perangkat"),
    "light": _("Terang"),
    "dark": _("Gelap"),
}
TEXT_SIZES: dict[str, Promise | str] = {"normal": _("Biasa"), "large": _("Besar")}


@dataclass(frozen=True, kw_only=True)
class Look:
    """The choices in force for a page."""

    theme: str = "auto"
    text: str = "normal"

    @property
    def themes(self) -> dict[str, Promise | str]:
        """Every theme one may choose."""
        return THEMES

    @property
    def text_sizes(self) -> dict[str, Promise | str]:
        """Every size one may choose."""
        return TEXT_SIZES


def look_of(request: HttpRequest | None) -> Look:
    """What the cookies say; anything unknown counts as not chosen."""
    if request is None:
        return Look()
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    text = request.COOKIES.get(TEXT_COOKIE, "normal")
    return Look(
        theme=theme if theme in THEMES else "auto", text=text if text in TEXT_SIZES else "normal"
    )
