"""Statements and sub-statements as their JSON must look in each version."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, Raw, UnsetType

from sinau.records.xapi.attachments import AttachmentJSON
from sinau.records.xapi.contexts import FirstContextJSON, SecondContextJSON
from sinau.records.xapi.results import ResultJSON


class FirstSubJSON(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    objectType: Literal["SubStatement"]
    actor: Raw
    verb: Raw
    object: Raw
    result: ResultJSON | UnsetType = UNSET
    context: FirstContextJSON | UnsetType = UNSET
    timestamp: str | UnsetType = UNSET
    attachments: list[AttachmentJSON] | UnsetType = UNSET


class SecondSubJSON(FirstSubJSON, forbid_unknown_fields=True, gc=False):
    context: SecondContextJSON | UnsetType = UNSET


class FirstJSON(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    actor: Raw
    verb: Raw
    object: Raw
    id: str | UnsetType = UNSET
    result: ResultJSON | UnsetType = UNSET
    context: FirstContextJSON | UnsetType = UNSET
    timestamp: str | UnsetType = UNSET
    stored: str | UnsetType = UNSET
    authority: Raw | UnsetType = UNSET
    version: str | UnsetType = UNSET
    attachments: list[AttachmentJSON] | UnsetType = UNSET


class SecondJSON(FirstJSON, forbid_unknown_fields=True, gc=False):
    context: SecondContextJSON | UnsetType = UNSET
