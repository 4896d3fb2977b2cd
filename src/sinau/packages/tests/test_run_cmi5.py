"""The run time of cmi5, requirement by requirement."""

from __future__ import annotations

import copy
import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.http import HttpResponse

from sinau.kernel import clock
from sinau.packages.actions import abandon, abandon_silent, launch, register, waive
from sinau.packages.cmi5 import words
from sinau.packages.models import Package, Registration, Session
from sinau.packages.tests.making import Au, au, block, brought, launched
from sinau.people.testing import CastTestCase
from sinau.records import callers
from sinau.records.models import Statement
from sinau.records.testing import forget_what_was_learnt

Json = dict[str, Any]


class RunTestCase(CastTestCase):
    """Sari takes a package that Wulan brought in."""

    inner: str | None = None
    package: Package

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        forget_what_was_learnt()
        cls.package = brought(cls.wulan, cls.inner)

    def setUp(self) -> None:
        callers.forget_callers()
        forget_what_was_learnt()

    def launched(self, **said: Any) -> tuple[Registration, Session, Au]:
        return launched(self.package, self.sari, by=self.sari, **said)

    def statements(self, registration: Registration) -> list[Json]:
        rows = Statement.objects.filter(registration=registration.code).order_by("stored")
        return [row.data for row in rows]

    def verbs(self, registration: Registration) -> list[str]:
        return [said["verb"]["id"].rpartition("/")[2] for said in self.statements(registration)]

    def refused(self, answer: HttpResponse, requirement: str) -> None:
        self.assertEqual(answer.status_code, 403, (requirement, answer.content))
        self.assertIn(requirement, json.loads(answer.content)["detail"])


class LaunchTests(RunTestCase):
    inner = block(
        au(
            url="index.html?paramA=1&amp;paramB=2",
            more="<launchParameters>kata</launchParameters><entitlementKey>kunci</entitlementKey>",
        )
    )

    def test_the_launch_url_has_its_parameters_and_keeps_the_units_own_8_1(self) -> None:
        registration, _session, unit = self.launched()
        parts = urlsplit(unit.url)
        self.assertTrue(parts.path.endswith("/index.html"))
        query = parse_qs(parts.query)
        self.assertEqual(query["paramA"], ["1"])
        self.assertEqual(query["paramB"], ["2"])
        self.assertEqual(unit.registration, str(registration.code))
        self.assertEqual(unit.actor["objectType"], "Agent")
        self.assertIn("homePage", unit.actor["account"])
        self.assertNotEqual(unit.activity_id, "https://penerbit.example/au")

    def test_the_activity_id_is_the_same_at_every_launch_8_1_5(self) -> None:
        first, second = self.launched()[2], self.launched()[2]
        self.assertEqual(first.activity_id, second.activity_id)
        self.assertEqual(first.registration, second.registration)

    def test_the_fetch_url_is_good_once_8_2(self) -> None:
        unit = self.launched()[2]
        answer = unit.fetch()
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer["Content-Type"].startswith("application/json"))
        self.assertIn("auth-token", json.loads(answer.content))
        again = unit.fetch()
        self.assertEqual(again.status_code, 200)
        self.assertEqual(json.loads(again.content)["error-code"], "1")
        self.assertNotIn("auth-token", json.loads(again.content))

    def test_a_made_up_fetch_url_gives_nothing_8_2_3(self) -> None:
        unit = self.launched()[2]
        for wrong in ("/ambil/x/y", f"/ambil/{uuid.uuid4()}/y", "/ambil/"):
            unit.query["fetch"] = f"http://paket.localhost:8000{wrong}"
            said = json.loads(unit.fetch().content)
            self.assertEqual(said["error-code"], "2", wrong)

    def test_the_launch_data_say_all_that_10_2_asks(self) -> None:
        _registration, session, unit = self.launched(return_url="https://sinau.example/kembali")
        unit.fetch()
        said = json.loads(unit.state("GET", words.LAUNCH_DATA).content)
        template = said["contextTemplate"]
        self.assertEqual(template["extensions"][words.SESSION_ID], str(session.code))
        self.assertEqual(
            template["contextActivities"]["grouping"][0]["id"], "https://penerbit.example/au"
        )
        self.assertEqual(said["launchMode"], "Normal")
        self.assertEqual(said["launchMethod"], "AnyWindow")
        self.assertEqual(said["launchParameters"], "kata")
        self.assertEqual(said["masteryScore"], 0.9)
        self.assertEqual(said["moveOn"], "CompletedAndPassed")
        self.assertEqual(said["returnURL"], "https://sinau.example/kembali")
        self.assertEqual(said["entitlementKey"], {"courseStructure": "kunci"})

    def test_the_launched_statement_comes_first_and_once_9_3_1(self) -> None:
        registration, session, unit = self.launched()
        unit.start()
        said = self.statements(registration)
        self.assertEqual(self.verbs(registration), ["launched", "initialized"])
        extensions = said[0]["context"]["extensions"]
        self.assertEqual(extensions[words.SESSION_ID], str(session.code))
        self.assertEqual(extensions[words.MASTERY_SCORE], 0.9)
        self.assertEqual(extensions[words.LAUNCH_MODE], "Normal")
        self.assertEqual(extensions[words.MOVE_ON], "CompletedAndPassed")
        self.assertEqual(extensions[words.LAUNCH_PARAMETERS], "kata")
        told, real = urlsplit(extensions[words.LAUNCH_URL]), urlsplit(unit.url)
        self.assertEqual((told.netloc, told.path), (real.netloc, real.path))
        self.assertEqual(told.query, "paramA=1&paramB=2")
        categories = said[0]["context"]["contextActivities"]["category"]
        self.assertIn({"id": words.CATEGORY_CMI5}, categories)
        self.assertEqual(said[0]["actor"], unit.actor)


