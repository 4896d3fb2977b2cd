"""`./sinau import …`: files of other systems, one word for each kind of file.

To add a kind: a row in `KINDS`, and a Django command `import_<kind>` in the app that takes it.
"""

from __future__ import annotations

import argparse
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from launcher.tools import django


@dataclass(frozen=True)
class Option:
    """One more word a kind of file knows, with a value."""

    name: str
    metavar: str
    help: str


@dataclass(frozen=True)
class Kind:
    """A kind of file that can be brought in."""

    word: str
    file: str
    help: str
    options: tuple[Option, ...] = ()


KINDS = (
    Kind(
        "questions",
        "FILE",
        "Soal GIFT, Aiken, Moodle XML, QTI, atau Excel masuk ke bank soal.",
        (Option("category", "NAMA", "kategori di bank; dibuat bila belum ada"),),
    ),
    Kind("moodle", "FILE.mbz", "Cadangan kursus Moodle menjadi draf kursus."),
    Kind(
        "knowledge",
        "FILE|FOLDER",
        "Wiki (MediaWiki, BookStack), folder dokumen, daftar tautan, atau arsip Sinau lain.",
        (
            Option("audience", "agency|city|public", "untuk siapa (bawaan: agency)"),
            Option("origin", "NAMA", "nama asal, sama untuk ekspor berikutnya"),
        ),
    ),
    Kind("package", "FILE", "Paket cmi5, SCORM, atau xAPI (ZIP, atau cmi5.xml sendiri)."),
)
_SHARED = (
    Option("by", "NIP", "pegawai yang melakukannya (bawaan: petugas dengan lingkup terluas)"),
    Option("agency", "KODE", "perangkat daerah pemiliknya (bawaan: tempat pegawai itu)"),
)


def words(
    verb: argparse.ArgumentParser, shared: argparse.ArgumentParser
) -> list[argparse.ArgumentParser]:
    """The words after `./sinau import`."""
    kinds = verb.add_subparsers(title="perintah", metavar="JENIS", required=True)
    made = []
    for kind in KINDS:
        one = kinds.add_parser(
            kind.word, help=kind.help, description=kind.help, parents=[shared], allow_abbrev=False
        )
        one.add_argument("file", metavar=kind.file, help="berkas yang dibawa masuk")
        one.add_argument("--report", action="store_true", help="cetak setiap baris laporan")
        for option in (*kind.options, *_SHARED):
            one.add_argument(f"--{option.name}", metavar=option.metavar, help=option.help)
        one.set_defaults(does=bring, kind=kind)
        made.append(one)
    return made


def bring(args: Namespace) -> int:
    """The file is brought in by the command of its kind."""
    kind: Kind = args.kind
    said = [f"import_{kind.word}", str(Path(args.file).absolute())]
    said += ["--report"] if args.report else []
    for option in (*kind.options, *_SHARED):
        value = getattr(args, option.name)
        said += [f"--{option.name}={value}"] if value else []
    return django(args, *said)
