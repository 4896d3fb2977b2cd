"""What a tool answers when an officer chose in it (Deep Linking 2.0, 4.5)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from sinau.packages.lti import words
from sinau.packages.lti.broken import Broken
from sinau.packages.lti.scores import amount, said_text

ITEMS_AT_MOST = 50
CUSTOM_AT_MOST = 50


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """One thing of the tool that a course is to have."""

    title: str
    url: str
    custom: dict[str, str] = field(default_factory=dict)
    label: str = ""
    score_maximum: Decimal | None = None
    resource_id: str = ""
    tag: str = ""

    def to_data(self) -> dict[str, Any]:
        """As plain values for JSON."""
        maximum = None if self.score_maximum is None else str(self.score_maximum)
        return {**asdict(self), "score_maximum": maximum}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Chosen:
        """From what `to_data` gave."""
        maximum = data.get("score_maximum")
        return cls(**{**data, "score_maximum": None if maximum is None else Decimal(maximum)})


def read_response(claims: dict[str, Any], *, deployment_id: str, data: str) -> list[Chosen]:
    """The things chosen; other kinds of items are left out, as a platform may."""
    if claims.get(words.MESSAGE_TYPE) != words.DEEP_RESPONSE:
        raise Broken("Deep Linking 2.0, 4.5.1", "Jenis pesan harus LtiDeepLinkingResponse.")
    if claims.get(words.VERSION_CLAIM) != words.VERSION:
        raise Broken("Deep Linking 2.0, 4.5.2", "Versi LTI harus 1.3.0.")
    if claims.get(words.DEPLOYMENT) != deployment_id:
        raise Broken("Deep Linking 2.0, 4.5.3", "Nomor penempatan (deployment_id) tidak dikenal.")
    if claims.get(words.DEEP_DATA) != data:
        raise Broken("Deep Linking 2.0, 4.5.5", "Data permintaan tidak dikembalikan utuh.")
    rows = claims.get(words.DEEP_ITEMS, [])
    if not isinstance(rows, list) or len(rows) > ITEMS_AT_MOST:
        raise Broken(
            "Deep Linking 2.0, 4.5.4", f"Paling banyak {ITEMS_AT_MOST} bahan sekali pilih."
        )
    return [
        _chosen(row)
        for row in rows
        if isinstance(row, dict) and row.get("type") == words.RESOURCE_ITEM
    ]


def read_custom(said: Any) -> dict[str, str]:
    """Names and values of the custom claim."""
    requirement = "LTI 1.3 Core, 5.4.6"
    if said is None:
        return {}
    if not isinstance(said, dict) or len(said) > CUSTOM_AT_MOST:
        raise Broken(requirement, f"Parameter tambahan paling banyak {CUSTOM_AT_MOST}.")
    found = {}
    for name, value in said.items():
        if not isinstance(value, str) or not 0 < len(name) <= 100 or len(value) > 1000:
            raise Broken(requirement, "Parameter tambahan harus teks pendek.")
        found[name] = value.replace("\0", "")
    return found


def _chosen(row: dict[str, Any]) -> Chosen:
    url = said_text(row.get("url", ""), 1000, "Deep Linking 2.0, 3.2 (url)")
    if url and not is_web_address(url):
        raise Broken("Deep Linking 2.0, 3.2 (url)", "Alamat bahan harus alamat https.")
    item = row.get("lineItem")
    if item is not None and not isinstance(item, dict):
        raise Broken("Deep Linking 2.0, 3.2 (lineItem)", "Butir nilai harus berupa objek.")
    item = item or {}
    maximum = None
    if item:
        maximum = amount(item.get("scoreMaximum"), "Deep Linking 2.0, 3.2 (scoreMaximum)")
        if maximum <= 0:
            raise Broken(
                "Deep Linking 2.0, 3.2 (scoreMaximum)", "Nilai paling tinggi harus di atas 0."
            )
    return Chosen(
        title=said_text(row.get("title", ""), 200, "Deep Linking 2.0, 3.2 (title)").strip(),
        url=url,
        custom=read_custom(row.get("custom")),
        label=said_text(item.get("label", ""), 200, "Deep Linking 2.0, 3.2 (label)"),
        score_maximum=maximum,
        resource_id=said_text(item.get("resourceId", ""), 255, "AGS 2.0, 3.2.9"),
        tag=said_text(item.get("tag", ""), 255, "AGS 2.0, 3.2.10"),
    )


def is_web_address(url: str) -> bool:
    """Whether it is an https address, or one of this very machine for trying out."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _port = parts.port
    except ValueError:
        return False
    if parts.username or not host or any(sign in url for sign in " \t\r\n\\;,'\"<>"):
        return False
    return parts.scheme == "https" or (
        parts.scheme == "http" and host in ("localhost", "127.0.0.1")
    )
