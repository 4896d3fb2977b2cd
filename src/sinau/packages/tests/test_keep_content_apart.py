"""Content is run where nothing of the house can be read (P-PKG-7, P-PKG-8)."""

from __future__ import annotations

import time
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from django.conf import settings
from django.test import override_settings

from sinau.packages import content_tokens
from sinau.packages.actions import NoContentAddress, launch, register
from sinau.packages.tests.making import Au, brought
from sinau.people.testing import CastTestCase


class ApartTests(CastTestCase):
    def setUp(self) -> None:
        self.package = brought(self.wulan)
        made = launch(register(self.package, self.sari), self.package.units.get(), by=self.sari)
        self.session, self.path = made.session, urlsplit(made.url).path
        self.host = urlsplit(settings.CONTENT_URL).netloc

    def ask(self, path: str, host: str = "", **said: Any) -> Any:
        return self.client.get(path, HTTP_HOST=host or self.host, **said)

    def body(self, answer: Any) -> bytes:
        return b"".join(answer.streaming_content) if answer.streaming else answer.content

    def test_content_stands_on_another_site_than_the_house(self) -> None:
        """P-PKG-7"""
        house, content = urlsplit(settings.PUBLIC_URL), urlsplit(settings.CONTENT_URL)
        self.assertNotEqual(house.hostname, content.hostname)

    def test_no_page_of_the_house_is_answered_there_whoever_asks(self) -> None:
        """P-PKG-7"""
        self.client.force_login(self.sari)
        for path in ("/", "/belajar/", "/akun/", "/kelola/", "/healthz", "/static/x", "/api/v1/me"):
            answer = self.ask(path)
            self.assertEqual(answer.status_code, 404, path)
            self.assertFalse(answer.cookies, path)

    def test_no_content_is_answered_at_the_house(self) -> None:
        """P-PKG-7"""
        self.client.force_login(self.sari)
        self.assertEqual(self.ask(self.path, "testserver").status_code, 404)

    def test_a_file_is_given_for_the_name_in_the_path_and_no_cookie(self) -> None:
        answer = self.ask(self.path)
        self.assertEqual(self.body(answer), b"<p>Satuan</p>")
        self.assertEqual(answer["Content-Type"], "text/html; charset=utf-8")
        self.assertFalse(answer.cookies)
        policy = answer["Content-Security-Policy"]
        self.assertIn("frame-ancestors 'self'", policy)
        self.assertIn("connect-src 'self'", policy)
        self.assertNotIn("Access-Control-Allow-Origin", answer)

    def test_a_made_up_or_old_name_opens_nothing(self) -> None:
        """P-PKG-8"""
        token = self.path.split("/")[2]
        for wrong in ("x", token[:-1], token.replace(token[0], "f", 1) + "x"):
            self.assertEqual(self.ask(f"/isi/{wrong}/index.html").status_code, 410)
        later = time.time() + content_tokens.GOOD_FOR_SECONDS + 60
        with mock.patch("time.time", return_value=later):
            self.assertEqual(self.ask(self.path).status_code, 410)

    def test_it_opens_no_other_package(self) -> None:
        """P-PKG-8"""
        other = brought(self.wulan)
        start = self.path.rpartition("/")[0]
        for path in (
            f"../{other.code}/index.html",
            f"..%2f{other.code}/index.html",
            "../../secret-key",
            "/etc/passwd",
            "",
            "lain.html",
        ):
            self.assertEqual(self.ask(f"{start}/{path}").status_code, 404, path)

    def test_parts_of_a_file_are_given(self) -> None:
        answer = self.ask(self.path, HTTP_RANGE="bytes=3-8")
        self.assertEqual(answer.status_code, 206)
        self.assertEqual(self.body(answer), b"Satuan")
        self.assertEqual(answer["Content-Range"], "bytes 3-8/13")
        self.assertEqual(self.ask(self.path, HTTP_RANGE="bytes=99-").status_code, 416)

    def test_no_worker_may_outlive_the_launch(self) -> None:
        self.assertEqual(self.ask(self.path, HTTP_SERVICE_WORKER="script").status_code, 403)

    @override_settings(CONTENT_URL="")
    def test_without_an_address_of_its_own_nothing_is_run(self) -> None:
        with self.assertRaises(NoContentAddress):
            launch(register(self.package, self.sari), self.package.units.get(), by=self.sari)

    def test_the_record_store_can_be_spoken_to_there(self) -> None:
        made = launch(register(self.package, self.sari), self.package.units.get(), by=self.sari)
        unit = Au(made.url).start()
        self.assertEqual(unit.put(unit.allowed()).status_code, 204)
