"""A quiz of a backup: which questions it asks, which it draws, and its rules."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from sinau.university.moodle.activities import Activity
from sinau.university.moodle.backup import Ask, Draw, Test
from sinau.university.moodle.bank import Bank
from sinau.university.moodle.chest import text
from sinau.university.quizzes.formats.report import LeftOut

_FIRST_NUMBER = re.compile(r"\d+")


def read_test(activity: Activity, bank: Bank) -> Test:
    """The quiz with its places in order; one that can ask nothing is left out."""
    node = activity.node
    slots = node.findall("question_instances/question_instance")
    slots.sort(key=lambda slot: _whole(text(slot, "slot")))
    places: list[Ask | Draw] = []
    missing = 0
    for slot in slots:
        place = _place(slot, bank)
        if place is None:
            missing += 1
        else:
            places.append(place)
    if missing:
        activity.shelf.note(f"{missing} tempat soal dilewati karena soalnya tidak dapat diambil.")
    if not places:
        raise LeftOut("Tidak ada soal kuis ini yang dapat diambil.")
    if activity.words("intro"):
        activity.shelf.note("Petunjuk kuis tidak dibawa.")
    if text(node, "timeopen") not in {"", "0"} or text(node, "timeclose") not in {"", "0"}:
        activity.shelf.note("Waktu buka dan tutup kuis tidak dibawa.")
    return Test(
        title=activity.title,
        places=tuple(places),
        pass_percent=_pass_percent(activity),
        attempts=_whole(text(node, "attempts_number")),
        minutes=_whole(text(node, "timelimit")) // 60,
    )


def _place(slot: Element, bank: Bank) -> Ask | Draw | None:
    points = _points(text(slot, "maxmark") or text(slot, "grade"))
    drawn = slot.find(".//question_set_reference")
    if drawn is not None:
        category = bank.paths.get(_category(text(drawn, "filtercondition")))
        return None if category is None else Draw(category=category, points=points)
    entry = text(slot, ".//question_reference/questionbankentryid")
    number = text(slot, "questionid")
    if (path := bank.draws.get(number) or bank.draws.get(f"entry {entry}")) is not None:
        return Draw(category=path, points=points)
    at = bank.by_entry.get(entry) if entry else bank.by_question.get(number)
    return None if at is None else Ask(question=at, points=points)


def _category(condition: str) -> str:
    """The number of the category a draw names; Moodle 4.3 wrote it in a deeper place."""
    try:
        said: Any = json.loads(condition)
    except ValueError:
        return ""
    if not isinstance(said, dict):
        return ""
    if "questioncategoryid" in said:
        return str(said["questioncategoryid"])
    try:
        values = said["filter"]["category"]["values"]
    except (KeyError, TypeError):
        return ""
    found = _FIRST_NUMBER.search(str(values))
    return found[0] if found else ""


def _pass_percent(activity: Activity) -> int | None:
    root = activity.chest.xml(f"{activity.folder}/grades.xml")
    item = root.find(".//grade_item") if root is not None else None
    best, enough = _decimal(text(item, "grademax")), _decimal(text(item, "gradepass"))
    if best <= 0 or enough <= 0:
        return None
    return max(1, min(100, round(enough * 100 / best)))


def _points(words: str) -> Decimal:
    value = _decimal(words)
    return value if 0 < value <= 999 else Decimal(1)


def _decimal(words: str) -> Decimal:
    try:
        value = Decimal(words)
    except ArithmeticError:
        return Decimal(0)
    return value if value.is_finite() else Decimal(0)


def _whole(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < 10 else 0
