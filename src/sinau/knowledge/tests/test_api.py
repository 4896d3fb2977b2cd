"""Knowledge for programs: read, draft, revise without overwriting anybody, bring in, take along."""

from __future__ import annotations

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sinau.knowledge.actions.articles import Text
from sinau.knowledge.actions.bringing import go_on
from sinau.knowledge.actions.giving import build_parcel
from sinau.knowledge.models import Article, Bringing, Parcel
from sinau.knowledge.tests.bringing.test_bring_in import WIKI
from sinau.knowledge.tests.stage import KnowledgeTestCase
from sinau.people.models import Audience, Person
from sinau.people.tests.test_use_token import TokenTestCase

ROOT = "/api/v1/knowledge"
DRAFT = {"title": "Cara lembur", "body": "Isi tentang lembur.", "summary": "Lembur."}


class ApiTestCase(TokenTestCase, KnowledgeTestCase):
    def key(self, person: Person) -> str:
        """A secret with both scopes."""
        return self.secret_of(person, "knowledge:read", "knowledge:write")

    def post(self, secret: str, path: str, body: Any = None, **headers: str) -> Any:
        """What a program that posts JSON is answered."""
        return self.client.post(
            f"{ROOT}{path}",
            json.dumps(body or {}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}", **headers},
        )

    def get(self, secret: str, path: str, **headers: str) -> Any:
        """What a program that reads is answered."""
        return self.client.get(
            f"{ROOT}{path}", headers={"Authorization": f"Bearer {secret}", **headers}
        )


class ReadTests(ApiTestCase):
    def test_lists_go_on_behind_the_last_row(self) -> None:
        for nth in range(3):
            text = Text(title=f"Artikel {nth}", body="isi")
            self.draft(text=text)
        secret = self.key(self.bayu)
        found, path = [], "/articles?limit=2"
        for _part in range(2):
            said = self.get(secret, path)
            found += [each["title"] for each in said.json()["items"]]
            if said.json()["next"]:
                self.assertIn('rel="next"', said["Link"])
                path = f"/articles?limit=2&cursor={said.json()['next']}"
        self.assertEqual(found, ["Artikel 0", "Artikel 1", "Artikel 2"])
        self.problem(self.get(secret, "/articles?cursor=x"), 422)

    def test_one_article_with_its_sections_and_version(self) -> None:
        article = self.verified()
        said = self.get(self.key(self.bayu), f"/articles/{article.slug}")
        body = said.json()
        self.assertEqual(body["legal_basis"], ["PP 11/2017 Pasal 312 ayat (2)"])
        self.assertEqual([each["anchor"] for each in body["passages"]], ["", "cara-mengajukan"])
        self.assertEqual([each["number"] for each in body["revisions"]], [1])
        again = self.get(
            self.key(self.bayu), f"/articles/{article.slug}", **{"If-None-Match": said["ETag"]}
        )
        self.assertEqual((again.status_code, again.content), (304, b""))
        self.assertEqual(
            self.get(self.key(self.sari), f"/articles/{article.slug}").json()["revisions"], []
        )

    def test_another_agency_finds_nothing(self) -> None:
        """P-KNO-87"""
        article = self.verified()
        self.assertEqual(len(self.get(self.key(self.sari), "/articles").json()["items"]), 1)
        secret = self.key(self.joko)
        self.assertEqual(self.get(secret, "/articles").json(), {"items": [], "next": ""})
        for path in ("", "/revisions", "/submission"):
            ask = self.post if path else self.get
            said = ask(
                secret, f"/articles/{article.slug}{path}", **({"body": DRAFT} if path else {})
            )
            self.assertIn(said.status_code, (404, 428))
        said = self.post(secret, f"/articles/{article.slug}/revisions", DRAFT, **{"If-Match": "*"})
        self.problem(said, 404)

    def test_without_the_scope_nothing(self) -> None:
        """P-KNO-87"""
        secret = self.secret_of(self.bayu, "knowledge:read")
        self.assertEqual(self.get(secret, "/articles").status_code, 200)
        self.problem(self.post(secret, "/articles", DRAFT), 403)

    def test_an_ayat_by_its_address(self) -> None:
        self.regulation()
        secret = self.key(self.joko)
        said = self.get(secret, "/regulations/pp-11-2017/passages?pasal=312&ayat=2").json()
        self.assertEqual(
            [each["citation"] for each in said["items"]], ["PP 11/2017 Pasal 312 ayat (2)"]
        )
        self.assertEqual((said["status"], said["is_repealed"]), ("in_force", False))
        self.assertEqual(len(self.get(secret, "/regulations").json()["items"]), 1)
        self.assertEqual(self.get(secret, "/regulations/pp-11-2017").json()["relations"], [])

    def test_a_regulation_of_another_agency_is_not_there(self) -> None:
        """P-KNO-87"""
        self.regulation(agency=self.dinkes, audience=Audience.AGENCY)
        self.assertEqual(len(self.get(self.key(self.sari), "/regulations").json()["items"]), 1)
        self.assertEqual(self.get(self.key(self.joko), "/regulations").json()["items"], [])
        self.problem(self.get(self.key(self.joko), "/regulations/pp-11-2017/passages"), 404)


