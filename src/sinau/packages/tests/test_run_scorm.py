"""The data models of SCORM 1.2 and 2004, and what is made of them."""

from __future__ import annotations

import json
from decimal import Decimal
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client as Browser
from django.test import SimpleTestCase

from sinau.packages.actions import PackageInvalid, import_package, launch, look_at, register
from sinau.packages.models import Attempt, Package, Session
from sinau.packages.scorm.outcome import outcome_12, outcome_2004
from sinau.packages.scorm.runtime import BadCommit, Model, checked
from sinau.packages.scorm.types import seconds_of, span_12, span_2004
from sinau.packages.tests.making import packed
from sinau.people.models import Person
from sinau.people.testing import CastTestCase


def manifest_12(items: str = "", *, mastery: str = "80", href: str = "sco.html") -> str:
    score = f"<adlcp:masteryscore>{mastery}</adlcp:masteryscore>" if mastery else ""
    items = items or (
        f'<item identifier="i1" identifierref="r1"><title>Satuan</title>{score}'
        "<adlcp:datafromlms>mulai</adlcp:datafromlms></item>"
    )
    return (
        '<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" '
        'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">'
        "<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>"
        f'<organizations default="o"><organization identifier="o"><title>Paket SCORM</title>{items}'
        "</organization></organizations><resources>"
        f'<resource identifier="r1" type="webcontent" adlcp:scormtype="sco" href="{href}"/>'
        "</resources></manifest>"
    )


def manifest_2004(*, sequencing: str = "", passing: str = "0.7") -> str:
    objective = (
        "<imsss:sequencing><imsss:objectives>"
        '<imsss:primaryObjective satisfiedByMeasure="true">'
        f"<imsss:minNormalizedMeasure>{passing}</imsss:minNormalizedMeasure>"
        f"</imsss:primaryObjective></imsss:objectives>{sequencing}</imsss:sequencing>"
    )
    return (
        '<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" '
        'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" '
        'xmlns:imsss="http://www.imsglobal.org/xsd/imsss">'
        "<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion>"
        '</metadata><organizations><organization identifier="o"><title>Paket 2004</title>'
        f'<item identifier="i1" identifierref="r1"><title>Satuan</title>{objective}'
        '<adlcp:completionThreshold minProgressMeasure="0.5"/></item>'
        "</organization></organizations><resources>"
        '<resource identifier="r1" type="webcontent" adlcp:scormType="sco" href="sco.html?a=1"/>'
        "</resources></manifest>"
    )


def scorm(by: Person, manifest: str) -> Package:
    file = packed({"imsmanifest.xml": manifest, "sco.html": "<p>SCO</p>"})
    return import_package(file, by=by, file_name="scorm.zip")


