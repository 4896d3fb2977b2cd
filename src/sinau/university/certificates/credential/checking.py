"""Check a credential that somebody brings: what it is, who signed it, whether it still holds."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sinau.university.certificates.credential import did, proof, status, token
from sinau.university.certificates.credential.multikey import NotMultibase
from sinau.university.certificates.credential.token import PublicKey

LARGEST = 512 * 1024
_DEEPEST = 32
_BASE = ("https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1")
_TYPES = {"OpenBadgeCredential", "AchievementCredential"}


class Step(StrEnum):
    """The four things that are looked at, in this order."""

    STRUCTURE = "structure"
    PROOF = "proof"
    DATES = "dates"
    STATUS = "status"


class Outcome(StrEnum):
    """What came of one of them; `unknown` is what could not be looked at, which is not a failure."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """What one check found; `code` is a name for programs, `detail` what it is about."""

    step: Step
    outcome: Outcome
    code: str
    detail: str = ""


@dataclass
class Report:
    """What was found about one credential; nothing in it is believed where `proof` did not pass."""

    credential: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """valid, invalid, or unknown when something that matters could not be looked at."""
        outcomes = {finding.outcome for finding in self.findings}
        if Outcome.FAILED in outcomes:
            return "invalid"
        return "unknown" if Outcome.UNKNOWN in outcomes else "valid"

    def add(self, step: Step, outcome: Outcome, code: str, detail: str = "") -> None:
        """Keep one finding."""
        self.findings.append(Finding(step, outcome, code, detail[:300]))


class CannotLook(Exception):
    """Something would have to be fetched that we do not fetch, or it did not answer."""


class Sources(Protocol):
    """Where keys and status lists of others come from."""

    def issuer(self, name: str) -> Mapping[str, Any]:
        """The document of a did:web; raises CannotLook."""
        ...

    def status_list(self, address: str) -> Mapping[str, Any]:
        """A status list as a signed credential; raises CannotLook."""
        ...


def check(text: str, *, now: dt.datetime, sources: Sources) -> Report:
    """Look at a credential given as JSON or as a token."""
    report = Report()
    if len(text) > LARGEST:
        report.add(Step.STRUCTURE, Outcome.FAILED, "too-large")
        return report
    text = text.strip()
    signed = None
    if not text.startswith("{"):
        try:
            signed = token.read(text)
        except token.NotAToken:
            report.add(Step.STRUCTURE, Outcome.FAILED, "not-json-or-token")
            return report
        found: Any = signed.claims.get("vc", signed.claims)
    else:
        try:
            found = json.loads(text, parse_constant=_refuse, object_pairs_hook=_once)
        except (ValueError, RecursionError):
            report.add(Step.STRUCTURE, Outcome.FAILED, "not-json-or-token")
            return report
    if not isinstance(found, dict) or _depth(found) > _DEEPEST:
        report.add(Step.STRUCTURE, Outcome.FAILED, "not-json-or-token")
        return report
    report.credential = found
    if not _structure(report):
        return report
    if signed is not None:
        _token(report, signed, sources)
    else:
        _proofs(report, sources)
    _dates(report, now)
    _status(report, sources, now)
    return report


def _refuse(word: str) -> None:
    raise ValueError(word)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name given twice could be read one way when signed and another when shown."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found


def _depth(value: Any) -> int:
    deepest, waiting = 0, [(value, 1)]
    while waiting and deepest <= _DEEPEST:
        one, depth = waiting.pop()
        deepest = max(deepest, depth)
        inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        waiting += [(child, depth + 1) for child in inner]
    return deepest


def listed(value: object) -> list[Any]:
    """A value that may stand alone or in a list, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def issuer_of(credential: Mapping[str, Any]) -> str:
    """The name of whoever issued it, "" where there is none."""
    issuer = credential.get("issuer")
    name = issuer.get("id") if isinstance(issuer, dict) else issuer
    return name if isinstance(name, str) else ""


# ── structure ───────────────────────────────────────────────────────────────


