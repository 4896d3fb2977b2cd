"""When a unit, a block and the course are satisfied (9.3.9, 10.2.5, 13.1.4 moveOn)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Node = dict[str, Any]


def is_satisfied(move_on: str, *, completed: bool, passed: bool, waived: bool) -> bool:
    """Whether a unit with this criterion is satisfied by what was said of it."""
    if waived:
        return True
    match move_on:
        case "Passed":
            return passed
        case "Completed":
            return completed
        case "CompletedAndPassed":
            return completed and passed
        case "CompletedOrPassed":
            return completed or passed
    return move_on == "NotApplicable"


def satisfied_groups(tree: Node, is_unit_satisfied: Callable[[int], bool]) -> Iterator[Node]:
    """Every satisfied block, the inner ones first, and at last the course itself.

    A node has "children"; a child with "unit" is the unit of that number.
    """
    yield from _groups(tree, is_unit_satisfied)[1]


def _groups(node: Node, is_unit_satisfied: Callable[[int], bool]) -> tuple[bool, list[Node]]:
    whole = True
    found: list[Node] = []
    for child in node["children"]:
        if "unit" in child:
            whole &= is_unit_satisfied(child["unit"])
        else:
            inner, more = _groups(child, is_unit_satisfied)
            whole &= inner
            found += more
    if whole:
        found.append(node)
    return whole, found
