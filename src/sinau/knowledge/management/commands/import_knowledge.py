"""Bring a wiki, a folder or a list of links in from the command line, and say what came of each item."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError
from django.db.models.functions import Length

from sinau.kernel.clock import today
from sinau.kernel.refusals import Refused
from sinau.knowledge import actions
from sinau.knowledge.actions.bringing import go_on
from sinau.knowledge.bringing import pack_folder
from sinau.knowledge.bringing_words import said
from sinau.knowledge.forms_carrying import agencies_kept_by
from sinau.knowledge.models import Bringing, BringingState, BroughtItem, ItemState, Verdict
from sinau.people.models import Agency, Audience, Grant, Person, Role

_MARKS = {Verdict.NEW: "+", Verdict.CHANGED: "~", Verdict.SAME: "=", Verdict.LEFT: "-"}


class Command(BaseCommand):
    help = (
        "Membawa masuk wiki, folder dokumen, daftar tautan, atau arsip Sinau; diulang, yang sama "
        "tidak berubah."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="berkas atau folder yang dibawa masuk")
        parser.add_argument("--by", default="", help="NIP pegawai yang melakukannya")
        parser.add_argument("--agency", default="", help="kode perangkat daerah")
        parser.add_argument("--audience", default=Audience.AGENCY, choices=Audience.values)
        parser.add_argument("--origin", default="", help="nama asal, sama untuk ekspor berikutnya")
        parser.add_argument("--report", action="store_true", help="cetak setiap baris laporan")
        parser.add_argument("--preview", action="store_true", help="hanya lihat, jangan terapkan")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        person = _doer(options["by"])
        agency = _agency(person, options["agency"])
        with _opened(path, self) as source:
            bringing = actions.receive_bundle(
                File(source, name=path.name),
                name=path.name if path.is_file() else f"{path.name}.zip",
                agency=agency,
                audience=options["audience"],
                origin=options["origin"],
                by=person,
            )
        bringing = go_on(bringing)
        if bringing.state == BringingState.REFUSED:
            raise CommandError(said(bringing.problem))
        try:
            if not options["preview"] and bringing.items.filter(is_chosen=True).exists():
                actions.take_bundle(bringing, by=person)
                bringing = go_on(bringing)
        except Refused as no:
            raise CommandError(str(no)) from no
        self._print(bringing, whole=options["report"])

    def _print(self, bringing: Bringing, *, whole: bool) -> None:
        counts = dict.fromkeys(Verdict.values, 0)
        failed = 0
        for item in bringing.items.defer("body").iterator():
            counts[item.verdict] += 1
            failed += item.state == ItemState.FAILED
            if whole or item.verdict == Verdict.LEFT or item.state == ItemState.FAILED:
                self.stdout.write(_line(item))
        self.stdout.write(
            f"{bringing.get_kind_display()}, asal “{bringing.origin or '–'}”: "
            f"{counts[Verdict.NEW]} baru, {counts[Verdict.CHANGED]} berubah, "
            f"{counts[Verdict.SAME]} sama, {counts[Verdict.LEFT]} tidak dibawa, {failed} gagal "
            f"({bringing.agency.short_name}). {bringing.state.label}: {bringing.get_absolute_url()}"
        )


def _line(item: BroughtItem) -> str:
    words = " ".join(filter(None, [said(item.reason), *map(said, item.remarks)]))
    mark = "!" if item.state == ItemState.FAILED else _MARKS[Verdict(item.verdict)]
    title = f" {item.title}" if item.title and item.title != item.path else ""
    return f"{mark} {item.path} [{item.get_kind_display()}]{title}{': ' if words else ''}{words}"


def _opened(path: Path, command: BaseCommand) -> IO[bytes]:
    """The file, or the folder packed into one."""
    if path.is_file():
        return path.open("rb")
    if not path.is_dir():
        raise CommandError(f"Berkas atau folder {path} tidak ada.")
    packed: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed by the one who asked
    for name in pack_folder(path, packed):
        command.stdout.write(f"- {name}: tautan atau berkas khusus, tidak dibawa.")
    packed.seek(0)
    return packed


def _doer(nip: str) -> Person:
    """The one named, or the curator with the widest charge."""
    if nip:
        named: Person | None = Person.objects.serving().filter(nip="".join(nip.split())).first()
        if named is None:
            raise CommandError(f"Tidak ada pegawai aktif dengan NIP {nip}.")
        return named
    grants = Grant.objects.valid_on(today()).filter(role__in=[Role.CURATOR, Role.OFFICER])
    widest = grants.select_related("person").order_by(Length("agency__path"), "role", "pk").first()
    if widest is None:
        raise CommandError("Belum ada kurator; sebutkan NIP dengan --by.")
    doer: Person = widest.person
    return doer


def _agency(person: Person, code: str) -> Agency:
    kept = agencies_kept_by(person).order_by("path")
    found: Agency | None
    if code:
        found = kept.filter(code=code).first()
    else:
        found = kept.filter(pk=person.agency_id).first() or kept.first()
    if found is None:
        raise CommandError(f"{person.name} tidak menjaga pengetahuan perangkat daerah itu.")
    return found
