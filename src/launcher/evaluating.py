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
from pathlib import Path

from launcher.environment import Environment, ready_environment
from launcher.house import base_env
from launcher.kinds import Kind, Word, add_kinds
from launcher.postgres import Cluster
from launcher.processes import Supervisor


def _file(name: str, help: str, metavar: str, required: bool = False) -> Word:
    return Word(name, help, metavar, required, is_path=True)


_COLLECTION = (
    _file("--corpus", "bagian teks, satu objek JSON per baris", "FILE.jsonl.gz", True),
    _file("--docs", "dokumen asal bagian itu dan statusnya", "FILE.jsonl"),
    _file("--queries", "pertanyaan, satu objek JSON per baris", "FILE.jsonl", True),
    _file("--cache", "simpan vektor di folder ini untuk lain kali", "FOLDER"),
    Word("--no-vectors", "hanya dengan kata, tanpa vektor", is_flag=True),
)
KINDS = (
    Kind(
        "search",
        "Mengindeks korpus, menjawab setiap pertanyaan, dan menulis urutan hasilnya.",
        (
            *_COLLECTION,
            _file("--out", "hasil: qid, docs, ms, refused per baris", "RUN.jsonl", True),
            Word("--in-force", "hanya peraturan yang masih berlaku", is_flag=True),
        ),
    ),
    Kind(
        "documents",
        "Membaca semua dokumen di satu folder dan menulis apa yang ditemukan di setiap dokumen.",
        (
            _file("folder", "folder berisi PDF, DOCX, HTML, atau teks", "DIR"),
            _file("--out", "laporan dalam satu berkas JSON", "REPORT.json", True),
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
            _file("--qrels", "nilai: pertanyaan, bagian, nilai per baris", "FILE.tsv", True),
            _file("--unanswerable", "pertanyaan yang tidak terjawab korpus ini", "FILE.jsonl"),
            _file("--elsewhere", "pertanyaan tentang hal yang sama sekali lain", "FILE.jsonl"),
        ),
    ),
)


def words(
    verb: argparse.ArgumentParser, shared: argparse.ArgumentParser
) -> list[argparse.ArgumentParser]:
    """The words after `./sinau eval`."""
    return add_kinds(KINDS, verb, shared, evaluate)


def evaluate(args: Namespace) -> int:
    """The test is done by the command of its kind, in a database that nothing is kept in."""
    kind: Kind = args.kind
    said = kind.said("evaluate", args)
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
