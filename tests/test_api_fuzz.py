"""Whatever a program sends, it is answered as the OpenAPI document says, and never with a 500.

The values come from the document itself: for each field some that fit its schema and some that are
hostile. Every answer must have a declared status and the media type declared for it.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sinau.kernel.api.mounting import api
from sinau.kernel.api.scopes import scopes
from sinau.people.testing import Stage
from sinau.people.tokens.actions import issue_token
from sinau.university.testing import open_a_class, open_a_course

TRIES = 25
HOSTILE = [
    "",
    " ",
    "\0",
    "\ud800",
    "'; drop table x; --",
    "../../etc/passwd",
    "9" * 400,
    "-1",
    "é" * 300,
]
HOSTILE += ["{{7*7}}", "%s%n", "<script>", "\u202e", "1e999", "NaN", "null", "true", "0x10", "２"]
hostile = st.sampled_from(HOSTILE) | st.text(max_size=60)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | hostile,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(hostile, inner, max_size=3),
    max_leaves=6,
)


def fitting(schema: dict[str, Any], schemas: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values as the schema describes them, as far as we follow it."""
    if "$ref" in schema:
        return fitting(schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas)
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.one_of([fitting(each, schemas) for each in schema["anyOf"]])
    match schema.get("type"):
        case "integer":
            return st.integers(schema.get("minimum", -(10**20)), schema.get("maximum", 10**20))
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
        case "array":
            return st.lists(fitting(schema.get("items", {}), schemas), max_size=3)
        case "object":
            return objects(schema, schemas)
        case "string" if "pattern" in schema:
            return st.from_regex(schema["pattern"], fullmatch=True)
        case "string":
            return hostile
    return anything


def objects(schema: dict[str, Any], schemas: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Objects with the fields of the schema, some missing, some of another kind."""
    fields = {
        name: fitting(each, schemas) | anything
        for name, each in schema.get("properties", {}).items()
    }
    return st.fixed_dictionaries({}, optional=fields)


class ApiFuzzTests(Stage, TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.set_the_stage()
        cls.course = open_a_course(cls.bkpsdm, cls.wulan)  # type: ignore[attr-defined]
        open_a_class(cls.dinkes, cls.wulan)
        every = list(scopes())
        cls.token, cls.secret = issue_token(  # type: ignore[attr-defined]
            cls.wulan, by=None, name="Uji", scopes=every
        )
        cls.token.limit_per_minute = 0  # type: ignore[attr-defined]
        cls.token.save()  # type: ignore[attr-defined]
        cls.document = json.loads(json.dumps(api().get_openapi_schema()))  # type: ignore[attr-defined]

    def operations(self) -> list[tuple[str, str, dict[str, Any]]]:
        return [
            (method, path, said)
            for path, methods in self.document["paths"].items()  # type: ignore[attr-defined]
            for method, said in methods.items()
        ]

    def test_every_operation_answers_as_declared(self) -> None:
        for method, path, said in self.operations():
            with self.subTest(f"{method} {path}"):
                self._try(method, path, said)

    def _try(self, method: str, path: str, said: dict[str, Any]) -> None:
        schemas = self.document["components"]["schemas"]  # type: ignore[attr-defined]
        known: dict[str, list[Any]] = {"slug": [self.course.slug], "pk": [1]}  # type: ignore[attr-defined]

        def values(where: str) -> st.SearchStrategy[dict[str, Any]]:
            of = {
                each["name"]: st.sampled_from(known.get(each["name"], ["1"]))
                | fitting(each["schema"], schemas)
                | hostile
                for each in said.get("parameters", ())
                if each["in"] == where
            }
            return (
                st.fixed_dictionaries(of)
                if where == "path"
                else st.fixed_dictionaries({}, optional=of)
            )

        content: dict[str, dict[str, Any]] = said.get("requestBody", {}).get("content", {})
        kind: str
        body: dict[str, Any]
        kind, body = next(iter(content.items()), ("", {}))
        bodies = fitting(body["schema"], schemas) | anything if content else st.none()

        @settings(
            max_examples=TRIES,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(values("path"), values("query"), bodies)
        def ask(parts: dict[str, Any], query: dict[str, Any], sent: Any) -> None:
            self._ask(method, path, said, parts, query, (kind, sent))

        ask()

    def _ask(
        self,
        method: str,
        path: str,
        said: dict[str, Any],
        parts: dict[str, Any],
        query: dict[str, Any],
        sent: tuple[str, Any],
    ) -> None:
        address = re.sub(
            r"{([^}]+)}",
            lambda found: quote(str(parts[found[1]]).encode(errors="replace"), safe="") or "-",
            path,
        )
        wanted = urlencode({k: str(v).encode(errors="replace") for k, v in query.items()})
        kind, value = sent
        more: dict[str, Any] = {}
        if kind == "application/json":
            more = {"data": json.dumps(value), "content_type": kind}
        elif kind:
            fields = value if isinstance(value, dict) else {"": value}
            more = {"data": {str(k): _plain(v) for k, v in fields.items()}}
            if method != "post":
                more = {"data": b"--x--", "content_type": f"{kind}; boundary=x"}
        response = getattr(self.client, method)(
            f"{address}?{wanted}",
            headers={"Authorization": f"Bearer {self.secret}"},  # type: ignore[attr-defined]
            **more,
        )
        status = str(response.status_code)
        self.assertNotEqual(status, "500", response.content[:300])
        # An address that no operation has is answered before any operation.
        self.assertIn(status, {*said["responses"], "404", "405"})
        media = said["responses"].get(status, {}).get("content")
        if media:
            self.assertIn(response["Content-Type"].split(";")[0], media)


def _plain(value: Any) -> str:
    return str(value).encode(errors="replace").decode()
