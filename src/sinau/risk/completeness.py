"""About how many risks of a register nobody has named, from lists made apart by its agencies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sinau.risk.engine.completeness import estimate
from sinau.risk.models import FinishedList, Naming, Register


@dataclass(frozen=True, kw_only=True)
class Unnamed:
    """What the lists say together; `unmatched` still waits to be laid beside the register."""

    lists: int
    named: int
    unnamed: int
    unmatched: int


def unnamed_of(register: Register) -> Unnamed | None:
    """The estimate from finished lists; nothing until two agencies have finished theirs."""
    finished = list(
        FinishedList.objects.filter(register=register).values_list("agency_id", flat=True)
    )
    if len(finished) < 2:
        return None
    lists: dict[int, set[tuple[str, int]]] = defaultdict(set)
    unmatched = 0
    rows = Naming.objects.filter(register=register, agency__in=finished)
    for pk, agency, risk in rows.values_list("pk", "agency_id", "risk_id"):
        lists[agency].add(("risk", risk) if risk else ("naming", pk))
        unmatched += risk is None
    found = estimate([lists[agency] for agency in finished])
    return Unnamed(
        lists=len(finished),
        named=found.named,
        unnamed=round(found.unnamed),
        unmatched=unmatched,
    )
