"""Packages for programs (P-PKG-5)."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from sinau.packages.cmi5 import words
from sinau.packages.models import Package
from sinau.packages.tests.making import Au, au, cmi5_zip, course
from sinau.people.tests.test_use_token import TokenTestCase
from sinau.records import callers
from sinau.records.testing import forget_what_was_learnt

PACKAGES = "/api/v1/packages"


class ProgramTests(TokenTestCase):
    def setUp(self) -> None:
        callers.forget_callers()
        forget_what_was_learnt()
        self.secret = self.secret_of(self.wulan, "packages:read", "packages:write")

    def bring(self, body: bytes | None = None, kind: str = "application/zip") -> Any:
        content = cmi5_zip().getvalue() if body is None else body
        return self.send(self.secret, PACKAGES, content, content_type=kind)

    def test_a_package_comes_in_as_body_or_as_form(self) -> None:
        """P-PKG-5"""
        said = self.bring()
        self.assertEqual(said.status_code, 201, said.content)
        self.assertEqual(said.json()["units"][0]["move_on"], "CompletedAndPassed")
        structure = course(au(url="https://isi.example/index.html"))
        self.assertEqual(self.bring(structure, "text/xml").status_code, 201)
        headers = {"Authorization": f"Bearer {self.secret}"}
        file = SimpleUploadedFile("p.zip", cmi5_zip().getvalue())
        said = self.client.post(PACKAGES, {"file": file}, headers=headers)
        self.assertEqual(said.status_code, 201, said.content)
        self.assertEqual(len(self.ask(self.secret, PACKAGES).json()["items"]), 3)

    def test_a_bad_package_is_named_by_its_requirement(self) -> None:
        problem = self.problem(self.bring(cmi5_zip(au(url="lain.html")).getvalue()), 422)
        self.assertEqual(problem["requirement"], "14.1.0.0-4")
        self.assertTrue(problem["reasons"])
        problem = self.problem(self.bring(b"# Catatan", "text/markdown; charset=UTF-8"), 422)
        self.assertEqual(problem["requirement"], "14.0.0.0-1")
        self.assertFalse(Package.objects.exists())

    def test_a_large_package_without_a_length_comes_in_piece_by_piece(self) -> None:
        big = cmi5_zip(besar__bin=os.urandom(2_000_000)).getvalue()
        self.assertEqual(self.bring(big).status_code, 201)

    def test_a_learner_is_launched_and_looked_at(self) -> None:
        made = self.bring().json()
        said = self.send(
            self.secret,
            f"{PACKAGES}/{made['id']}/launch-url/0",
            {"learner": self.sari.nip, "launch_mode": "Normal"},
        )
        self.assertEqual(said.status_code, 200, said.content)
        launch = said.json()
        unit = Au(launch["url"])
        self.assertEqual(unit.registration, launch["registration"])
        unit.start()
        self.assertNotIn("returnURL", unit.launch_data)
        unit.put(unit.completed())
        where = f"{PACKAGES}/registrations/{launch['registration']}"
        state = self.ask(self.secret, where).json()
        self.assertIsNotNone(state["units"][0]["completed_at"])
        self.assertIsNone(state["satisfied_at"])
        closed = self.send(self.secret, f"{PACKAGES}/sessions/{launch['session']}/abandon", {})
        self.assertIsNotNone(closed.json()["sessions"][0]["abandoned_at"])
        self.assertEqual(unit.state("GET", words.LAUNCH_DATA).status_code, 403)
        waived = self.send(self.secret, f"{where}/waive/0", {"reason": "Administratif"})
        self.assertEqual(waived.status_code, 200, waived.content)
        self.assertIsNotNone(waived.json()["satisfied_at"])
        by_actor = self.send(
            self.secret, f"{PACKAGES}/{made['id']}/launch-url/0", {"actor": launch["actor"]}
        )
        self.assertEqual(by_actor.json()["registration"], launch["registration"])

    def test_what_is_not_theirs_is_not_there(self) -> None:
        """P-PKG-5"""
        made = self.bring().json()
        launch_url = f"{PACKAGES}/{made['id']}/launch-url/0"
        body = {"learner": self.sari.nip}
        registration = self.send(self.secret, launch_url, body).json()["registration"]
        joko = self.secret_of(self.joko, "packages:read", "packages:write")
        self.problem(self.ask(joko, f"{PACKAGES}/{made['id']}"), 404)
        self.problem(self.ask(joko, f"{PACKAGES}/registrations/{registration}"), 404)
        self.problem(self.send(joko, launch_url, body), 404)
        self.assertEqual(self.ask(joko, PACKAGES).json()["items"], [])
        reads = self.secret_of(self.wulan, "packages:read")
        self.problem(self.send(reads, launch_url, body), 403)
        sari = self.secret_of(self.sari, "packages:write")
        content = cmi5_zip().getvalue()
        self.problem(self.send(sari, PACKAGES, content, content_type="application/zip"), 403)
        own = self.send(joko, PACKAGES, content, content_type="application/zip").json()
        self.problem(self.send(joko, f"{PACKAGES}/{own['id']}/launch-url/0", body), 404)

    def test_a_withdrawn_package_is_gone(self) -> None:
        made = self.bring().json()
        headers = {"Authorization": f"Bearer {self.secret}"}
        where = f"{PACKAGES}/{made['id']}"
        self.assertEqual(self.client.delete(where, headers=headers).status_code, 204)
        self.assertEqual(self.ask(self.secret, PACKAGES).json()["items"], [])
        body = {"learner": self.sari.nip}
        self.problem(self.send(self.secret, f"{where}/launch-url/0", body), 404)


class CommandTests(TokenTestCase):
    def test_a_file_is_brought_in_with_its_report(self) -> None:
        with TemporaryDirectory() as folder:
            good, bad = Path(folder, "baik.zip"), Path(folder, "rusak.zip")
            good.write_bytes(cmi5_zip().getvalue())
            bad.write_bytes(cmi5_zip(au(url="lain.html")).getvalue())
            out = StringIO()
            call_command("import_package", str(good), "--report", stdout=out)
            self.assertIn("+ 14.1.0.0-4", out.getvalue())
            self.assertIn("masuk dengan 1 satuan", out.getvalue())
            out = StringIO()
            with self.assertRaises(CommandError):
                call_command("import_package", str(bad), stdout=out)
            self.assertIn("- 14.1.0.0-4", out.getvalue())
            self.assertNotIn("+ ", out.getvalue())
        self.assertEqual(Package.objects.count(), 1)
