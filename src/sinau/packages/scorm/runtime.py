"""The SCORM run time: what a unit may get and set, with the error codes of its version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sinau.packages.scorm.elements import (
    READ,
    RESPONSES,
    SCORM_12,
    SCORM_2004,
    WRITE,
    first_of,
    groups,
)

OK = 0
_INDEX = re.compile(r"0|[1-9]\d{0,4}")
LIST_AT_MOST = 1_000

CODES: dict[str, dict[str, int]] = {
    "1.2": {
        "general": 101,
        "argument": 201,
        "no_children": 202,
        "no_count": 203,
        "before": 301,
        "after": 301,
        "undefined": 401,
        "keyword": 402,
        "read_only": 403,
        "write_only": 404,
        "type": 405,
        "range": 405,
        "order": 201,
        "unset": OK,
        "dependency": OK,
    },
    "2004": {
        "general": 301,
        "argument": 201,
        "no_children": 301,
        "no_count": 301,
        "undefined": 401,
        "keyword": 404,
        "read_only": 404,
        "write_only": 405,
        "type": 406,
        "range": 407,
        "order": 351,
        "unset": 403,
        "dependency": 408,
    },
}


class Model:
    """The data of one attempt, by full name; every value is text as SCORM has it."""

    def __init__(self, version: str, values: Mapping[str, str] | None = None) -> None:
        self.version = "1.2" if version == "1.2" else "2004"
        self._elements = SCORM_12 if self.version == "1.2" else SCORM_2004
        self._groups = groups(self.version)
        self._codes = CODES[self.version]
        self.values: dict[str, str] = dict(values or {})

    # ── What a unit asks ────────────────────────────────────────────────────

    def get(self, name: str) -> tuple[str, int]:
        """The value and the error code."""
        inside, _dot, last = name.rpartition(".")
        if last in ("_children", "_count", "_version"):
            return self._keyword(name, inside, last)
        element = self._elements.get(_pattern(name))
        if element is None:
            return "", self._codes["undefined"]
        if element.access == WRITE:
            return "", self._codes["write_only"]
        if not self._is_there(name):
            return "", self._codes["general" if self.version == "2004" else "argument"]
        if name in self.values:
            return self.values[name], OK
        if element.default is None:
            return "", self._codes["unset"]
        return element.default, OK

    def set(self, name: str, value: str) -> int:
        """The error code; with 0 the value stands."""
        _inside, _dot, last = name.rpartition(".")
        if last in ("_children", "_count", "_version") and self._is_known(_inside):
            return self._codes["keyword"]
        pattern = _pattern(name)
        element = self._elements.get(pattern)
        if element is None:
            return self._codes["undefined"]
        if element.access == READ:
            return self._codes["read_only"]
        if trouble := element.kind.fits(value):
            return self._codes[trouble]
        if trouble := self._place_trouble(name) or self._dependency(name, pattern, value):
            return self._codes[trouble]
        self.values[name] = value
        return OK

    def count(self, inside: str) -> int:
        """How many places of a list are used."""
        start = f"{inside}."
        taken = {
            int(name[len(start) :].partition(".")[0])
            for name in self.values
            if name.startswith(start) and _INDEX.fullmatch(name[len(start) :].partition(".")[0])
        }
        return max(taken) + 1 if taken else 0

    # ── Names ───────────────────────────────────────────────────────────────

    def _keyword(self, name: str, inside: str, last: str) -> tuple[str, int]:
        if last == "_version" and inside == "cmi":
            return ("3.4" if self.version == "1.2" else "1.0"), OK
        known = self._groups.get(_pattern(inside))
        if known is None:
            is_leaf = _pattern(inside) in self._elements
            trouble = "no_children" if last == "_children" else "no_count"
            return "", self._codes[trouble if is_leaf else "undefined"]
        children, is_list = known
        if last == "_count":
            return (str(self.count(inside)), OK) if is_list else ("", self._codes["no_count"])
        if last == "_children" and children:
            return ",".join(children), OK
        return "", self._codes["undefined"]

    def _is_known(self, inside: str) -> bool:
        return _pattern(inside) in self._groups

    def _is_there(self, name: str) -> bool:
        """Whether every place of a list in the name was used."""
        return all(index < self.count(inside) for inside, index in _places(name))

    def _place_trouble(self, name: str) -> str:
        for inside, index in _places(name):
            if index > self.count(inside) or index >= LIST_AT_MOST:
                return "order"
        return ""

    def _dependency(self, name: str, pattern: str, value: str) -> str:
        if self.version == "1.2":
            return ""
        for inside, index in _places(name):
            first = first_of(f"{_pattern(inside)}.n")
            wanted = f"{inside}.{index}.{first}"
            if first and name != wanted and wanted not in self.values:
                return "dependency"
        if pattern == "cmi.objectives.n.id":
            mine = name.split(".")[2]
            others = (
                self.values.get(f"cmi.objectives.{n}.id")
                for n in range(self.count("cmi.objectives"))
                if str(n) != mine
            )
            return "order" if value in others else ""
        return self._response(name, pattern, value)

    def _response(self, name: str, pattern: str, value: str) -> str:
        """An answer fits the type of its interaction, which stands before it."""
        is_answer = pattern == "cmi.interactions.n.learner_response"
        if not is_answer and pattern != "cmi.interactions.n.correct_responses.n.pattern":
            return ""
        kind = self.values.get(".".join(name.split(".")[:3]) + ".type")
        if kind is None:
            return "dependency"
        wanted = RESPONSES.get(kind)
        bare = re.sub(r"^(\{[a-z_]+=[^}]*\})+", "", value)
        return "" if wanted is None or re.fullmatch(wanted, bare) else "type"


def _pattern(name: str) -> str:
    return ".".join("n" if _INDEX.fullmatch(part) else part for part in name.split("."))


def _places(name: str) -> list[tuple[str, int]]:
    parts = name.split(".")
    return [
        (".".join(parts[:at]), int(part)) for at, part in enumerate(parts) if _INDEX.fullmatch(part)
    ]


# ── Commits ─────────────────────────────────────────────────────────────────


class BadCommit(Exception):
    """What came is not what a unit could have set; says which element and which code."""

    def __init__(self, name: str, code: int) -> None:
        super().__init__(f"{name}: {code}")
        self.name = name
        self.code = code


def checked(version: str, said: Mapping[str, Any]) -> dict[str, str]:
    """The values of a commit, each set by the rules of its version; else `BadCommit`."""
    model = Model(version)
    ordered = sorted(said.items(), key=lambda item: _order(item[0]))
    for name, value in ordered:
        if not isinstance(value, str):
            raise BadCommit(name, 405)
        code = model.set(name, value)
        if code != OK:
            raise BadCommit(name, code)
    return model.values


def _order(name: str) -> tuple[Any, ...]:
    """Places of lists by number; in each the id first, then the type, then the rest."""
    last = name.rpartition(".")[2]
    rank = {"id": 0, "type": 1}.get(last, 2)
    key: list[Any] = []
    parts = name.split(".")
    for part in parts[:-1]:
        key.append((1, int(part), "") if _INDEX.fullmatch(part) else (2, 0, part))
    return (tuple(key[:3]), rank if len(parts) == 4 else 3, tuple(key), rank, last)


def scaled_score(version: str, values: Mapping[str, str]) -> Decimal | None:
    """The score from 0 to 1, or from -1 in 2004; None when there is none."""
    if version != "1.2" and values.get("cmi.score.scaled"):
        return Decimal(values["cmi.score.scaled"])
    start = "cmi.core.score." if version == "1.2" else "cmi.score."
    raw = values.get(f"{start}raw", "")
    if raw == "":
        return None
    least = Decimal(values.get(f"{start}min") or 0)
    most = Decimal(values.get(f"{start}max") or 100)
    if most <= least:
        return None
    return max(Decimal(-1), min(Decimal(1), (Decimal(raw) - least) / (most - least)))