def _structure(report: Report) -> bool:
    wrong = _wrong(report.credential)
    for code in wrong:
        report.add(Step.STRUCTURE, Outcome.FAILED, code)
    if not wrong:
        report.add(Step.STRUCTURE, Outcome.PASSED, "open-badge")
    return not wrong


def _wrong(credential: Mapping[str, Any]) -> list[str]:
    contexts, types = listed(credential.get("@context")), listed(credential.get("type"))
    subjects = listed(credential.get("credentialSubject"))
    wrong = []
    if not contexts or contexts[0] not in _BASE:
        wrong.append("context-missing")
    if "VerifiableCredential" not in types:
        wrong.append("not-a-credential")
    elif not _TYPES & {one for one in types if isinstance(one, str)}:
        wrong.append("not-an-open-badge")
    if not issuer_of(credential):
        wrong.append("issuer-missing")
    if not any(isinstance(one, dict) and _achievement(one) for one in subjects):
        wrong.append("achievement-missing")
    elif not any(one.get("id") or one.get("identifier") for one in subjects):
        wrong.append("subject-missing")
    return wrong


def _achievement(subject: Mapping[str, Any]) -> bool:
    achievement = subject.get("achievement")
    return isinstance(achievement, dict) and isinstance(achievement.get("name"), str)


# ── proof ───────────────────────────────────────────────────────────────────


def _proofs(report: Report, sources: Sources) -> None:
    given = [one for one in listed(report.credential.get("proof")) if isinstance(one, dict)]
    known = [one for one in given if one.get("cryptosuite") == proof.SUITE]
    if not given:
        report.add(Step.PROOF, Outcome.FAILED, "proof-missing")
    elif not known:
        named = str(given[0].get("cryptosuite") or given[0].get("type") or "")
        report.add(Step.PROOF, Outcome.UNKNOWN, "suite-not-read", named)
    for one in known[:4]:
        _proof(report, one, sources)


def _proof(report: Report, one: Mapping[str, Any], sources: Sources) -> None:
    method = one.get("verificationMethod")
    if one.get("type") != "DataIntegrityProof" or one.get("proofPurpose") != "assertionMethod":
        report.add(Step.PROOF, Outcome.FAILED, "proof-of-another-purpose")
        return
    key = _key(report, method if isinstance(method, str) else "", sources)
    if key is None:
        return
    if isinstance(key, Ed25519PublicKey) and proof.holds(report.credential, one, key):
        report.add(Step.PROOF, Outcome.PASSED, "signed-by-issuer", issuer_of(report.credential))
    else:
        report.add(Step.PROOF, Outcome.FAILED, "signature-wrong")


def _token(report: Report, signed: token.Token, sources: Sources) -> None:
    claims = signed.claims
    if claims.get("iss") not in (None, issuer_of(report.credential)):
        report.add(Step.PROOF, Outcome.FAILED, "issuer-differs")
        return
    if "vc" in claims and claims.get("iss") is None:
        report.add(Step.PROOF, Outcome.FAILED, "issuer-differs")
        return
    if not signed.key_id:
        # A key that the token brings itself proves only that whoever wrote it had some key.
        report.add(Step.PROOF, Outcome.UNKNOWN, "key-not-named")
        return
    key = _key(report, signed.key_id, sources)
    if key is None:
        return
    if token.holds(signed, key):
        report.add(Step.PROOF, Outcome.PASSED, "signed-by-issuer", issuer_of(report.credential))
    else:
        report.add(Step.PROOF, Outcome.FAILED, "signature-wrong")


def _key(report: Report, method: str, sources: Sources) -> PublicKey | None:
    """The key at this address, which must be the issuer's own."""
    issuer = issuer_of(report.credential)
    if method.partition("#")[0] != issuer:
        report.add(Step.PROOF, Outcome.FAILED, "key-of-somebody-else", method)
        return None
    try:
        return _resolved(issuer, method, sources)
    except CannotLook as error:
        report.add(Step.PROOF, Outcome.UNKNOWN, "issuer-not-looked-up", str(error) or issuer)
    except (did.NoKey, NotMultibase):
        report.add(Step.PROOF, Outcome.FAILED, "key-unknown", method)
    return None


