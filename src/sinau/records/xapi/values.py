"""The kinds of text that the specification gives a format: IRIs, times, durations, languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from sinau.records.xapi import sections
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.versions import Version

LONGEST_IRI = 4_096

# A scheme, and nothing that RFC 3987 keeps out; a percent sign begins an encoded octet.
_IRI = re.compile(
    r"[a-zA-Z][a-zA-Z0-9+.\-]*:(?:[^\x00-\x20\x7f-\x9f<>\"{}|\\^`%\s]|%[0-9a-fA-F]{2})+\Z"
)
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\Z", re.ASCII)
_MAILBOX = re.compile(
    r"mailto:[^\x00-\x20\x7f-\x9f<>\"\\\s@,;:()\[\]]+"
    r"@[^\x00-\x20\x7f-\x9f<>\"\\\s@,;:()\[\]./?#%]+(?:\.[^\x00-\x20\x7f-\x9f<>\"\\\s@,;:()\[\]./?#%]+)*\Z"
)
_SHA1 = re.compile(r"[0-9a-fA-F]{40}\Z", re.ASCII)
# SHA-224, 256, 384 and 512.
_SHA2 = re.compile(
    r"(?:[0-9a-fA-F]{56}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})\Z", re.ASCII
)
_WORD = r"[a-zA-Z0-9!#$%&'*+.^_`|~\-]+"
# White space belongs to one place only, so that nothing is tried twice.
_MEDIA_TYPE = re.compile(
    rf"{_WORD}/{_WORD}(?:\s*;(?:\s*{_WORD}\s*=\s*(?:{_WORD}|\"(?:[^\"\\]|\\.)*\"))?)*\s*\Z",
    re.ASCII,
)
_LANGUAGE = re.compile(
    r"""(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})   # language, extended language
        (?:-[a-z]{4})?                                            # script
        (?:-(?:[a-z]{2}|\d{3}))?                                  # region
        (?P<variants>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)
        (?P<extensions>(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*)
        (?:-x(?:-[a-z0-9]{1,8})+)?
      |x(?:-[a-z0-9]{1,8})+)\Z""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_GRANDFATHERED = frozenset(
    (
        *("en-gb-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux"),
        *("i-mingo", "i-navajo", "i-pwn", "i-tao", "i-tay", "i-tsu", "sgn-be-fr", "sgn-be-nl"),
        *("sgn-ch-de", "art-lojban", "cel-gaulish", "no-bok", "no-nyn", "zh-guoyu", "zh-hakka"),
        *("zh-min", "zh-min-nan", "zh-xiang"),
    )
)
_SINGLETON = re.compile(r"-([0-9a-wyz])(?=-)", re.ASCII | re.IGNORECASE)
_NUMBER = r"\d+(?:[.,]\d+)?"
_DURATION = re.compile(
    r"P(?!\Z)(?:(?P<weeks>N)W"
    r"|(?:(?P<years>N)Y)?(?:(?P<months>N)M)?(?:(?P<days>N)D)?"
    r"(?:T(?!\Z)(?:(?P<hours>N)H)?(?:(?P<minutes>N)M)?(?:(?P<seconds>N)S)?)?)\Z".replace(
        "N", _NUMBER
    ),
    re.ASCII,
)
# ISO 8601, the calendar date in either form; RFC 3339 is the narrower of the two.
_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[Tt ](\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?(Z|z|[+\-]\d{2}(?::?\d{2})?)?)?\Z",
    re.ASCII,
)
_RFC3339 = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(Z|z|[+\-]\d{2}:\d{2})\Z",
    re.ASCII,
)


@lru_cache(maxsize=4_096)
def is_iri(text: str) -> bool:
    """Whether it has a scheme and holds only what an IRI may (RFC 3987)."""
    return len(text) <= LONGEST_IRI and _IRI.match(text) is not None


def is_uuid(text: str) -> bool:
    """Whether it is a UUID in its standard form, whatever its variant (RFC 4122)."""
    return _UUID.match(text) is not None


def is_mailbox(text: str) -> bool:
    """Whether it is `mailto:` and one e-mail address."""
    return len(text) <= LONGEST_IRI and _MAILBOX.match(text) is not None


