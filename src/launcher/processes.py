"""The supervisor: starts programs, watches them, and takes all of them down when asked to stop.

A signal only raises a flag and wakes the waiting; nothing is ever interrupted halfway through
starting a program, so no program is ever forgotten. Each one leads a process group, and a stop
ends with killing the whole group: a web server's orphaned worker would go on serving old code.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Literal, NamedTuple

from launcher.trouble import Stopped, Trouble

PATIENCE = 10.0
LONGEST_WAIT = 1800.0
# How often a program may fall over within a minute before we give up on it.
FALLS = 4

Words = Sequence[str | Path]
# What of a program's words is kept: all of them, its answer only, or nothing (all are shown).
Hearing = Literal["all", "answer", "nothing"]


class Ended(NamedTuple):
    """How a program ended and what was heard of it."""

    code: int
    said: str


@dataclass
class Program:
    """A long-running program and how to start it again."""

    name: str
    words: Words
    env: Mapping[str, str]
    process: subprocess.Popen[bytes]
    polite: bool
    falls: list[float] = field(default_factory=list)


class Supervisor:
    """Use it as a context; leaving it, for whatever reason, leaves no program behind."""

    def __init__(self) -> None:
        self.programs: list[Program] = []
        self.stopping = 0
        self._last = 0
        self._before: dict[int, Any] = {}
        self._ears, self._mouth = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    # ── Life ────────────────────────────────────────────────────────────────

    def __enter__(self) -> Supervisor:
        signal.set_wakeup_fd(self._mouth, warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            self._before[number] = signal.signal(number, self._hear)
        self._before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda number, frame: None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(-1)
        os.close(self._ears)
        os.close(self._mouth)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self.stopping += 1
        self._last = number

    def check(self) -> None:
        """The place where a wish to stop takes effect."""
        if self.stopping:
            raise Stopped

    # ── Programs that end by themselves ─────────────────────────────────────

    def run(
        self,
        *words: str | Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        hear: Hearing = "nothing",
        may_fail: bool = False,
    ) -> Ended:
        """Run one program to its end; asked to stop meanwhile, end its whole group."""
        self.check()
        process = subprocess.Popen(
            [str(word) for word in words],
            env=None if env is None else dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=None if hear == "nothing" else subprocess.PIPE,
            stderr=subprocess.STDOUT if hear == "all" else None,
            process_group=0,
            preexec_fn=dies_with_parent(signal.SIGKILL),
        )
        heard = bytearray()
        try:
            self._listen_until_end(process, heard)
        finally:
            _end_group(process)
        self.check()
        said = heard.decode(errors="replace")
        if process.returncode and not may_fail:
            name = " ".join(Path(str(word)).name for word in words[:4])
            tail = "\n".join(said.splitlines()[-30:])
            raise Trouble(f"Perintah {name} gagal (kode {process.returncode}).\n{tail}".rstrip())
        return Ended(process.returncode, said)

    def foreground(
        self, *words: str | Path, env: Mapping[str, str], cwd: Path | None = None
    ) -> int:
        """Run a program that talks with the person; the keyboard's signals reach it directly."""
        self.check()
        process = subprocess.Popen(
            [str(word) for word in words],
            env=dict(env),
            cwd=cwd,
            preexec_fn=dies_with_parent(signal.SIGTERM),
        )
        heard = self.stopping
        while process.poll() is None:
            self._sleep(60)
            if self.stopping == heard:
                continue
            heard = self.stopping
            # Ctrl-C reached the program through the terminal; any other signal came only to us.
            if self._last != signal.SIGINT:
                process.terminate()
            elif not sys.stdin.isatty():
                process.send_signal(signal.SIGINT)
        self.stopping = 0
        return process.returncode

    def _listen_until_end(self, process: subprocess.Popen[bytes], said: bytearray) -> None:
        pipe = process.stdout
        while process.poll() is None and not self.stopping:
            self._sleep(60, pipe)
            if pipe and not _read_what_is_there(pipe.fileno(), said):
                pipe = None
        if pipe and not self.stopping:
            _read_what_is_there(pipe.fileno(), said)
        if process.stdout:
            process.stdout.close()

    # ── Programs that stay ──────────────────────────────────────────────────

    def start(
        self, name: str, *words: str | Path, env: Mapping[str, str], polite: bool = True
    ) -> Program:
        """Start a program that is to run until we stop; an impolite one is killed unasked."""
        self.check()
        program = Program(name, words, env, _launch(words, env), polite)
        self.programs.append(program)
        return program

    def wait_until(self, ready: Callable[[], bool], *, what: str, seconds: float) -> None:
        """Until it is so; a program that falls meanwhile, or too long a wait, is a trouble."""
        deadline = time.monotonic() + seconds
        while not ready():
            self.check()
            for program in self.programs:
                if program.process.poll() is not None:
                    raise Trouble(
                        f"Program {program.name} berhenti sendiri dengan kode "
                        f"{program.process.returncode}. Pesannya ada di atas."
                    )
            if time.monotonic() > deadline:
                raise Trouble(f"{what} belum siap setelah {seconds:.0f} detik.")
            self._sleep(0.05)
        self.check()

    def watch(self) -> None:
        """Until somebody asks to stop; a program that falls is started again, but not for ever."""
        while not self.stopping:
            self._sleep(60)
            for program in self.programs:
                if program.process.poll() is not None and not self.stopping:
                    self._lift(program)

    def _lift(self, program: Program) -> None:
        now = time.monotonic()
        program.falls = [fall for fall in program.falls if now - fall < 60] + [now]
        code = program.process.returncode
        _end_group(program.process)
        if len(program.falls) >= FALLS:
            raise Trouble(
                f"Program {program.name} berkali-kali berhenti sendiri (kode {code}); "
                "semuanya dihentikan. Pesannya ada di atas."
            )
        print(f"Program {program.name} berhenti (kode {code}) dan dijalankan lagi.", flush=True)
        pause = time.monotonic() + 2 ** (len(program.falls) - 1)
        while not self.stopping and time.monotonic() < pause:
            self._sleep(pause - time.monotonic())
        if not self.stopping:
            program.process = _launch(program.words, program.env)

    def stop(self) -> None:
        """Ask all programs to end, wait a little, then kill what is left of their groups."""
        before = self.stopping
        for program in self.programs:
            if program.polite:
                with contextlib.suppress(ProcessLookupError):
                    program.process.terminate()
            else:
                _end_group(program.process)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.stopping <= before + 1:
            if all(program.process.poll() is not None for program in self.programs):
                break
            self._sleep(min(0.5, max(0.0, deadline - time.monotonic())))
        for program in reversed(self.programs):
            _end_group(program.process)
        self.programs.clear()

    def _sleep(self, seconds: float, also: Any = None) -> None:
        """Until a signal, a child's end, or the time is over."""
        with contextlib.suppress(InterruptedError):
            select.select([self._ears, *([also] if also else [])], [], [], max(0.0, seconds))
        with contextlib.suppress(BlockingIOError):
            while os.read(self._ears, 512):
                pass


