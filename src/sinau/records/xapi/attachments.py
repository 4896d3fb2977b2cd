"""What a statement says of its attachments; their content comes in other parts of the request."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET, Struct, UnsetType

from sinau.records.xapi import sections
from sinau.records.xapi.activities import language_map, need_iri
from sinau.records.xapi.checked import Attached
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.values import is_media_type, is_sha2

SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"
_LONGEST_LENGTH = 2**63 - 1


class AttachmentJSON(Struct, forbid_unknown_fields=True, gc=False):
    usageType: str
    display: dict[str, str]
    contentType: str
    length: int
    sha2: str
    description: dict[str, str] | UnsetType = UNSET
    fileUrl: str | UnsetType = UNSET


def read_attachments(said: Sequence[AttachmentJSON]) -> tuple[tuple[Attached, ...], int]:
    """The attachments, each checked, and the number of their keys."""
    found = []
    keys = 0
    for at, one in enumerate(said):
        try:
            attached, more = _read(one)
        except Invalid as wrong:
            raise wrong.inside(f"[{at}]") from None
        found.append(attached)
        keys += more
    return tuple(found), keys


def _read(said: AttachmentJSON) -> tuple[Attached, int]:
    need_iri(said.usageType, "usageType", sections.ATTACHMENTS)
    keys = 5 + language_map(said.display, "display")
    if said.description is not UNSET:
        keys += 1 + language_map(said.description, "description")
    if not is_media_type(said.contentType):
        raise _wrong("contentType", "Tulis jenis media internet, misalnya application/pdf.")
    if not 0 <= said.length <= _LONGEST_LENGTH:
        raise _wrong("length", "Tulis panjang isi dalam bita, nol atau lebih.")
    if not is_sha2(said.sha2):
        raise _wrong("sha2", "Tulis SHA-2 dari isi lampiran dalam heksadesimal, misalnya 64 digit.")
    if (
        said.usageType == SIGNATURE
        and said.contentType.strip().lower() != "application/octet-stream"
    ):
        raise Invalid(
            "Tanda tangan harus berjenis application/octet-stream.",
            field="contentType",
            section=sections.SIGNATURE,
        )
    url = ""
    if said.fileUrl is not UNSET:
        need_iri(said.fileUrl, "fileUrl", sections.ATTACHMENTS)
        url = said.fileUrl
        keys += 1
    return Attached(said.sha2.lower(), said.contentType, said.length, said.usageType, url), keys


def _wrong(field: str, cure: str) -> Invalid:
    return Invalid(cure, field=field, section=sections.ATTACHMENTS)