def is_sha1(text: str) -> bool:
    """Whether it could be a SHA-1 in hexadecimal."""
    return _SHA1.match(text) is not None


def is_sha2(text: str) -> bool:
    """Whether it could be a hash of the SHA-2 family in hexadecimal."""
    return _SHA2.match(text) is not None


@lru_cache(maxsize=1_024)
def is_media_type(text: str) -> bool:
    """Whether it is an internet media type, with or without parameters (RFC 9110)."""
    return len(text) <= 1_000 and _MEDIA_TYPE.match(text) is not None


@lru_cache(maxsize=4_096)
def is_language_tag(text: str) -> bool:
    """Whether it is a well-formed language tag (RFC 5646), no singleton or variant used twice."""
    if len(text) > 200:
        return False
    found = _LANGUAGE.match(text)
    if found is None:
        return text.lower() in _GRANDFATHERED
    variants = (found["variants"] or "").lower().split("-")[1:]
    singletons = [one.lower() for one in _SINGLETON.findall(found["extensions"] or "")]
    return len(variants) == len(set(variants)) and len(singletons) == len(set(singletons))


def read_duration(text: str) -> dict[str, float]:
    """The parts of an ISO 8601 duration by name; only the smallest may have a fraction."""
    found = _DURATION.match(text) if len(text) <= 200 else None
    parts = {name: part for name, part in found.groupdict().items() if part} if found else {}
    if not parts or any(not part.isdigit() for part in list(parts.values())[:-1]):
        raise Invalid(
            "Durasi harus menurut ISO 8601, misalnya PT1H30M atau P4W.", section=sections.DURATIONS
        )
    return {name: float(part.replace(",", ".")) for name, part in parts.items()}


def is_duration(text: str) -> bool:
    """Whether it is a duration as ISO 8601 writes it with designators."""
    found = _DURATION.match(text) if len(text) <= 200 else None
    if found is None:
        return False
    point = text.find(".") if "." in text else text.find(",")
    # A fraction ends the last number: only its letter follows.
    return point < 0 or text[point + 1 : -1].isdigit()


def read_timestamp(text: str, version: Version = Version.V1) -> datetime:
    """The moment in UTC; 1.0.3 takes ISO 8601 (UTC when it names no zone), 2.0 only RFC 3339."""
    # What nearly every client sends: 2026-11-25T12:00:00Z, with milliseconds or without.
    if _is_usual(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass  # a leap second, or no moment at all: the grammar below tells
    grammar = _RFC3339 if version is Version.V2 else _ISO
    found = grammar.match(text) if len(text) <= 64 else None
    if found is None:
        raise _no_moment(version)
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    if zone and zone[0] == "-" and not zone.strip("-:0"):
        raise Invalid(
            "Zona waktu -00:00 tidak boleh dipakai. Tulis Z atau +00:00.",
            section=sections.TIMESTAMPS,
        )
    leap = second == "60"
    try:
        moment = datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            59 if leap else int(second or 0),
            int((fraction or "0")[:6].ljust(6, "0")),
            tzinfo=UTC,
        )
        moment -= _offset(zone)
        return moment + timedelta(seconds=1) if leap else moment
    except (ValueError, OverflowError):
        raise _no_moment(version) from None


def _is_usual(text: str) -> bool:
    size = len(text)
    if size == 24 and (text[19] != "." or text[23] != "Z"):
        return False
    if size != 24 and (size != 20 or text[19] != "Z"):
        return False
    return text[7] == "-" and text[10] == "T" and text[13] == ":"


def _offset(zone: str | None) -> timedelta:
    if not zone or zone in "Zz":
        return timedelta(0)
    hours, minutes = int(zone[1:3]), int(zone[3:].lstrip(":") or 0)
    if hours > 23 or minutes > 59:
        raise ValueError(zone)
    away = timedelta(hours=hours, minutes=minutes)
    return -away if zone[0] == "-" else away


def _no_moment(version: Version) -> Invalid:
    if version is Version.V2:
        sentence = "Waktu harus menurut RFC 3339 dengan zona, misalnya 2026-11-25T09:00:00+07:00."
    else:
        sentence = "Waktu harus menurut ISO 8601, misalnya 2026-11-25T09:00:00.000+07:00."
    return Invalid(sentence, section=sections.TIMESTAMPS)