class SatisfyTests(RunTestCase):
    def test_blocks_and_the_course_are_satisfied_in_the_same_breath_9_3_9(self) -> None:
        registration, session, unit = self.launched()
        unit.start()
        self.assertEqual(unit.put(unit.passed(None)).status_code, 204)
        self.assertEqual(unit.put(unit.completed()).status_code, 204)
        self.assertEqual(unit.put(unit.terminated()).status_code, 204)
        self.assertEqual(
            self.verbs(registration),
            [
                "launched",
                "initialized",
                "passed",
                "completed",
                "satisfied",
                "satisfied",
                "terminated",
            ],
        )
        of_block, of_course = self.statements(registration)[4:6]
        self.assertEqual(of_block["object"]["definition"]["type"], words.TYPE_BLOCK)
        self.assertEqual(of_course["object"]["definition"]["type"], words.TYPE_COURSE)
        for said, name in ((of_block, "block"), (of_course, "course")):
            publisher_id = f"https://penerbit.example/{name}"
            self.assertNotEqual(said["object"]["id"], publisher_id)
            grouping = said["context"]["contextActivities"]["grouping"]
            self.assertIn(publisher_id, [each["id"] for each in grouping])
            self.assertEqual(said["context"]["extensions"][words.SESSION_ID], str(session.code))
        registration.refresh_from_db()
        self.assertIsNotNone(registration.satisfied_at)

    def test_they_are_satisfied_once_in_a_registration_9_3_9(self) -> None:
        registration, _session, unit = self.launched()
        unit.start()
        unit.put(unit.passed())
        unit.put(unit.completed())
        unit.put(unit.terminated())
        unit = self.launched()[2].start()
        self.refused(unit.put(unit.completed()), "9.3.0.0-6")
        self.refused(unit.put(unit.passed()), "9.3.0.0-7")
        self.refused(unit.put(unit.failed()), "9.3.0.0-8")
        self.assertEqual(self.verbs(registration).count("satisfied"), 2)

    def test_the_same_statement_sent_again_changes_nothing(self) -> None:
        registration, _session, unit = self.launched()
        unit.start()
        said = unit.completed()
        self.assertEqual(unit.put(said).status_code, 204)
        self.assertEqual(unit.put(said).status_code, 204)
        self.assertEqual(self.verbs(registration).count("completed"), 1)

    def test_a_batch_is_judged_as_a_whole_9_3(self) -> None:
        registration, _session, unit = self.launched()
        unit.start()
        self.refused(unit.post([unit.completed(), unit.completed()]), "9.3.0.0-2")
        self.assertNotIn("completed", self.verbs(registration))
        answer = unit.post([unit.completed(), unit.passed(), unit.terminated()])
        self.assertEqual(answer.status_code, 200, answer.content)
        self.assertEqual(self.verbs(registration).count("satisfied"), 2)

    def test_a_unit_of_another_session_cannot_use_the_pass_6_3(self) -> None:
        """P-PKG-6"""
        unit = self.launched()[2].start()
        other = launched(self.package, self.bayu, by=self.bayu)[2].start()
        stolen = unit.completed()
        stolen["actor"] = other.actor
        self.refused(unit.put(stolen), "8.1.3.0-3")
        self.assertEqual(
            unit.ask(
                "GET",
                "activities/state",
                query={
                    "stateId": words.LAUNCH_DATA,
                    "activityId": unit.activity_id,
                    "agent": json.dumps(other.actor),
                    "registration": other.registration,
                },
            ).status_code,
            403,
        )


