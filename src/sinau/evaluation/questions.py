"""The questions of a form as data: a scale of five or a line of text, written one to a line.

An officer writes `skala: Materi mudah dipahami` or `teks: Apa yang perlu diperbaiki?`.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

SCALE, TEXT = "scale", "text"
_WORDS = {"skala": SCALE, "scale": SCALE, "teks": TEXT, "text": TEXT}
MOST, LONGEST = 20, 200
Question = dict[str, Any]


class Unreadable(ValueError):
    """A line is no question; the sentence names it and says what to do."""


def read(text: str) -> list[Question]:
    """The questions that stand in a text, one to a line."""
    found: list[Question] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        word, colon, prompt = line.partition(":")
        kind, prompt = _WORDS.get(word.strip().lower()), prompt.strip()
        if not colon or kind is None or not prompt:
            raise Unreadable(
                _("Baris %(n)s: mulailah dengan “skala:” atau “teks:”, lalu pertanyaannya.")
                % {"n": number}
            )
        if len(prompt) > LONGEST:
            raise Unreadable(
                _("Baris %(n)s lebih panjang dari %(most)s huruf.") % {"n": number, "most": LONGEST}
            )
        found.append({"id": key_of(prompt), "kind": kind, "prompt": prompt})
    if not found or len(found) > MOST:
        raise Unreadable(_("Tulis 1 sampai %(most)s pertanyaan.") % {"most": MOST})
    if len({one["id"] for one in found}) != len(found):
        raise Unreadable(_("Ada pertanyaan yang sama dua kali."))
    return found


def write(questions: list[Question]) -> str:
    """The text an officer edits."""
    words = {SCALE: "skala", TEXT: "teks"}
    return "\n".join(f"{words[one['kind']]}: {one['prompt']}" for one in questions)


def key_of(prompt: str) -> str:
    """The name of a question in the answers: the same words are the same question."""
    return hashlib.sha256(prompt.casefold().encode()).hexdigest()[:12]


def starting(level: str) -> list[Question]:
    """The questions Sinau comes with."""
    rows = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))
    return read("\n".join(rows[level]))
