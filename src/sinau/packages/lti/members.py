"""Who takes part in a course, as a tool is told it (Names and Role Provisioning Services 2.0)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sinau.packages.lti import words


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody in a course; name and e-mail only where the tool may know them."""

    user_id: str
    is_instructor: bool
    is_learner: bool
    name: str = ""
    email: str = ""


def described(member: Member, *, custom: Mapping[str, str] | None) -> dict[str, Any]:
    """One row of the list (2.2); for one thing of the tool also what an opening would carry (2.5)."""
    roles = [words.INSTRUCTOR] if member.is_instructor else []
    if member.is_learner or not roles:
        roles.append(words.LEARNER)
    said: dict[str, Any] = {"status": "Active", "user_id": member.user_id, "roles": roles}
    if member.name:
        said["name"] = member.name
    if member.email:
        said["email"] = member.email
    if custom is not None:
        message: dict[str, Any] = {words.MESSAGE_TYPE: words.RESOURCE_REQUEST}
        said["message"] = [message | ({words.CUSTOM: dict(custom)} if custom else {})]
    return said
