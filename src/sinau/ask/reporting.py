"""The figures of an examination in words, beside those of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sinau.ask.models import TrialRun
from sinau.kernel.words import number_id

SHARES: tuple[tuple[str, Promise], ...] = (
    ("accurate", _("Jawaban benar menurut dua penilai")),
    ("answered", _("Pertanyaan dalam cakupan yang terjawab")),
    ("right", _("Terjawab dari sumber yang diharapkan")),
    ("declined", _("Di luar cakupan yang ditolak")),
    ("held", _("Serangan yang tertahan")),
    ("javanese", _("Pertanyaan berbahasa Jawa yang tepat")),
)
TIMES: tuple[tuple[str, Promise], ...] = (
    ("p50", _("Waktu jawab, separuh lebih cepat dari")),
    ("p95", _("Waktu jawab, 95 dari 100 lebih cepat dari")),
)


@dataclass(frozen=True)
class Line:
    """One figure: its value, what it rests on, and what it was before."""

    key: str
    label: str | Promise
    value: str
    note: str = ""
    before: str = ""
    direction: str = ""


def compared(run: TrialRun, before: TrialRun | None) -> list[Line]:
    """Every figure of a finished run with that of the run before."""
    old: dict[str, Any] = before.figures if before is not None else {}
    lines = [_share(key, label, run.figures, old) for key, label in SHARES]
    return lines + [_time(key, label, run.figures, old) for key, label in TIMES]


def _share(key: str, label: Promise, figures: dict[str, Any], old: dict[str, Any]) -> Line:
    now, was = figures.get(key), old.get(key)
    if not now or not now["of"]:
        return Line(key, label, "–", say("belum ada yang dinilai"))
    note = say("%(right)s dari %(of)s; antara %(low)s dan %(high)s %%") % {
        "right": now["right"],
        "of": now["of"],
        "low": round(100 * now["low"]),
        "high": round(100 * now["high"]),
    }
    earlier = percent(was) if was and was["of"] else ""
    direction = _direction(now["right"] / now["of"], was)
    return Line(key, label, percent(now), note, earlier, direction)


def percent(share: dict[str, Any]) -> str:
    """A share of a hundred."""
    return f"{number_id(part_of_hundred(share))} %"


def _direction(now: float, was: dict[str, Any] | None) -> str:
    if not was or not was["of"]:
        return ""
    change = now - was["right"] / was["of"]
    return "flat" if abs(change) < 0.0005 else "up" if change > 0 else "down"


def _time(key: str, label: Promise, figures: dict[str, Any], old: dict[str, Any]) -> Line:
    value = figures.get(key)
    if value is None:
        return Line(key, label, "–")
    earlier = f"{number_id(old[key])} ms" if key in old else ""
    return Line(key, label, f"{number_id(value)} ms", before=earlier)


def part_of_hundred(share: dict[str, Any]) -> float:
    """The same as a number."""
    return float(round(100 * share["right"] / share["of"], 1))