@contextlib.contextmanager
def alone(lock: Path, supervisor: Supervisor, *, what: str) -> Iterator[None]:
    """One command at a time; the others wait, and can be stopped while they wait."""
    how = os.O_RDONLY | os.O_DIRECTORY if lock.is_dir() else os.O_RDWR | os.O_CREAT
    handle = os.open(lock, how, 0o600)

    def takes() -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    try:
        supervisor.wait_until(takes, what=what, seconds=LONGEST_WAIT)
        yield
    finally:
        os.close(handle)


def dies_with_parent(how: signal.Signals) -> Callable[[], None] | None:
    """For `preexec_fn`: the kernel sends the signal when our process is gone; Linux only."""
    if sys.platform != "linux":
        return None
    prctl: Any = ctypes.CDLL(None).prctl
    parent = os.getpid()

    def ask() -> None:
        if how != signal.SIGKILL:
            signal.signal(how, signal.SIG_DFL)  # a shell's background job would ignore it
        prctl(1, int(how))  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)

    return ask


def _launch(words: Words, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [str(word) for word in words],
        env=dict(env),
        stdin=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=dies_with_parent(signal.SIGKILL),
    )


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the program's group, and wait for the program itself."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _read_what_is_there(handle: int, into: bytearray) -> bool:
    """All that a program has written so far, without waiting; False when it will write no more."""
    while select.select([handle], [], [], 0)[0]:
        piece = os.read(handle, 65536)
        if not piece:
            return False
        into += piece
        del into[:-65536]
    return True
