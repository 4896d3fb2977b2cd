"""What is true of every request: version, key, method, limits, headers.

1.0.3 Communication 1.1, 1.2, 3.2, 3.3, 4.0; 2.0 4.1.1, 4.1.2, 4.1.5.
"""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from unittest import mock

from django.core.handlers.wsgi import WSGIRequest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import override_settings

from sinau.kernel import clock
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.records import callers
from sinau.records.clients import give_pass, revoke
from sinau.records.identities import account_of
from sinau.records.middleware import DoorMiddleware
from sinau.records.models import Scope, Tally
from sinau.records.testing import COURSE, SARI, VOIDED, DoorTestCase, Lrp, statement

EVERYWHERE = (
    "statements",
    "activities",
    "agents",
    "activities/state",
    "activities/profile",
    "agents/profile",
)


class VersionTests(DoorTestCase):
    """1.0.3 Communication 3.3; 2.0 4.1.5."""

    def test_it_answers_in_the_rule_set_that_was_asked_for(self) -> None:
        for said, answered in (
            ("1.0", "1.0.3"),
            ("1.0.0", "1.0.3"),
            ("1.0.2", "1.0.3"),
            ("1.0.3", "1.0.3"),
            ("2.0", "2.0.0"),
            ("2.0.0", "2.0.0"),
        ):
            answer = self.first.get("statements", x_experience_api_version=said)
            self.assertEqual(answer.status_code, 200, said)
            self.assertEqual(answer["X-Experience-API-Version"], answered)

    def test_it_refuses_a_request_without_a_version_everywhere_but_about(self) -> None:
        for path in EVERYWHERE:
            answer = self.first.get(path, x_experience_api_version=None)
            self.refused(answer, 400)
        self.assertEqual(self.first.get("about", x_experience_api_version=None).status_code, 200)

    def test_it_answers_who_names_no_version_by_the_rules_they_spoke_last(self) -> None:
        for said in ("1.0.3", "2.0.0", "1.0.1"):
            self.first.get("statements", x_experience_api_version=said)
            answer = self.first.get("statements", x_experience_api_version=None)
            self.refused(answer, 400)
            expected = "2.0.0" if said == "2.0.0" else "1.0.3"
            self.assertEqual(answer["X-Experience-API-Version"], expected)
        stranger = self.first.get("statements", x_experience_api_version=None, authorization=None)
        self.assertEqual(stranger["X-Experience-API-Version"], "2.0.0")

    def test_it_refuses_versions_that_it_does_not_speak(self) -> None:
        for said in ("0.9", "0.95", "1.1", "3.0.0", "BAD", "1.0.x"):
            self.refused(self.first.get("statements", x_experience_api_version=said), 400)

    def test_it_says_its_version_in_errors_too(self) -> None:
        for lrp in self.both:
            answer = lrp.get("statements", query={"foo": "bar"})
            self.refused(answer, 400)
            self.assertEqual(answer["X-Experience-API-Version"], lrp.version)


