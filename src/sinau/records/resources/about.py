"""About: which versions are spoken here, told to everybody (1.0.3 Communication 2.8; 2.0 4.1.6.7)."""

from __future__ import annotations

from functools import cache

import msgspec
from django.conf import settings

from sinau.records.exchange import Answer
from sinau.records.xapi.versions import Version

_FIRST = ["1.0.0", "1.0.1", "1.0.2", "1.0.3"]


def show(asked: Version | None) -> Answer:
    """The versions; who asks by the rules of 1.0.3 hears only such as those rules know."""
    return _about(asked)


@cache
def _about(asked: Version | None) -> Answer:
    versions = _FIRST if asked is Version.V1 else [*_FIRST, Version.V2.value]
    limits = {"maxBytes": settings.XAPI_MAX_BYTES}
    said = {
        "version": versions,
        "extensions": {f"{settings.PUBLIC_URL}/xapi/extensions/limits": limits},
    }
    return Answer(200, msgspec.json.encode(said))
