"""Activities: the whole definition of one (1.0.3 Communication 2.5; 2.0 4.1.6.4)."""

from __future__ import annotations

from typing import Any

import msgspec

from sinau.records import finding
from sinau.records.exchange import Answer, Visit
from sinau.records.models import Scope
from sinau.records.resources import parameters

SECTION = "1.0.3 Communication 2.5"
_KNOWN = frozenset({"activityId"})


def show(visit: Visit) -> Answer:
    """The Activity with all that statements said of it; of an unknown one, only its id."""
    visit.need(Scope.STATEMENTS_READ, Scope.PROFILE)
    given = parameters.read(visit.ask.query, _KNOWN)
    parameters.needed(given, "activityId", SECTION)
    iri = parameters.iri(given, "activityId")
    activity: dict[str, Any] = {"objectType": "Activity", "id": iri}
    if definition := finding.definition_of(iri):
        activity["definition"] = definition
    return Answer(200, msgspec.json.encode(activity))
