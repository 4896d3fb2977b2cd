"""Parameters of a request: known ones, each once, in their exact case.

1.0.3 Communication 3.2 (s3.b7, s3.b8); 2.0 4.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from sinau.records.xapi import agents, values
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.versions import Version

SECTION = "1.0.3 Communication 3.2"
_AT_MOST = 50
Parameters = Mapping[str, str]


def read(query: str, known: frozenset[str]) -> dict[str, str]:
    """The parameters by name."""
    if not query:
        return {}
    found: dict[str, str] = {}
    for name, value in _pairs(query):
        if name not in known:
            raise Invalid(_unknown(name, known), field=name, section=SECTION)
        if name in found:
            raise Invalid(f'Parameter "{name}" hanya boleh satu.', field=name, section=SECTION)
        if "\0" in value:
            raise Invalid(f'Parameter "{name}" memuat karakter NUL; hapus.', field=name)
        found[name] = value
    return found


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        if not query.isascii():
            # WSGI hands bytes over as Latin-1.
            query = query.encode("latin-1").decode()
        return parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=_AT_MOST)
    except ValueError:
        raise Invalid(
            "Parameter pada alamat tidak terbaca; sandikan dengan UTF-8 dan persen.",
            section="1.0.3 Communication 1.4",
        ) from None


def _unknown(name: str, known: frozenset[str]) -> str:
    for other in known:
        if other.lower() == name.lower():
            return f'Tulis "{other}", bukan "{name}": huruf besar dan kecil dibedakan.'
    if not known:
        return f'Parameter "{name}" tidak dikenal di sini; hapus.'
    return f'Parameter "{name}" tidak dikenal di sini; yang dikenal: {", ".join(sorted(known))}.'


# ── Values ──────────────────────────────────────────────────────────────────


def needed(given: Parameters, name: str, section: str) -> str:
    """The value of a parameter that must be there."""
    if not given.get(name):
        raise Invalid(f'Parameter "{name}" wajib diisi.', field=name, section=section)
    return given[name]


def truth(given: Parameters, name: str) -> bool:
    """`true` or `false` as in JSON; false when it is not given."""
    value = given.get(name, "false")
    if value not in ("true", "false"):
        raise Invalid(
            f'Parameter "{name}" harus true atau false.',
            field=name,
            section="1.0.3 Communication 2.1.3",
        )
    return value == "true"


def moment(given: Parameters, name: str) -> datetime | None:
    """A timestamp, or None."""
    value = given.get(name)
    if value is None:
        return None
    # A plus sign that nobody encoded arrives as a space.
    try:
        return values.read_timestamp(value.replace(" ", "+")).astimezone(UTC)
    except (Invalid, ValueError, OverflowError):
        raise Invalid(
            f'Parameter "{name}" harus waktu ISO 8601, misalnya 2026-11-25T09:00:00Z.',
            field=name,
            section="1.0.3 Data 4.5",
        ) from None


def uuid(given: Parameters, name: str) -> str | None:
    """A UUID in lower case, or None."""
    value = given.get(name)
    if value is None:
        return None
    if not values.is_uuid(value):
        raise Invalid(f'Parameter "{name}" harus UUID.', field=name, section="1.0.3 Data 4.4")
    return value.lower()


def iri(given: Parameters, name: str) -> str:
    """An IRI, "" when it is not given."""
    value = given.get(name)
    if value is None:
        return ""
    if not values.is_iri(value):
        raise Invalid(
            f'Parameter "{name}" harus IRI lengkap dengan skemanya, misalnya https://…',
            field=name,
            section="1.0.3 Data 4.3",
        )
    return value


def agent(given: Parameters, name: str, version: Version) -> tuple[str, dict[str, object]]:
    """An agent or identified group: its identifier, and the object as it was given."""
    try:
        said = agents.read_agent(given[name], version)
    except Invalid as wrong:
        raise wrong.inside(name).named() from None
    identifier = agents.identifier(said)
    if not identifier or "\0" in identifier:
        raise Invalid(
            f'Parameter "{name}" harus pelaku dengan satu pengenal '
            "(mbox, mbox_sha1sum, openid, atau account).",
            field=name,
            section="1.0.3 Data 2.4.2",
        )
    return identifier, said
