"""`run`, `web` and `worker`: prepare what has changed, start the programs, wait, say where."""

from __future__ import annotations

import errno
import http.client
import os
import socket
import time
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from launcher import stamps
from launcher.environment import LOCK
from launcher.house import House, opened
from launcher.places import ROOT, DataFolder
from launcher.processes import Program, Supervisor, alone
from launcher.translations import compile_changed
from launcher.trouble import Stopped, Trouble

LOOPBACK = ("localhost", "127.0.0.1", "::1")
EVERYWHERE = ("0.0.0.0", "::")
START_SECONDS = 90


def run(args: Namespace) -> int:
    """Everything on one machine: database, web server, job worker."""
    return _serve(args, web=True, worker=True)


def web(args: Namespace) -> int:
    """Only the web server; any number of them may share one database."""
    return _serve(args, web=True, worker=False)


def worker(args: Namespace) -> int:
    """Only the job worker; any number of them may share one database."""
    return _serve(args, web=False, worker=True)


def _serve(args: Namespace, *, web: bool, worker: bool) -> int:
    began = time.monotonic()
    with Supervisor() as supervisor:
        try:
            if web:
                refuse_taken_port(args.host, args.port)
            with opened(DataFolder.named(args.data_dir), supervisor) as house:
                service = Service(house, args.host if web else "", args.port if web else 0,
                                  demo=_demo(args, house))  # fmt: skip
                service.prepare()
                if web:
                    service.start_web()
                if worker:
                    service.start_worker()
                service.welcome(time.monotonic() - began, web=web)
                supervisor.watch()
        except Stopped:
            pass
    print("Sinau berhenti.", flush=True)
    return 0


def _demo(args: Namespace, house: House) -> bool:
    """The demo city: by default only in a database of our own, never in somebody's server."""
    if args.no_demo:
        return False
    if said := os.environ.get("SINAU_DEMO"):
        return said == "yes"
    return house.cluster is not None


@dataclass(frozen=True)
class Service:
    """The programs that make up a running Sinau."""

    house: House
    host: str
    port: int
    demo: bool

    # ── Before ──────────────────────────────────────────────────────────────

    def prepare(self) -> None:
        """Words, tables, demo city and static files, each only when its source has changed."""
        house = self.house
        with alone(house.data.path / ".prepare", house.supervisor, what="Persiapan perintah lain"):
            self._prepare_what_has_changed(house)

    def _prepare_what_has_changed(self, house: House) -> None:
        compile_changed(house.environment, house.supervisor)
        tables, static = house.data.stamps / "tables", house.data.stamps / "static"
        tables_now, static_now = self._tables_now(), _static_now()
        tables_done = stamps.is_current(tables, tables_now) and house.cluster is not None
        static_done = stamps.is_current(static, static_now) and house.data.static.exists()
        if tables_done and static_done:
            return
        print("Menyiapkan basis data dan berkas halaman …", flush=True)
        words = ["prepare"]
        words += ["--demo"] if self.demo else []
        words += [] if static_done else ["--static"]
        done = house.supervisor.run(*house.django(*words), env=self.env(), hear="answer")
        stamps.write(house.data.stamps / "cast", done.said)
        stamps.write(tables, tables_now)
        stamps.write(static, static_now)

    def _tables_now(self) -> str:
        migrations = ROOT.glob("src/*/*/migrations/*.py")
        cast = ROOT / "src/sinau/people/cast.py"
        cluster = self.house.cluster
        made = (cluster.folder / "PG_VERSION").stat().st_mtime_ns if cluster else 0
        return stamps.fingerprint([*migrations, cast, LOCK], f"demo: {self.demo}", str(made))

    def env(self, **more: str) -> dict[str, str]:
        demo = "yes" if self.demo else "no"
        env = self.house.env(SINAU_DEMO=demo, SINAU_SUPERVISED="yes", **more)
        if self.host:
            env.setdefault("SINAU_URL", self.address)
            env.setdefault("SINAU_HOSTS", ",".join(self._names()))
        return env

    def _names(self) -> list[str]:
        """By which names the pages may be asked for, as long as SINAU_HOSTS does not say."""
        names = ["localhost", "127.0.0.1", "[::1]"]
        if self.host in EVERYWHERE:
            names += [socket.gethostname(), *filter(None, [_address_on_the_network()])]
        elif self.host not in LOOPBACK:
            names.append(self.host)
        return names

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        host = "localhost" if self.host in (*EVERYWHERE, *LOOPBACK) else self.host
        return f"http://{host}:{self.port}"

    # ── Running ─────────────────────────────────────────────────────────────

    def start_web(self) -> None:
        """The web server; it counts as started when a page and the database behind it answer."""
        refuse_taken_port(self.host, self.port)
        supervisor = self.house.supervisor
        server = supervisor.start(
            "web",
            *(self.house.environment.python, "-m", "granian", "--interface", "wsgi"),
            *("--host", self.host, "--port", str(self.port)),
            *("--workers", os.environ.get("SINAU_WEB_WORKERS", "2"), "--blocking-threads", "4"),
            *("--workers-kill-timeout", "5", "--respawn-failed-workers", "--no-ws"),
            *("--log-level", "warning", "config.wsgi:application"),
            env=self.env(SINAU_POOL="yes"),
            # granian asked to stop while it starts hangs and leaves its workers behind.
            polite=False,
        )
        supervisor.wait_until(self._answers, what="Server web", seconds=START_SECONDS)
        server.polite = True

    def start_worker(self) -> Program:
        """The job worker: listeners, schedules and long work."""
        return self.house.supervisor.start(
            "worker",
            *(self.house.environment.python, "-m", "launcher.working"),
            env=self.env(),
        )

    def _answers(self) -> bool:
        host = self.host if self.host not in EVERYWHERE else "127.0.0.1"
        name = self.env()["SINAU_HOSTS"].split(",")[0]
        connection = http.client.HTTPConnection(host, self.port, timeout=5)
        try:
            connection.request("GET", "/healthz", headers={"Host": name})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def welcome(self, seconds: float, *, web: bool) -> None:
        """Say that it runs, where, and as whom one can sign in."""
        took = f"{seconds:.1f}".replace(".", ",")
        if not web:
            print(f"Pekerja latar berjalan (siap dalam {took} detik). Ctrl-C menghentikannya.")
        else:
            print(f"\nSinau berjalan di {self.address}  (siap dalam {took} detik)")
            if self.demo and (cast := self._cast()):
                print(f"\nKota contoh. Anda dapat masuk sebagai:\n{cast}")
            print("\nCtrl-C menghentikannya.")
        print(end="", flush=True)

    def _cast(self) -> str:
        try:
            return (self.house.data.stamps / "cast").read_text().rstrip()
        except OSError:
            return ""


def refuse_taken_port(host: str, port: int) -> None:
    """A plain sentence before anything starts; granian itself would share the port in silence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            raise Trouble(_why_not(host, port, error)) from None


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Porta {port} sudah dipakai program lain. Hentikan program itu, atau pilih porta "
            f"lain, misalnya: ./sinau run --port {port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"Porta {port} hanya boleh dibuka oleh root. Pilih porta 1024 atau lebih."
    return f"Sinau tidak dapat membuka {host} porta {port}: {error.strerror}."


def _static_now() -> str:
    return stamps.fingerprint([*_static_files(), LOCK, ROOT / "src/config/settings.py"])


def _static_files() -> Iterator[Path]:
    return (path for path in ROOT.glob("src/sinau/*/static/**/*") if path.is_file())


def _address_on_the_network() -> str:
    """This machine's address as others see it; nothing is sent to find it out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return ""