class KeyTests(DoorTestCase):
    """1.0.3 Communication 4.0 and 3.2; 2.0 4.1.2."""

    def test_it_refuses_a_key_that_nobody_has(self) -> None:
        pair = base64.b64encode(b"siapa:entah").decode()
        for said in (f"Basic {pair}", f"Basic:{pair}", "Basic", "Bearer abc", "Negotiate x", "é"):
            answer = self.first.get("statements", authorization=said)
            self.refused(answer, 401)

    def test_it_refuses_a_request_without_a_key(self) -> None:
        answer = self.first.get("statements", authorization=None)
        self.refused(answer, 401, "Authorization")
        self.assertTrue(answer["WWW-Authenticate"].startswith("Basic realm="))

    def test_it_sends_no_basic_challenge_to_a_browser(self) -> None:
        for name, value in (
            ("origin", "https://lain.example"),
            ("sec_fetch_mode", "cors"),
            ("sec_fetch_site", "same-origin"),
            ("x_requested_with", "XMLHttpRequest"),
            ("accept", "text/html,application/xhtml+xml"),
        ):
            answer = self.first.get("statements", authorization=None, **{name: value})
            self.assertEqual(answer.status_code, 401)
            self.assertNotIn("Basic", answer["WWW-Authenticate"], name)

    def test_it_refuses_a_revoked_key(self) -> None:
        self.assertEqual(self.first.get("statements").status_code, 200)
        revoke(self.first.client, None)  # type: ignore[arg-type]
        callers.forget_callers()
        self.refused(self.first.get("statements"), 401)

    def test_it_refuses_what_the_scopes_do_not_hold(self) -> None:
        """P-REC-20."""
        writer = Lrp(Scope.STATEMENTS_WRITE)
        reader = Lrp(Scope.ALL_READ)
        state = {"activityId": COURSE, "agent": SARI, "stateId": "s"}
        profile = {"agent": SARI, "profileId": "p"}
        self.refused(writer.get("statements"), 403)
        self.refused(writer.get("activities/state", query=state), 403)
        self.refused(writer.get("agents", query={"agent": SARI}), 403)
        self.refused(reader.post("statements", statement()), 403)
        self.refused(reader.put("activities/state", b"x", query=state), 403)
        self.refused(reader.post("agents/profile", b"{}", query=profile), 403)
        self.refused(reader.delete("agents/profile", query=profile), 403)
        self.assertEqual(reader.get("statements").status_code, 200)
        self.assertEqual(reader.get("activities/state", query=state).status_code, 404)

    def test_it_shows_the_own_statements_only_to_who_may_read_no_more(self) -> None:
        """P-REC-20."""
        mine, other = statement(), statement()
        own = Lrp(Scope.STATEMENTS_WRITE, Scope.STATEMENTS_READ_MINE)
        self.first.post("statements", other)
        own.post("statements", mine)
        found = json.loads(own.get("statements").content)["statements"]
        self.assertEqual([each["id"] for each in found], [mine["id"]])
        self.assertEqual(len(json.loads(self.first.get("statements").content)["statements"]), 2)
        hidden = own.get("statements", query={"statementId": other["id"]})
        self.refused(hidden, 404)


class PassTests(CastTestCase):
    """P-REC-21: a page of ours speaks with a pass (RFC 6750), which opens what one person does."""

    OWN = "11111111-1111-4111-8111-111111111111"
    OTHER = "22222222-2222-4222-8222-222222222222"

    def setUp(self) -> None:
        callers.forget_callers()
        self.me = account_of(self.sari)
        self.lrp = self.holding(self.sari)

    def holding(self, person: Person, **more: Any) -> Lrp:
        lrp = Lrp()
        lrp.authorization = f"Bearer {give_pass(person, **more)}"
        return lrp

    def test_it_opens_the_registration_that_it_names_and_no_other(self) -> None:
        lrp = self.holding(self.sari, registration=self.OWN)
        for registration, status in ((self.OWN, 200), (self.OTHER, 403)):
            said = statement(actor=self.me, context={"registration": registration})
            self.assertEqual(lrp.post("statements", said).status_code, status)
            query = {"agent": self.me, "registration": registration}
            self.assertEqual(lrp.get("statements", query=query).status_code, status)
        self.assertEqual(lrp.post("statements", statement(actor=self.me)).status_code, 403)
        state = {"activityId": COURSE, "agent": self.me, "stateId": "s"}
        self.assertEqual(lrp.put("activities/state", "1", query=state).status_code, 403)
        state["registration"] = self.OWN
        self.assertEqual(lrp.put("activities/state", "1", query=state).status_code, 204)
        elsewhere = statement(actor=self.me)
        self.lrp.post("statements", elsewhere)
        hidden = lrp.get("statements", query={"statementId": elsewhere["id"]})
        self.assertEqual(hidden.status_code, 404)

    def test_it_opens_profiles_when_it_holds_them(self) -> None:
        """A player of content reads what its learner prefers, whatever the registration."""
        lrp = self.holding(self.sari, scopes=[Scope.PROFILE], registration=self.OWN)
        for path, query, status in (
            ("activities/profile", {"activityId": COURSE, "profileId": "p"}, 204),
            ("agents/profile", {"agent": self.me, "profileId": "p"}, 204),
            ("agents/profile", {"agent": account_of(self.joko), "profileId": "p"}, 403),
        ):
            self.assertEqual(lrp.post(path, {"a": 1}, query=query).status_code, status, query)

    def test_it_says_nothing_for_somebody_else(self) -> None:
        joko = account_of(self.joko)
        mine = statement(actor=self.me)
        self.assertEqual(self.lrp.post("statements", mine).status_code, 200)
        group = {"objectType": "Group", "member": [self.me]}
        for actor in (joko, SARI, group):
            answer = self.lrp.post("statements", statement(actor=actor))
            self.assertEqual(answer.status_code, 403)
        void = statement(
            actor=self.me,
            verb={"id": VOIDED},
            object={"objectType": "StatementRef", "id": mine["id"]},
        )
        self.assertEqual(self.lrp.post("statements", void).status_code, 403)
        state = {"activityId": COURSE, "agent": joko, "stateId": "s"}
        for method in ("GET", "PUT", "POST", "DELETE"):
            answer = self.lrp.send(method, "activities/state", "{}", query=state)
            self.assertEqual(answer.status_code, 403, method)

    def test_it_shows_nothing_of_somebody_else(self) -> None:
        mine, said = statement(actor=self.me), statement(actor=account_of(self.joko))
        self.assertEqual(self.lrp.post("statements", mine).status_code, 200)
        self.assertEqual(self.holding(self.joko).post("statements", said).status_code, 200)
        own = self.lrp.get("statements", query={"agent": self.me})
        found = json.loads(own.content)["statements"]
        self.assertEqual([each["id"] for each in found], [mine["id"]])
        self.assertEqual(
            self.lrp.get("statements", query={"statementId": mine["id"]}).status_code, 200
        )
        for query, status in (
            ({}, 403),
            ({"agent": said["actor"]}, 403),
            ({"agent": self.me, "related_agents": "true"}, 403),
            ({"statementId": said["id"]}, 404),
            ({"voidedStatementId": said["id"]}, 404),
        ):
            self.assertEqual(self.lrp.get("statements", query=query).status_code, status, query)
        for path, query in (
            ("agents", {"agent": said["actor"]}),
            ("activities", {"activityId": COURSE}),
            ("agents/profile", {"agent": said["actor"]}),
        ):
            self.assertEqual(self.lrp.get(path, query=query).status_code, 403, path)


