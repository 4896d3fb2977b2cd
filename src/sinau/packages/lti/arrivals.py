"""What a platform says when it opens us (LTI 1.3 Core 5, Deep Linking 2.0 4.4, AGS 2.0 3.1)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from sinau.packages.lti import words
from sinau.packages.lti.broken import Broken
from sinau.packages.lti.deep_linking import is_web_address
from sinau.packages.lti.scores import said_text

Claims = dict[str, Any]


def read_arrival(
    said: Claims, *, client_id: str, nonce: str, deployments: Collection[str]
) -> Claims:
    """The part of a message that is needed later, as plain values; every claim is looked at."""
    audience = said.get("aud")
    if isinstance(audience, list) and len(audience) > 1 and said.get("azp") != client_id:
        raise Broken("LTI Security 1.0, 5.1.3 (azp)", "Pesan ditujukan kepada pihak lain (azp).")
    if said.get("nonce") != nonce:
        raise Broken("LTI Security 1.0, 5.1.3 (nonce)", "Nonce pesan tidak sama.")
    if said.get(words.VERSION_CLAIM) != words.VERSION:
        raise Broken("LTI 1.3 Core, 5.3.2 (version)", "Versi LTI harus 1.3.0.")
    if said.get(words.DEPLOYMENT) not in deployments:
        raise Broken(
            "LTI 1.3 Core, 5.3.3 (deployment_id)", "Nomor penempatan (deployment_id) tidak dikenal."
        )
    subject = said_text(said.get("sub"), 255, "LTI 1.3 Core, 5.3.6 (sub)")
    if not subject:
        raise Broken("LTI 1.3 Core, 5.3.6 (sub)", "Pembukaan tanpa orang tidak diterima (sub).")
    kind = said.get(words.MESSAGE_TYPE)
    found: Claims = {"subject": subject, "kind": kind, "deployment": said[words.DEPLOYMENT]}
    # Only shown to whoever links accounts; nothing is decided by it.
    found["shown"] = next(
        (said[name][:200] for name in ("name", "email") if isinstance(said.get(name), str)), ""
    )
    if kind == words.RESOURCE_REQUEST:
        return found | _resource(said)
    if kind == words.DEEP_REQUEST:
        return found | _deep(said)
    raise Broken("LTI 1.3 Core, 5.3.1 (message_type)", "Jenis pesan tidak dikenal.")


def _resource(said: Claims) -> Claims:
    link = said.get(words.RESOURCE_LINK)
    if not isinstance(link, dict) or not link.get("id"):
        raise Broken("LTI 1.3 Core, 5.3.5 (resource_link)", "Pesan harus menyebut bahan (id).")
    target = said_text(said.get(words.TARGET), 1000, "LTI 1.3 Core, 5.3.4 (target_link_uri)")
    return {"target": target, "line_item": _line_item(said.get(words.ENDPOINT))}


def _line_item(said: Any) -> str:
    """Where a score may be sent, if the platform asks for one."""
    if not isinstance(said, dict):
        return ""
    scopes, url = said.get("scope"), said.get("lineitem")
    if not isinstance(scopes, list) or words.SCOPE_SCORE not in scopes or not url:
        return ""
    address = said_text(url, 1000, "AGS 2.0, 3.1 (lineitem)")
    if not is_web_address(address):
        raise Broken("AGS 2.0, 3.1 (lineitem)", "Alamat butir nilai harus https.")
    return address


def _deep(said: Claims) -> Claims:
    settings = said.get(words.DEEP_SETTINGS)
    if not isinstance(settings, dict):
        raise Broken("Deep Linking 2.0, 4.4.1", "Pengaturan pilihan tidak ada.")
    back = said_text(settings.get("deep_link_return_url"), 1000, "Deep Linking 2.0, 4.4.1")
    if not is_web_address(back):
        raise Broken("Deep Linking 2.0, 4.4.1", "Alamat kembali harus https.")
    kinds = settings.get("accept_types")
    if not isinstance(kinds, list) or words.RESOURCE_ITEM not in kinds:
        raise Broken("Deep Linking 2.0, 4.4.1 (accept_types)", "Sistem tidak menerima bahan LTI.")
    data = settings.get("data")
    return {"return_url": back, "data": None if data is None else said_text(data, 5000, "data")}


def chosen(
    *, client_id: str, issuer: str, said: Claims, title: str, url: str, text: str, at: int
) -> Claims:
    """Our answer when somebody chose a course of ours (Deep Linking 2.0, 4.5)."""
    answer: Claims = {
        "iss": client_id,
        "aud": issuer,
        "iat": at,
        "exp": at + 300,
        words.MESSAGE_TYPE: words.DEEP_RESPONSE,
        words.VERSION_CLAIM: words.VERSION,
        words.DEPLOYMENT: said["deployment"],
        words.DEEP_ITEMS: [
            {
                "type": words.RESOURCE_ITEM,
                "title": title,
                "text": text[:500],
                "url": url,
                "window": {"targetName": "_blank"},
                "lineItem": {"scoreMaximum": 100, "label": title},
            }
        ],
    }
    if said.get("data") is not None:
        answer[words.DEEP_DATA] = said["data"]
    return answer


def scores_url(line_item: str) -> str:
    """Where scores of a line item go; its query stays (AGS 2.0, 3.4)."""
    parts = urlsplit(line_item)
    return parts._replace(path=f"{parts.path.rstrip('/')}/scores").geturl()
