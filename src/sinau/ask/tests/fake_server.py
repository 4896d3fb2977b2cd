"""A server that speaks like OpenAI's and misbehaves on demand, on a port of this machine."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Fake:
    """What it will do, and what it was asked."""

    manner: str = "good"
    words: str = "Lamanya hak cuti tahunan adalah 12 (dua belas) hari kerja. [1]"
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    url: str = ""

    @property
    def prompt(self) -> str:
        """The last prompt, whole."""
        return "\n".join(one["content"] for one in self.asked[-1]["messages"])


def _handler(fake: Fake) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            fake.asked.append(json.loads(body))
            fake.keys.append(self.headers.get("Authorization", ""))
            try:
                getattr(self, f"be_{fake.manner}")()
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def begin(self, kind: str = "text/event-stream", status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True

        def say(self, data: str) -> None:
            self.wfile.write(f"data: {data}\n\n".encode())
            self.wfile.flush()

        def delta(self, words: str, finish: str | None = None) -> None:
            choice = {"index": 0, "delta": {"content": words}, "finish_reason": finish}
            self.say(json.dumps({"choices": [choice]}))

        def be_good(self) -> None:
            self.begin()
            for at in range(0, len(fake.words), 7):
                self.delta(fake.words[at : at + 7])
            self.delta("", "stop")
            self.say("[DONE]")

        def be_whole(self) -> None:
            self.begin("application/json")
            message = {"choices": [{"message": {"content": fake.words}}]}
            self.wfile.write(json.dumps(message).encode())

        def be_slow(self) -> None:
            self.begin()
            for _turn in range(40):
                self.wfile.write(b": wait\n\n")
                self.wfile.flush()
                time.sleep(0.1)

        def be_silent(self) -> None:
            time.sleep(3)
            self.close_connection = True

        def be_crawling(self) -> None:
            self.begin()
            for letter in fake.words * 20:
                self.delta(letter)
                time.sleep(0.1)

        def be_refusing(self) -> None:
            self._short(401, '{"error": {"message": "Invalid API key"}}')

        def be_busy(self) -> None:
            self._short(429, "{}", {"Retry-After": "60"})

        def be_broken(self) -> None:
            self._short(500, "oops")

        def be_broken_once(self) -> None:
            if len(fake.asked) == 1:
                self._short(500, "oops")
            else:
                self.be_good()

        def be_cut(self) -> None:
            self.begin()
            self.delta(fake.words[:20])

        def be_garbled(self) -> None:
            self.begin()
            self.say('{"choices": [{"delta": ')

        def be_failing_midway(self) -> None:
            self.begin()
            self.delta(fake.words)
            self.say('{"error": {"message": "out of memory"}}')

        def be_endless(self) -> None:
            self.begin()
            while True:
                self.delta("Cuti tahunan. [1] ")

        def be_long_lined(self) -> None:
            self.begin()
            self.wfile.write(b"data: " + b"x" * 1_000_000)

        def _short(self, status: int, body: str, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

    return Handler


@contextmanager
def a_language_server() -> Iterator[Fake]:
    """While the block runs there is a server to ask."""
    fake = Fake()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(fake))
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
