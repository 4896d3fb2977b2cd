"""Statements are passed on to other systems, however badly these behave."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from unittest import mock

from django.test import override_settings

from sinau.kernel import clock
from sinau.people.testing import CastTestCase
from sinau.records import sending
from sinau.records.forwarding import (
    ReasonMissing,
    forward,
    pause,
    resume,
    send_again,
    write_forwarder,
)
from sinau.records.models import Cursor, DeadLetter, Forwarder
from sinau.records.models.reading import BEGINNING
from sinau.records.tests.foreign import PASSED, later, send, sender, statement


class Receiver(BaseHTTPRequestHandler):
    """A system that takes statements, or does not."""

    got: ClassVar[list[dict[str, Any]]] = []
    headers_seen: ClassVar[list[dict[str, str]]] = []
    bodies: ClassVar[list[bytes]] = []
    behaviour: ClassVar[str] = "good"
    poison: ClassVar[str] = ""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        said = json.loads(body)
        self.headers_seen.append(dict(self.headers))
        self.bodies.append(body)
        match self.behaviour:
            case "slow":
                threading.Event().wait(1.5)
            case "rude":
                self.connection.close()
                return
            case "redirect":
                self.send_response(302)
                self.send_header("Location", "http://127.0.0.1:1/")
                self.end_headers()
                return
            case "busy":
                self.send_response(503)
                self.send_header("Retry-After", "600")
                self.end_headers()
                return
            case "big":
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"x" * 100_000)
                return
        if self.poison and any(one["id"] == self.poison for one in said):
            self.send_response(400)
            self.end_headers()
            self.wfile.write(b"bad statement")
            return
        self.got.extend(said)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Tests are quiet."""


@contextmanager
def receiver() -> Iterator[str]:
    """A receiving system on this machine; its address."""
    Receiver.got, Receiver.headers_seen, Receiver.bodies = [], [], []
    Receiver.behaviour, Receiver.poison = "good", ""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/xapi/statements"
    finally:
        server.shutdown()
        server.server_close()