class MethodTests(DoorTestCase):
    """1.0.3 Communication 3.2 and 1.1; 2.0 4.1.1."""

    def test_it_names_the_methods_that_there_are(self) -> None:
        for path, method in (
            ("statements", "DELETE"),
            ("activities", "POST"),
            ("activities", "PUT"),
            ("activities", "DELETE"),
            ("agents", "POST"),
            ("agents", "PUT"),
            ("agents", "DELETE"),
            ("about", "POST"),
            ("activities/state", "PATCH"),
        ):
            answer = self.first.send(method, path, authorization=None)
            self.refused(answer, 405)
            self.assertIn("GET", answer["Allow"])

    def test_it_knows_no_other_address(self) -> None:
        for path in (
            "",
            "apa",
            "statements/lain",
            "agents/profile/x",
            "x" * 3000,
            "statements/../x",
        ):
            self.refused(self.first.get(path), 404)

    def test_it_understands_a_doubled_slash(self) -> None:
        self.assertEqual(self.first.get("/statements").status_code, 200)
        self.assertEqual(self.first.get("activities//profile").status_code, 400)

    def test_it_answers_head_like_get_without_the_content(self) -> None:
        said = statement()
        self.first.post("statements", said)
        state = {"activityId": COURSE, "agent": SARI, "stateId": "s"}
        profile = {"activityId": COURSE, "profileId": "p"}
        of_agent = {"agent": SARI, "profileId": "p"}
        self.first.post("activities/state", {"a": 1}, query=state)
        self.first.post("activities/profile", {"a": 1}, query=profile)
        self.first.post("agents/profile", {"a": 1}, query=of_agent)
        for path, query in (
            ("statements", {}),
            ("statements", {"statementId": said["id"]}),
            ("activities", {"activityId": COURSE}),
            ("agents", {"agent": SARI}),
            ("activities/state", state),
            ("activities/profile", profile),
            ("agents/profile", of_agent),
            ("about", {}),
        ):
            for lrp in self.both:
                got = lrp.send("GET", path, query=query)
                head = lrp.send("HEAD", path, query=query)
                self.assertEqual((got.status_code, head.status_code), (200, 200), path)
                self.assertEqual(head.content, b"")
                self.assertEqual(head["Content-Length"], str(len(got.content)))
                self.assertEqual(head["Content-Type"], got["Content-Type"])
        self.assertEqual(self.first.send("HEAD", "agents").status_code, 400)


