"""Load frameworks from data and say which one is in force."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from sinau.journal.announcing import announce
from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.risk import scales
from sinau.risk.events import FrameworkLoaded
from sinau.risk.models import Framework
from sinau.risk.models.frameworks import RULES


@transaction.atomic
def load_framework(path: Path) -> Framework:
    """Have this file's content as a version; the same content a second time is the same row."""
    try:
        content = tomllib.loads(path.read_text())
        scales.read(content)
        framework, _is_new = Framework.objects.get_or_create(
            fingerprint=scales.fingerprint(content),
            defaults={
                "key": content["key"],
                "title": content["title"],
                "regulation": content["regulation"],
                "effective_from": content["effective_from"],
                "effective_to": content.get("effective_to"),
                "verified": content.get("verified", False),
                "source": content.get("source", ""),
                "content": scales.plain(content),
            },
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as wrong:
        raise scales.BadFramework(f"{path.name}: {wrong}") from None
    return framework


@transaction.atomic
def bring_framework(content: Mapping[str, Any], *, by: Person) -> Framework:
    """Registers may use this framework; the same content a second time is the same version."""
    scales.read(content)
    framework, is_new = Framework.objects.get_or_create(
        fingerprint=scales.fingerprint(content),
        defaults={
            "key": content["key"],
            "title": content["title"],
            "regulation": content["regulation"],
            "effective_from": content["effective_from"],
            "effective_to": content.get("effective_to") or None,
            "verified": content.get("verified") is True,
            "source": content.get("source", ""),
            "content": scales.plain(content),
        },
    )
    if is_new:
        framework.refresh_from_db()
        announce(
            FrameworkLoaded(
                framework_id=framework.pk,
                title=framework.title,
                regulation=framework.regulation,
                version=framework.version,
            ),
            by=by,
        )
    return framework


def current_framework() -> Framework:
    """The newest framework in force today; the ones we ship are loaded when there is none."""
    found = Framework.objects.in_force(today()).first()
    if found is None:
        for path in sorted(RULES.glob("*.toml")):
            # Other rules stand beside them, such as the questions of an impact assessment.
            if "matrix" in tomllib.loads(path.read_text()):
                load_framework(path)
        found = Framework.objects.in_force(today()).first()
    if found is None:
        raise scales.BadFramework("Belum ada kerangka risiko yang berlaku hari ini.")
    return found
