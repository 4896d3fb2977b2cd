"""The words of `./sinau` and what each one does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from launcher import benching, bringing, checking, evaluating, keeping, serving, tools
from launcher.trouble import Stopped, Trouble

WELCOME = """\
Sinau: tempat belajar bersama bagi aparatur sipil negara sebuah kota.

  ./sinau run     menjalankan Sinau di komputer ini dengan kota contoh
  ./sinau test    menguji semuanya
"""


def parser() -> argparse.ArgumentParser:
    """Everything that can be said to `./sinau`, explained in plain words."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--data-dir",
        metavar="FOLDER",
        help="folder untuk basis data dan berkas (bawaan: .data, atau SINAU_DATA_DIR)",
    )
    whole = argparse.ArgumentParser(
        prog="./sinau",
        description=WELCOME,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _speak_indonesian(whole)
    verbs = whole.add_subparsers(title="perintah", metavar="PERINTAH", required=True)

    def verb(name: str, help: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(
            name, help=help, description=help, parents=[shared], allow_abbrev=False
        )
        _speak_indonesian(made)
        return made

    run = verb("run", "Menjalankan semuanya: basis data, server web, dan pekerja latar.")
    web = verb("web", "Menjalankan server web saja; boleh lebih dari satu.")
    worker = verb("worker", "Menjalankan pekerja latar saja; boleh lebih dari satu.")
    for made in (run, web):
        made.add_argument("--port", type=_port, default=8000, help="nomor porta (bawaan: 8000)")
        made.add_argument(
            "--host",
            default="127.0.0.1",
            help="alamat yang dibuka (bawaan: 127.0.0.1, hanya komputer ini)",
        )
    for made, does in ((run, serving.run), (web, serving.web), (worker, serving.worker)):
        made.add_argument(
            "--no-demo", action="store_true", help="mulai kosong, tanpa kota dan orang contoh"
        )
        made.set_defaults(does=does)

    test = verb("test", "Menguji semuanya dengan basis data sekali pakai.")
    test.add_argument("--unit", action="store_true", help="tanpa pengujian di peramban")
    test.epilog = "Kata lain diteruskan ke pytest, misalnya: ./sinau test src/sinau/people -q"
    test.set_defaults(does=checking.test, takes_rest=True)

    check = verb("check", "Memeriksa kode: gaya, tipe, arah impor, terjemahan, dokumentasi.")
    check.set_defaults(does=checking.check)

    words = verb("translations", "Memperbarui daftar kata untuk terjemahan.")
    words.set_defaults(does=tools.translations)

    backup = verb("backup", "Menyimpan basis data dan berkas ke satu file cadangan.")
    backup.add_argument("file", metavar="FILE", help="file cadangan yang akan dibuat")
    backup.set_defaults(does=keeping.backup)

    restore = verb("restore", "Memulihkan basis data dan berkas dari file cadangan.")
    restore.add_argument("file", metavar="FILE", help="file cadangan buatan ./sinau backup")
    restore.add_argument(
        "--replace", action="store_true", help="ganti isi yang sudah ada; isi lama hilang"
    )
    restore.set_defaults(does=keeping.restore)

    bench = verb("bench", "Mengukur kecepatan dan pemakaian memori.")
    bench.add_argument("names", nargs="*", metavar="NAMA", help="ukuran tertentu saja")
    bench.add_argument("--list", action="store_true", help="tampilkan nama semua ukuran")
    bench.set_defaults(does=benching.bench)

    credit = verb("credit", "Buku JP: menghitung ulang catatan dari fakta.")
    # A part of a command has its own --data-dir, which must not hide one said before it.
    also = argparse.ArgumentParser(add_help=False)
    also.add_argument("--data-dir", metavar="FOLDER", default=argparse.SUPPRESS)
    kinds = credit.add_subparsers(title="perintah", metavar="PERINTAH", required=True)
    again = kinds.add_parser(
        "recompute",
        help="menghitung ulang setiap catatan dan jumlah JP, lalu membandingkannya",
        description="Menghitung ulang setiap catatan dan jumlah JP dari fakta; gagal bila ada beda.",
        parents=[also],
        allow_abbrev=False,
    )
    _speak_indonesian(again)
    only = again.add_mutually_exclusive_group()
    only.add_argument("--person", metavar="NIP", help="satu pegawai saja")
    only.add_argument("--agency", metavar="KODE", help="satu perangkat daerah dan di bawahnya")
    again.set_defaults(does=tools.recompute_credit)

    shell = verb("shell", "Membuka Python dengan seluruh isi Sinau.")
    shell.set_defaults(does=tools.shell)

    manage = verb("manage", "Menjalankan perintah Django, misalnya: ./sinau manage createsuperuser")
    manage.set_defaults(does=tools.manage, takes_rest=True)

    _lrs(
        verb("lrs", "Penyimpanan rekam belajar (xAPI): kunci untuk sistem lain, ekspor, impor."),
        shared,
    )

    _token(verb("token", "Token untuk program yang memakai /api/v1/."), shared)

    brought = verb("import", "Membawa masuk berkas dari sistem lain: soal, kursus Moodle.")
    for made in bringing.words(brought, also):
        _speak_indonesian(made)

    tested = verb("eval", "Menguji mutu dengan berkas uji, di basis data sekali pakai.")
    for made in evaluating.words(tested, also):
        _speak_indonesian(made)

    risk = verb(
        "risk", "Model peluang: simulate, elicit, aia, multisector, study; JSON masuk, JSON keluar."
    )
    risk.set_defaults(does=tools.risk, takes_rest=True)

    retell = verb("retell", "Menceritakan ulang semua fakta kepada satu pendengar.")
    retell.add_argument("listener", nargs="?", metavar="PENDENGAR", help="kosong: daftar nama")
    retell.set_defaults(does=tools.retell)
    return whole


def _lrs(verb: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The words after `./sinau lrs`."""
    words = verb.add_subparsers(title="perintah", metavar="PERINTAH", required=True)
    credential = words.add_parser(
        "credential",
        help="Membuat kunci untuk sistem lain dan mencetaknya sebagai JSON.",
        parents=[shared],
        allow_abbrev=False,
    )
    credential.add_argument("--name", required=True, help="nama sistem lain itu")
    credential.add_argument("--scope", action="append", help="hak; boleh diulang (bawaan: all)")
    credential.set_defaults(does=tools.lrs_credential)
    export = words.add_parser(
        "export",
        help="Menulis semua pernyataan ke berkas NDJSON.",
        parents=[shared],
        allow_abbrev=False,
    )
    export.add_argument("file", metavar="FILE", help="berkas tujuan; .gz dimampatkan")
    export.add_argument("--since", metavar="SAAT", help="hanya yang tersimpan sesudah saat ini")
    export.set_defaults(does=tools.lrs_export)
    bring = words.add_parser(
        "import",
        help="Memasukkan pernyataan dari berkas NDJSON; diulang, ia melanjutkan.",
        parents=[shared],
        allow_abbrev=False,
    )
    bring.add_argument("file", metavar="FILE", help="berkas asal, .ndjson atau .ndjson.gz")
    bring.set_defaults(does=tools.lrs_import)
    for made in (credential, export, bring):
        _speak_indonesian(made)


def _token(verb: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The words after `./sinau token`."""
    words = verb.add_subparsers(title="perintah", metavar="PERINTAH", required=True)
    create = words.add_parser(
        "create",
        help="Membuat token yang bertindak sebagai seseorang dan mencetak rahasianya saja.",
        parents=[shared],
        allow_abbrev=False,
    )
    create.add_argument("--person", required=True, metavar="NIP", help="NIP orang yang diwakili")
    create.add_argument("--scopes", nargs="+", required=True, help="izin, atau all untuk semuanya")
    create.add_argument("--name", default="Baris perintah", help="nama token")
    create.add_argument("--days", default="90", help="masa berlaku dalam hari; 0 tanpa batas")
    create.set_defaults(does=tools.create_token)
    _speak_indonesian(create)


def main(words: Sequence[str] | None = None) -> int:
    """Do what was said; a trouble is told in a sentence and not as a traceback."""
    said = parser()
    args, rest = said.parse_known_args(words)
    if rest and not hasattr(args, "takes_rest"):
        said.error(f"tidak dikenal: {' '.join(rest)}")
    args.rest = rest
    try:
        return int(args.does(args))
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except (Stopped, KeyboardInterrupt):
        return 130


def _port(said: str) -> int:
    if not said.isdecimal() or not 0 < int(said) < 65536:
        raise argparse.ArgumentTypeError(f"porta adalah angka 1 sampai 65535, bukan {said}")
    return int(said)


def _speak_indonesian(parser: argparse.ArgumentParser) -> None:
    """argparse's own headings, in the language of those who read them."""
    parser._positionals.title = "masukan"
    parser._optionals.title = "pilihan"
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction):
            action.help = "menampilkan bantuan ini"
