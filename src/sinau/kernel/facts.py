"""A fact: something that happened, as a frozen record of plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, ClassVar, Self, Union, get_args, get_origin, get_type_hints

from django.utils.functional import Promise
from django.utils.translation import gettext

from sinau.kernel.words import date_id, moment_id, number_id

type_of_kind: dict[str, type[Fact]] = {}

_PLAIN = (str, int, bool, float, Decimal, date, datetime, NoneType, list, tuple, dict)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened and is never changed again.

    A kind of fact says its `kind` ("app.noun.participle"), what it is `about` (a
    pattern such as "personnel.leave:{request_id}", the stream it is written in) and how
    it is `told` after the doer's name ("mengajukan cuti {days} hari").
    """

    kind: ClassVar[str]
    about: ClassVar[str]
    told: ClassVar[str | Promise]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for word in ("kind", "about", "told"):
            if not hasattr(cls, word):
                raise TypeError(f"{cls.__name__} must say its {word}")
        known = type_of_kind.setdefault(cls.kind, cls)
        if known.__qualname__ != cls.__qualname__ or known.__module__ != cls.__module__:
            raise TypeError(f"Two kinds of fact are called {cls.kind}")

    @property
    def subject(self) -> str:
        """What this fact is about, for example "personnel.leave:12"."""
        return self.about.format(**asdict(self))

    def sentence(self) -> str:
        """What happened, in the reader's language, to be put after the doer's name."""
        said = {key: _in_words(value) for key, value in asdict(self).items()}
        return gettext(str(self.told)).format(**said)

    def to_data(self) -> dict[str, Any]:
        """The fact as JSON values; `from_data` gives an equal fact back."""
        return {key: _to_json(value) for key, value in asdict(self).items()}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The fact that `to_data` wrote; fields added to the record since keep their default."""
        hints = _hints(cls.kind)
        known = {
            field.name: _from_json(data[field.name], hints[field.name])
            for field in fields(cls)
            if field.name in data
        }
        return cls(**known)


@cache
def _hints(kind: str) -> dict[str, Any]:
    return get_type_hints(type_of_kind[kind])


def _in_words(value: Any) -> Any:
    """Numbers with a comma and dates written out, as everywhere on a page."""
    if isinstance(value, datetime):
        return moment_id(value)
    if isinstance(value, date):
        return date_id(value)
    if isinstance(value, Decimal | float):
        return number_id(value)
    return value


def _to_json(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        return [_to_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _to_json(item) for key, item in value.items()}
    if not isinstance(value, _PLAIN):
        raise TypeError(f"A fact holds plain values, not {type(value).__name__}")
    return value


def _from_json(value: Any, hint: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        if value is None:
            return None
        return _from_json(value, next(arg for arg in get_args(hint) if arg is not NoneType))
    if origin in (list, tuple) and value is not None:
        inner = get_args(hint)[0] if get_args(hint) else str
        made = [_from_json(item, inner) for item in value]
        return tuple(made) if origin is tuple else made
    if hint is Decimal:
        return Decimal(value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is date:
        return date.fromisoformat(value)
    return value
