"""Keep the versions of the rules, and say which are in force."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from django.db import transaction

from sinau.credit.models import RuleVersion
from sinau.credit.rulebook import RULES, TargetRow, conversions, targets
from sinau.kernel.clock import now


@transaction.atomic
def load_rules(folder: Path = RULES) -> int:
    """Keep every new wording of the rule files as a version; a second time nothing is new."""
    rows = {row.digest: row for row in conversions(folder)}
    known = set(RuleVersion.objects.filter(digest__in=rows).values_list("digest", flat=True))
    RuleVersion.objects.bulk_create(
        RuleVersion(
            key=row.key,
            digest=digest,
            form=row.form,
            label=row.label,
            regulation=row.regulation,
            source=row.source,
            verified=row.verified,
            effective_from=row.effective_from,
            effective_to=row.effective_to,
            content=json.loads(json.dumps(asdict(row), default=str)),
            first_loaded_at=now(),
        )
        for digest, row in rows.items()
        if digest not in known
    )
    RuleVersion.objects.exclude(digest__in=rows).filter(in_use=True).update(in_use=False)
    RuleVersion.objects.filter(digest__in=rows, in_use=False).update(in_use=True)
    return len(rows) - len(known)


def targets_for(
    emp_kind: str, day: dt.date, *, among: Iterable[TargetRow] | None = None
) -> list[TargetRow]:
    """What a year should hold for this kind of employment: minimum and maximum in force that day."""
    return [
        row
        for row in (targets() if among is None else among)
        if row.emp_kind == emp_kind
        and row.effective_from <= day
        and (row.effective_to is None or day <= row.effective_to)
    ]
