"""Keep the versions of the rules and targets, and say which are in force."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sinau.credit.events import RuleChanged, TargetChanged
from sinau.credit.models import RuleVersion, TargetVersion
from sinau.credit.rulebook import (
    RULES,
    RuleRow,
    TargetRow,
    conversions,
    fingerprint,
    targets,
)
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.recalling import recalled
from sinau.kernel.refusals import Refused
from sinau.people.models import Person, Role


class NotTheCitysOfficer(Refused):
    """Rules hold for the whole city, so an officer over the whole city writes them."""


class WhyIsMissing(Refused):
    """A rule changes with a reason, for everybody whose JP will follow it."""


def may_write_rules(person: Person) -> bool:
    """Whether this person is an officer over the whole city."""
    return person.answers_for_city(Role.OFFICER)


@transaction.atomic
def write_rule(row: RuleRow, *, reason: str, by: Person) -> RuleVersion:
    """The wording is a new version, in use from now on; entries keep theirs. Twice is once."""
    _check_writer(by, reason)
    former: RuleVersion | None = _former(RuleVersion.objects.all(), row.key)
    if former is not None and former.row() == row:
        return former
    replaced = former or _in_force(row)
    version = rule_from(row)
    _put_in_use(version, former, replaced, reason=reason, by=by)
    announce(
        RuleChanged(
            version_id=version.pk,
            form=row.form,
            title=row.label,
            changed=_changed(replaced.row() if replaced else None, row),
            effective_from=row.effective_from,
            regulation=row.regulation,
            reason=version.reason,
        ),
        by=by,
    )
    return version


@transaction.atomic
def write_target(row: TargetRow, *, reason: str, by: Person) -> TargetVersion:
    """The wording is a new version of the yearly target, in use from now on. Twice is once."""
    _check_writer(by, reason)
    former: TargetVersion | None = _former(TargetVersion.objects.all(), row.line)
    if former is not None and former.row() == row:
        return former
    lines = TargetVersion.objects.filter(in_use=True, key__startswith=f"{row.key}:")
    replaced = former or lines.order_by("-effective_from").first()
    version = target_from(row)
    _put_in_use(version, former, replaced, reason=reason, by=by)
    announce(
        TargetChanged(
            version_id=version.pk,
            key=row.key,
            title=row.label,
            jp=row.jp,
            effective_from=row.effective_from,
            regulation=row.regulation,
            reason=version.reason,
        ),
        by=by,
    )
    return version


def _check_writer(by: Person, reason: str) -> None:
    if not may_write_rules(by):
        raise NotTheCitysOfficer(
            _("Aturan JP berlaku untuk seluruh kota, jadi hanya disusun pejabat kepegawaian kota.")
        )
    if not reason.strip():
        raise WhyIsMissing(
            _("Tuliskan alasan perubahan aturan supaya dapat dipertanggungjawabkan.")
        )


def _former(known: models.QuerySet[Any], key: str) -> Any:
    # The rows of the key are the lock: two officers never leave two wordings in use.
    return known.select_for_update().filter(key=key, in_use=True).first()


def _in_force(row: RuleRow) -> RuleVersion | None:
    """The wording of another first day that this one follows."""
    same = RuleVersion.objects.filter(form=row.form, content__emp_kind=row.emp_kind, in_use=True)
    return same.order_by("-effective_from").first()


def _put_in_use(version: Any, former: Any, replaced: Any, *, reason: str, by: Person) -> None:
    version.written_by, version.reason, version.replaces = by, reason.strip()[:300], replaced
    # Going back to a former wording is a version of its own, so the moment is in the digest.
    version.digest = fingerprint(
        {"said": version.digest, "at": version.first_loaded_at, "by": by.pk}
    )
    if former is not None:
        former.in_use = False
        former.save(update_fields=["in_use"])
    version.save(force_insert=True)


def _changed(old: RuleRow | None, new: RuleRow) -> tuple[str, ...]:
    if old is None:
        return ()
    before = asdict(old)
    return tuple(name for name, value in asdict(new).items() if before[name] != value)


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
    return [version.row() for version in _targets_in_use()]


@recalled
def _targets_in_use() -> QuerySet[TargetVersion]:
    return TargetVersion.objects.filter(in_use=True)


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