class MoveOnTests(CastTestCase):
    def reached(self, move_on: str, *said: str) -> bool:
        forget_what_was_learnt()
        callers.forget_callers()
        package = brought(self.wulan, block(au(attributes=f'moveOn="{move_on}"')))
        registration, _session, unit = launched(package, self.sari, by=self.sari)
        unit.start()
        for name in said:
            answer = unit.put(getattr(unit, name)() if name == "completed" else unit.passed(None))
            self.assertEqual(answer.status_code, 204, answer.content)
        registration.refresh_from_db()
        return registration.satisfied_at is not None

    def test_each_criterion_13_1_4(self) -> None:
        self.assertTrue(self.reached("Completed", "completed"))
        self.assertFalse(self.reached("Completed", "passed"))
        self.assertTrue(self.reached("Passed", "passed"))
        self.assertFalse(self.reached("Passed", "completed"))
        self.assertTrue(self.reached("CompletedOrPassed", "completed"))
        self.assertTrue(self.reached("CompletedOrPassed", "passed"))
        self.assertFalse(self.reached("CompletedAndPassed", "passed"))
        self.assertTrue(self.reached("CompletedAndPassed", "passed", "completed"))

    def test_what_asks_for_nothing_is_satisfied_before_it_is_launched_9_6_1_1(self) -> None:
        forget_what_was_learnt()
        package = brought(self.wulan, block(au(attributes="")))
        registration, _session, _unit = launched(package, self.sari, by=self.sari)
        rows = Statement.objects.filter(registration=registration.code).order_by("stored")
        verbs = [row.data["verb"]["id"].rpartition("/")[2] for row in rows]
        self.assertEqual(verbs, ["satisfied", "satisfied", "launched"])


