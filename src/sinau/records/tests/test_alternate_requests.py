"""A form that stands for another request (1.0.3 Communication 1.3); 2.0 has none."""

from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse

from sinau.records.testing import COURSE, SARI, DoorTestCase, Lrp, statement

FORM = "application/x-www-form-urlencoded"


class AlternateRequestTests(DoorTestCase):
    def form(
        self, lrp: Lrp, method: str, path: str = "statements", more: str = "", **fields: Any
    ) -> HttpResponse:
        sent = fields.pop("sent", {})
        body = urlencode(
            {
                name.replace("__", "-"): value if isinstance(value, str) else json.dumps(value)
                for name, value in fields.items()
            }
        )
        return lrp.send("POST", f"{path}?method={method}{more}", body, content_type=FORM, **sent)

    def test_a_form_puts_a_statement(self) -> None:
        said = statement(id=None)
        made = str(uuid.uuid4())
        answer = self.form(self.first, "PUT", statementId=made, content=said)
        self.assertEqual(answer.status_code, 204)
        found = self.first.get("statements", query={"statementId": made})
        self.assertEqual(json.loads(found.content)["actor"], said["actor"])

    def test_a_form_asks_for_statements(self) -> None:
        self.first.post("statements", [statement(), statement()])
        answer = self.form(self.first, "GET", limit="1")
        self.assertEqual(answer.status_code, 200)
        page = json.loads(answer.content)
        self.assertEqual(len(page["statements"]), 1)
        self.assertTrue(page["more"])

    def test_its_fields_stand_for_headers(self) -> None:
        fields = {
            "Authorization": self.first.authorization,
            "X__Experience__API__Version": "1.0.3",
            "Content__Type": "application/json",
        }
        bare = {"authorization": None, "x_experience_api_version": None}
        said = statement()
        answer = self.form(
            self.first, "PUT", statementId=said["id"], content=said, sent=bare, **fields
        )
        self.assertEqual(answer.status_code, 204)
        wrong = fields | {"X__Experience__API__Version": "0.8"}
        self.refused(self.form(self.first, "GET", **wrong), 400)

    def test_a_form_changes_documents(self) -> None:
        place = {"activityId": COURSE, "profileId": "p"}
        made = self.form(
            self.first, "PUT", "activities/profile", content="{}", If__None__Match="*", **place
        )
        self.assertEqual(made.status_code, 204)
        again = self.form(
            self.first, "PUT", "activities/profile", content="{}", If__None__Match="*", **place
        )
        self.refused(again, 412)
        got = self.form(self.first, "GET", "activities/profile", **place)
        self.assertEqual(got.content, b"{}")
        gone = self.form(self.first, "DELETE", "activities/profile", **place)
        self.assertEqual(gone.status_code, 204)
        self.refused(self.first.get("activities/profile", query=place), 404)

    def test_it_refuses_other_parameters_in_the_address(self) -> None:
        made = str(uuid.uuid4())
        said = statement(id=None)
        more = f"&statementId={made}"
        self.refused(self.form(self.first, "PUT", more=more, content=said), 400, "method")

    def test_it_refuses_what_is_no_such_form(self) -> None:
        said = statement()
        self.refused(self.form(self.first, "PUT", statementId=said["id"]), 400)
        self.refused(self.form(self.first, "SING", content=said), 400)
        self.refused(self.first.send("POST", "statements?method=PUT"), 400)
        sent = self.first.send(
            "POST", "statements?method=PUT", json.dumps({"content": said}), content_type=FORM
        )
        self.refused(sent, 400)
        raw = self.first.send("POST", "statements?method=PUT", b"a=%ff", content_type=FORM)
        self.refused(raw, 400)
        twice = self.first.send(
            "POST", "statements?method=PUT", "content=1&content=2", content_type=FORM
        )
        self.refused(twice, 400)

    def test_it_must_be_posted(self) -> None:
        for method in ("GET", "PUT"):
            self.refused(self.first.send(method, "statements?method=POST"), 400, "method")

    def test_the_second_version_has_no_such_thing(self) -> None:
        self.refused(self.form(self.second, "GET", limit="1"), 400, "method")
        fields = {
            "Authorization": self.second.authorization,
            "X__Experience__API__Version": "2.0.0",
        }
        bare = {"authorization": None, "x_experience_api_version": None}
        self.refused(self.form(self.second, "GET", sent=bare, **fields), 400, "method")

    def test_a_form_without_a_method_is_a_document_like_any_other(self) -> None:
        place = {"activityId": COURSE, "agent": SARI, "stateId": "s"}
        for lrp in self.both:
            answer = lrp.post("activities/state", "true", query=place, content_type=FORM)
            self.assertEqual(answer.status_code, 204)
            self.assertEqual(lrp.get("activities/state", query=place)["Content-Type"], FORM)
            lrp.delete("activities/state", query=place)
