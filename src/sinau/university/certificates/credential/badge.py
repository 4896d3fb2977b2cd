"""The credential of one achievement, in the words of Open Badges 3.0."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]


@dataclass(frozen=True, kw_only=True)
class Identity:
    """One thing by which the learner is recognised: as it is, or only as a salted hash."""

    kind: str
    value: str
    salt: str = ""

    def to_data(self) -> dict[str, Any]:
        """The identity object; with a salt nobody reads the value out of it."""
        if not self.salt:
            return {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": self.value,
                "identityType": self.kind,
            }
        return {
            "type": "IdentityObject",
            "hashed": True,
            "identityHash": identity_hash(self.value, self.salt),
            "identityType": self.kind,
            "salt": self.salt,
        }


def identity_hash(value: str, salt: str) -> str:
    """The hash by which somebody who knows the value recognises it."""
    return "sha256$" + hashlib.sha256((value + salt).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Award:
    """All that the credential of one achievement says."""

    address: str
    issuer: str
    issuer_name: str
    issuer_url: str
    valid_from: str
    identities: list[Identity]
    activity: str
    description: str
    criteria: str
    achievement: str
    image: str
    image_caption: str
    kind: str
    code: str
    evidence: str
    evidence_name: str
    credits: Decimal | None
    ended_on: str
    status: dict[str, Any]
    language: str = "id"
    type_name: str = field(default="OpenBadgeCredential")


def credential(award: Award) -> dict[str, Any]:
    """The credential, still to be signed."""
    return {
        "@context": CONTEXTS,
        "id": award.address,
        "type": ["VerifiableCredential", award.type_name],
        "name": award.activity,
        "issuer": {
            "id": award.issuer,
            "type": ["Profile"],
            "name": award.issuer_name,
            "url": award.issuer_url,
        },
        "validFrom": award.valid_from,
        "credentialSubject": _subject(award),
        "evidence": [
            {"id": award.evidence, "type": ["Evidence"], "name": award.evidence_name},
        ],
        "credentialStatus": award.status,
    }


def _subject(award: Award) -> dict[str, Any]:
    worth = {} if award.credits is None else {"creditsEarned": _plain(award.credits)}
    return {
        "type": ["AchievementSubject"],
        "identifier": [one.to_data() for one in award.identities],
        "activityEndDate": award.ended_on,
        **worth,
        "achievement": _achievement(award),
    }


def _achievement(award: Award) -> dict[str, Any]:
    worth = {} if award.credits is None else {"creditsAvailable": _plain(award.credits)}
    return {
        "id": award.achievement,
        "type": ["Achievement"],
        "achievementType": award.kind,
        "name": award.activity,
        "description": award.description,
        "criteria": {"narrative": award.criteria},
        "image": {"id": award.image, "type": "Image", "caption": award.image_caption},
        "humanCode": award.code,
        "inLanguage": award.language,
        **worth,
    }


def _plain(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
