"""State, agent profiles and activity profiles.

1.0.3 Communication 2.2, 2.3, 2.6, 2.7, 3.1; 2.0 4.1.4, 4.1.6.2, 4.1.6.5, 4.1.6.6.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from django.http import HttpResponse

from sinau.kernel import clock
from sinau.records.models import Document
from sinau.records.testing import BAYU, COURSE, SARI, DoorTestCase, Lrp

STATE = "activities/state"
AGENT_PROFILE = "agents/profile"
ACTIVITY_PROFILE = "activities/profile"
THREE = (STATE, AGENT_PROFILE, ACTIVITY_PROFILE)
PROFILES = (AGENT_PROFILE, ACTIVITY_PROFILE)
BYTES = "application/octet-stream"


def place(path: str, name: str = "satu", **more: Any) -> dict[str, Any]:
    """Parameters that name one document."""
    about: dict[str, Any] = {}
    if path != AGENT_PROFILE:
        about["activityId"] = COURSE
    if path != ACTIVITY_PROFILE:
        about["agent"] = SARI
    about["stateId" if path == STATE else "profileId"] = name
    return about | more


def name_of(path: str) -> str:
    return "stateId" if path == STATE else "profileId"


class EveryResourceTests(DoorTestCase):
    def each(self) -> list[tuple[Lrp, str, dict[str, Any]]]:
        return [(lrp, path, place(path, str(uuid.uuid4()))) for lrp in self.both for path in THREE]

    def test_it_gives_back_what_was_put_to_the_byte(self) -> None:
        content = bytes(range(256))
        for lrp, path, query in self.each():
            put = lrp.put(
                path, content, query=query, content_type="image/x-aneh", if_none_match="*"
            )
            self.assertEqual((put.status_code, put.content), (204, b""))
            self.assertNotIn("Content-Type", put)
            got = lrp.get(path, query=query)
            self.assertEqual((got.status_code, got.content), (200, content))
            self.assertEqual(got["Content-Type"], "image/x-aneh")
            self.assertEqual(got["Content-Length"], "256")

    def test_it_creates_what_is_posted_first(self) -> None:
        """1.0.3 Communication 2.2.s7."""
        for lrp, path, query in self.each():
            self.assertEqual(lrp.post(path, {"a": 1}, query=query).status_code, 204)
            self.assertEqual(json.loads(lrp.get(path, query=query).content), {"a": 1})

    def test_it_joins_the_properties_of_the_first_level(self) -> None:
        """1.0.3 Communication 2.2.s7.b1-b3."""
        for lrp, path, query in self.each():
            lrp.post(path, '{"n":1.00,"mobil":{"a":1,"b":2},"tetap":"ya"}', query=query)
            lrp.post(path, {"mobil": {"a": 3}, "baru": None}, query=query)
            got = lrp.get(path, query=query).content
            self.assertEqual(
                json.loads(got), {"n": 1.0, "mobil": {"a": 3}, "tetap": "ya", "baru": None}
            )
            # A number stays as it was written.
            self.assertIn(b"1.00", got)

    def test_it_joins_nothing_but_objects(self) -> None:
        """1.0.3 Communication 2.2.s8.b1: refused, and the stored document stays."""
        for lrp, path, query in self.each():
            lrp.post(path, {"a": 1}, query=query)
            for body, kind in (
                ("abc", BYTES),
                ("abc", "application/x-www-form-urlencoded"),
                ("{", "application/json"),
                ("[1]", "application/json"),
                ("1", "application/json; charset=utf-8"),
                (b'{"a":"\xff"}', "application/json"),
                ("[" * 100_000, "application/json"),
            ):
                self.refused(lrp.post(path, body, query=query, content_type=kind), 400)
            self.assertEqual(json.loads(lrp.get(path, query=query).content), {"a": 1})

    def test_it_does_not_join_to_what_is_no_json(self) -> None:
        for lrp, path, query in self.each():
            lrp.put(path, "/ teks", query=query, content_type=BYTES, if_none_match="*")
            self.refused(lrp.post(path, {"a": 1}, query=query), 400, "PUT")
            self.assertEqual(lrp.get(path, query=query).content, b"/ teks")

    def test_it_takes_any_content_that_is_what_it_says(self) -> None:
        """1.0.3 Communication 2.2.s4.b2; JSON that cannot be read is no JSON (3.2.s3.b6)."""
        for lrp, path, query in self.each():
            self.refused(lrp.post(path, "{[", query=query), 400)
            self.refused(lrp.put(path, "{[", query=query, if_none_match="*"), 400)
            self.assertEqual(lrp.post(path, b"", query=query).status_code, 204)
            self.assertEqual(lrp.get(path, query=query).content, b"")

    def test_it_deletes_once_and_for_all(self) -> None:
        for lrp, path, query in self.each():
            lrp.post(path, {"a": 1}, query=query)
            self.assertEqual(lrp.delete(path, query=query).status_code, 204)
            self.refused(lrp.get(path, query=query), 404)
            self.assertEqual(lrp.delete(path, query=query).status_code, 204)

    def test_it_lists_the_ids(self) -> None:
        for lrp in self.both:
            for path in THREE:
                Document.objects.all().delete()
                listing = {
                    name: value for name, value in place(path).items() if name != name_of(path)
                }
                self.assertEqual(json.loads(lrp.get(path, query=listing).content), [])
                for name in ("satu", "dua"):
                    lrp.post(path, {"a": 1}, query=place(path, name))
                answer = lrp.get(path, query=listing)
                self.assertEqual(json.loads(answer.content), ["satu", "dua"])
                self.assertIn("Last-Modified", answer)

    def test_it_lists_only_what_changed_since(self) -> None:
        """`since` is exclusive."""
        began = datetime(2026, 11, 25, 9, tzinfo=UTC)
        for path in THREE:
            for minutes, name in enumerate(("satu", "dua", "tiga")):
                with clock.freeze(began + timedelta(minutes=minutes)):
                    self.first.post(path, {"a": 1}, query=place(path, name))
            listing = {name: value for name, value in place(path).items() if name != name_of(path)}
            for said in ("2026-11-25T09:01:00Z", "2026-11-25T16:01:00+07:00"):
                answer = self.first.get(path, query=listing | {"since": said})
                self.assertEqual(json.loads(answer.content), ["tiga"])
            self.refused(self.first.get(path, query=listing | {"since": "kemarin"}), 400, "since")

    def test_it_says_when_it_was_changed(self) -> None:
        """1.0.3 Communication 2.2.s6; 2.0 4.1.6.2."""
        for lrp, path, query in self.each():
            moments = []
            for second in (0, 2):
                with clock.freeze(datetime(2026, 11, 25, 9, 0, second, tzinfo=UTC)):
                    lrp.post(path, {"a": second}, query=query)
                moments.append(parsedate_to_datetime(lrp.get(path, query=query)["Last-Modified"]))
            self.assertEqual(moments[1] - moments[0], timedelta(seconds=2))

    def test_it_refuses_parameters_that_are_missing_or_wrong(self) -> None:
        wrong = {
            "activityId": ["bukan iri", "1", "true", "undefined", ""],
            "agent": ["true", "1", "bukan JSON", "{}", json.dumps({"name": "x"}), '{"mbox":1}'],
            "registration": ["true", "1", "bukan-uuid"],
        }
        for lrp, path, query in self.each():
            for name in query:
                for method in ("GET", "PUT", "POST", "DELETE"):
                    may_list = name == name_of(path) and (method == "GET" or path == STATE)
                    if may_list and method in ("GET", "DELETE"):
                        continue
                    without = {each: value for each, value in query.items() if each != name}
                    answer = lrp.send(method, path, b"x", query=without, content_type=BYTES)
                    self.refused(answer, 400, name)
                for value in wrong.get(name, []):
                    answer = lrp.get(path, query=query | {name: value})
                    self.refused(answer, 400)
            self.refused(lrp.get(path, query=query | {"apa": "x"}), 400, "apa")
            if path == STATE:
                for value in wrong["registration"]:
                    self.refused(lrp.get(path, query=query | {"registration": value}), 400)
            else:
                reg = str(uuid.uuid4())
                self.refused(lrp.get(path, query=query | {"registration": reg}), 400)


class StateTests(DoorTestCase):
    def test_each_registration_is_a_place_of_its_own(self) -> None:
        one, two = str(uuid.uuid4()), str(uuid.uuid4())
        for registration in (one, two, None):
            more = {"registration": registration} if registration else {}
            content = registration or "tanpa"
            self.first.put(STATE, content, query=place(STATE, **more), content_type=BYTES)
        got = self.first.get(STATE, query=place(STATE, registration=one.upper()))
        self.assertEqual(got.content.decode(), one)
        self.assertEqual(self.first.get(STATE, query=place(STATE)).content, b"tanpa")

    def test_agents_and_activities_are_apart(self) -> None:
        self.first.put(STATE, "milik Sari", query=place(STATE), content_type=BYTES)
        self.refused(self.first.get(STATE, query=place(STATE, agent=BAYU)), 404)
        self.refused(self.first.get(STATE, query=place(STATE, activityId=f"{COURSE}/2")), 404)

    def test_the_name_of_an_agent_does_not_matter(self) -> None:
        self.first.put(STATE, "milik Sari", query=place(STATE), content_type=BYTES)
        other = {"mbox": SARI["mbox"]}
        self.assertEqual(self.first.get(STATE, query=place(STATE, agent=other)).status_code, 200)

    def test_it_deletes_all_of_an_activity_and_agent(self) -> None:
        """1.0.3 Communication 2.3.s5."""
        registration = str(uuid.uuid4())
        for lrp in self.both:
            lrp.post(STATE, {"a": 1}, query=place(STATE, "satu"))
            lrp.post(STATE, {"a": 1}, query=place(STATE, "dua", registration=registration))
            lrp.post(STATE, {"a": 1}, query=place(STATE, "lain", agent=BAYU))
            listing = {"activityId": COURSE, "agent": SARI}
            part = lrp.delete(STATE, query=listing | {"registration": registration})
            self.assertEqual(part.status_code, 204)
            self.assertEqual(json.loads(lrp.get(STATE, query=listing).content), ["satu"])
            self.assertEqual(lrp.delete(STATE, query=listing).status_code, 204)
            self.assertEqual(json.loads(lrp.get(STATE, query=listing).content), [])
            self.assertEqual(Document.objects.get().name, "lain")
            Document.objects.all().delete()
        self.refused(self.first.delete(STATE, query={"activityId": COURSE}), 400, "agent")

    def test_the_first_version_overwrites_without_asking(self) -> None:
        """1.0.3 Communication 3.1.s3: State needs no concurrency headers."""
        for content in (b"satu", b"dua"):
            put = self.first.put(STATE, content, query=place(STATE), content_type=BYTES)
            self.assertEqual(put.status_code, 204)
        self.assertEqual(self.first.get(STATE, query=place(STATE)).content, b"dua")

    def test_the_second_version_does_not(self) -> None:
        """2.0 4.1.4: PUT without a header, on something that exists, is a conflict."""
        for content, status in ((b"satu", 204), (b"dua", 409)):
            put = self.second.put(STATE, content, query=place(STATE), content_type=BYTES)
            self.assertEqual(put.status_code, status)
        self.assertEqual(self.second.get(STATE, query=place(STATE)).content, b"satu")

    def test_an_identified_group_has_a_state_too(self) -> None:
        group = {"objectType": "Group", "mbox": "mailto:tim@kota.example"}
        for lrp in self.both:
            query = place(STATE, str(uuid.uuid4()), agent=group)
            self.assertEqual(lrp.put(STATE, b"x", query=query, content_type=BYTES).status_code, 204)
            anonymous = {"objectType": "Group", "member": [SARI]}
            self.refused(lrp.get(STATE, query=place(STATE, agent=anonymous)), 400)


class ConcurrencyTests(DoorTestCase):
    """1.0.3 Communication 3.1; 2.0 4.1.4."""

    def made(self, lrp: Lrp, path: str) -> tuple[dict[str, Any], str]:
        query = place(path, str(uuid.uuid4()))
        self.assertEqual(lrp.post(path, {"a": 1}, query=query).status_code, 204)
        return query, lrp.get(path, query=query)["ETag"]

    def content(self, lrp: Lrp, path: str, query: dict[str, Any]) -> Any:
        return json.loads(lrp.get(path, query=query).content)

    def test_the_tag_is_the_quoted_sha1_of_the_content(self) -> None:
        for lrp in self.both:
            for path in THREE:
                query, tag = self.made(lrp, path)
                content = lrp.get(path, query=query).content
                self.assertEqual(tag, f'"{hashlib.sha1(content).hexdigest()}"')

    def test_a_change_with_the_right_tag_is_made(self) -> None:
        for lrp in self.both:
            for path in THREE:
                for method, after in (("PUT", {"b": 2}), ("POST", {"a": 1, "b": 2})):
                    query, tag = self.made(lrp, path)
                    changed = lrp.send(method, path, {"b": 2}, query=query, if_match=tag)
                    self.assertEqual(changed.status_code, 204)
                    self.assertEqual(self.content(lrp, path, query), after)
                    self.assertNotEqual(lrp.get(path, query=query)["ETag"], tag)
                query, tag = self.made(lrp, path)
                self.assertEqual(lrp.delete(path, query=query, if_match=tag).status_code, 204)
                self.refused(lrp.get(path, query=query), 404)

    def test_a_change_with_another_tag_is_not(self) -> None:
        for lrp in self.both:
            for path in THREE:
                query, _tag = self.made(lrp, path)
                for tag in ('"1111111111111111111111111111111111111111"', "1234", 'W/"x", "y"'):
                    for method in ("PUT", "POST", "DELETE"):
                        body = b"" if method == "DELETE" else {"b": 2}
                        answer = lrp.send(method, path, body, query=query, if_match=tag)
                        self.refused(answer, 412, "ETag")
                self.assertEqual(self.content(lrp, path, query), {"a": 1})

    def test_a_tag_among_several_or_weakened_or_any_will_do(self) -> None:
        for path in THREE:
            for form in ('"x", {}', "W/{}", "*"):
                query, tag = self.made(self.second, path)
                said = form.format(tag)
                put = self.second.put(path, {"b": 2}, query=query, if_match=said)
                self.assertEqual(put.status_code, 204, said)

    def test_nothing_matches_what_does_not_exist(self) -> None:
        for lrp in self.both:
            for path in THREE:
                query = place(path, str(uuid.uuid4()))
                self.refused(lrp.put(path, {"b": 2}, query=query, if_match="*"), 412)
                self.refused(lrp.delete(path, query=query, if_match='"x"'), 412)
                self.refused(lrp.get(path, query=query), 404)

    def test_a_new_one_is_only_made_where_there_is_none(self) -> None:
        for lrp in self.both:
            for path in THREE:
                query = place(path, str(uuid.uuid4()))
                for status in (204, 412):
                    put = lrp.put(path, {"n": status}, query=query, if_none_match="*")
                    self.assertEqual(put.status_code, status)
                self.refused(lrp.post(path, {"b": 1}, query=query, if_none_match="*"), 412)
                self.assertEqual(self.content(lrp, path, query), {"n": 204})

    def test_put_without_a_header_changes_no_profile(self) -> None:
        for lrp in self.both:
            for path in PROFILES:
                query, tag = self.made(lrp, path)
                answer = lrp.put(path, {"b": 2}, query=query)
                self.refused(answer, 409, "If-Match", "ETag")
                self.assertEqual(self.content(lrp, path, query), {"a": 1})
                self.assertEqual(lrp.get(path, query=query)["ETag"], tag)

    def test_put_without_a_header_makes_a_profile_in_the_second_version_only(self) -> None:
        for path in PROFILES:
            query = place(path, str(uuid.uuid4()))
            self.refused(self.first.put(path, {"b": 2}, query=query), 400, "If-None-Match")
            self.assertEqual(self.second.put(path, {"b": 2}, query=query).status_code, 204)

    def test_a_reader_who_has_it_is_told_so(self) -> None:
        query, tag = self.made(self.first, STATE)
        answer = self.first.get(STATE, query=query, if_none_match=tag)
        self.assertEqual((answer.status_code, answer.content), (304, b""))
        self.assertEqual(answer["ETag"], tag)


class LongNameTests(DoorTestCase):
    def test_a_long_name_is_a_name(self) -> None:
        query = place(STATE, "n" * 1_900)
        self.assertEqual(self.first.put(STATE, b"x", query=query).status_code, 400)
        put: HttpResponse = self.first.put(STATE, b"x", query=query, content_type=BYTES)
        self.assertEqual(put.status_code, 204)
        self.assertEqual(self.first.get(STATE, query=query).content, b"x")
        self.refused(self.first.get(STATE, query=place(STATE, "n" * 2_001)), 400, "stateId")
        self.refused(self.first.get(STATE, query=place(STATE, "a\0b")), 400, "NUL")
