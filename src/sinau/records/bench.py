"""How fast statements come in and are found again, over HTTP, with durable commits.

The statements are like those of a course platform: a person with an account, an activity with its
definition, a score, a registration, a parent, a grouping and a category; about 1.2 KB each.
`SINAU_BENCH_STATEMENTS` says how many are stored before they are looked for.
"""

from __future__ import annotations

import base64
import http.client
import json
import os
import random
import re
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from launcher.watching import parts, seconds_used, weight
from sinau.journal.models import Delivery
from sinau.kernel.measures import Figure, Place, measure
from sinau.records.clients import create_client
from sinau.records.models import Scope
from sinau.records.rows import cursor

CLIENTS = 8
BATCH = 50
TEMPLATES = 100
PEOPLE, COURSES, UNITS = 8_000, 400, 12
HOME = "https://moodle.example.go.id"
ADL = "http://adlnet.gov/expapi"
# As in a course: many small steps for one completion.
VERBS = (
    *("answered", "experienced", "progressed", "interacted", "attempted") * 4,
    *("initialized", "passed", "completed", "terminated"),
)
LOOKS = 200
# Seconds of the same load before a measure begins.
WARMING_UP = 4
# Seconds to wait for the worker before measuring.
PATIENCE = 120
WEB = "server web"
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@measure("records")
def records(place: Place) -> Iterable[Figure]:
    """Statements in batches and one by one, memory meanwhile, then queries over all of them."""
    headers = _headers()
    _wait_until_all_is_told()
    yield from _come_in(place, headers, "kelompok 50", _batches, BATCH, at_least=15_000)
    yield from _come_in(place, headers, "satu per satu", _singles, 1, at_least=1_500)
    wanted = int(os.environ.get("SINAU_BENCH_STATEMENTS", "5000000"))
    yield from _fill(place, headers, wanted)
    yield Figure("tersimpan", _stored(), "pernyataan")
    for name, path in _looks():
        times = _times(place, headers, path)
        yield Figure(f"p50 {name}", times[len(times) // 2] * 1000, "ms")
        yield Figure(f"p95 {name}", times[len(times) * 95 // 100] * 1000, "ms", at_most=30)


def _wait_until_all_is_told() -> None:
    """A city that was just made is still being told to its listeners; that is another measure."""
    end = time.monotonic() + PATIENCE
    while Delivery.objects.pending().exists() and time.monotonic() < end:
        time.sleep(0.5)
    time.sleep(2)


# ── Statements ──────────────────────────────────────────────────────────────


def _statement(dice: random.Random) -> dict[str, object]:
    """One statement; its id is put in later, so that each is sent once."""
    course, person = dice.randrange(COURSES), dice.randrange(PEOPLE)
    return {
        "id": "%s",
        "actor": {
            "objectType": "Agent",
            "name": f"Pegawai {person}",
            "account": {"homePage": HOME, "name": f"{person:08d}"},
        },
        "verb": {"id": f"{ADL}/verbs/{dice.choice(VERBS)}", "display": {"id": "belajar"}},
        "object": {
            "objectType": "Activity",
            "id": f"{HOME}/course/{course}/unit/{dice.randrange(UNITS)}",
            "definition": {
                "type": f"{ADL}/activities/lesson",
                "name": {"id": f"Pelajaran {course}"},
                "description": {
                    "id": "Satu bagian dari kursus untuk aparatur di perangkat daerah."
                },
            },
        },
        "result": {
            "score": {"scaled": dice.randrange(100) / 100, "raw": 80, "min": 0, "max": 100},
            "success": True,
            "completion": True,
            "duration": "PT12M30S",
        },
        "context": {
            "registration": _registration(course, person),
            "platform": "Moodle",
            "language": "id",
            "contextActivities": {
                "parent": [{"objectType": "Activity", "id": f"{HOME}/course/{course}"}],
                "grouping": [{"id": HOME}],
                "category": [{"id": "https://w3id.org/xapi/cmi5/context/categories/cmi5"}],
            },
            "extensions": {f"{HOME}/extension/session": f"sesi-{dice.randrange(10**6)}"},
        },
        "timestamp": "2026-11-25T10:00:00.000Z",
    }


def _registration(course: int, person: int) -> str:
    return str(uuid.UUID(int=course * 100_000 + person, version=4))


def _batches(dice: random.Random) -> list[bytes]:
    return [_text([_statement(dice) for _ in range(BATCH)]) for _ in range(TEMPLATES)]


def _singles(dice: random.Random) -> list[bytes]:
    return [_text(_statement(dice)) for _ in range(TEMPLATES * 5)]


def _text(said: object) -> bytes:
    text = json.dumps(said, separators=(",", ":")).replace("%", "%%")
    return text.replace("%%s", "%s").encode()


def _headers() -> dict[str, str]:
    client, secret = create_client("Bench", [Scope.ALL], None)
    token = base64.b64encode(f"{client.key}:{secret}".encode()).decode()
    return {
        "Authorization": f"Basic {token}",
        "X-Experience-API-Version": "2.0.0",
        "Content-Type": "application/json",
    }


# ── In ──────────────────────────────────────────────────────────────────────


@dataclass
class _Sent:
    statements: int = 0
    failures: int = 0


def _come_in(
    place: Place,
    headers: dict[str, str],
    name: str,
    make: Callable[[random.Random], list[bytes]],
    size: int,
    *,
    at_least: int,
) -> Iterator[Figure]:
    texts = make(random.Random(size))  # noqa: S311 (numbers for a bench, not secrets)
    # Each process first learns what the activities are called; once, and not in the steady state.
    _send(place, headers, texts, size, until=lambda _: False, seconds=WARMING_UP)
    before = _spent(place)
    seconds, sent = _send(place, headers, texts, size, until=lambda _: False)
    spent = {who: after - before[who] for who, after in _spent(place).items()}
    yield Figure(f"{name}, 8 klien", sent.statements / seconds, "/detik", at_least=at_least)
    yield Figure(f"{name}, gagal", sent.failures, "permintaan", at_most=0)
    for who, used in spent.items():
        yield Figure(f"{name}, CPU {who}", used / max(1, sent.statements) * 1e6, "µs/pernyataan")


def _send(
    place: Place,
    headers: dict[str, str],
    texts: list[bytes],
    size: int,
    *,
    until: Callable[[int], bool],
    seconds: float | None = None,
) -> tuple[float, _Sent]:
    """Eight clients send as fast as they are answered, for the time of a measure or until."""
    began = time.perf_counter()
    end = began + (place.seconds if seconds is None else seconds)
    counts = [_Sent() for _ in range(CLIENTS)]

    head = _head(place, headers)

    def client(mine: _Sent, first: int) -> None:
        line = _Line(place)
        turn = first
        while time.perf_counter() < end and not until(sum(each.statements for each in counts)):
            body = texts[turn % len(texts)] % tuple(_ids(size))
            turn += 1
            good = line.ask(b"%sContent-Length: %d\r\n\r\n%s" % (head, len(body), body)) == 200
            mine.statements += size if good else 0
            mine.failures += not good
        line.close()

    threads = [
        threading.Thread(target=client, args=(mine, number * 7))
        for number, mine in enumerate(counts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = _Sent(sum(each.statements for each in counts), sum(each.failures for each in counts))
    return time.perf_counter() - began, whole


def _head(place: Place, headers: dict[str, str]) -> bytes:
    lines = [f"{name}: {value}\r\n" for name, value in {"Host": "localhost", **headers}.items()]
    return ("POST /xapi/statements HTTP/1.1\r\n" + "".join(lines)).encode()


class _Line:
    """A connection that costs this load little: http.client takes longer than the store."""

    def __init__(self, place: Place) -> None:
        server = urlsplit(place.address)
        self._to = (server.hostname or "", server.port or 80)
        self._socket: socket.socket | None = None

    def ask(self, request: bytes) -> int:
        """The status of the answer; 0 when there was none."""
        try:
            if self._socket is None:
                self._socket = socket.create_connection(self._to, timeout=60)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.sendall(request)
            return self._status(self._socket)
        except (OSError, ValueError):
            self.close()
            return 0

    def _status(self, connection: socket.socket) -> int:
        said = b""
        while b"\r\n\r\n" not in said:
            said += _some(connection)
        head, _gap, body = said.partition(b"\r\n\r\n")
        length = int(LENGTH.search(head)[1]) if LENGTH.search(head) else 0  # type: ignore[index]
        missing = length - len(body)
        while missing > 0:
            missing -= len(_some(connection))
        return int(head[9:12])

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _some(connection: socket.socket) -> bytes:
    more = connection.recv(65_536)
    if not more:
        raise OSError("closed")
    return more


def _ids(count: int) -> list[bytes]:
    """Random UUIDs as text, cheaper than `uuid.uuid4`."""
    text = os.urandom(16 * count).hex()
    return [
        f"{text[at : at + 8]}-{text[at + 8 : at + 12]}-4{text[at + 13 : at + 16]}"
        f"-a{text[at + 17 : at + 20]}-{text[at + 20 : at + 32]}".encode()
        for at in range(0, 32 * count, 32)
    ]


def _fill(place: Place, headers: dict[str, str], wanted: int) -> Iterator[Figure]:
    """Until so many are stored, with an eye on the memory of the web processes."""
    missing = wanted - _stored()
    if missing <= 0:
        return
    texts = _batches(random.Random(5))  # noqa: S311
    first = _memory(place)
    seconds, sent = _send(
        place, headers, texts, BATCH, until=lambda done: done >= missing, seconds=7_200
    )
    with cursor() as rows:
        # As PostgreSQL does by itself within minutes, for plans that know what is there.
        rows.execute("analyze records_statement, records_link")
    yield Figure("mengisi, 8 klien", sent.statements / seconds, "/detik")
    yield Figure("mengisi, gagal", sent.failures, "permintaan", at_most=0)
    yield Figure("mengisi, lama", seconds / 60, "menit")
    yield Figure("memori web sebelum", first, "MB")
    yield Figure("memori web sesudah", _memory(place), "MB", at_most=first * 1.2)


def _stored() -> int:
    with cursor() as rows:
        found = rows.execute("select count(*) from records_statement_id").fetchone()
    return int(found[0]) if found else 0


# ── Out ─────────────────────────────────────────────────────────────────────


def _looks() -> Iterator[tuple[str, Callable[[random.Random], str]]]:
    with cursor() as rows:
        found = rows.execute(
            "select id::text from records_statement_id tablesample system_rows(500)"
            if _has_system_rows()
            else "select id::text from records_statement_id limit 500"
        ).fetchall()
    ids = [row[0] for row in found]

    def agent(dice: random.Random) -> str:
        name = f"{dice.randrange(PEOPLE):08d}"
        return json.dumps({"account": {"homePage": HOME, "name": name}})

    def unit(dice: random.Random) -> str:
        return f"{HOME}/course/{dice.randrange(COURSES)}/unit/{dice.randrange(UNITS)}"

    def course(dice: random.Random) -> str:
        return f"{HOME}/course/{dice.randrange(COURSES)}"

    def registration(dice: random.Random) -> str:
        return _registration(dice.randrange(COURSES), dice.randrange(PEOPLE))

    def asked(**said: str) -> str:
        return f"/xapi/statements?{urlencode({**said, 'limit': '50'}, quote_via=quote)}"

    yield "satu", lambda dice: f"/xapi/statements?statementId={dice.choice(ids)}"
    yield "pelaku + kata kerja", lambda dice: asked(agent=agent(dice), verb=f"{ADL}/verbs/passed")
    yield "kegiatan", lambda dice: asked(activity=unit(dice))
    yield "registrasi", lambda dice: asked(registration=registration(dice))
    yield (
        "kegiatan terkait",
        lambda dice: asked(activity=course(dice), related_activities="true"),
    )
    yield "pelaku terkait", lambda dice: asked(agent=agent(dice), related_agents="true")
    yield "50 terbaru", lambda dice: asked()


def _has_system_rows() -> bool:
    with cursor() as rows:
        found = rows.execute("select 1 from pg_extension where extname = 'tsm_system_rows'")
        return found.fetchone() is not None


def _times(
    place: Place, headers: dict[str, str], path: Callable[[random.Random], str]
) -> list[float]:
    dice = random.Random(11)  # noqa: S311
    connection = _connection(place)
    times: list[float] = []
    for _ in range(LOOKS):
        asked = path(dice)
        began = time.perf_counter()
        connection.request("GET", asked, headers=headers)
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - began)
        if answer.status != 200:
            raise RuntimeError(f"{asked} answered {answer.status}")
    connection.close()
    return sorted(times)


def _connection(place: Place) -> http.client.HTTPConnection:
    server = urlsplit(place.address)
    return http.client.HTTPConnection(server.hostname or "", server.port, timeout=60)


# ── What it costs ───────────────────────────────────────────────────────────


def _spent(place: Place) -> dict[str, float]:
    """Seconds of CPU that web server, database and this load have used so far."""
    spent = {WEB: 0.0, "PostgreSQL": 0.0, "pekerja": 0.0, "beban uji": time.process_time()}
    for part, process in parts(place.data_dir):
        spent[part] += seconds_used(process)
    return spent


def _memory(place: Place) -> float:
    """Memory of the web processes, in MB."""
    return sum(weight(process) for part, process in parts(place.data_dir) if part == WEB)
