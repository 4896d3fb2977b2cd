"""Keep the versions of the rules and targets, and say which are in force."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import models, transaction

from sinau.credit.models import RuleVersion, TargetVersion
from sinau.credit.models.rules import Version
from sinau.credit.rulebook import RULES, RuleRow, TargetRow, conversions, targets
from sinau.kernel.clock import now


@transaction.atomic
def load_rules(folder: Path = RULES) -> int:
    """Keep every new wording of the rule files as a version; a second time nothing is new.

    What an officer wrote stays in use: a file's wording of the same key is only kept beside it.
    """
    rules = {row.digest: rule_from(row) for row in conversions(folder)}
    yearly = {row.digest: target_from(row) for row in targets(folder)}
    return _keep(RuleVersion.objects.all(), rules) + _keep(TargetVersion.objects.all(), yearly)


def _keep(known: models.QuerySet[Any], said: dict[str, Any]) -> int:
    """New wordings are added, and of each key the officer's, else the file's, is in use."""
    officers = set(known.filter(in_use=True).exclude(written_by=None).values_list("key", flat=True))
    old = set(known.filter(digest__in=said).values_list("digest", flat=True))
    fresh = [version for digest, version in said.items() if digest not in old]
    known.model.objects.bulk_create(fresh)
    wanted = [digest for digest, version in said.items() if version.key not in officers]
    from_files = known.filter(written_by=None)
    from_files.exclude(digest__in=wanted).filter(in_use=True).update(in_use=False)
    from_files.filter(digest__in=wanted, in_use=False).update(in_use=True)
    return len(fresh)


def rule_from(row: RuleRow) -> RuleVersion:
    """A conversion rule as a version, not saved."""
    return RuleVersion(
        key=row.key,
        form=row.form,
        content=json.loads(json.dumps(asdict(row), default=str)),
        **_common(row),
    )


def target_from(row: TargetRow) -> TargetVersion:
    """A yearly target as a version, not saved."""
    return TargetVersion(
        key=row.line, emp_kind=row.emp_kind, bound=row.bound, jp=row.jp, **_common(row)
    )


def _common(row: RuleRow | TargetRow) -> dict[str, Any]:
    return {
        "digest": row.digest,
        "label": row.label,
        "regulation": row.regulation,
        "source": row.source,
        "verified": row.verified,
        "effective_from": row.effective_from,
        "effective_to": row.effective_to,
        "first_loaded_at": now(),
    }


def targets_in_use() -> list[TargetRow]:
    """Every yearly target in use, as rows; one query."""
    return [version.row() for version in TargetVersion.objects.filter(in_use=True)]


def targets_for(
    emp_kind: str, day: dt.date, *, among: Iterable[TargetRow] | None = None
) -> list[TargetRow]:
    """What a year should hold for this kind of employment: minimum and maximum in force that day."""
    newest: dict[str, TargetRow] = {}
    for row in targets_in_use() if among is None else among:
        if row.emp_kind != emp_kind or row.effective_from > day:
            continue
        if row.effective_to is not None and row.effective_to < day:
            continue
        other = newest.get(row.bound)
        if other is None or row.effective_from > other.effective_from:
            newest[row.bound] = row
    return list(newest.values())


def is_of_file(version: Version) -> bool:
    """Whether a wording came with the rule files and not from an officer."""
    return version.written_by_id is None
