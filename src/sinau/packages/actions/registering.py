"""Let a tool register itself: an officer begins, the tool says what it is, the officer confirms."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from sinau.kernel.clock import now
from sinau.packages.actions.partners import as_uuid, register_partner
from sinau.packages.lti import registering
from sinau.packages.lti.broken import Broken
from sinau.packages.models import Tool, ToolRegistration
from sinau.people.models import Agency, Person

GOOD_FOR = timedelta(hours=1)


@transaction.atomic
def begin_registration(url: str, agency: Agency, *, by: Person) -> ToolRegistration:
    """The tool at this address may describe itself within an hour, once."""
    return ToolRegistration.objects.create(url=url, agency=agency, begun_by=by, begun_at=now())


def is_waiting(row: ToolRegistration) -> bool:
    """Whether the tool may still describe itself."""
    return row.said_at is None and row.begun_at + GOOD_FOR > now()


def address_of(row: ToolRegistration) -> str:
    """Where the officer's browser goes so that the tool begins (3.3)."""
    here = settings.PUBLIC_URL + reverse("packages:lti_configuration")
    asked = {"openid_configuration": here, "registration_token": str(row.secret)}
    return f"{row.url}{'&' if '?' in row.url else '?'}{urlencode(asked)}"


@transaction.atomic
def hear_registration(secret: str, said: Any) -> dict[str, Any]:
    """What the tool says is kept for the officer; it is told its numbers (3.6)."""
    rows = ToolRegistration.objects.select_for_update(of=("self",))
    row = rows.filter(secret=as_uuid(secret)).first()
    if row is None or not is_waiting(row):
        raise Broken(
            "Dynamic Registration 1.0, 3.5 (registration token)",
            "Pendaftaran ini tidak dikenal, sudah dipakai, atau sudah lewat.",
        )
    row.said, row.said_at = registering.read_registration(said).to_data(), now()
    row.save(update_fields=["said", "said_at"])
    return registering.answer(said, client_id=str(row.code), deployment_id=str(row.deployment))


def tool_said(row: ToolRegistration) -> Tool:
    """The tool as it described itself, not kept yet; it knows nobody's name until the officer says so."""
    names = ("name", "target_url", "login_url", "redirect_urls", "keys_url")
    known = {name: row.said[name] for name in names}
    return Tool(agency=row.agency, code=row.code, deployment=row.deployment, **known)


@transaction.atomic
def confirm_registration(row: ToolRegistration, tool: Tool, *, by: Person) -> Tool:
    """The tool is registered as the officer wants it; a second time changes nothing."""
    row = ToolRegistration.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.tool is None:
        register_partner(tool, by=by)
        row.tool = tool
        row.save(update_fields=["tool"])
    return row.tool
