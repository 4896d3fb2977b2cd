"""Launch a unit of an xAPI package: the store's address and a pass stand in its URL."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

from django.conf import settings

from sinau.packages import content_tokens, guard
from sinau.packages.models import Session
from sinau.records.callers import as_basic
from sinau.records.clients import give_pass
from sinau.records.identities import account_of
from sinau.records.models import Scope

_SCOPES = (Scope.STATEMENTS_WRITE, Scope.STATEMENTS_READ_MINE, Scope.STATE)
GOOD_FOR_MINUTES = 12 * 60


def launch_xapi(session: Session) -> str:
    """The URL by the usage that authoring tools share: endpoint, auth, actor, registration."""
    registration, unit = session.registration, session.unit
    token = give_pass(
        registration.person,
        scopes=_SCOPES,
        minutes=GOOD_FOR_MINUTES,
        registration=str(registration.code),
        guard=guard.XAPI,
        subject=str(session.code),
    )
    account = account_of(registration.person)
    actor = {
        "objectType": "Agent",
        "name": account["name"],
        "account": account["account"],
    }
    query = urlencode(
        {
            "endpoint": f"{settings.CONTENT_URL}/xapi/",
            "auth": f"Basic {as_basic(token)}",
            "actor": json.dumps(actor, ensure_ascii=False, separators=(",", ":")),
            "registration": str(registration.code),
            "activity_id": unit.publisher_id,
        },
        quote_via=quote,
    )
    url = content_tokens.file_url(session, unit.url)
    return f"{url}{'&' if '?' in url else '?'}{query}"