class ManifestTests(SimpleTestCase):
    def look(self, manifest: str) -> Any:
        return look_at(packed({"imsmanifest.xml": manifest, "sco.html": "x"}))

    def test_it_reads_a_package_of_1_2(self) -> None:
        read = self.look(manifest_12())
        self.assertEqual((read.kind, read.title), ("scorm12", "Paket SCORM"))
        unit = read.units[0]
        self.assertEqual((unit.url, unit.mastery_score), ("sco.html", Decimal("0.8")))
        self.assertEqual((unit.move_on, unit.more["data_from_lms"]), ("Passed", "mulai"))

    def test_it_reads_a_package_of_2004_and_says_what_is_not_honoured(self) -> None:
        read = self.look(manifest_2004())
        self.assertEqual(read.kind, "scorm2004")
        self.assertEqual(read.units[0].mastery_score, Decimal("0.7"))
        self.assertEqual(read.units[0].more["completion_threshold"], "0.5")
        self.assertTrue(any("sequencing" in notice for notice in read.findings.notices))

    def test_items_nest_and_may_have_parameters(self) -> None:
        inner = (
            '<item identifier="a"><title>Bab</title>'
            '<item identifier="b" identifierref="r1" parameters="?x=1"><title>B</title></item>'
            "</item>"
        )
        read = self.look(manifest_12(inner))
        self.assertEqual(read.units[0].url, "sco.html?x=1")
        self.assertEqual(read.tree["children"][0]["children"], [{"unit": 0}])

    def test_addresses_as_windows_writes_them_are_found(self) -> None:
        files = {"isi/Bab 1/mulai.html": "x", "sco.html": "x"}
        for href, found in (
            ("isi\\Bab 1\\mulai.html", "isi/Bab 1/mulai.html"),
            ("Isi/bab%201/Mulai.HTML?a=1", "isi/Bab%201/mulai.html?a=1"),
            ("./sco.html#awal", "sco.html#awal"),
        ):
            read = look_at(packed({"imsmanifest.xml": manifest_12(href=href), **files}))
            with self.subTest(href):
                self.assertEqual((read.units[0].url, read.findings.wrong), (found, []))

    def test_broken_manifests_are_refused_with_the_requirement(self) -> None:
        for requirement, manifest in (
            ("SCORM-1", "<manifest"),
            ("SCORM-1", "<lain/>"),
            ("SCORM-2", "<manifest><organizations/></manifest>"),
            ("SCORM-3", manifest_12('<item identifier="i" identifierref="tidak-ada"/>')),
            ("SCORM-4", manifest_12(href="lain.html")),
            ("SCORM-4", manifest_12(href="https://lain.example/x.html")),
            ("SCORM-5", manifest_12(mastery="banyak")),
            ("SCORM-5", manifest_12(mastery="101")),
        ):
            with self.subTest(requirement), self.assertRaises(PackageInvalid) as caught:
                self.look(manifest)
            found = [each.requirement for each in caught.exception.findings]
            self.assertIn(requirement, found)


class FirstModelTests(SimpleTestCase):
    def setUp(self) -> None:
        self.model = Model("1.2")

    def test_every_access_has_its_code(self) -> None:
        for name, value, code in (
            ("cmi.core.student_id", "x", 403),
            ("cmi.core._children", "x", 402),
            ("cmi.objectives._count", "1", 402),
            ("cmi.tidak.ada", "x", 401),
            ("cmi.core.lesson_status", "not attempted", 405),
            ("cmi.core.lesson_status", "selesai", 405),
            ("cmi.core.score.raw", "101", 405),
            ("cmi.core.score.raw", "delapan", 405),
            ("cmi.core.session_time", "1:2:3", 405),
            ("cmi.core.exit", "keluar", 405),
            ("cmi.suspend_data", "x" * 4097, 405),
            ("cmi.core.lesson_location", "x" * 256, 405),
            ("cmi.objectives.1.id", "a", 201),
            ("cmi.student_preference.audio", "101", 405),
            ("cmi.interactions.0.type", "lain", 405),
            ("cmi.interactions.0.time", "25:00:00", 405),
        ):
            with self.subTest(name=name, value=value[:20]):
                self.assertEqual(self.model.set(name, value), code)

    def test_what_fits_stands_and_is_read_back(self) -> None:
        for name, value in (
            ("cmi.core.lesson_status", "incomplete"),
            ("cmi.core.score.raw", "80.5"),
            ("cmi.core.score.max", ""),
            ("cmi.core.lesson_location", "halaman 3"),
            ("cmi.suspend_data", "x" * 4096),
            ("cmi.objectives.0.id", "tujuan-1"),
            ("cmi.objectives.0.status", "not attempted"),
            ("cmi.student_preference.text", "-1"),
            ("cmi.comments", "catatan"),
        ):
            with self.subTest(name):
                self.assertEqual(self.model.set(name, value), 0)
                self.assertEqual(self.model.get(name), (value, 0))

    def test_what_is_only_written_is_not_read(self) -> None:
        self.assertEqual(self.model.set("cmi.core.session_time", "0000:10:00"), 0)
        self.assertEqual(self.model.get("cmi.core.session_time"), ("", 404))
        self.assertEqual(self.model.set("cmi.interactions.0.id", "soal"), 0)
        self.assertEqual(self.model.get("cmi.interactions.0.id"), ("", 404))

    def test_lists_say_what_they_hold(self) -> None:
        self.assertEqual(self.model.get("cmi.interactions._count"), ("0", 0))
        self.model.set("cmi.interactions.0.id", "soal")
        self.assertEqual(self.model.set("cmi.interactions.0.objectives.0.id", "t"), 0)
        self.assertEqual(self.model.set("cmi.interactions.0.correct_responses.0.pattern", "a"), 0)
        self.assertEqual(self.model.get("cmi.interactions._count"), ("1", 0))
        self.assertEqual(self.model.get("cmi.interactions.0.objectives._count"), ("1", 0))
        children, code = self.model.get("cmi.core._children")
        self.assertEqual(code, 0)
        self.assertIn("lesson_status", children.split(","))
        self.assertEqual(self.model.get("cmi.core.student_id._children"), ("", 202))
        self.assertEqual(self.model.get("cmi.core.student_id._count"), ("", 203))
        self.assertEqual(self.model.get("cmi.objectives.0.id"), ("", 201))

    def test_the_mastery_score_decides_at_the_end(self) -> None:
        said = {"cmi.core.lesson_status": "completed", "cmi.core.score.raw": "79"}
        mastery = Decimal("0.8")
        self.assertFalse(outcome_12(said, mastery_score=mastery, finished=False).failed)
        self.assertTrue(outcome_12(said, mastery_score=mastery, finished=True).failed)
        said["cmi.core.score.raw"] = "80"
        self.assertTrue(outcome_12(said, mastery_score=mastery, finished=True).passed)
        self.assertTrue(outcome_12({}, mastery_score=None, finished=True).completed)


