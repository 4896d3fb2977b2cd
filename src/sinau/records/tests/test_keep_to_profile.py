"""The profile is one by its specification, and every statement of the city keeps to it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

import msgspec
from django.db import transaction
from django.test import SimpleTestCase, TestCase

from sinau.demo import ask, communities, credit, knowledge, people, university
from sinau.demo.city import City
from sinau.journal.announcing import announce
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import now, today
from sinau.knowledge.models import Article
from sinau.people.models import Audience
from sinau.records.models import Statement
from sinau.records.profiles import VERSION_ID, words
from sinau.records.profiles.document import document
from sinau.records.storing import house_caller
from sinau.records.tests.profile_rules import (
    template_of,
    troubles_of_profile,
    troubles_of_statement,
    values_at,
)
from sinau.records.xapi.reading import read_statement
from sinau.records.xapi.versions import Version
from sinau.university.events import QuizSubmitted, Registered
from sinau.university.models import Attempt, Enrolment, TrainingClass


class ProfileTests(SimpleTestCase):
    def test_it_is_a_profile_by_the_specification(self) -> None:
        self.assertEqual(list(troubles_of_profile(document())), [])

    def test_the_check_finds_what_is_wrong(self) -> None:
        for break_it in (
            lambda said: said.pop("conformsTo"),
            lambda said: said["concepts"][0].update(inScheme="https://x.example/v0"),
            lambda said: said["templates"][0]["rules"].append({"location": "$.x"}),
            lambda said: said["patterns"][1].update(alternates=[said["patterns"][1]["id"]] * 2),
            lambda said: said["concepts"].append(said["concepts"][0]),
            lambda said: said["concepts"][0].update(definition={}),
        ):
            broken = json.loads(json.dumps(document()))
            break_it(broken)  # type: ignore[no-untyped-call]
            self.assertNotEqual(list(troubles_of_profile(broken)), [])

    def test_own_words_are_defined_and_every_defined_word_is_used(self) -> None:
        defined = {one["id"] for one in document()["concepts"]}
        text = json.dumps(document()["templates"])
        own = {
            value if isinstance(value, str) else value["id"]
            for name, value in vars(words).items()
            if name.isupper() and isinstance(value, str | dict)
            and words.PROFILE in str(value) and name not in ("PROFILE", "VERSION_ID")
        }  # fmt: skip
        self.assertEqual(own, defined)
        for one in defined - {words.ORGANISER}:
            self.assertIn(one, text)

    def test_paths_find_what_profiles_allow(self) -> None:
        said = {"a": [{"b": 1}, {"b": 2}], "c": {"https://x/y": 3}}
        self.assertEqual(values_at(said, "$.a[*].b"), [1, 2])
        self.assertEqual(values_at(said, "$.a[1].b"), [2])
        self.assertEqual(values_at(said, "$.c['https://x/y']"), [3])
        self.assertEqual(values_at(said, "$.d.e"), [])


class CityStatementsTests(TestCase):
    rows: list[dict[str, Any]]

    @classmethod
    def setUpTestData(cls) -> None:
        city = City(today=today())
        for seed in (people, communities, knowledge, university, credit, ask):
            seed.seed(city)
            tell_everyone()
        # What the seed does in bulk, without a fact for each.
        cls._sit_a_quiz_and_register()
        house = house_caller().authority_key
        cls.rows = [
            row.data for row in Statement.objects.filter(authority=house).order_by("stored")
        ]

    @classmethod
    def _sit_a_quiz_and_register(cls) -> None:
        enrolment = Enrolment.objects.filter(course__quiz__current__isnull=False)[0]
        version = enrolment.course.quiz.current
        assert version is not None
        attempt = Attempt.objects.create(
            quiz=enrolment.course.quiz, person=enrolment.person,
            enrolment=enrolment, version=version, number=9, pass_percent=70,
            started_at=now(), submitted_at=now(), score=Decimal("85"),
        )  # fmt: skip
        training = TrainingClass.objects.all()[0]
        person = enrolment.person
        with transaction.atomic():
            announce(
                QuizSubmitted(
                    enrolment_id=enrolment.pk, attempt_id=attempt.pk, person_id=person.pk,
                    title="Kuis", version=1, number=9, score=Decimal("85"), passed=True,
                ),
                by=person,
            )  # fmt: skip
            announce(
                Registered(
                    class_id=training.pk, registration_id=1, person_id=person.pk,
                    name=person.name, title=training.title, place="kursi", waiting=False,
                ),
                by=person,
            )  # fmt: skip
        tell_everyone()

    def test_every_statement_has_one_template_and_keeps_its_rules(self) -> None:
        used: Counter[str] = Counter()
        for said in self.rows:
            if said["object"].get("objectType") == "StatementRef":
                continue
            templates = template_of(said, document())
            self.assertEqual(len(templates), 1, said)
            self.assertEqual(list(troubles_of_statement(said, templates[0])), [], said)
            used[templates[0]["id"].rpartition("/")[2]] += 1
        # Each kind of thing that the demo city does is said.
        for name in ("kursus-selesai", "kelas-selesai", "terdaftar", "hadir", "kuis-dikerjakan",
                     "kuis-lulus", "sertifikat", "jp", "artikel-ditulis", "artikel-diverifikasi",
                     "bertanya", "menjawab", "jawaban-diterima", "bergabung", "bertanya-pribadi"):  # fmt: skip
            self.assertGreater(used[name], 0, name)

    def test_every_statement_is_lawful_in_both_versions(self) -> None:
        for said in self.rows[:400]:
            for version in Version:
                read_statement(msgspec.json.encode({**said, "version": version.value}), version)

    def test_an_attempt_has_a_registration_of_its_own_in_the_order_of_its_pattern(self) -> None:
        attempts: dict[str, list[str]] = defaultdict(list)
        for said in self.rows:
            if registration := said.get("context", {}).get("registration"):
                attempts[registration].append(said["verb"]["id"])
        self.assertGreater(len(attempts), 0)
        for verbs in attempts.values():
            self.assertEqual(len(verbs), 2)
            self.assertEqual(verbs[0], words.ATTEMPTED["id"])
            self.assertIn(verbs[1], (words.PASSED["id"], words.FAILED["id"]))

    def test_no_title_of_an_agencys_own_article_and_no_number_of_a_person_is_said(self) -> None:
        text = json.dumps(self.rows, ensure_ascii=False)
        for article in Article.objects.filter(audience=Audience.AGENCY):
            self.assertNotIn(f'"{article.title}"', text)
        self.assertNotIn("19940214", text)
        self.assertIn(VERSION_ID, text)
