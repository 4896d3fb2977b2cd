"""JSON taken apart and put together without touching a number: 1.00 stays 1.00, however large."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import msgspec


def read(text: bytes | str) -> Any:
    """Python's own objects, but each number as it was written; `write` puts it back."""
    return json.loads(text, parse_int=_as_written, parse_float=_as_written)


def write(value: Any) -> bytes:
    """The JSON again."""
    return msgspec.json.encode(value)


def comparable(text: bytes | str) -> Any:
    """Python's own objects with numbers that compare exactly, whatever their size."""
    return json.loads(text, parse_int=Decimal, parse_float=Decimal)


def _as_written(text: str) -> msgspec.Raw:
    return msgspec.Raw(text.encode())
