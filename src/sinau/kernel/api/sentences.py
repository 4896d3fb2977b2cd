"""What is wrong with a value and how to put it right, in a sentence of the caller's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# By the names that pydantic gives to errors; "{…}" are taken from the error's own context.
_SENTENCES: dict[str, Promise] = {
    "missing": gettext_lazy("Wajib diisi."),
    "extra_forbidden": gettext_lazy("Bidang ini tidak dikenal; hapus, atau periksa ejaannya."),
    "string_type": gettext_lazy("Tulis sebagai teks."),
    "string_too_long": gettext_lazy("Paling banyak {max_length} karakter."),
    "string_too_short": gettext_lazy("Sedikitnya {min_length} karakter."),
    "string_pattern_mismatch": gettext_lazy(
        "Bentuknya tidak sesuai; harus cocok dengan {pattern}."
    ),
    "int_type": gettext_lazy("Tulis bilangan bulat."),
    "int_parsing": gettext_lazy("Tulis bilangan bulat."),
    "int_from_float": gettext_lazy("Tulis bilangan bulat, tanpa pecahan."),
    "int_parsing_size": gettext_lazy("Bilangan ini terlalu besar."),
    "float_parsing": gettext_lazy("Tulis bilangan, dengan titik untuk pecahan."),
    "decimal_parsing": gettext_lazy("Tulis bilangan, dengan titik untuk pecahan."),
    "bool_parsing": gettext_lazy("Tulis true atau false."),
    "bool_type": gettext_lazy("Tulis true atau false."),
    "greater_than": gettext_lazy("Harus lebih besar dari {gt}."),
    "greater_than_equal": gettext_lazy("Sedikitnya {ge}."),
    "less_than": gettext_lazy("Harus lebih kecil dari {lt}."),
    "less_than_equal": gettext_lazy("Paling banyak {le}."),
    "literal_error": gettext_lazy("Pilih salah satu: {expected}."),
    "enum": gettext_lazy("Pilih salah satu: {expected}."),
    "list_type": gettext_lazy("Tulis sebagai daftar."),
    "too_long": gettext_lazy("Paling banyak {max_length} butir."),
    "too_short": gettext_lazy("Sedikitnya {min_length} butir."),
    "dict_type": gettext_lazy("Tulis sebagai objek JSON."),
    "model_type": gettext_lazy("Tulis sebagai objek JSON."),
    "model_attributes_type": gettext_lazy("Tulis sebagai objek JSON."),
    "date_parsing": gettext_lazy("Tulis tanggal sebagai 2026-01-31."),
    "date_from_datetime_parsing": gettext_lazy("Tulis tanggal sebagai 2026-01-31."),
    "datetime_parsing": gettext_lazy("Tulis waktu sebagai 2026-01-31T09:00:00+07:00."),
    "datetime_from_date_parsing": gettext_lazy("Tulis waktu sebagai 2026-01-31T09:00:00+07:00."),
    "uuid_parsing": gettext_lazy("Tulis UUID yang sah."),
    "uuid_type": gettext_lazy("Tulis UUID yang sah."),
}


def said_of(error: Mapping[str, Any]) -> dict[str, str]:
    """One error of a request as a program and its people can read it."""
    place, *path = [str(part) for part in error.get("loc", ("body",))]
    if place == "body" and len(path) > 1:
        # The first part is only how our function calls the body.
        path = path[1:]
    code = str(error.get("type", "invalid"))
    return {
        "field": ".".join(path).encode(errors="replace").decode(),
        "place": place,
        "detail": _sentence(code, error),
        "code": code,
    }


def _sentence(code: str, error: Mapping[str, Any]) -> str:
    if code == "value_error":
        return str(error.get("msg", "")).removeprefix("Value error, ")
    sentence = _SENTENCES.get(code)
    if sentence is None:
        return _("Nilai ini tidak dapat dibaca. Periksa bentuknya dalam dokumen OpenAPI.")
    try:
        return str(sentence).format(**error.get("ctx", {}))
    except (KeyError, IndexError, ValueError):
        return _("Nilai ini tidak dapat dibaca. Periksa bentuknya dalam dokumen OpenAPI.")