class RefuseTests(RunTestCase):
    def test_nothing_is_said_before_what_was_read_11_0(self) -> None:
        unit = self.launched()[2]
        unit.token = "Y2F0YXB1bHQ6c2FsYWg="
        unit.launch_data = {"contextTemplate": {"contextActivities": {}, "extensions": {}}}
        self.assertEqual(unit.put(unit.allowed()).status_code, 401)
        unit.token = ""
        self.assertEqual(unit.put(unit.allowed()).status_code, 401)
        unit.fetch()
        unit.launch_data = json.loads(unit.state("GET", words.LAUNCH_DATA).content)
        self.refused(unit.put(unit.initialized()), "11.0.0.0-3")
        unit.preferences()
        self.refused(unit.put(unit.allowed()), "9.3.0.0-4")
        self.assertEqual(unit.put(unit.initialized()).status_code, 204)
        self.refused(unit.put(unit.initialized()), "9.3.0.0-2")

    def test_the_launch_data_are_only_read_10_2_1(self) -> None:
        unit = self.launched()[2].start()
        self.refused(unit.state("PUT", words.LAUNCH_DATA, {"x": 1}), "10.2.1.0-5")
        self.refused(unit.state("POST", words.LAUNCH_DATA, {"x": 1}), "10.2.1.0-5")
        self.refused(unit.state("DELETE", words.LAUNCH_DATA), "10.2.1.0-5")
        everything = unit.ask(
            "DELETE",
            "activities/state",
            query={
                "activityId": unit.activity_id,
                "agent": json.dumps(unit.actor),
                "registration": unit.registration,
            },
        )
        self.refused(everything, "10.2.1.0-5")
        self.assertEqual(unit.state("GET", words.LAUNCH_DATA).status_code, 200)

    def test_the_preferences_are_the_learners_and_well_formed_11(self) -> None:
        unit = self.launched()[2].start()
        good = {"languagePreference": "id-ID,en-US", "audioPreference": "on"}
        query = {"profileId": words.PREFERENCES}
        nobody = unit.ask("PUT", "agents/profile", good, query=query)
        self.refused(nobody, "11.0.0.0-1")
        other = {"agent": json.dumps({"mbox": "mailto:lain@kota.example"})}
        self.refused(unit.preferences("PUT", good, query=other), "11.0.0.0-1")
        plain = "text/plain;charset=UTF-8"
        self.refused(unit.preferences("PUT", json.dumps(good), content_type=plain), "11.0.0.0-5")
        self.refused(unit.preferences("PUT", "kata", content_type=plain), "11.0.0.0-5")
        for missing in good:
            said = {name: value for name, value in good.items() if name != missing}
            self.refused(unit.preferences("PUT", said), "11.0.0.0-5")
        for wrong in ("tanpa koma begini", ""):
            said = good | {"languagePreference": wrong}
            self.refused(unit.preferences("PUT", said), "11.1.0.0-1")
        self.refused(unit.preferences("PUT", good | {"audioPreference": "keras"}), "11.2.0.0-1")
        self.refused(unit.preferences("DELETE"), "11.0.0.0-4")
        kept = unit.preferences("PUT", good, headers={"if-none-match": "*"})
        self.assertEqual(kept.status_code, 204, kept.content)
        self.assertEqual(json.loads(unit.preferences().content), good)

    def test_what_is_wrong_with_a_statement_is_named(self) -> None:
        unit = self.launched()[2].start()
        for requirement, make, alter in _WRONG:
            with self.subTest(requirement, kind=make):
                said = copy.deepcopy(getattr(unit, make)())
                alter(said)
                answer = unit.post(said) if "id" not in said else unit.put(said)
                self.refused(answer, requirement)
        self.assertEqual(unit.put(unit.completed()).status_code, 204)

    def test_an_actor_of_no_kind_is_no_statement_at_all_9_2(self) -> None:
        unit = self.launched()[2].start()
        said = unit.passed()
        said["actor"] = said["actor"] | {"objectType": "Unknown"}
        self.assertIn(unit.put(said).status_code, (400, 403))

    def test_failing_twice_or_passing_after_it_is_refused_9_3_0(self) -> None:
        unit = self.launched()[2].start()
        self.assertEqual(unit.put(unit.failed()).status_code, 204)
        self.refused(unit.put(unit.failed()), "9.3.0.0-2")
        self.refused(unit.put(unit.passed()), "9.3.0.0-3")
        unit.put(unit.terminated())
        unit = self.launched()[2].start()
        self.assertEqual(unit.put(unit.passed()).status_code, 204)

    def test_in_browse_and_review_no_result_is_kept_10_2_2(self) -> None:
        for mode, requirement in (("Browse", "10.2.2.0-2"), ("Review", "10.2.2.0-3")):
            unit = self.launched(mode=mode)[2].start()
            self.assertEqual(unit.launch_data["launchMode"], mode)
            for said in (unit.completed(), unit.failed(None), unit.passed(None)):
                self.refused(unit.put(said), requirement)
            self.assertEqual(unit.put(unit.terminated()).status_code, 204)

    def test_after_the_end_nothing_is_answered_9_3_0_5(self) -> None:
        unit = self.launched()[2].start()
        said = unit.allowed()
        self.assertEqual(unit.put(said).status_code, 204)
        self.assertEqual(unit.put(unit.terminated()).status_code, 204)
        self.refused(unit.put(said), "9.3.0.0-5")
        self.assertEqual(unit.state("GET", "apa-saja").status_code, 403)

    def test_what_cmi5_allows_is_kept_9_3_0_9(self) -> None:
        registration, _session, unit = self.launched()
        unit.start()
        self.assertEqual(unit.put(unit.allowed()).status_code, 204)
        self.assertEqual(self.verbs(registration)[2], "experienced")

    def test_state_of_its_own_lasts_over_sessions_8_1_5(self) -> None:
        unit = self.launched()[2].start()
        self.assertEqual(unit.state("GET", "tempat").status_code, 404)
        self.assertEqual(unit.state("PUT", "tempat", {"halaman": 3}).status_code, 204)
        unit.put(unit.terminated())
        unit = self.launched()[2].start()
        self.assertEqual(json.loads(unit.state("GET", "tempat").content), {"halaman": 3})

    def test_profiles_of_other_activities_are_not_the_units_business(self) -> None:
        unit = self.launched()[2].start()
        query = {"profileId": "x", "activityId": "https://lain.example/x"}
        answer = unit.ask("PUT", "activities/profile", {}, query=query)
        self.assertEqual(answer.status_code, 403)


