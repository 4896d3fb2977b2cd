"""What programs may ask of badges: whether one holds."""

from __future__ import annotations

import json
from typing import Any

from sinau.kernel.api import ApiRequest, Router, Schema, answers, needs
from sinau.university.actions.verifying import check_badge
from sinau.university.api.scopes import CHECK_BADGES
from sinau.university.certificates.credential.checking import issuer_of
from sinau.university.views.verifications import WORDS

router = Router(tags=["lencana"])
prefix = "badges"


class BadgeIn(Schema):
    """A badge: the JSON object itself, or the text of a token or of the JSON."""

    badge: dict[str, Any] | str


class FindingOut(Schema):
    """What one check found. `outcome` is passed, failed, or unknown where it could not be looked at."""

    check: str
    outcome: str
    code: str
    words: str
    detail: str


class BadgeOut(Schema):
    """`verdict` is valid, invalid or unknown; `issuer` and `achievement` are what the badge says."""

    verdict: str
    issuer: str
    achievement: str
    findings: list[FindingOut]


@router.post("/verify", auth=needs(CHECK_BADGES), response=answers(200, BadgeOut))
def verify_badge(request: ApiRequest, said: BadgeIn) -> dict[str, Any]:
    """Periksa lencana Open Badges 3.0, dari sini atau dari penerbit lain. Tidak ada yang disimpan."""
    badge = said.badge
    text = badge if isinstance(badge, str) else json.dumps(badge, ensure_ascii=False)
    report = check_badge(text)
    subject = report.credential.get("credentialSubject")
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    name = achievement.get("name") if isinstance(achievement, dict) else ""
    return {
        "verdict": report.verdict,
        "issuer": issuer_of(report.credential),
        "achievement": name if isinstance(name, str) else "",
        "findings": [
            {
                "check": finding.step.value,
                "outcome": finding.outcome.value,
                "code": finding.code,
                "words": str(WORDS[finding.code]),
                "detail": finding.detail,
            }
            for finding in report.findings
        ],
    }
