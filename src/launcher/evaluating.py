"""`./sinau eval …`: a test set of files, answered by the product itself, one word for each kind of test.

To add a kind: a row in `KINDS`, and a Django command `evaluate_<kind>` in the app that does it. It
runs in an empty database of its own that is gone afterwards; nothing of a city is read or changed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launcher.environment import Environment, ready_environment
from launcher.house import base_env
from launcher.postgres import Cluster
from launcher.processes import Supervisor


@dataclass(frozen=True)
class Word:
    """What is said after a kind: a path, or with `is_flag` a plain yes."""

    name: str
    help: str
    metavar: str = ""
    required: bool = False
    is_flag: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of test; a word that does not begin with "--" stands in its place."""

    word: str
    help: str
    words: tuple[Word, ...]


_COLLECTION = (
    Word("--corpus", "bagian teks, satu objek JSON per baris", "FILE.jsonl.gz", True),
    Word("--docs", "dokumen asal bagian itu dan statusnya", "FILE.jsonl"),
    Word("--queries", "pertanyaan, satu objek JSON per baris", "FILE.jsonl", True),
    Word("--cache", "simpan vektor di folder ini untuk lain kali", "FOLDER"),
    Word("--no-vectors", "hanya dengan kata, tanpa vektor", is_flag=True),
)
KINDS = (
    Kind(
        "search",
        "Mengindeks korpus, menjawab setiap pertanyaan, dan menulis urutan hasilnya.",
        (
            *_COLLECTION,
            Word("--out", "hasil: qid, docs, ms, refused per baris", "RUN.jsonl", True),
            Word("--in-force", "hanya peraturan yang masih berlaku", is_flag=True),
        ),
    ),
    Kind(
        "documents",
        "Membaca semua dokumen di satu folder dan menulis apa yang ditemukan di setiap dokumen.",
        (
            Word("folder", "folder berisi PDF, DOCX, HTML, atau teks", "DIR"),
            Word("--out", "laporan dalam satu berkas JSON", "REPORT.json", True),
            Word(
                "--no-ocr",
                "jangan membaca halaman bergambar, walau tesseract terpasang",
                is_flag=True,
            ),
        ),
    ),
    Kind(
        "weights",
        "Belajar bobot urutan dan penolakan dari pertanyaan yang sudah dinilai.",
        (
            *_COLLECTION,
            Word("--qrels", "nilai: pertanyaan, bagian, nilai per baris", "FILE.tsv", True),
            Word("--unanswerable", "pertanyaan yang tidak terjawab korpus ini", "FILE.jsonl"),
            Word("--elsewhere", "pertanyaan tentang hal yang sama sekali lain", "FILE.jsonl"),
        ),
    ),
)


def words(
    verb: argparse.ArgumentParser, shared: argparse.ArgumentParser
) -> list[argparse.ArgumentParser]:
    """The words after `./sinau eval`."""
    kinds = verb.add_subparsers(title="perintah", metavar="JENIS", required=True)
    made = []
    for kind in KINDS:
        one = kinds.add_parser(
            kind.word, help=kind.help, description=kind.help, parents=[shared], allow_abbrev=False
        )
        for word in kind.words:
            if word.is_flag:
                one.add_argument(word.name, action="store_true", help=word.help)
            elif word.name.startswith("--"):
                one.add_argument(
                    word.name, metavar=word.metavar, required=word.required, help=word.help
                )
            else:
                one.add_argument(word.name, metavar=word.metavar, help=word.help)
        one.set_defaults(does=evaluate, kind=kind)
        made.append(one)
    return made


def evaluate(args: Namespace) -> int:
    """The test is done by the command of its kind, in a database that nothing is kept in."""
    kind: Kind = args.kind
    said = [f"evaluate_{kind.word}"]
    for word in kind.words:
        value = getattr(args, word.name.strip("-").replace("-", "_"))
        if word.is_flag:
            said += [word.name] if value else []
        elif value:
            path = str(Path(value).expanduser().absolute())
            said += [f"{word.name}={path}" if word.name.startswith("--") else path]
    with Supervisor() as supervisor:
        environment = ready_environment(supervisor)
        with _for_once(environment, supervisor) as env:
            django = (environment.python, "-m", "django")
            supervisor.run(*django, "migrate", "--verbosity=0", env=env)
            return supervisor.foreground(*django, *said, env=env)


@contextmanager
def _for_once(environment: Environment, supervisor: Supervisor) -> Iterator[dict[str, str]]:
    """The variables of a house with an empty database; all of it is gone at the end."""
    home = Path(tempfile.mkdtemp(prefix="sinau-e-"))
    home.chmod(0o711)
    env = base_env({"SINAU_DATA_DIR": str(home / "data"), "SINAU_DEMO": "no"})
    try:
        if os.environ.get("DATABASE_URL"):
            del env["DATABASE_URL"]
        cluster = Cluster.for_once(home / "postgres", environment.site_packages)
        try:
            cluster.ensure()
            yield {**env, "DATABASE_URL": cluster.url}
        finally:
            supervisor.stop()
            cluster.remove()
    finally:
        shutil.rmtree(home, ignore_errors=True)
