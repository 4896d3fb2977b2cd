"""Statements as they arrive: JSON, or JSON with the contents of attachments after it.

1.0.3 Communication 1.5; 2.0 4.1.3.
"""

from __future__ import annotations

from collections.abc import Iterable

from sinau.records import attachments
from sinau.records.exchange import JSON, Visit
from sinau.records.xapi import multipart, reading, signatures
from sinau.records.xapi.checked import Attached, Checked
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.wellformed import decode

SECTION = "1.0.3 Communication 1.5"
MULTIPART = "multipart/mixed"
SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"


def statements(visit: Visit) -> tuple[list[Checked], bool]:
    """What the request holds, and whether it was an array; contents of attachments are kept."""
    content_type = visit.ask.header("content-type")
    kind = content_type.partition(";")[0].strip().lower()
    if kind == JSON:
        _refuse_other_charset(content_type)
        found, is_batch = reading.read_statements(visit.body(), visit.version)
        for statement in found:
            if statement.attachments:
                _refuse_missing(statement.attachments, {})
        return found, is_batch
    if kind == MULTIPART:
        return _with_contents(visit, content_type)
    raise Invalid(
        f"Content-Type pernyataan harus {JSON}, atau {MULTIPART} bila membawa isi lampiran.",
        field="Content-Type",
        section=SECTION,
    )


def _refuse_other_charset(content_type: str) -> None:
    if len(content_type) == len(JSON):
        return
    for parameter in content_type.lower().split(";")[1:]:
        name, _equals, value = parameter.strip().partition("=")
        if name == "charset" and value.strip('"') not in ("utf-8", "utf8"):
            raise Invalid(
                "Isi harus disandikan dengan UTF-8.",
                field="Content-Type",
                section="1.0.3 Communication 1.4",
            )


def _with_contents(visit: Visit, content_type: str) -> tuple[list[Checked], bool]:
    said, parts = multipart.read(visit.body(), content_type)
    found, is_batch = reading.read_statements(said, visit.version)
    contents = {part.sha2.lower(): part.content for part in parts}
    described = {each.sha2.lower() for statement in found for each in statement.attachments}
    if excess := contents.keys() - described:
        raise Invalid(
            f"Bagian dengan X-Experience-API-Hash {min(excess)} tidak disebut dalam lampiran "
            "pernyataan mana pun; hapus bagian itu.",
            field="X-Experience-API-Hash",
            section=SECTION,
        )
    for statement in found:
        _refuse_missing(statement.attachments, contents)
        _check_signatures(statement, contents)
    for sha2, content in contents.items():
        attachments.keep(sha2, content)
    return found, is_batch


def _refuse_missing(described: Iterable[Attached], contents: dict[str, bytes]) -> None:
    for each in described:
        if not each.file_url and each.sha2.lower() not in contents:
            raise Invalid(
                f"Isi lampiran {each.sha2} tidak ikut dikirim; kirim sebagai {MULTIPART}, "
                'atau isi "fileUrl".',
                field="attachments",
                section=SECTION,
            )


def _check_signatures(statement: Checked, contents: dict[str, bytes]) -> None:
    for each in statement.attachments:
        if each.usage_type == SIGNATURE and (signature := contents.get(each.sha2.lower())):
            signatures.check(decode(statement.json), signature)
