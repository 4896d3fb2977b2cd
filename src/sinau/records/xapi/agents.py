"""Agents and groups: who did it, and the one text by which they are found again."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from sinau.records.xapi import sections
from sinau.records.xapi.checked import Stated
from sinau.records.xapi.remembering import Memory, remembered
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.values import is_iri, is_mailbox, is_sha1
from sinau.records.xapi.versions import Version
from sinau.records.xapi.wellformed import check_text, explained, has_spaced_colon, refuse_key_twice

# Agents are remembered by their bytes, because the same ones come again and again.
REMEMBERED = 16_384
LONGEST_REMEMBERED = 1_024


class Party(msgspec.Struct, frozen=True, gc=False):
    """An agent or a group that was found valid."""

    identifier: str
    is_group: bool
    members: tuple[str, ...]
    names: tuple[Stated, ...]
    # How many keys its JSON has, by which a reader sees that none came twice.
    keys: int

    @property
    def everybody(self) -> tuple[str, ...]:
        """Its identifier, if it has one, and those of its members."""
        return (self.identifier, *self.members) if self.identifier else self.members


class _Account(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    homePage: str
    name: str


class _Identified(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    name: str | UnsetType = UNSET
    mbox: str | UnsetType = UNSET
    mbox_sha1sum: str | UnsetType = UNSET
    openid: str | UnsetType = UNSET
    account: _Account | UnsetType = UNSET


class _Member(_Identified, forbid_unknown_fields=True, gc=False):
    objectType: Literal["Agent"] | UnsetType = UNSET


class _Party(_Identified, forbid_unknown_fields=True, gc=False):
    objectType: Literal["Agent", "Group"] | UnsetType = UNSET
    member: list[_Member] | UnsetType = UNSET


_decoder = msgspec.json.Decoder(_Party)
_encode = msgspec.json.Encoder().encode
_known: Memory[Party] = Memory(most=REMEMBERED, longest=LONGEST_REMEMBERED)


def group(raw: bytes) -> Party:
    """As `party`, but an agent will not do."""
    found = party(raw)
    if not found.is_group:
        raise Invalid(
            'Di sini harus ada kelompok. Tulis "objectType": "Group".',
            field="objectType",
            section=sections.GROUP,
        )
    return found


def authority(raw: bytes) -> Party:
    """As `party`, but a group must be an anonymous one of exactly two members."""
    found = party(raw)
    if found.is_group and (found.identifier or len(found.members) != 2):
        raise Invalid(
            "Kelompok sebagai authority harus tanpa pengenal dan beranggota tepat dua.",
            field="member",
            section=sections.AUTHORITY,
        )
    return found


def read_agent(text: str | bytes, version: Version) -> dict[str, Any]:
    """The agent or group that a request's `agent` parameter names."""
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    check_text(raw)
    found = party(raw)
    if raw.count(b'":') != found.keys or has_spaced_colon(raw):
        refuse_key_twice(raw)
    agent: dict[str, Any] = msgspec.json.decode(raw)
    return agent


def identifier(agent: dict[str, Any]) -> str:
    """The inverse functional identifier as one text; "" for an anonymous group."""
    if mbox := agent.get("mbox"):
        return f"mbox:{mbox}"
    if digest := agent.get("mbox_sha1sum"):
        return f"mbox_sha1sum:{digest.lower()}"
    if openid := agent.get("openid"):
        return f"openid:{openid}"
    if account := agent.get("account"):
        return f"account:{account['homePage']}|{account['name']}"
    return ""


@remembered(_known)
def party(raw: bytes) -> Party:
    """The agent or group that this JSON is; `Invalid` when it is none."""
    try:
        said = _decoder.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        raise explained(error, sections.AGENT) from None
    is_group = said.objectType == "Group"
    own, keys = _identifier(said, is_group)
    keys += said.objectType is not UNSET
    names = _name(said, own)
    if said.member is UNSET:
        if is_group and not own:
            raise Invalid(
                "Kelompok tanpa pengenal harus menyebut anggotanya. Isi member.",
                field="member",
                section=sections.GROUP,
            )
        return Party(own, is_group, (), names, keys)
    if not is_group or not (own or said.member):
        raise Invalid(
            'Hanya kelompok ("objectType": "Group") yang beranggota, dan kelompok tanpa pengenal'
            " paling sedikit punya satu anggota.",
            field="member",
            section=sections.GROUP,
        )
    keys += 1
    members = []
    for at, member in enumerate(said.member):
        try:
            one, more = _identifier(member, False)
        except Invalid as wrong:
            raise wrong.inside(f"member[{at}]") from None
        keys += more + (member.objectType is not UNSET)
        members.append(one)
        names += _name(member, one)
    return Party(own, is_group, tuple(dict.fromkeys(members)), names, keys)


def _name(said: _Identified, identifier: str) -> tuple[Stated, ...]:
    if identifier and said.name is not UNSET:
        return (Stated(identifier, _encode(said.name)),)
    return ()


def _identifier(said: _Identified, may_be_anonymous: bool) -> tuple[str, int]:
    """The one identifier, checked, and the number of keys used for it and the name."""
    found = []
    keys = int(said.name is not UNSET)
    if said.mbox is not UNSET:
        _check(is_mailbox(said.mbox), "mbox", "Tulis mailto: dan satu alamat surel.")
        found.append(f"mbox:{said.mbox}")
    if said.mbox_sha1sum is not UNSET:
        _check(
            is_sha1(said.mbox_sha1sum), "mbox_sha1sum", "Tulis SHA-1 dalam 40 digit heksadesimal."
        )
        found.append(f"mbox_sha1sum:{said.mbox_sha1sum.lower()}")
    if said.openid is not UNSET:
        _check(
            is_iri(said.openid), "openid", "Tulis URI lengkap dengan skemanya, misalnya https://."
        )
        found.append(f"openid:{said.openid}")
    if said.account is not UNSET:
        home = said.account.homePage
        _check(
            is_iri(home),
            "account.homePage",
            "Tulis alamat lengkap dengan skemanya, misalnya https://.",
        )
        found.append(f"account:{home}|{said.account.name}")
        keys += 2
    if len(found) == 1:
        return found[0], keys + 1
    if not found and may_be_anonymous:
        return "", keys
    raise Invalid(
        "Pakai tepat satu pengenal: mbox, mbox_sha1sum, openid, atau account.",
        section=sections.IDENTIFIER,
    )


def _check(holds: bool, field: str, cure: str) -> None:
    if not holds:
        raise Invalid(cure, field=field, section=sections.IDENTIFIER)