class SecondModelTests(SimpleTestCase):
    def setUp(self) -> None:
        self.model = Model("2004")

    def test_every_access_has_its_code(self) -> None:
        for name, value, code in (
            ("cmi.learner_id", "x", 404),
            ("cmi.score._children", "x", 404),
            ("cmi.tidak_ada", "x", 401),
            ("cmi.completion_status", "selesai", 406),
            ("cmi.score.scaled", "1.1", 407),
            ("cmi.score.scaled", "satu", 406),
            ("cmi.progress_measure", "1.01", 407),
            ("cmi.session_time", "00:10:00", 406),
            ("cmi.exit", "keluar", 406),
            ("cmi.suspend_data", "x" * 64_001, 406),
            ("cmi.objectives.0.success_status", "passed", 408),
            ("cmi.objectives.1.id", "a", 351),
            ("cmi.interactions.0.type", "choice", 408),
            ("cmi.learner_preference.language", "bahasa indonesia", 406),
            ("adl.nav.request", "pulang", 406),
        ):
            with self.subTest(name=name, value=value[:20]):
                self.assertEqual(self.model.set(name, value), code)

    def test_what_nobody_has_set_is_said_so(self) -> None:
        self.assertEqual(self.model.get("cmi.score.scaled"), ("", 403))
        self.assertEqual(self.model.get("cmi.completion_status"), ("unknown", 0))
        self.assertEqual(self.model.get("cmi.session_time"), ("", 405))
        self.assertEqual(self.model.get("cmi._version"), ("1.0", 0))
        self.assertEqual(self.model.get("cmi.objectives.0.id"), ("", 301))

    def test_an_objective_is_named_first_and_once(self) -> None:
        self.assertEqual(self.model.set("cmi.objectives.0.id", "a"), 0)
        self.assertEqual(self.model.set("cmi.objectives.0.score.scaled", "-1"), 0)
        self.assertEqual(self.model.set("cmi.objectives.1.id", "a"), 351)
        self.assertEqual(self.model.set("cmi.objectives.1.id", "b"), 0)

    def test_an_answer_fits_the_type_of_its_interaction(self) -> None:
        fitting = {
            "true-false": ("true", "benar"),
            "choice": ("a[,]b", "a,b"),
            "matching": ("a[.]1[,]b[.]2", "a-1"),
            "sequencing": ("a[,]b[,]c", ""),
            "numeric": ("10.5", "sepuluh"),
            "likert": ("setuju", "sangat setuju"),
        }
        for number, (kind, (right, wrong)) in enumerate(fitting.items()):
            start = f"cmi.interactions.{number}"
            self.model.set(f"{start}.id", f"soal-{number}")
            self.assertEqual(self.model.set(f"{start}.learner_response", right), 408)
            self.assertEqual(self.model.set(f"{start}.type", kind), 0)
            with self.subTest(kind):
                self.assertEqual(self.model.set(f"{start}.learner_response", right), 0)
                self.assertEqual(self.model.set(f"{start}.learner_response", wrong), 406)
                pattern = f"{start}.correct_responses.0.pattern"
                self.assertEqual(self.model.set(pattern, right), 0)

    def test_thresholds_come_before_what_the_unit_says(self) -> None:
        said = {"cmi.completion_status": "completed", "cmi.success_status": "passed"}
        found = outcome_2004(
            said, scaled_passing_score=Decimal("0.7"), completion_threshold=Decimal("0.5")
        )
        self.assertFalse(found.completed)
        self.assertFalse(found.passed)
        said |= {"cmi.progress_measure": "0.5", "cmi.score.scaled": "0.7"}
        found = outcome_2004(
            said, scaled_passing_score=Decimal("0.7"), completion_threshold=Decimal("0.5")
        )
        self.assertTrue(found.completed)
        self.assertTrue(found.passed)

    def test_times_are_read_and_written(self) -> None:
        self.assertEqual(seconds_of("0001:02:03.5"), 3723)
        self.assertEqual(seconds_of("PT1H2M3.5S"), 3723)
        self.assertEqual(seconds_of("P1DT1S"), 86401)
        self.assertEqual(seconds_of("apa"), 0)
        self.assertEqual(span_12(3723), "0001:02:03")
        self.assertEqual(span_2004(3723), "PT1H2M3S")


