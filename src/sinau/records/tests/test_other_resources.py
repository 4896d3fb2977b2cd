"""Agents, activities and about.

1.0.3 Communication 2.4, 2.5, 2.8; 2.0 4.1.6.3, 4.1.6.4, 4.1.6.7.
"""

from __future__ import annotations

import json
from typing import Any

from sinau.records.testing import BAYU, COURSE, SARI, DoorTestCase, statement

SUM = {"objectType": "Agent", "mbox_sha1sum": "ebd31e95054c018b10727ccffd2ef2ec3a016ee9"}
OPENID = {"objectType": "Agent", "openid": "https://kota.example/sari"}


class AgentsTests(DoorTestCase):
    def person(self, agent: dict[str, Any], version: int = 0) -> dict[str, Any]:
        answer = self.both[version].get("agents", query={"agent": agent})
        self.assertEqual(answer.status_code, 200, answer.content)
        return dict(json.loads(answer.content))

    def test_a_person_has_lists(self) -> None:
        for version in (0, 1):
            for agent, name in (
                (SARI, "mbox"),
                (BAYU, "account"),
                (SUM, "mbox_sha1sum"),
                (OPENID, "openid"),
            ):
                self.both[version].post("statements", statement(actor=agent))
                person = self.person(agent, version)
                self.assertEqual(person["objectType"], "Person")
                self.assertEqual(person[name], [agent[name]])
                self.assertEqual(person.get("name", []), [agent["name"]] if "name" in agent else [])

    def test_it_knows_every_name_that_statements_used(self) -> None:
        for name in ("Sari", "Sari Dewi"):
            self.first.post("statements", statement(actor=SARI | {"name": name}))
        person = self.person({"mbox": SARI["mbox"]})
        self.assertEqual(sorted(person["name"]), ["Sari", "Sari Dewi"])

    def test_of_a_stranger_it_says_what_was_asked(self) -> None:
        """1.0.3 Communication 2.4.s3.b3."""
        stranger = {"name": "Siapa", "mbox": "mailto:siapa@kota.example"}
        self.assertEqual(
            self.person(stranger),
            {"objectType": "Person", "name": ["Siapa"], "mbox": [stranger["mbox"]]},
        )

    def test_it_wants_one_agent(self) -> None:
        for lrp in self.both:
            self.refused(lrp.get("agents"), 400, "agent")
            for wrong in ("x", "1", "[]", "{}", json.dumps({"name": "x", "objectType": "Agent"})):
                self.refused(lrp.get("agents", query={"agent": wrong}), 400)
            group = {"objectType": "Group", "mbox": "mailto:tim@kota.example"}
            self.refused(lrp.get("agents", query={"agent": group}), 400, "Group")
            self.refused(lrp.get("agents", query={"agent": SARI, "apa": "x"}), 400, "apa")


class ActivitiesTests(DoorTestCase):
    def activity(self, iri: str, version: int = 0) -> dict[str, Any]:
        answer = self.both[version].get("activities", query={"activityId": iri})
        self.assertEqual(answer.status_code, 200, answer.content)
        return dict(json.loads(answer.content))

    def test_it_is_all_that_statements_said(self) -> None:
        definition = {
            "name": {"id": "Tata naskah"},
            "type": "http://adlnet.gov/expapi/activities/course",
            "extensions": {"https://kota.example/jp": 3.5},
        }
        self.first.post("statements", statement(object={"id": COURSE, "definition": definition}))
        for version in (0, 1):
            self.assertEqual(
                self.activity(COURSE, version),
                {"objectType": "Activity", "id": COURSE, "definition": definition},
            )
        more = {"name": {"en": "Official letters"}}
        self.first.post("statements", statement(object={"id": COURSE, "definition": more}))
        self.assertEqual(
            self.activity(COURSE)["definition"]["name"],
            {"id": "Tata naskah", "en": "Official letters"},
        )

    def test_an_unknown_one_is_its_id(self) -> None:
        """1.0.3 Communication 2.5.s2.b1; 2.0 4.1.6.4."""
        iri = "https://kursus.example/réunion?a=1&b=2"
        for version in (0, 1):
            self.assertEqual(self.activity(iri, version), {"objectType": "Activity", "id": iri})

    def test_it_wants_an_iri(self) -> None:
        for lrp in self.both:
            self.refused(lrp.get("activities"), 400, "activityId")
            for wrong in ("", "true", "1", "bukan iri"):
                self.refused(lrp.get("activities", query={"activityId": wrong}), 400, "activityId")


class AboutTests(DoorTestCase):
    def about(self, **more: Any) -> dict[str, Any]:
        answer = self.first.get("about", authorization=None, **more)
        self.assertEqual(answer.status_code, 200)
        return dict(json.loads(answer.content))

    def test_it_names_the_versions_to_everybody(self) -> None:
        versions = self.about(x_experience_api_version=None)["version"]
        self.assertLessEqual({"1.0.0", "1.0.3", "2.0.0"}, set(versions))
        self.assertIn("2.0.0", self.about(x_experience_api_version="2.0.0")["version"])
        self.assertIn("1.0.3", self.about(x_experience_api_version="1.0.3")["version"])

    def test_it_says_nothing_that_the_specification_does_not_know(self) -> None:
        self.assertEqual(set(self.about()), {"version", "extensions"})
        self.assertNotIn("2.0.0", self.about(x_experience_api_version="1.0.1")["version"])

    def test_it_refuses_nobody_for_their_version(self) -> None:
        """1.0.3 Communication 2.8.s5.b4."""
        self.assertEqual(self.about(x_experience_api_version="0.8")["version"][0], "1.0.0")