class WriteTests(ApiTestCase):
    def test_a_draft_with_a_reference_is_one(self) -> None:
        secret = self.key(self.bayu)
        for status in (201, 200):
            said = self.post(secret, "/articles", {**DRAFT, "reference": "dok-1"})
            self.assertEqual(said.status_code, status, said.content)
        article = Article.objects.get()
        self.assertEqual((article.status, article.agency), ("draft", self.dinkes))
        self.assertIn(article.slug, said["Location"])

    def test_nobody_drafts_for_an_agency_they_have_no_role_in(self) -> None:
        """P-KNO-87"""
        self.problem(
            self.post(self.key(self.joko), "/articles", {**DRAFT, "agency": "dinkes"}), 404
        )

    def test_a_newer_text_needs_the_version_that_was_read(self) -> None:
        secret = self.key(self.bayu)
        article = self.draft()
        path = f"/articles/{article.slug}/revisions"
        tag = self.get(secret, f"/articles/{article.slug}")["ETag"]
        self.problem(self.post(secret, path, DRAFT), 428)
        said = self.post(secret, path, DRAFT, **{"If-Match": tag})
        self.assertEqual((said.status_code, said.json()["newest_revision"]), (201, 2))
        mine = {**DRAFT, "body": "Naskah saya."}
        problem = self.problem(self.post(secret, path, mine, **{"If-Match": tag}), 412)
        self.assertEqual(problem["theirs"]["body"], "Isi tentang lembur.")
        self.assertEqual(problem["mine"]["body"], "Naskah saya.")
        self.assertEqual(article.revisions.count(), 2)
        newest = self.get(secret, f"/articles/{article.slug}")["ETag"]
        self.assertEqual(self.post(secret, path, mine, **{"If-Match": newest}).status_code, 201)

    def test_it_is_submitted_once(self) -> None:
        article = self.draft()
        for _time in range(2):
            said = self.post(self.key(self.bayu), f"/articles/{article.slug}/submission")
            self.assertEqual(said.json()["status"], "in_review")


class CarryTests(ApiTestCase):
    def sent(self, secret: str) -> Any:
        return self.client.post(
            f"{ROOT}/imports",
            {"file": SimpleUploadedFile("wiki.zip", WIKI), "agency": "kota", "origin": "wiki"},
            headers={"Authorization": f"Bearer {secret}"},
        )

    def test_a_file_comes_in_and_is_looked_at(self) -> None:
        secret = self.key(self.ratna)
        said = self.sent(secret)
        self.assertEqual((said.status_code, said.json()["state"]), (202, "reading"), said.content)
        path = f"/imports/{said.json()['id']}"
        go_on(Bringing.objects.get())
        self.assertEqual(
            self.get(secret, path).json()["counts"], {"new": 2, "changed": 0, "same": 0, "left": 1}
        )
        items = self.get(secret, f"{path}/items").json()["items"]
        self.assertIn(".exe", items[0]["reason"])
        for _time in range(2):
            self.assertEqual(self.post(secret, f"{path}/commit").status_code, 202)
        go_on(Bringing.objects.get())
        self.assertEqual(self.get(secret, path).json()["state"], "taken")
        self.assertEqual(self.post(secret, f"{path}/undo").json()["state"], "undoing")

    def test_it_is_theirs_alone(self) -> None:
        """P-KNO-80"""
        pk = self.sent(self.key(self.ratna)).json()["id"]
        for person in (self.joko, self.sari):
            secret = self.key(person)
            self.assertEqual(self.get(secret, "/imports").json()["items"], [])
            self.problem(self.get(secret, f"/imports/{pk}"), 404)
            self.problem(self.post(secret, f"/imports/{pk}/commit"), 404)
        self.problem(self.sent(self.key(self.sari)), 404)

    def test_a_parcel_is_fetched_by_its_owner(self) -> None:
        """P-KNO-84"""
        self.verified()
        secret = self.key(self.sari)
        pk = self.post(secret, "/parcels").json()["id"]
        self.problem(self.get(secret, f"/parcels/{pk}/file"), 409)
        build_parcel(Parcel.objects.get())
        self.assertTrue(self.get(secret, f"/parcels/{pk}").json()["ready"])
        said = self.get(secret, f"/parcels/{pk}/file")
        self.assertTrue(b"".join(said.streaming_content).startswith(b"PK"))
        self.problem(self.get(self.key(self.joko), f"/parcels/{pk}/file"), 404)


class CommandTests(KnowledgeTestCase):
    def run_it(self, path: str, *more: str) -> str:
        from io import StringIO

        from django.core.management import call_command

        out = StringIO()
        call_command("import_knowledge", path, "--by", self.ratna.nip, *more, stdout=out)
        return out.getvalue()

    def test_a_folder_comes_in_twice_and_changes_once(self) -> None:
        from pathlib import Path
        from tempfile import TemporaryDirectory

        with TemporaryDirectory() as folder:
            Path(folder, "cuti.md").write_text("# Cuti\n\nIsi.")
            Path(folder, "x.exe").write_text("x")
            said = self.run_it(folder, "--report")
            self.assertIn("+ cuti.md [Artikel] Cuti", said)
            self.assertIn("- x.exe", said)
            self.assertIn("1 baru, 0 berubah, 0 sama, 1 tidak dibawa, 0 gagal", said)
            self.assertIn("0 baru, 0 berubah, 1 sama", self.run_it(folder))
        self.assertEqual(Article.objects.count(), 1)
