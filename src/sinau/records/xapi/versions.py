"""The two rule sets, and which one a request asks for."""

from __future__ import annotations

from enum import StrEnum


class Version(StrEnum):
    """A rule set; the value is what `X-Experience-API-Version` answers."""

    V1 = "1.0.3"
    V2 = "2.0.0"
