"""Bring a package in from a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinau.packages.actions import PackageInvalid, import_package
from sinau.university.management.reporting import add_arguments, doer_of


class Command(BaseCommand):
    help = "Memasukkan paket cmi5, SCORM, atau xAPI; diulang, ia menjadi paket lain."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if not path.is_file():
            raise CommandError(f"Berkas {path} tidak ada.")
        person, agency = doer_of(options)
        try:
            with path.open("rb") as file:
                package = import_package(file, by=person, agency=agency, file_name=path.name)
        except PackageInvalid as refusal:
            self._print(refusal.report, whole=options["report"])
            raise CommandError(str(refusal)) from refusal
        self._print(package.report, whole=options["report"])
        for notice in package.notices:
            self.stdout.write(notice)
        self.stdout.write(
            f"Paket {package.get_kind_display()} “{package.title}” ({agency.short_name}) masuk "
            f"dengan {package.unit_count} satuan: {package.get_absolute_url()}"
        )

    def _print(self, report: list[dict[str, Any]], *, whole: bool) -> None:
        for check in report:
            if check["passed"] and not whole:
                continue
            mark = "+" if check["passed"] else "-"
            self.stdout.write(f"{mark} {check['requirement']} {check['words']}".rstrip())
            for wrong in check["wrong"]:
                place = f" [{wrong['place']}]" if wrong["place"] else ""
                self.stdout.write(f"    {wrong['sentence']}{place}")
