"""Read the rule files of `rules/` into plain records, and complain about what is not one."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

RULES = Path(__file__).with_name("rules")
ROUTES = {"classical", "nonclassical", "any"}
UNITS = {"certificate", "minutes", "programme", "day", "activity", "session"}
BOUNDS = {"minimum", "maximum"}
EMP_KINDS = {"any", "PNS", "CPNS", "PPPK"}


class BadRule(ValueError):
    """A rule file says something that cannot be a rule; the message names the file and the row."""


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """One conversion rule as the file states it."""

    form: str
    label: str
    route: str
    unit: str
    emp_kind: str
    regulation: str
    effective_from: dt.date
    verified: bool
    source: str
    effective_to: dt.date | None = None
    siasn_id: int | None = None
    jp_national: Decimal | None = None
    jp_international: Decimal | None = None
    international_factor: Decimal = Decimal(1)
    minutes_per_jp: int | None = None
    cap_per_day: Decimal | None = None
    cap_per_month: Decimal | None = None
    cap_per_year: Decimal | None = None
    evidence_needed: str = ""

    @property
    def key(self) -> str:
        """What stays the same while versions change."""
        return f"{self.form}:{self.emp_kind}:{self.effective_from.isoformat()}"

    @property
    def digest(self) -> str:
        """A fingerprint of the whole content: another fingerprint is another version."""
        return fingerprint(asdict(self))


@dataclass(frozen=True, kw_only=True)
class TargetRow:
    """What a year should hold for one kind of employment, as the file states it."""

    key: str
    emp_kind: str
    bound: str
    jp: Decimal
    label: str
    regulation: str
    effective_from: dt.date
    verified: bool
    source: str
    effective_to: dt.date | None = None

    @property
    def line(self) -> str:
        """What stays the same while versions change: another first day is another line."""
        return f"{self.key}:{self.effective_from.isoformat()}"

    @property
    def digest(self) -> str:
        """A fingerprint of the whole content: another fingerprint is another version."""
        return fingerprint(asdict(self))


def conversions(folder: Path = RULES) -> list[RuleRow]:
    """Every conversion rule of the folder, in file order."""
    rows = [_rule(row, where) for row, where in _rows(folder, "rule", ("stated", "hour"))]
    _only_once([row.key for row in rows])
    return rows


def targets(folder: Path = RULES) -> list[TargetRow]:
    """Every yearly target of the folder, in file order."""
    rows = [_target(row, where) for row, where in _rows(folder, "target", ())]
    _only_once([row.key for row in rows])
    return rows


def fingerprint(content: dict[str, Any]) -> str:
    """The SHA-256 of plain values in a fixed order and spelling."""
    text = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _rows(
    folder: Path, listed: str, single: tuple[str, ...]
) -> Iterator[tuple[dict[str, Any], str]]:
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            content = tomllib.load(file)
        for name in single:
            if name in content:
                yield content[name], f"{path.name} [{name}]"
        for number, row in enumerate(content.get(listed, []), start=1):
            yield row, f"{path.name} [[{listed}]] {number}"


def _rule(row: dict[str, Any], where: str) -> RuleRow:
    rule: RuleRow = _build(RuleRow, row, where)
    _one_of(rule.route, ROUTES, "route", where)
    _one_of(rule.unit, UNITS, "unit", where)
    _one_of(rule.emp_kind, EMP_KINDS, "emp_kind", where)
    if rule.unit in ("day", "activity", "session") and rule.jp_national is None:
        raise BadRule(f"{where}: a rule per {rule.unit} needs jp_national")
    return rule


def _target(row: dict[str, Any], where: str) -> TargetRow:
    target: TargetRow = _build(TargetRow, row, where)
    _one_of(target.bound, BOUNDS, "bound", where)
    _one_of(target.emp_kind, EMP_KINDS - {"any"}, "emp_kind", where)
    return target


_DECIMALS = {
    "jp",
    "jp_national",
    "jp_international",
    "international_factor",
    "cap_per_day",
    "cap_per_month",
    "cap_per_year",
}


def _build(kind: Any, row: dict[str, Any], where: str) -> Any:
    values = dict(row)
    for name in _DECIMALS & values.keys():
        if not isinstance(values[name], str):
            raise BadRule(f"{where}: write {name} in quotes, so that it stays exact")
        try:
            values[name] = Decimal(values[name])
        except InvalidOperation:
            raise BadRule(f"{where}: {name} is not a number: {values[name]!r}") from None
        if values[name] < 0:
            raise BadRule(f"{where}: {name} is below zero")
    try:
        built = kind(**values)
    except TypeError as wrong:
        raise BadRule(f"{where}: {wrong}") from None
    if built.effective_to and built.effective_to < built.effective_from:
        raise BadRule(f"{where}: it ends before it begins")
    return built


def _one_of(value: str, allowed: set[str], name: str, where: str) -> None:
    if value not in allowed:
        raise BadRule(f"{where}: {name} must be one of {sorted(allowed)}, not {value!r}")


def _only_once(keys: list[str]) -> None:
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise BadRule(f"stated twice: {sorted(twice)}")


@dataclass(frozen=True, kw_only=True)
class ClosingLimits:
    """From where on the checks before a closing find something, and on whose word."""

    jp_in_a_day: Decimal
    routes_that_overlap: tuple[str, ...]
    verified: bool


def closing_limits(folder: Path = RULES) -> ClosingLimits:
    """The numbers of the closing checks as the file states them."""
    with (folder / "closing.toml").open("rb") as file:
        said = tomllib.load(file)
    return ClosingLimits(
        jp_in_a_day=Decimal(said["day"]["jp"]),
        routes_that_overlap=tuple(said["overlap"]["routes"]),
        verified=bool(said["day"]["verified"] and said["overlap"]["verified"]),
    )