class AbandonTests(RunTestCase):
    def test_a_session_given_up_says_how_long_it_was_9_3_6(self) -> None:
        registration, session, unit = self.launched()
        unit.start()
        self.assertTrue(abandon(session, by=self.wulan))
        self.assertFalse(abandon(session, by=self.wulan))
        said = self.statements(registration)[2]
        self.assertEqual(said["verb"]["id"], words.ABANDONED)
        self.assertEqual(said["context"]["extensions"][words.SESSION_ID], str(session.code))
        self.assertIn("duration", said["result"])
        self.assertEqual(said["actor"], unit.actor)
        self.assertEqual(said["object"]["id"], unit.activity_id)
        self.assertEqual(unit.put(unit.allowed()).status_code, 403)
        self.assertEqual(unit.state("GET", "apa-saja").status_code, 403)

    def test_a_new_launch_gives_up_what_never_ended_9_3_6(self) -> None:
        registration, session, unit = self.launched()
        unit.start()
        self.launched()
        session.refresh_from_db()
        self.assertIsNotNone(session.abandoned_at)
        self.assertEqual(
            self.verbs(registration), ["launched", "initialized", "abandoned", "launched"]
        )

    def test_a_silent_session_is_given_up_after_a_day(self) -> None:
        _registration, session, unit = self.launched()
        unit.start()
        self.assertEqual(abandon_silent(), 0)
        with clock.freeze(clock.now() + timedelta(hours=25)):
            self.assertEqual(abandon_silent(), 1)
        session.refresh_from_db()
        self.assertFalse(session.is_open)


class WaiveTests(RunTestCase):
    def test_letting_off_satisfies_with_its_reason_9_3_7(self) -> None:
        registration, _session, unit = self.launched()
        unit.start()
        unit.put(unit.terminated())
        waive(registration, self.package.units.get(), by=self.wulan, reason="Administratif")
        waive(registration, self.package.units.get(), by=self.wulan, reason="Lagi")
        said = self.statements(registration)
        self.assertEqual(
            self.verbs(registration),
            ["launched", "initialized", "terminated", "waived", "satisfied", "satisfied"],
        )
        waived = said[3]
        self.assertEqual(waived["result"]["extensions"][words.REASON], "Administratif")
        self.assertTrue(waived["result"]["success"])
        self.assertTrue(waived["result"]["completion"])
        categories = waived["context"]["contextActivities"]["category"]
        self.assertIn({"id": words.CATEGORY_MOVEON}, categories)
        session = waived["context"]["extensions"][words.SESSION_ID]
        self.assertTrue(session)
        self.assertEqual(said[4]["context"]["extensions"][words.SESSION_ID], session)
        self.assertEqual(waived["object"]["id"], unit.activity_id)

    def test_a_registration_is_one_persons_and_one_packages(self) -> None:
        from sinau.packages.actions import NotRegistered

        registration = register(self.package, self.sari)
        self.assertEqual(register(self.package, self.sari), registration)
        with self.assertRaises(NotRegistered):
            register(self.package, self.bayu, code=registration.code)

    def test_a_withdrawn_package_is_not_launched(self) -> None:
        from sinau.packages.actions import PackageWithdrawnNow, withdraw_package

        registration = register(self.package, self.sari)
        withdraw_package(self.package, by=self.wulan)
        registration.package.refresh_from_db()
        with self.assertRaises(PackageWithdrawnNow):
            launch(registration, self.package.units.get(), by=self.sari)


def _drop(*path: str) -> Callable[[Json], None]:
    def alter(said: Json) -> None:
        for name in path[:-1]:
            said = said[name]
        del said[path[-1]]

    return alter


def _set(value: Any, *path: str) -> Callable[[Json], None]:
    def alter(said: Json) -> None:
        for name in path[:-1]:
            said = said[name]
        said[path[-1]] = value

    return alter