def _resolved(issuer: str, method: str, sources: Sources) -> PublicKey:
    if issuer.startswith("did:key:"):
        return did.key_of(issuer)
    if issuer.startswith("did:web:"):
        document = sources.issuer(issuer)
        if document.get("id") != issuer:
            raise did.NoKey("the document is of somebody else")
        return did.key_in(document, method)
    raise CannotLook(issuer)


# ── dates and status ────────────────────────────────────────────────────────


def _dates(report: Report, now: dt.datetime) -> None:
    credential = report.credential
    begins = credential.get("validFrom", credential.get("issuanceDate"))
    ends = credential.get("validUntil", credential.get("expirationDate"))
    try:
        starts_at, ends_at = _moment(begins), _moment(ends)
    except ValueError:
        report.add(Step.DATES, Outcome.FAILED, "date-unreadable")
        return
    if starts_at is None:
        report.add(Step.DATES, Outcome.FAILED, "date-missing")
    elif starts_at > now:
        report.add(Step.DATES, Outcome.FAILED, "not-yet-valid", str(begins))
    elif ends_at is not None and ends_at < now:
        report.add(Step.DATES, Outcome.FAILED, "expired", str(ends))
    else:
        report.add(Step.DATES, Outcome.PASSED, "in-force", str(begins))


def _moment(value: object) -> dt.datetime | None:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > 40:
        raise ValueError("not a date")
    moment = dt.datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _status(report: Report, sources: Sources, now: dt.datetime) -> None:
    entries = listed(report.credential.get("credentialStatus"))
    if not entries:
        report.add(Step.STATUS, Outcome.PASSED, "no-status-kept")
    for one in entries[:4]:
        if not isinstance(one, dict) or one.get("type") != "BitstringStatusListEntry":
            report.add(Step.STATUS, Outcome.UNKNOWN, "status-not-read")
            continue
        _entry(report, one, sources)


def _entry(report: Report, one: Mapping[str, Any], sources: Sources) -> None:
    purpose = str(one.get("statusPurpose", ""))
    try:
        at = int(str(one.get("statusListIndex", "")))
        listing = sources.status_list(str(one.get("statusListCredential", "")))
        _believed(listing, report.credential, sources)
        subject = listing.get("credentialSubject")
        if not isinstance(subject, dict) or subject.get("statusPurpose") != purpose:
            raise status.NotAStatusList("of another purpose")
        hit = status.is_set(str(subject.get("encodedList", "")), at)
    except CannotLook as error:
        report.add(Step.STATUS, Outcome.UNKNOWN, "status-not-looked-up", str(error))
        return
    except (ValueError, did.NoKey) as error:
        report.add(Step.STATUS, Outcome.FAILED, "status-unreadable", str(error))
        return
    if hit and purpose in ("revocation", "suspension"):
        report.add(Step.STATUS, Outcome.FAILED, "revoked")
    elif not hit:
        report.add(Step.STATUS, Outcome.PASSED, "not-revoked")


def _believed(listing: Mapping[str, Any], credential: Mapping[str, Any], sources: Sources) -> None:
    """The list counts only where its issuer is that of the credential and has signed it."""
    issuer = issuer_of(listing)
    if issuer != issuer_of(credential):
        raise status.NotAStatusList("the list is of another issuer")
    for one in listed(listing.get("proof")):
        if not isinstance(one, dict) or one.get("cryptosuite") != proof.SUITE:
            continue
        method = str(one.get("verificationMethod", ""))
        if method.partition("#")[0] != issuer:
            continue
        key = _resolved(issuer, method, sources)
        if isinstance(key, Ed25519PublicKey) and proof.holds(listing, one, key):
            return
    raise status.NotAStatusList("the list is not signed by the issuer")
