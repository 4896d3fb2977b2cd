"""The two rule sets, and which one a request asks for."""

from __future__ import annotations

import re
from enum import StrEnum

from sinau.records.xapi.trouble import Invalid


class Version(StrEnum):
    """A rule set; the value is what `X-Experience-API-Version` answers."""

    V1 = "1.0.3"
    V2 = "2.0.0"


_FIRST = re.compile(r"1\.0(?:\.\d{1,4})?\Z", re.ASCII)
_SECOND = re.compile(r"2\.0(?:\.\d{1,4})?\Z", re.ASCII)


def version_of(header: str | None) -> Version:
    """The rule set that a version header asks for; without one, or with another, `Invalid`."""
    if header is None or not header.strip():
        raise Invalid(
            "Kepala X-Experience-API-Version belum ada. Kirim 1.0.3 atau 2.0.0.",
            field="X-Experience-API-Version",
            section="1.0.3 Communication 3.3; 2.0 4.1.6",
        )
    asked = header.strip()
    if _FIRST.match(asked):
        return Version.V1
    if _SECOND.match(asked):
        return Version.V2
    raise Invalid(
        f"Versi {asked[:20]!r} tidak dikenal. Kirim X-Experience-API-Version 1.0.3 atau 2.0.0.",
        field="X-Experience-API-Version",
        section="1.0.3 Communication 3.3; 2.0 4.1.6",
    )


def is_statement_version(text: str, version: Version) -> bool:
    """Whether a statement may call itself this; under 2.0 statements of 1.0.x are welcome too."""
    if _FIRST.match(text):
        return True
    return version is Version.V2 and _SECOND.match(text) is not None