def _without_moveon(said: Json) -> None:
    said["context"]["contextActivities"]["category"] = [{"id": words.CATEGORY_CMI5}]


def _with_moveon(said: Json) -> None:
    said["context"]["contextActivities"].setdefault("category", []).append(
        {"id": words.CATEGORY_MOVEON}
    )


def _voiding(said: Json) -> None:
    said["verb"] = {"id": words.VOIDED}
    said["object"] = {"objectType": "StatementRef", "id": str(uuid.uuid4())}


def _mbox(said: Json) -> None:
    said["actor"] = {"mbox": "mailto:lain@kota.example"}


_EXTENSIONS = ("context", "extensions")
_SCORE = ("result", "score")
_WRONG: tuple[tuple[str, str, Callable[[Json], None]], ...] = (
    ("9.1.0.0-1", "allowed", _drop("id")),
    ("9.7.0.0-1", "allowed", _drop("timestamp")),
    ("9.7.0.0-2", "allowed", _set("2026-11-25T02:00:00.000-06:00", "timestamp")),
    ("6.3.0.0-1", "allowed", _voiding),
    ("9.2.0.0-2", "passed", _set("Group", "actor", "objectType")),
    ("9.2.0.0-3", "passed", _mbox),
    ("8.1.5.0-6", "passed", _set("http://example.com/lain", "object", "id")),
    ("9.6.0.0-1", "passed", _drop("context")),
    ("9.6.1.0-1", "passed", _drop("context", "registration")),
    ("9.6.1.0-1", "passed", _set(str(uuid.uuid4()), "context", "registration")),
    ("9.5.3.0-2", "passed", _set(True, "result", "completion")),
    ("9.5.2.0-3", "completed", _set(True, "result", "success")),
    ("9.5.3.0-1", "completed", _drop("result", "completion")),
    ("9.5.3.0-1", "completed", _set(False, "result", "completion")),
    ("9.5.1.0-2", "completed", _set({"scaled": 0.5}, *_SCORE)),
    ("9.5.4.1-1", "terminated", _drop("result")),
    ("9.5.4.1-1", "terminated", _set({"response": "x"}, "result")),
    ("9.5.4.1-2", "completed", _drop("result", "duration")),
    ("9.5.4.1-3", "passed", _drop("result", "duration")),
    ("9.5.4.1-4", "failed", _drop("result", "duration")),
    ("9.5.2.0-1", "passed", _drop("result", "success")),
    ("9.5.2.0-1", "passed", _set(False, "result", "success")),
    ("9.5.2.0-2", "failed", _drop("result", "success")),
    ("9.5.2.0-2", "failed", _set(True, "result", "success")),
    ("9.3.4.0-2", "passed", _set({"scaled": 0.89}, *_SCORE)),
    ("9.3.5.0-2", "failed", _set({"scaled": 0.9}, *_SCORE)),
    ("9.3.5.0-2", "failed", _set({"scaled": 0.91}, *_SCORE)),
    ("9.5.1.0-3", "passed", _drop(*_SCORE, "min")),
    ("9.5.1.0-3", "passed", _drop(*_SCORE, "max")),
    ("9.6.2.2-1", "completed", _without_moveon),
    ("9.6.2.2-1", "passed", _without_moveon),
    ("9.6.2.2-1", "failed", _without_moveon),
    ("9.6.2.2-2", "allowed", _with_moveon),
    ("9.6.2.2-2", "terminated", _with_moveon),
    ("9.6.3.2-2", "passed", _drop(*_EXTENSIONS, words.MASTERY_SCORE)),
    ("9.6.3.2-2", "passed", _set(0.8, *_EXTENSIONS, words.MASTERY_SCORE)),
    ("9.6.3.1-4", "allowed", _drop(*_EXTENSIONS, words.SESSION_ID)),
    ("9.6.3.1-4", "allowed", _set(str(uuid.uuid4()), *_EXTENSIONS, words.SESSION_ID)),
    ("10.2.1.0-6", "allowed", _drop("context", "contextActivities")),
    ("9.3.0.0-1", "passed", _set(words.SATISFIED, "verb", "id")),
    ("9.3.0.0-1", "passed", _set(words.WAIVED, "verb", "id")),
)
