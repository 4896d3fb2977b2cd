"""What the commands that bring files in have in common: who does it, and the report on paper."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.models.functions import Length

from sinau.kernel.clock import today
from sinau.people import nip as nips
from sinau.people.access import within
from sinau.people.models import Agency, Grant, Person, Role
from sinau.university.quizzes.formats import Line


def add_arguments(parser: ArgumentParser) -> None:
    """The words every such command knows."""
    parser.add_argument("file", help="berkas yang dibawa masuk")
    parser.add_argument("--by", default="", help="NIP pegawai yang melakukannya")
    parser.add_argument("--agency", default="", help="kode perangkat daerah")
    parser.add_argument("--report", action="store_true", help="cetak setiap baris laporan")


def content_of(options: dict[str, Any]) -> tuple[str, bytes]:
    """The name and the bytes of the file."""
    path = Path(options["file"])
    if not path.is_file():
        raise CommandError(f"Berkas {path} tidak ada.")
    return path.name, path.read_bytes()


def doer_of(options: dict[str, Any]) -> tuple[Person, Agency]:
    """Who does it and for whom: those named, or the officer with the widest charge."""
    if Grant._meta.db_table not in connection.introspection.table_names():
        # Somebody brings a file before the first start.
        call_command("prepare", stdout=StringIO())
    person = _person(options["by"])
    kept = Agency.objects.open_now().filter(within("", person, Role.OFFICER)).order_by("path")
    if options["agency"]:
        agency = kept.filter(code=options["agency"]).first()
        if agency is None:
            raise CommandError(
                f"{person.name} tidak mengurus perangkat daerah {options['agency']}."
            )
        return person, agency
    own = kept.filter(pk=person.agency_id).first() if person.agency_id else None
    agency = own or kept.first()
    if agency is None:
        raise CommandError(f"{person.name} bukan petugas pembelajaran sebuah perangkat daerah.")
    return person, agency


def _person(nip: str) -> Person:
    if nip:
        named: Person | None = Person.objects.filter(nip=nips.clean(nip)).first()
        if named is None:
            raise CommandError(f"Tidak ada pegawai dengan NIP {nip}.")
        return named
    grants = Grant.objects.valid_on(today()).filter(role=Role.OFFICER)
    widest = grants.select_related("person").order_by(Length("agency__path"), "pk").first()
    if widest is None:
        raise CommandError("Belum ada petugas pembelajaran; sebutkan NIP dengan --by.")
    doer: Person = widest.person
    return doer


def print_report(command: BaseCommand, report: Iterable[Line], *, whole: bool) -> None:
    """Every line when asked for, otherwise only what stays behind."""
    for line in report:
        if line.taken and not whole:
            continue
        mark = "+" if line.taken else "-"
        notes = f": {' '.join(line.notes)}" if line.notes else ""
        kind = f" [{line.kind}]" if line.kind else ""
        command.stdout.write(f"{mark} {line.place}{kind} {line.name}{notes}")