class AnswerTests(DoorTestCase):
    def test_it_dates_every_answer(self) -> None:
        for answer in (
            self.first.get("about"),
            self.first.get("statements"),
            self.first.get("statements", authorization=None),
            self.first.get("apa"),
        ):
            dated = parsedate_to_datetime(answer["Date"])
            self.assertLess(abs(dated - datetime.now(UTC)), timedelta(seconds=5))

    def test_no_browser_guesses_how_long_an_answer_is_good(self) -> None:
        for lrp in self.both:
            for path in ("about", "statements", "activities/state"):
                self.assertEqual(lrp.get(path)["Cache-Control"], "private, no-cache")

    def test_it_says_up_to_when_statements_are_visible_in_every_answer_about_them(self) -> None:
        """1.0.3 Communication 2.1.3.s2.b5."""
        began = datetime.now(UTC)
        said = statement()
        for answer in (
            self.first.get("statements"),
            self.first.get("statements", query={"LIMIT": "1"}),
            self.first.get("statements", authorization=None),
            self.first.send("DELETE", "statements"),
            self.first.post("statements", said),
            self.first.put("statements", said, query={"statementId": said["id"]}),
            self.first.get("statements", query={"statementId": said["id"]}),
            self.first.get("statementsverb=https://kursus.example/selesai"),
        ):
            through = datetime.fromisoformat(answer["X-Experience-API-Consistent-Through"])
            self.assertGreater(through, began - timedelta(minutes=1))
        for answer in (self.first.get("about"), self.first.get("agents"), self.first.get("apa")):
            self.assertNotIn("X-Experience-API-Consistent-Through", answer)

    def test_it_explains_in_the_form_that_is_asked_for(self) -> None:
        """1.0.3 Communication 3.2.s3.b3, b4."""
        for accept, kind in (
            ("", "application/problem+json"),
            ("*/*", "application/problem+json"),
            ("application/json, text/plain, */*", "application/problem+json"),
            ("text/plain", "text/plain"),
            ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ):
            answer = self.first.get("statements", query={"<b>": "1"}, accept=accept)
            self.assertEqual(answer.status_code, 400)
            self.assertTrue(answer["Content-Type"].startswith(kind), accept)
            if kind != "application/problem+json":
                self.assertEqual("<b>" in answer.content.decode(), kind == "text/plain")

    def test_it_names_field_and_section(self) -> None:
        problem = json.loads(self.first.get("statements", query={"Verb": "x"}).content)
        self.assertEqual(problem["field"], "Verb")
        self.assertIn("3.2", problem["section"])
        self.assertIn('"verb"', problem["detail"])

    def test_it_sets_no_cookie_and_asks_for_no_session(self) -> None:
        with self.assertNumQueries(0):
            answer = self.first.get("about")
        self.assertFalse(answer.cookies)

    def test_it_promises_nothing_when_the_database_is_away(self) -> None:
        with mock.patch("sinau.records.finding.find", side_effect=OperationalError("gone")):
            answer = self.first.get("statements")
        self.refused(answer, 503)
        self.assertTrue(answer["Retry-After"])

    def test_it_answers_a_fault_of_ours_as_a_problem_too(self) -> None:
        with (
            mock.patch("sinau.records.finding.find", side_effect=RuntimeError("broken")),
            self.assertLogs("sinau.records.door", "ERROR"),
        ):
            answer = self.first.get("statements")
        self.refused(answer, 500)


class LimitTests(DoorTestCase):
    """1.0.3 Communication 3.2.s3.b11-b14."""

    @override_settings(XAPI_MAX_BYTES=2_000)
    def test_it_refuses_what_is_too_large(self) -> None:
        large = statement(result={"response": "x" * 3_000})
        state = {"activityId": COURSE, "agent": SARI, "stateId": "s"}
        for lrp in self.both:
            self.refused(lrp.post("statements", large), 413, "MB")
            self.refused(lrp.put("activities/state", b"x" * 3_000, query=state), 413)
            self.assertEqual(lrp.post("statements", statement()).status_code, 200)

    def test_it_refuses_more_in_a_minute_than_the_client_may(self) -> None:
        with clock.freeze(datetime(2026, 11, 25, 9, 0, 20, tzinfo=UTC)):
            lrp = Lrp(limit_per_minute=3)
            self.assertEqual(lrp.post("statements", [statement(), statement()]).status_code, 200)
            refused = lrp.post("statements", [statement(), statement()])
            self.refused(refused, 429, "3", "40 detik")
            self.assertEqual(refused["Retry-After"], "40")
            self.assertEqual(lrp.get("statements").status_code, 200)
            self.refused(lrp.get("statements"), 429)
            self.assertEqual(Tally.objects.get(client=lrp.client).used, 3)
            self.assertEqual(self.first.post("statements", statement()).status_code, 200)
        with clock.freeze(datetime(2026, 11, 25, 9, 1, 0, tzinfo=UTC)):
            self.assertEqual(lrp.post("statements", statement()).status_code, 200)

    def test_it_lets_a_large_batch_in_when_the_minute_is_new(self) -> None:
        lrp = Lrp(limit_per_minute=1)
        with clock.freeze(datetime(2026, 11, 25, 9, 0, 20, tzinfo=UTC)):
            self.assertEqual(lrp.post("statements", [statement(), statement()]).status_code, 200)
            self.refused(lrp.get("statements"), 429)