@override_settings(FORWARD_PRIVATE=True)
class PassOnTests(CastTestCase):
    def make(self, url: str, **more: Any) -> Forwarder:
        made = Forwarder(
            **{
                "name": "LRS",
                "kind": "store",
                "url": url,
                "key": "kunci",
                "secret": "sandi",
                **more,
            }
        )
        return write_forwarder(made, by=self.agung, changes="nama", since=BEGINNING)

    def run_all(self, forwarder: Forwarder) -> Forwarder:
        while forward(forwarder.pk, through=later()):
            pass
        forwarder.refresh_from_db()
        return forwarder

    def test_everything_arrives_once_in_order_with_the_key(self) -> None:
        with receiver() as url:
            made = self.make(url, batch=2)
            ids = [send(statement())[0] for _turn in range(5)]
            self.run_all(made)
            self.run_all(made)
            self.assertEqual([one["id"] for one in Receiver.got], ids)
            token = base64.b64encode(b"kunci:sandi").decode()
            self.assertEqual(Receiver.headers_seen[0]["Authorization"], f"Basic {token}")
            self.assertEqual(Receiver.headers_seen[0]["X-Experience-API-Version"], "1.0.3")
            self.assertEqual(made.sent, 5)

    def test_a_webhook_can_check_who_signed_and_when(self) -> None:
        with receiver() as url:
            made = self.make(url, kind="webhook")
            send(statement())
            self.run_all(made)
            seen = Receiver.headers_seen[0]
            signed = f"{seen['X-Sinau-Timestamp']}.".encode() + Receiver.bodies[0]
            mark = hmac.new(b"sandi", signed, hashlib.sha256).hexdigest()
            self.assertEqual(seen["X-Sinau-Signature"], f"sha256={mark}")

    def test_only_what_is_asked_for_is_sent(self) -> None:
        other = sender("H5P")
        with receiver() as url:
            made = self.make(url, verbs=[PASSED], clients=[other.client_id])
            send(statement(), statement(verb=PASSED))
            (wanted,) = send(statement(verb=PASSED), caller=other)
            self.run_all(made)
            self.assertEqual([one["id"] for one in Receiver.got], [wanted])

    def test_one_bad_statement_stops_nobody_else(self) -> None:
        with receiver() as url:
            made = self.make(url)
            ids = send(*(statement() for _turn in range(7)))
            Receiver.poison = ids[3]
            self.run_all(made)
            self.assertEqual({one["id"] for one in Receiver.got}, set(ids) - {ids[3]})
            letter = DeadLetter.objects.get()
            self.assertEqual((str(letter.statement), letter.status), (ids[3], 400))
            self.assertEqual(made.dead, 1)
            Receiver.poison = ""
            self.assertEqual(send_again(made), 1)
            self.assertEqual(DeadLetter.objects.count(), 0)
            self.assertIn(ids[3], [one["id"] for one in Receiver.got])

    def test_a_target_that_fails_is_left_alone_for_longer_and_longer(self) -> None:
        with receiver() as url:
            made = self.make(url)
            send(statement())
            for behaviour in ("rude", "redirect", "busy"):
                Receiver.behaviour = behaviour
                Forwarder.objects.update(next_try_at=None)
                self.run_all(made)
                self.assertNotEqual(made.last_error, "", behaviour)
            self.assertEqual(made.failures, 3)
            assert made.next_try_at is not None
            # What the target asks for is kept to.
            self.assertGreater(made.next_try_at, clock.now() + timedelta(seconds=500))
            Receiver.behaviour = "good"
            self.run_all(made)
            self.assertEqual(Receiver.got, [])
            with clock.freeze(made.next_try_at + timedelta(seconds=1)):
                self.run_all(made)
            self.assertEqual(len(Receiver.got), 1)
            self.assertEqual((made.failures, made.last_error), (0, ""))

    def test_a_slow_target_is_given_up_and_an_endless_answer_is_cut(self) -> None:
        with receiver() as url, mock.patch.object(sending, "SECONDS", 0.3):
            made = self.make(url)
            send(statement())
            Receiver.behaviour = "slow"
            self.run_all(made)
            self.assertIn("Tidak ada jawaban", made.last_error)
            Receiver.behaviour = "big"
            Forwarder.objects.update(next_try_at=None)
            self.run_all(made)
            self.assertEqual(made.sent, 1)

    def test_a_paused_one_sends_nothing_and_goes_on_where_it_stood(self) -> None:
        with receiver() as url:
            made = self.make(url)
            with self.assertRaises(ReasonMissing):
                pause(made, by=self.agung, reason=" ")
            pause(made, by=self.agung, reason="Pemeliharaan")
            pause(made, by=self.agung, reason="Lagi")
            (one,) = send(statement())
            self.run_all(made)
            self.assertEqual(Receiver.got, [])
            self.assertEqual(made.pause_reason, "Pemeliharaan")
            resume(made, by=self.agung)
            self.run_all(made)
            self.assertEqual([each["id"] for each in Receiver.got], [one])

    def test_a_private_target_is_refused_unless_the_keeper_allows_it(self) -> None:
        with receiver() as url, override_settings(FORWARD_PRIVATE=False):
            made = self.make(url)
            send(statement())
            self.run_all(made)
            self.assertIn("jaringan pribadi", made.last_error)
            self.assertEqual(Receiver.bodies, [])
            for host in ("localhost", "[::1]", "169.254.169.254", "10.0.0.1", "[::ffff:10.0.0.1]"):
                with self.subTest(host), self.assertRaises(sending.Unreachable):
                    sending.post(f"http://{host}/", b"", {})

    def test_a_place_that_was_not_moved_sends_again_and_nothing_is_lost(self) -> None:
        with receiver() as url:
            made = self.make(url)
            (one,) = send(statement())
            before = Cursor.objects.get(name=made.reader)
            self.run_all(made)
            # As if the worker had died after the target took it.
            before.save()
            self.run_all(made)
            self.assertEqual([each["id"] for each in Receiver.got], [one, one])
