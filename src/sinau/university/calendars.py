"""A class as a calendar file (RFC 5545), so that it stands in the phone of whoever comes.

Each session is an event with a name of its own for ever; a later file with a higher SEQUENCE moves
it, and one with METHOD:CANCEL takes it out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sinau.kernel.clock import WIB

MIME = "text/calendar; charset=utf-8"
ZONE = "Asia/Jakarta"
_ZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:WIB",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, kw_only=True)
class Event:
    """One session in plain values."""

    uid: str
    sequence: int
    written_at: dt.datetime
    starts_at: dt.datetime
    ends_at: dt.datetime
    title: str
    place: str
    url: str
    text: str = ""


def calendar(events: Iterable[Event], *, organiser: str, cancelled: bool = False) -> bytes:
    """The file; `cancelled` takes the events out of the calendar they stand in."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sinau//Kelas//ID",
        "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if cancelled else 'PUBLISH'}",
        *_ZONE,
    ]
    for event in events:
        lines += _lines(event, organiser, cancelled)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _lines(event: Event, organiser: str, cancelled: bool) -> list[str]:
    # A cancellation counts as one change more than the last invitation.
    sequence = event.sequence + (1 if cancelled else 0)
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"SEQUENCE:{sequence}",
        f"DTSTAMP:{event.written_at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID={ZONE}:{event.starts_at.astimezone(WIB):%Y%m%dT%H%M%S}",
        f"DTEND;TZID={ZONE}:{event.ends_at.astimezone(WIB):%Y%m%dT%H%M%S}",
        f"SUMMARY:{_escaped(event.title)}",
        f"LOCATION:{_escaped(event.place)}",
        f"DESCRIPTION:{_escaped(f'{organiser}. {event.text} {event.url}'.strip())}",
        f"URL:{event.url}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def _folded(line: str) -> str:
    """No line is longer than 75 bytes; the next one begins with a space (RFC 5545, 3.1)."""
    parts: list[str] = []
    part = ""
    for letter in line:
        limit = 75 if not parts else 74
        if len((part + letter).encode()) > limit:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
