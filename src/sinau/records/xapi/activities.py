"""Activities, their definitions, verbs, language maps and extensions: what it was about."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, Raw, UnsetType

from sinau.records.xapi import sections
from sinau.records.xapi.checked import Stated
from sinau.records.xapi.remembering import Memory, remembered
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.values import is_iri, is_language_tag
from sinau.records.xapi.wellformed import check_keys, explained

# How many parts of a kind are remembered, and the longest of them in bytes.
REMEMBERED = 4_096
LONGEST_REMEMBERED = 2_048

InteractionType = Literal[
    "true-false",
    "choice",
    "fill-in",
    "long-fill-in",
    "matching",
    "performance",
    "sequencing",
    "likert",
    "numeric",
    "other",
]
_COMPONENTS = ("choices", "scale", "source", "target", "steps")
_PLACES = ("parent", "grouping", "category", "other")


class Thing(msgspec.Struct, frozen=True, gc=False):
    """An activity, or several, that were found valid."""

    iris: tuple[str, ...]
    definitions: tuple[Stated, ...]
    keys: int
    # One activity stood where an array belongs, so that it is written anew.
    single: bool = False


class Verb(msgspec.Struct, frozen=True, gc=False):
    """A verb that was found valid."""

    iri: str
    keys: int


class _Component(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    id: str
    description: dict[str, str] | UnsetType = UNSET


class _Definition(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    name: dict[str, str] | UnsetType = UNSET
    description: dict[str, str] | UnsetType = UNSET
    type: str | UnsetType = UNSET
    moreInfo: str | UnsetType = UNSET
    extensions: Raw | UnsetType = UNSET
    interactionType: InteractionType | UnsetType = UNSET
    correctResponsesPattern: list[str] | UnsetType = UNSET
    choices: list[_Component] | UnsetType = UNSET
    scale: list[_Component] | UnsetType = UNSET
    source: list[_Component] | UnsetType = UNSET
    target: list[_Component] | UnsetType = UNSET
    steps: list[_Component] | UnsetType = UNSET


class _Activity(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    id: str
    objectType: Literal["Activity"] | UnsetType = UNSET
    definition: Raw | UnsetType = UNSET


class _Verb(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    id: str
    display: dict[str, str] | UnsetType = UNSET


class _Places(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    parent: Raw | UnsetType = UNSET
    grouping: Raw | UnsetType = UNSET
    category: Raw | UnsetType = UNSET
    other: Raw | UnsetType = UNSET


_activity = msgspec.json.Decoder(_Activity)
_definition = msgspec.json.Decoder(_Definition)
_verb = msgspec.json.Decoder(_Verb)
_places = msgspec.json.Decoder(_Places)
_several = msgspec.json.Decoder(list[Raw])
# No number is too large for an extension: values there are nobody's business but the sender's.
_pairs = msgspec.json.Decoder(dict[str, object], float_hook=str)
_things: Memory[Thing] = Memory(most=REMEMBERED, longest=LONGEST_REMEMBERED)
_surroundings: Memory[Thing] = Memory(most=REMEMBERED, longest=LONGEST_REMEMBERED)
_verbs: Memory[Verb] = Memory(most=REMEMBERED, longest=LONGEST_REMEMBERED)
_extensions: Memory[int] = Memory(most=REMEMBERED, longest=LONGEST_REMEMBERED)


def language_map(said: dict[str, str], field: str) -> int:
    """Check that there is an entry and that its keys are language tags; how many there are."""
    if not said:
        raise Invalid(
            'Peta bahasa harus berisi paling sedikit satu teks, misalnya {"id": "…"}.',
            field=field,
            section=sections.LANGUAGE_MAPS,
        )
    for tag in said:
        if not is_language_tag(tag):
            raise Invalid(
                f"Kode bahasa {tag[:40]!r} tidak menurut RFC 5646. Contoh: id, jv, en-US.",
                field=field,
                section=sections.LANGUAGE_MAPS,
            )
    return len(said)


def need_iri(text: str, field: str, section: str = sections.IRIS) -> None:
    """Refuse what is no IRI."""
    if not is_iri(text):
        raise Invalid(
            "Tulis IRI lengkap dengan skemanya dan tanpa spasi, misalnya https://….",
            field=field,
            section=section,
        )


@remembered(_verbs)
def verb(raw: bytes) -> Verb:
    """The verb that this JSON is."""
    try:
        said = _verb.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        raise explained(error, sections.VERB) from None
    need_iri(said.id, "id", sections.VERB)
    if said.display is UNSET:
        return Verb(said.id, 1)
    return Verb(said.id, 2 + language_map(said.display, "display"))


@remembered(_things)
def activity(raw: bytes) -> Thing:
    """The activity that this JSON is, with its definition if it says one."""
    try:
        said = _activity.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        raise explained(error, sections.ACTIVITY) from None
    need_iri(said.id, "id", sections.ACTIVITY)
    keys = 1 + (said.objectType is not UNSET)
    if said.definition is UNSET:
        return Thing((said.id,), (), keys)
    definition = bytes(said.definition)
    try:
        keys += 1 + _read_definition(definition)
    except Invalid as wrong:
        raise wrong.inside("definition") from None
    return Thing((said.id,), (Stated(said.id, definition),), keys)


def _read_definition(raw: bytes) -> int:
    try:
        said = _definition.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        raise explained(error, sections.ACTIVITY) from None
    keys = sum(getattr(said, field) is not UNSET for field in said.__struct_fields__)
    if said.name is not UNSET:
        keys += language_map(said.name, "name")
    if said.description is not UNSET:
        keys += language_map(said.description, "description")
    if said.type is not UNSET:
        need_iri(said.type, "type", sections.ACTIVITY)
    if said.moreInfo is not UNSET:
        need_iri(said.moreInfo, "moreInfo", sections.ACTIVITY)
    if said.extensions is not UNSET:
        try:
            keys += extensions(bytes(said.extensions))
        except Invalid as wrong:
            raise wrong.inside("extensions") from None
    return keys + _read_interaction(said)


def _read_interaction(said: _Definition) -> int:
    keys = 0
    asks = said.correctResponsesPattern is not UNSET
    for field in _COMPONENTS:
        components = getattr(said, field)
        if components is not UNSET:
            asks = True
            keys += _read_components(components, field)
    if asks and said.interactionType is UNSET:
        raise Invalid(
            "Isian ini wajib ada bila definisi memuat pilihan atau pola jawaban.",
            field="interactionType",
            section=sections.ACTIVITY,
        )
    return keys


def _read_components(components: list[_Component], field: str) -> int:
    keys = 0
    seen = set()
    for at, component in enumerate(components):
        if component.id in seen:
            raise Invalid(
                "Setiap id dalam satu daftar harus berbeda.",
                field=f"{field}[{at}].id",
                section=sections.ACTIVITY,
            )
        seen.add(component.id)
        keys += 1
        if component.description is not UNSET:
            keys += 1 + language_map(component.description, f"{field}[{at}].description")
    return keys


@remembered(_surroundings)
def context_activities(raw: bytes) -> Thing:
    """All activities that a context names as parent, grouping, category or other."""
    try:
        said = _places.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        raise explained(error, sections.CONTEXT_ACTIVITIES) from None
    iris: list[str] = []
    definitions: list[Stated] = []
    keys = 0
    single = False
    for place in _PLACES:
        named = getattr(said, place)
        if named is UNSET:
            continue
        keys += 1
        text = bytes(named)
        is_one = not text.startswith(b"[")
        single |= is_one
        for at, one in enumerate([text] if is_one else _decode_several(text)):
            try:
                found = activity(bytes(one))
            except Invalid as wrong:
                raise wrong.inside(place if is_one else f"{place}[{at}]") from None
            keys += found.keys
            iris += found.iris
            definitions += found.definitions
    return Thing(tuple(dict.fromkeys(iris)), tuple(definitions), keys, single)


def _decode_several(raw: bytes) -> list[Raw]:
    try:
        return _several.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        raise explained(error, sections.CONTEXT_ACTIVITIES) from None


@remembered(_extensions)
def extensions(raw: bytes) -> int:
    """Check that the keys are IRIs; the values are free. How many keys there are, all levels."""
    try:
        said = _pairs.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        raise explained(error, sections.EXTENSIONS) from None
    for key in said:
        if not is_iri(key):
            raise Invalid(
                "Nama di dalam extensions harus IRI lengkap dengan skemanya.",
                field=f"[{key[:80]}]",
                section=sections.EXTENSIONS,
            )
    return check_keys(raw, said)
