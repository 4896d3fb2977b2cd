"""What is said in a recording: captions read from WebVTT or SRT, and the same as passages with a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{3})"
_TIMES = re.compile(rf"^\s*{_CLOCK}\s+-->\s+{_CLOCK}")
_TAGS = re.compile(r"<[^>\n]{0,80}>")
# A passage of speech: long enough to hold an answer, short enough to hear again.
WINDOW = 45.0
MOST_CUES = 20_000


class BadTranscript(ValueError):
    """Why the captions cannot be read: which line."""


@dataclass(frozen=True)
class Cue:
    """Some words, and from which to which second they are said."""

    start: float
    end: float
    words: str

    @property
    def at(self) -> str:
        """The moment as a player shows it: "02.05" or "1.02.05"."""
        return clock(self.start)


def clock(seconds: float) -> str:
    """Minutes and seconds, with hours where there are some."""
    hours, rest = divmod(int(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}.{minutes:02}.{left:02}" if hours else f"{minutes:02}.{left:02}"


def read(text: str) -> list[Cue]:
    """The cues in order; an empty text has none, one that is no captions is refused by its line."""
    cues: list[Cue] = []
    lines = text.replace("\ufeff", "").splitlines()
    for number, line in enumerate(lines):
        times = _TIMES.match(line)
        if times is None:
            if "-->" in line:
                raise BadTranscript(str(number + 1))
            continue
        start, end = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
        words = " ".join(_words(lines, number + 1))
        if end < start or (cues and start < cues[-1].start) or len(cues) >= MOST_CUES:
            raise BadTranscript(str(number + 1))
        if words:
            cues.append(Cue(start, end, words))
    if text.strip() and not cues:
        raise BadTranscript("1")
    return cues


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _words(lines: list[str], at: int) -> Iterator[str]:
    while at < len(lines) and lines[at].strip():
        yield _TAGS.sub("", lines[at]).strip()
        at += 1


def captions(cues: list[Cue]) -> str:
    """WebVTT for a player."""
    rows = ["WEBVTT", ""]
    for cue in cues:
        rows += [f"{_stamp(cue.start)} --> {_stamp(cue.end)}", cue.words.replace("-->", "→"), ""]
    return "\n".join(rows)


def _stamp(seconds: float) -> str:
    whole = int(seconds)
    thousandths = round((seconds - whole) * 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{min(thousandths, 999):03}"


def windows(cues: list[Cue]) -> list[Cue]:
    """The same words in pieces of about three quarters of a minute; all words, each once."""
    found: list[Cue] = []
    for cue in cues:
        if found and cue.end - found[-1].start <= WINDOW:
            last = found[-1]
            found[-1] = Cue(last.start, cue.end, f"{last.words} {cue.words}")
        else:
            found.append(cue)
    return found
