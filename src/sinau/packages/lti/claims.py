"""What a platform says to a tool when somebody opens it (LTI 1.3 Core 5, Deep Linking 2.0 4.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sinau.packages.lti import words

GOOD_FOR = dt.timedelta(minutes=5)
Claims = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands in every message: who to whom, for which person in which course."""

    issuer: str
    client_id: str
    deployment_id: str
    nonce: str
    sub: str
    is_instructor: bool
    context_id: str
    context_title: str
    platform_id: str
    platform_name: str
    return_url: str
    locale: str
    target: str
    name: str = ""
    email: str = ""
    custom: Mapping[str, str] = field(default_factory=dict)


def resource_link(
    frame: Frame,
    *,
    at: dt.datetime,
    link_id: str,
    title: str,
    line_items_url: str,
    line_item_url: str,
    people_url: str = "",
) -> Claims:
    """A person opens one thing of the tool (Core 5.3)."""
    said = _frame(frame, words.RESOURCE_REQUEST, at)
    said[words.RESOURCE_LINK] = {"id": link_id, "title": title}
    said[words.ENDPOINT] = {"scope": list(words.GRADES), "lineitems": line_items_url} | (
        {"lineitem": line_item_url} if line_item_url else {}
    )
    if people_url:
        said[words.NAMES_ROLES] = {
            "context_memberships_url": people_url,
            "service_versions": ["2.0"],
        }
    return said


def deep_linking(frame: Frame, *, at: dt.datetime, return_url: str, data: str) -> Claims:
    """An officer chooses in the tool what a course is to have of it (Deep Linking 4.4)."""
    said = _frame(frame, words.DEEP_REQUEST, at)
    said[words.DEEP_SETTINGS] = {
        "deep_link_return_url": return_url,
        "accept_types": [words.RESOURCE_ITEM],
        "accept_presentation_document_targets": ["window"],
        "accept_multiple": True,
        "accept_lineitem": True,
        "auto_create": True,
        "data": data,
    }
    return said


def _frame(frame: Frame, message: str, at: dt.datetime) -> Claims:
    said: Claims = {
        "iss": frame.issuer,
        "aud": frame.client_id,
        "sub": frame.sub,
        "iat": int(at.timestamp()),
        "exp": int((at + GOOD_FOR).timestamp()),
        "nonce": frame.nonce,
        "locale": frame.locale,
        words.MESSAGE_TYPE: message,
        words.VERSION_CLAIM: words.VERSION,
        words.DEPLOYMENT: frame.deployment_id,
        words.TARGET: frame.target,
        words.ROLES: [words.INSTRUCTOR if frame.is_instructor else words.LEARNER],
        words.CONTEXT: {
            "id": frame.context_id,
            "title": frame.context_title,
            "type": [words.COURSE_TYPE],
        },
        words.PLATFORM: {
            "guid": frame.platform_id,
            "name": frame.platform_name,
            "product_family_code": "sinau",
        },
        words.PRESENTATION: {
            "document_target": "window",
            "return_url": frame.return_url,
            "locale": frame.locale,
        },
    }
    if frame.name:
        said["name"] = frame.name
    if frame.email:
        said["email"] = frame.email
    if frame.custom:
        said[words.CUSTOM] = dict(frame.custom)
    return said
