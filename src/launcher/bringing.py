"""`./sinau import …`: files of other systems, one word for each kind of file.

To add a kind: a row in `KINDS`, and a Django command `import_<kind>` in the app that takes it.
"""

from __future__ import annotations

import argparse
from argparse import Namespace

from launcher.kinds import Kind, Word, add_kinds
from launcher.tools import django


def _brings(word: str, file: str, help: str, *more: Word) -> Kind:
    """A kind of file, with what every kind knows."""
    return Kind(
        word,
        help,
        (
            Word("file", "berkas yang dibawa masuk", file, is_path=True),
            Word("--report", "cetak setiap baris laporan", is_flag=True),
            *more,
            Word(
                "--by", "pegawai yang melakukannya (bawaan: petugas dengan lingkup terluas)", "NIP"
            ),
            Word("--agency", "perangkat daerah pemiliknya (bawaan: tempat pegawai itu)", "KODE"),
        ),
    )


KINDS = (
    _brings(
        "questions",
        "FILE",
        "Soal GIFT, Aiken, Moodle XML, QTI, atau Excel masuk ke bank soal.",
        Word("--category", "kategori di bank; dibuat bila belum ada", "NAMA"),
    ),
    _brings("moodle", "FILE.mbz", "Cadangan kursus Moodle menjadi draf kursus."),
    _brings(
        "knowledge",
        "FILE|FOLDER",
        "Wiki (MediaWiki, BookStack), folder dokumen, daftar tautan, atau arsip Sinau lain.",
        Word("--audience", "untuk siapa (bawaan: agency)", "agency|city|public"),
        Word("--origin", "nama asal, sama untuk ekspor berikutnya", "NAMA"),
    ),
    _brings("package", "FILE", "Paket cmi5, SCORM, atau xAPI (ZIP, atau cmi5.xml sendiri)."),
)


def words(
    verb: argparse.ArgumentParser, shared: argparse.ArgumentParser
) -> list[argparse.ArgumentParser]:
    """The words after `./sinau import`."""
    return add_kinds(KINDS, verb, shared, bring)


def bring(args: Namespace) -> int:
    """The file is brought in by the command of its kind."""
    kind: Kind = args.kind
    return django(args, *kind.said("import", args))
