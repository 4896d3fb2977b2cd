"""Read what a program sends: the right kind of content, whole, and without what no row can hold."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja.parser import Parser

from sinau.kernel.api.problems import Problem

_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError)


class HouseParser(Parser):
    """JSON as `application/json`, files and forms as forms; anything else is 415."""

    def parse_body(self, request: HttpRequest) -> Any:
        content_type = getattr(request, "content_type", "application/json")
        if content_type != "application/json" and not content_type.endswith("+json"):
            raise _wrong_kind("application/json")
        try:
            said = json.loads(request.body)
        except (ValueError, RecursionError) as trouble:
            raise Problem(400) from trouble
        _refuse_unkeepable(said, "body")
        return said

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> Any:
        if data is not request.GET and request.content_type not in (*_FORMS, ""):
            raise _wrong_kind("multipart/form-data")
        said = super().parse_querydict(data, list_fields, request)
        _refuse_unkeepable(
            {key: value for key, value in said.items() if isinstance(value, str | list)},
            "query" if data is request.GET else "form",
        )
        return said


def _wrong_kind(wanted: str) -> Problem:
    return Problem(
        415,
        _("Alamat ini menerima %(kind)s; sebutkan itu dalam Content-Type.") % {"kind": wanted},
        headers={"Accept": wanted},
    )


def _refuse_unkeepable(said: Any, place: str) -> None:
    """No text of the database holds a NUL or half of a surrogate pair."""
    todo: list[tuple[str, Any]] = [("", said)]
    while todo:
        name, value = todo.pop()
        if isinstance(value, dict):
            todo += [(f"{name}.{key}"[:200], inner) for key, inner in value.items()]
            todo += [(name, key) for key in value]
        elif isinstance(value, list):
            todo += [(f"{name}.{at}"[:200], inner) for at, inner in enumerate(value)]
        elif isinstance(value, str) and not _keepable(value):
            raise Problem(
                422,
                errors=[
                    {
                        "field": name.strip(".").encode(errors="replace").decode(),
                        "place": place,
                        "detail": _("Teks memuat karakter yang tidak dapat disimpan; hapus itu."),
                        "code": "unkeepable",
                    }
                ],
            )


def _keepable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