class CrossingTests(DoorTestCase):
    """Pages of other sites, by the Fetch standard."""

    HERE = "https://kursus.example"

    def test_a_named_site_may_ask_and_read(self) -> None:
        lrp = Lrp(origins=[self.HERE])
        asked = lrp.send(
            "OPTIONS",
            "statements",
            authorization=None,
            x_experience_api_version=None,
            origin=self.HERE,
            access_control_request_method="POST",
        )
        self.assertEqual(asked.status_code, 204)
        self.assertEqual(asked["Access-Control-Allow-Origin"], self.HERE)
        self.assertIn("POST", asked["Access-Control-Allow-Methods"])
        self.assertIn("X-Experience-API-Version", asked["Access-Control-Allow-Headers"])
        answer = lrp.get("statements", origin=self.HERE)
        self.assertEqual(answer["Access-Control-Allow-Origin"], self.HERE)
        self.assertIn("ETag", answer["Access-Control-Expose-Headers"])
        unknown = lrp.get("statements", origin=self.HERE, authorization="Basic x")
        self.assertEqual(unknown["Access-Control-Allow-Origin"], self.HERE)

    def test_no_other_site_may(self) -> None:
        Lrp(origins=[self.HERE])
        asked = self.first.send("OPTIONS", "statements", origin="https://lain.example")
        self.assertEqual(asked.status_code, 204)
        self.assertNotIn("Access-Control-Allow-Origin", asked)
        # Somebody else's site is not this client's.
        answer = self.first.get("statements", origin=self.HERE)
        self.assertNotIn("Access-Control-Allow-Origin", answer)
        self.assertEqual(answer["Vary"], "Origin")


class BodyTests(DoorTestCase):
    """What comes after the headers, as a server hands it over."""

    @override_settings(XAPI_MAX_BYTES=500_000)
    def test_a_refused_body_is_heard_out(self) -> None:
        for length, heard in ((600_000, True), (2_000_000, True), (2_000_001, False)):
            stream = BytesIO(b"x" * length)
            self.assertEqual(self.sent(stream, CONTENT_LENGTH=str(length)), 413)
            self.assertEqual(stream.tell() == length, heard, length)
        for length, heard in ((1024 * 1024, True), (1024 * 1024 + 1, False)):
            stream = BytesIO(b"x" * length)
            said = {"CONTENT_LENGTH": str(length), "HTTP_AUTHORIZATION": "Basic x"}
            self.assertEqual(self.sent(stream, **said), 401)
            self.assertEqual(stream.tell() == length, heard, length)

    @override_settings(XAPI_MAX_BYTES=100_000)
    def test_a_body_in_chunks_is_read_to_the_limit(self) -> None:
        chunked = {"HTTP_TRANSFER_ENCODING": "chunked"}
        said = json.dumps(statement()).encode()
        self.assertEqual(self.sent(BytesIO(said), **chunked), 200)
        self.assertEqual(self.sent(BytesIO(b"x" * 200_000), **chunked), 413)

    def test_a_body_without_a_length_is_none(self) -> None:
        for length in ("", "0", "banyak", "-5"):
            self.assertEqual(self.sent(BytesIO(b"{}"), CONTENT_LENGTH=length), 400)

    def sent(self, stream: BytesIO, **environ: str) -> int:
        """The status of a statement posted by a server that speaks WSGI."""
        made = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/xapi/statements",
            "CONTENT_TYPE": "application/json",
            "HTTP_AUTHORIZATION": self.first.authorization,
            "HTTP_X_EXPERIENCE_API_VERSION": "1.0.3",
            "wsgi.input": stream,
        } | environ
        return DoorMiddleware(lambda _request: HttpResponse())(WSGIRequest(made)).status_code

    def test_everything_else_goes_on(self) -> None:
        for path in ("/xapi", "/xapilah/", "/rekam/"):
            request = WSGIRequest(
                {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.input": BytesIO()}
            )
            answer = DoorMiddleware(lambda _request: HttpResponse("lain"))(request)
            self.assertEqual(answer.content, b"lain")
