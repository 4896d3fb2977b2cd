"""Check what somebody brings: a badge as JSON, token or picture, or the PDF of a certificate."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from sinau.kernel import signing
from sinau.kernel.clock import now
from sinau.records import sending
from sinau.university.certificates import awards, keys
from sinau.university.certificates.credential import baking, checking, did
from sinau.university.certificates.credential.checking import CannotLook, Report, Step
from sinau.university.models import Certificate, FrozenPaper

log = logging.getLogger(__name__)

LARGEST_FILE = 2 * 1024 * 1024
_MOST_FETCHED = 2 * 1024 * 1024


@dataclass(frozen=True)
class PaperVerdict:
    """What a PDF turned out to be: which certificate of ours, or what its signature says."""

    certificate: Certificate | None
    sha256: str
    is_frozen: bool
    is_ours: bool = False
    is_whole: bool = False
    signer: str = ""


def check_badge(text: str) -> Report:
    """What is found about a badge of ours or of somebody else; nothing is kept."""
    return checking.check(text, now=now(), sources=CitySources())


def check_badge_file(content: bytes) -> Report:
    """The same for a file: JSON, a token, or a picture with either in it."""
    try:
        if content.startswith(b"\x89PNG") or content.lstrip()[:1] == b"<":
            return check_badge(baking.taken_out(content))
        return check_badge(content.decode("utf-8", "strict"))
    except (baking.NotBaked, UnicodeDecodeError):
        report = Report()
        report.add(Step.STRUCTURE, checking.Outcome.FAILED, "not-json-or-token")
        return report


def check_paper(content: bytes) -> PaperVerdict:
    """Whether a PDF is one that was frozen here; else whose signature it carries, if any."""
    digest = hashlib.sha256(content).hexdigest()
    frozen = (
        FrozenPaper.objects.filter(sha256=digest)
        .select_related("certificate__revocation", "certificate__issuer")
        .first()
    )
    if frozen is not None:
        return PaperVerdict(frozen.certificate, digest, True, True, True, frozen.signer)
    verdict = _signature_of(content)
    if verdict is None:
        return PaperVerdict(None, digest, is_frozen=False)
    return PaperVerdict(
        None, digest, False, verdict.is_ours, verdict.is_whole, verdict.signer[:200]
    )


def _signature_of(content: bytes) -> signing.Verdict | None:
    examine = getattr(signing.signer(), "examine", None)
    if examine is None or not content.startswith(b"%PDF-"):
        return None
    try:
        found: signing.Verdict | None = examine(content)
    except Exception:  # a hostile file may fail in any way; it is no paper of ours
        log.info("A PDF that was brought for checking cannot be read", exc_info=True)
        return None
    return found


class CitySources:
    """Our own keys and lists from here; those of others from the web, where that is allowed."""

    def issuer(self, name: str) -> Mapping[str, Any]:
        """The document of a did:web."""
        if name == keys.issuer():
            return did.document(name, keys.public_keys())
        return self._fetched(did.web_address(name))

    def status_list(self, address: str) -> Mapping[str, Any]:
        """A status list: ours as it stands in this moment, another one as it is served."""
        ours = awards.status_list_address(0).removesuffix("0/")
        number = address.removeprefix(ours).removesuffix("/")
        if address.startswith(ours) and number.isdecimal() and len(number) < 8:
            return awards.status_list(int(number), at=now())
        if not address.startswith("https://"):
            raise CannotLook(address)
        return self._fetched(address)

    def _fetched(self, address: str) -> Mapping[str, Any]:
        if not settings.BADGES_FETCH:
            raise CannotLook(address)
        try:
            answer = sending.get(address, {"Accept": "application/json"}, most=_MOST_FETCHED)
            found = json.loads(answer.text) if answer.status == 200 else None
        except (sending.Unreachable, ValueError, RecursionError) as error:
            raise CannotLook(address) from error
        if not isinstance(found, dict):
            raise CannotLook(address)
        return found
