"""Whatever is sent, the answer is never a fault of ours (no 500, and always a version and a date)."""

from __future__ import annotations

import json
import string
import uuid
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sinau.records import callers
from sinau.records.door import answer
from sinau.records.exchange import Ask, TooLarge
from sinau.records.testing import COURSE, SARI, Lrp, statement

PATHS = (
    "statements",
    "/statements",
    "statements/more",
    "activities",
    "agents",
    "about",
    "activities/state",
    "activities/profile",
    "agents/profile",
    "lain",
)
NAMES = (
    "statementId",
    "voidedStatementId",
    "agent",
    "verb",
    "activity",
    "activityId",
    "registration",
    "related_agents",
    "since",
    "until",
    "limit",
    "format",
    "attachments",
    "ascending",
    "stateId",
    "profileId",
    "cursor",
    "method",
)
ODD = st.one_of(
    st.sampled_from(
        (
            json.dumps(SARI),
            json.dumps({"account": {"homePage": "https://a.example", "name": "a\0\ud800b"}}),
            '{"mbox":"mailto:a@b.example","name":"\\ud800"}',
            '{"account":{"homePage":"https://a.example","name":"\\udfff"}}',
            COURSE,
            "https://a.example/\0",
            "2026-11-25T09:00:00Z",
            "0001-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59.999999-23:59",
            "2016-12-31T23:59:60Z",
            str(uuid.UUID(int=0)),
            "true",
            "0",
            "9" * 400,
            "GET",
            "PUT",
            "%",
            "%ff",
            "[" * 2_000,
        )
    ),
    st.text(max_size=40),
)
TYPES = st.one_of(
    st.sampled_from(
        (
            "application/json",
            "application/json; charset=utf-16",
            "multipart/mixed; boundary=x",
            "multipart/mixed",
            "application/x-www-form-urlencoded",
            "application/octet-stream",
            "",
        )
    ),
    st.text(string.printable, max_size=30),
)
JSONS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=10)
    | st.sampled_from(("http://adlnet.gov/expapi/verbs/voided", COURSE, "SubStatement", "Group")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                (
                    *("id", "actor", "verb", "object", "objectType", "mbox", "member", "account"),
                    *("result", "score", "scaled", "duration", "context", "registration", "team"),
                    *("contextActivities", "parent", "attachments", "sha2", "length", "version"),
                    *("definition", "extensions", "name", "timestamp", "stored", "authority"),
                )
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@st.composite
def bent(draw: st.DrawFn) -> bytes:
    """A good statement with something odd in one place, or several of them."""
    made = statement(
        context={
            "registration": str(uuid.uuid4()),
            "contextActivities": {"parent": {"id": COURSE}},
        },
        result={"score": {"scaled": 0.5}, "duration": "PT1H"},
    )
    said = json.loads(json.dumps(made))
    place: Any = said
    for _depth in range(draw(st.integers(0, 3))):
        inner = [name for name, value in place.items() if value and isinstance(value, dict)]
        if not inner:
            break
        place = place[draw(st.sampled_from(inner))]
    place[draw(st.sampled_from(sorted(place)))] = draw(JSONS)
    return json.dumps(draw(st.sampled_from((said, [said], [said, said])))).encode()


ODD_BODIES = (
    b"",
    b"[]",
    b"[" * 5_000,
    b'{"a":' * 5_000,
    b'{"a":1e999999}',
    b'"\\ud800"',
    b"--x\r\nContent-Type: application/json\r\n\r\n[]\r\n--x--\r\n",
    b"--x\r\n\r\n--x--",
    b"content=%7B%7D&statementId=1",
)
BODIES = st.one_of(
    bent(),
    JSONS.map(lambda value: json.dumps(value).encode()),
    st.binary(max_size=60),
    # By number, so that a failure does not print them all.
    st.integers(0, len(ODD_BODIES) - 1).map(lambda number: ODD_BODIES[number]),
)
FEW = settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


class FuzzTests(TestCase):
    def setUp(self) -> None:
        callers.forget_callers()
        self.lrp = Lrp()

    def ask(self, method: str, path: str, query: str, body: bytes, headers: dict[str, str]) -> None:
        def read(limit: int) -> bytes:
            if len(body) > limit:
                raise TooLarge
            return body

        sent = {"authorization": self.lrp.authorization, **headers}
        given_back = answer(Ask(method, path, query, sent, read))
        self.assertLess(given_back.status, 500, (method, path, query, body[:500], headers))
        said = dict(given_back.headers)
        self.assertIn(said["X-Experience-API-Version"], ("1.0.3", "2.0.0"))
        self.assertIn("Date", said)
        for value in said.values():
            self.assertNotIn("\n", value)
        if given_back.status >= 400 and method != "HEAD":
            self.assertTrue(json.loads(given_back.body)["detail"])

    @FEW
    @given(
        method=st.sampled_from(("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH")),
        path=st.sampled_from(PATHS) | st.text(max_size=20),
        query=st.lists(st.tuples(st.sampled_from(NAMES), ODD), max_size=4),
        body=BODIES,
        content_type=TYPES,
        version=st.sampled_from(("1.0.3", "2.0.0", "1.0", "0.9", "", "2.0.0\0")),
    )
    def test_a_request_of_any_kind_is_answered(
        self,
        method: str,
        path: str,
        query: list[tuple[str, str]],
        body: bytes,
        content_type: str,
        version: str,
    ) -> None:
        self.ask(
            method,
            path,
            _encoded(query),
            body,
            {"content-type": content_type, "x-experience-api-version": version},
        )

    @FEW
    @given(body=BODIES, version=st.sampled_from(("1.0.3", "2.0.0")), batch=st.booleans())
    def test_any_statement_is_kept_or_refused(self, body: bytes, version: str, batch: bool) -> None:
        sent = b"[" + body + b"]" if batch else body
        headers = {"content-type": "application/json", "x-experience-api-version": version}
        self.ask("POST", "statements", "", sent, headers)

    @FEW
    @given(
        path=st.sampled_from(("activities/state", "agents/profile", "activities/profile")),
        values=st.fixed_dictionaries(
            {"name": ODD},
            optional={"agent": ODD, "activityId": ODD, "registration": ODD, "since": ODD},
        ),
        method=st.sampled_from(("GET", "PUT", "POST", "DELETE")),
        body=BODIES,
        if_match=st.none() | ODD,
        if_none_match=st.none() | ODD,
        version=st.sampled_from(("1.0.3", "2.0.0")),
        content_type=TYPES,
    )
    def test_any_document_is_kept_or_refused(
        self,
        path: str,
        values: dict[str, str],
        method: str,
        body: bytes,
        if_match: str | None,
        if_none_match: str | None,
        version: str,
        content_type: str,
    ) -> None:
        given_values = dict(values)
        name = "stateId" if path == "activities/state" else "profileId"
        query = {name: given_values.pop("name")} | given_values
        if path != "agents/profile":
            query.setdefault("activityId", COURSE)
        if path != "activities/profile":
            query.setdefault("agent", json.dumps(SARI))
        headers = {"x-experience-api-version": version, "content-type": content_type}
        if if_match is not None:
            headers["if-match"] = if_match
        if if_none_match is not None:
            headers["if-none-match"] = if_none_match
        self.ask(method, path, _encoded(list(query.items())), body, headers)

    @FEW
    @given(
        headers=st.dictionaries(
            st.sampled_from(
                (
                    *("accept", "accept-language", "origin", "if-match", "content-length"),
                    *("x-requested-with", "authorization", "content-type"),
                )
            ),
            st.text(st.characters(max_codepoint=255), max_size=60),
            max_size=5,
        ),
        path=st.sampled_from(PATHS),
        query=st.text(string.printable, max_size=40),
    )
    def test_any_header_is_answered(self, headers: dict[str, str], path: str, query: str) -> None:
        accept = headers.pop("accept", "")
        sent = {"x-experience-api-version": "1.0.3"} | headers
        if "html" not in accept and "plain" not in accept:
            sent["accept"] = accept
        self.ask("GET", path, query, b"", sent)
        self.ask("GET", "statements", "format=canonical", b"", sent)


def _encoded(query: list[tuple[str, str]]) -> str:
    from urllib.parse import quote

    return "&".join(
        f"{name}={quote(value, safe='', errors='surrogatepass')}" for name, value in query
    )