class CommitTests(SimpleTestCase):
    def test_a_commit_holds_what_a_unit_could_have_set(self) -> None:
        values = {
            f"cmi.interactions.{n}.{name}": value
            for n in range(12)
            for name, value in (
                ("learner_response", "true"),
                ("correct_responses.0.pattern", "true"),
                ("objectives.0.id", "t"),
                ("type", "true-false"),
                ("id", f"soal-{n}"),
            )
        } | {"cmi.suspend_data": "tempat"}
        self.assertEqual(checked("2004", values), values)

    def test_what_no_unit_could_have_set_is_refused_by_name(self) -> None:
        for name, value in (
            ("cmi.core.student_id", "x"),
            ("cmi.core.score.raw", "1000"),
            ("cmi.objectives.5.id", "x"),
            ("lain", "x"),
            ("cmi.suspend_data", 5),
        ):
            with self.subTest(name), self.assertRaises(BadCommit) as caught:
                checked("1.2", {name: value})
            self.assertEqual(caught.exception.name, name)


class PlayTests(CastTestCase):
    """Sari opens a SCORM unit at the address for content."""

    def open(self, package: Package, **said: Any) -> tuple[Session, dict[str, Any]]:
        made = launch(register(package, self.sari), package.units.get(), by=self.sari, **said)
        self.path = urlsplit(made.url).path
        page = self.ask("GET", self.path)
        self.assertEqual(page.status_code, 200)
        text = unescape(page.content.decode())
        setup = text.partition('<template id="setup">')[2].partition("</template>")[0]
        return made.session, json.loads(setup)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        return Browser().generic(
            method,
            path,
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            HTTP_HOST=urlsplit(settings.CONTENT_URL).netloc,
        )

    def commit(self, setup: dict[str, Any], values: dict[str, str], **said: Any) -> Any:
        setup["serial"] += 1
        body = {"serial": setup["serial"], "values": values, "finished": False} | said
        return self.ask("POST", setup["commit"], body)

    def test_a_unit_is_kept_resumed_and_finished(self) -> None:
        package = scorm(self.wulan, manifest_12())
        session, setup = self.open(package)
        self.assertEqual(setup["values"]["cmi.core.entry"], "ab-initio")
        self.assertEqual(setup["values"]["cmi.core.student_name"], self.sari.name)
        self.assertEqual(setup["values"]["cmi.student_data.mastery_score"], "80")
        self.assertEqual(setup["values"]["cmi.launch_data"], "mulai")
        said = {
            "cmi.core.lesson_status": "incomplete",
            "cmi.suspend_data": "halaman=3",
            "cmi.core.session_time": "0000:10:00",
            "cmi.core.exit": "suspend",
        }
        self.assertEqual(self.commit(setup, said).status_code, 200)
        # The tab is killed here: no LMSFinish. The next launch goes on where it was.
        _session, setup = self.open(package)
        session.refresh_from_db()
        self.assertFalse(session.is_open)
        self.assertEqual(setup["values"]["cmi.core.entry"], "resume")
        self.assertEqual(setup["values"]["cmi.suspend_data"], "halaman=3")
        self.assertEqual(setup["values"]["cmi.core.total_time"], "0000:10:00")
        said |= {"cmi.core.score.raw": "85", "cmi.core.lesson_status": "completed"}
        self.assertEqual(self.commit(setup, said, finished=True).status_code, 200)
        registration = register(package, self.sari)
        self.assertIsNotNone(registration.satisfied_at)
        self.assertEqual(registration.states.get().score, Decimal("0.85"))
        self.assertEqual(self.commit(setup, said).status_code, 410)

    def test_a_late_commit_changes_nothing(self) -> None:
        package = scorm(self.wulan, manifest_12())
        _session, setup = self.open(package)
        self.commit(setup, {"cmi.suspend_data": "baru"})
        setup["serial"] -= 2
        self.commit(setup, {"cmi.suspend_data": "lama"})
        self.assertEqual(Attempt.objects.get().data["cmi.suspend_data"], "baru")

    def test_a_commit_that_no_unit_could_make_is_refused(self) -> None:
        package = scorm(self.wulan, manifest_12())
        _session, setup = self.open(package)
        self.assertEqual(self.commit(setup, {"cmi.core.credit": "credit"}).status_code, 422)
        self.assertEqual(self.ask("POST", setup["commit"], [1]).status_code, 400)
        self.assertEqual(Attempt.objects.get().data, {})

    def test_in_2004_an_attempt_that_was_not_suspended_is_over(self) -> None:
        package = scorm(self.wulan, manifest_2004())
        _session, setup = self.open(package)
        self.assertEqual(setup["values"]["cmi.scaled_passing_score"], "0.7")
        self.commit(setup, {"cmi.suspend_data": "x", "cmi.exit": "normal"}, finished=True)
        _session, setup = self.open(package)
        self.assertEqual(setup["values"]["cmi.entry"], "ab-initio")
        self.assertNotIn("cmi.suspend_data", setup["values"])
        self.commit(setup, {"cmi.suspend_data": "y", "cmi.exit": "suspend"}, finished=True)
        _session, setup = self.open(package)
        self.assertEqual(setup["values"]["cmi.entry"], "resume")
        self.assertEqual(setup["values"]["cmi.suspend_data"], "y")
        self.assertEqual(Attempt.objects.count(), 2)

    def test_in_review_nothing_counts(self) -> None:
        package = scorm(self.wulan, manifest_12(mastery=""))
        _session, setup = self.open(package, mode="Review")
        self.assertEqual(setup["values"]["cmi.core.credit"], "no-credit")
        self.commit(setup, {"cmi.core.lesson_status": "completed"}, finished=True)
        self.assertIsNone(register(package, self.sari).satisfied_at)
