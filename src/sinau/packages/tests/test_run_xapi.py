"""Packages that speak xAPI by a `tincan.xml`."""

from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.test import Client as Browser

from sinau.packages.actions import PackageInvalid, import_package, launch, look_at, register
from sinau.packages.tests.making import packed
from sinau.people.testing import CastTestCase
from sinau.records import callers
from sinau.records.testing import forget_what_was_learnt

ACTIVITY = "https://penerbit.example/kegiatan"


def tincan(id: str = ACTIVITY, launch: str = "index.html") -> Any:
    manifest = (
        '<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>'
        f'<activity id="{id}" type="http://adlnet.gov/expapi/activities/course">'
        f'<name>Kegiatan</name><description lang="id">Uraian</description>'
        f'<launch lang="id">{launch}</launch></activity></activities></tincan>'
    )
    return packed({"tincan.xml": manifest, "index.html": "<p>Kegiatan</p>"})


class TinCanTests(CastTestCase):
    def setUp(self) -> None:
        callers.forget_callers()
        forget_what_was_learnt()

    def test_broken_manifests_are_refused_with_the_requirement(self) -> None:
        for requirement, file in (
            ("XAPI-1", packed({"tincan.xml": "<lain/>"})),
            ("XAPI-2", tincan("kegiatan")),
            ("XAPI-3", tincan(launch="lain.html")),
        ):
            with self.subTest(requirement), self.assertRaises(PackageInvalid) as caught:
                look_at(file)
            found = [each.requirement for each in caught.exception.findings]
            self.assertIn(requirement, found)

    def test_what_it_says_about_itself_makes_it_done(self) -> None:
        """P-PKG-6"""
        package = import_package(tincan(), by=self.wulan)
        registration = register(package, self.sari)
        made = launch(registration, package.units.get(), by=self.sari)
        query = {name: v[0] for name, v in parse_qs(urlsplit(made.url).query).items()}
        self.assertEqual(query["registration"], str(registration.code))
        self.assertEqual(query["activity_id"], ACTIVITY)
        said = {
            "id": str(uuid.uuid4()),
            "actor": json.loads(query["actor"]),
            "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
            "object": {"id": ACTIVITY},
            "context": {"registration": query["registration"]},
        }
        other = said | {"context": {"registration": str(uuid.uuid4())}, "id": str(uuid.uuid4())}
        self.assertEqual(self.send(query, other), 403)
        registration.refresh_from_db()
        self.assertIsNone(registration.satisfied_at)
        self.assertEqual(self.send(query, said), 200)
        registration.refresh_from_db()
        self.assertIsNotNone(registration.satisfied_at)

    def send(self, query: dict[str, str], said: dict[str, Any]) -> int:
        answer = Browser().generic(
            "POST",
            "/xapi/statements",
            json.dumps(said),
            content_type="application/json",
            headers={
                "authorization": query["auth"],
                "x-experience-api-version": "1.0.3",
            },
            HTTP_HOST=urlsplit(settings.CONTENT_URL).netloc,
        )
        return int(answer.status_code)
