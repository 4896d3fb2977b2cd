"""The code on the room screen: signed, short-lived, and impossible to make at home.

A code is an HMAC over the session's id and the number of the current step, so nothing needs
storing and every web process shows the same one. It is good for the step it was shown in and
for `GRACE` steps after it, because a phone needs time to focus and a page needs time to load.

Signing in takes longer than that. So a scan by somebody not signed in is exchanged at once for
a receipt, which says that this session's code was seen fresh at this second, and the receipt
waits through the sign-in page.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import Literal

STEP = 20  # seconds one code stays on the screen
GRACE = 3  # steps an old code is still taken: 60 seconds
RECEIPT_LIFE = 15 * 60  # seconds somebody may take to sign in
LATE_LIFE = 24 * 60 * 60  # seconds a scan may wait in a phone without a signal
_SIGNATURE_BYTES = 9
_DIGITS = 6


@dataclass(frozen=True, kw_only=True)
class RoomCode:
    """What the screen shows now: a token inside the QR code, six digits to type, a time left."""

    token: str
    digits: str
    seconds_left: int


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A code that was good: of which session, and how old it was when it came in."""

    session_id: int
    age: int


Reason = Literal["unreadable", "forged", "expired", "future"]


@dataclass(frozen=True, kw_only=True)
class NotGood:
    """A code that was not good, and why."""

    reason: Reason


def show(key: bytes, session_id: int, now: int) -> RoomCode:
    """The code for the screen of this session at this second."""
    step = now // STEP
    return RoomCode(
        token=f"{session_id}.{step}.{_sign(key, 'room', session_id, step)}",
        digits=_digits(key, session_id, step),
        seconds_left=STEP - now % STEP,
    )


def check(key: bytes, token: str, now: int) -> Seen | NotGood:
    """Whether the token of a QR code is ours and still fresh."""
    parts = _read(token)
    if parts is None:
        return NotGood(reason="unreadable")
    session_id, step, signature = parts
    if not hmac.compare_digest(signature, _sign(key, "room", session_id, step)):
        return NotGood(reason="forged")
    return _fresh(session_id, step, now)


def check_digits(key: bytes, session_id: int, digits: str, now: int) -> Seen | NotGood:
    """Whether the six digits typed are those the screen of this session shows or just showed."""
    said = "".join(c for c in digits if c in "0123456789")
    if len(said) != _DIGITS:
        return NotGood(reason="unreadable")
    for back in range(GRACE + 1):
        step = now // STEP - back
        if hmac.compare_digest(said, _digits(key, session_id, step)):
            return _fresh(session_id, step, now)
    return NotGood(reason="expired")


def give_receipt(key: bytes, session_id: int, now: int) -> str:
    """A token that says: this session's code was seen fresh at this second."""
    return f"{session_id}.{now}.{_sign(key, 'receipt', session_id, now)}"


def check_receipt(
    key: bytes, receipt: str, now: int, *, life: int = RECEIPT_LIFE
) -> tuple[Seen, int] | NotGood:
    """Whether the receipt is ours and not too old; with the second of the scan."""
    parts = _read(receipt)
    if parts is None:
        return NotGood(reason="unreadable")
    session_id, scanned_at, signature = parts
    if not hmac.compare_digest(signature, _sign(key, "receipt", session_id, scanned_at)):
        return NotGood(reason="forged")
    age = now - scanned_at
    if age < -STEP:
        return NotGood(reason="future")
    if age > life:
        return NotGood(reason="expired")
    return Seen(session_id=session_id, age=max(age, 0)), scanned_at


def _fresh(session_id: int, step: int, now: int) -> Seen | NotGood:
    behind = now // STEP - step
    if behind < 0:
        return NotGood(reason="future")
    if behind > GRACE:
        return NotGood(reason="expired")
    return Seen(session_id=session_id, age=now - step * STEP)


def _read(token: str) -> tuple[int, int, str] | None:
    head, _, signature = token.rpartition(".")
    session, _, moment = head.partition(".")
    if not (_is_number(session) and _is_number(moment) and signature.isascii()):
        return None
    return int(session), int(moment), signature


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def _sign(key: bytes, purpose: str, session_id: int, moment: int) -> str:
    digest = _digest(key, purpose, session_id, moment)
    return base64.urlsafe_b64encode(digest[:_SIGNATURE_BYTES]).decode()


def _digits(key: bytes, session_id: int, step: int) -> str:
    number = int.from_bytes(_digest(key, "digits", session_id, step)[:8], "big")
    return f"{number % 10**_DIGITS:0{_DIGITS}d}"


def _digest(key: bytes, purpose: str, session_id: int, moment: int) -> bytes:
    message = f"sinau attendance {purpose} {session_id} {moment}".encode()
    return hmac.new(key, message, hashlib.sha256).digest()
