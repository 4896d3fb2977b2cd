"""JSON that a careful reader accepts, and in plain words why other JSON is not accepted.

What msgspec leaves open is closed here: the character NUL, keys that come twice, too deep nesting.
"""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from sinau.records.xapi import sections
from sinau.records.xapi.trouble import Invalid

DEEPEST = 64
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_SPACED = re.compile(rb" :")
_PATH = re.compile(r" - at `(?:key in )?\$(?P<path>[^`]*)`")
_MISSING = re.compile(r"Object missing required field `([^`]*)`")
_UNKNOWN = re.compile(r"Object contains unknown field `([^`]*)`")
_EXPECTED = re.compile(r"Expected `([^`]*)`(?:, got `([^`]*)`)?")
_ENUM = re.compile(r"Invalid enum value (.*)")
_KINDS = {
    "str": "teks",
    "int": "bilangan bulat",
    "float": "bilangan",
    "bool": "true atau false",
    "object": "objek",
    "array": "larik",
    "null": "null",
}
_anything = msgspec.json.Decoder()


def check_text(body: bytes) -> None:
    """UTF-8, and without the character NUL, which no database column takes."""
    try:
        body.decode()
    except UnicodeDecodeError as error:
        raise Invalid(
            f"Isi permintaan bukan UTF-8 (bita ke-{error.start + 1}). Kirim JSON dalam UTF-8.",
            section=sections.FORM,
        ) from None
    if b"\\u0000" in body and _NUL.search(body):
        raise Invalid(
            "Karakter \\u0000 tidak dapat disimpan. Hapus dari teks.", section=sections.FORM
        )


def decode(body: bytes) -> Any:
    """Any JSON value as Python's own objects, checked as statements are."""
    check_text(body)
    try:
        value = _anything.decode(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise explained(error) from None
    check_keys(body, value)
    return value


def check_keys(raw: bytes, value: Any) -> int:
    """Refuse a key used twice in one object and too deep nesting; how many keys there are."""
    if raw.count(b"{") + raw.count(b"[") > DEEPEST:
        _check_depth(value, DEEPEST)
    keys = _keys_in(value)
    if raw.count(b'":') != keys:
        refuse_key_twice(raw)
    return raw.count(b'":')


def refuse_key_twice(raw: bytes) -> None:
    """The exact look, which costs ten times the fast one: every object with its keys."""
    try:
        json.loads(raw, object_pairs_hook=_once, parse_int=str, parse_float=str)
    except RecursionError as error:
        raise explained(error) from None


def has_spaced_colon(raw: bytes) -> bool:
    """Whether white space stands before a colon, so that keys cannot be counted by `":`."""
    # A compiled search is three times as fast as `in` here, and most JSON has no line breaks.
    if _SPACED.search(raw):
        return True
    return any(b"%c" % white in raw and b"%c:" % white in raw for white in b"\n\t\r")


def explained(error: Exception, section: str = sections.FORM) -> Invalid:
    """What a decoder complained about, as a sentence with the field and the cure."""
    if isinstance(error, RecursionError):
        return _too_deep()
    text = str(error)
    found = _PATH.search(text)
    path = found["path"].lstrip(".") if found else ""
    if named := _MISSING.match(text):
        return Invalid(
            "Properti ini wajib ada. Tambahkan.", field=_join(path, named[1]), section=section
        )
    if named := _UNKNOWN.match(text):
        return Invalid(
            "Properti ini tidak dikenal di sini. Hapus, atau periksa ejaan dan huruf besar-kecilnya.",
            field=_join(path, named[1]),
            section=section,
        )
    return Invalid(_sentence(text), field=path, section=section)


def _sentence(text: str) -> str:
    if named := _EXPECTED.match(text):
        if named[2] == "null":
            return "Nilai null hanya boleh di dalam extensions. Hapus properti itu."
        wanted = " atau ".join(_KINDS.get(one, one) for one in named[1].split(" | "))
        got = f", bukan {_KINDS.get(named[2], named[2])}" if named[2] else ""
        return f"Nilainya harus {wanted}{got}."
    if named := _ENUM.match(text):
        value = named[1].split(" - at ")[0][:60]
        return f"Nilai {value} tidak dikenal. Periksa ejaan dan huruf besar-kecilnya."
    if "out of range" in text:
        return "Bilangan ini terlalu besar untuk disimpan."
    if at := re.search(r"\(byte (\d+)\)", text):
        return f"JSON tidak dapat dibaca di sekitar bita ke-{int(at[1]) + 1}. Periksa penulisannya."
    return "JSON tidak dapat dibaca: ada bagian yang terpotong atau salah tulis."


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _once(pairs: list[tuple[str, Any]]) -> None:
    seen = set()
    for key, _ in pairs:
        if key in seen:
            raise Invalid(
                "Properti ini ditulis dua kali. Hapus salah satu.", field=key, section=sections.FORM
            )
        seen.add(key)


def _keys_in(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(
            _keys_in(one) for one in value.values() if type(one) in (dict, list)
        )
    if isinstance(value, list):
        return sum(_keys_in(one) for one in value if type(one) in (dict, list))
    return 0


def _check_depth(value: Any, left: int) -> None:
    if not isinstance(value, dict | list):
        return
    if left == 0:
        raise _too_deep()
    for one in value.values() if isinstance(value, dict) else value:
        _check_depth(one, left - 1)


def _too_deep() -> Invalid:
    return Invalid(
        f"JSON bersarang lebih dari {DEEPEST} tingkat. Ratakan isinya.", section=sections.FORM
    )
