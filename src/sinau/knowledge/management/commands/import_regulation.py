"""Read regulation files from the command line, print what was found, and publish on request."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from sinau.kernel.refusals import Refused
from sinau.knowledge import actions, sentences
from sinau.knowledge.actions.regulations import Details
from sinau.knowledge.models import Document, Outcome
from sinau.knowledge.parsing import Unreadable
from sinau.knowledge.reader import read_apart
from sinau.people.models import Agency, Audience, Person, Role


class Command(BaseCommand):
    help = "Membaca berkas peraturan (PDF, DOCX) dan mencetak laporannya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument(
            "--keep", action="store_true", help="simpan sebagai dokumen yang menunggu diperiksa"
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="terbitkan langsung yang terbaca dengan keyakinan tinggi",
        )
        parser.add_argument("--by", metavar="NIP", help="siapa yang mengunggah (dengan --keep)")
        parser.add_argument("--agency", default="kota", help="kode perangkat daerah pemiliknya")
        parser.add_argument("--audience", default=Audience.CITY, choices=Audience.values)

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [str(path) for path in options["files"] if not path.is_file()]
        if missing:
            raise CommandError(f"Berkas tidak ditemukan: {', '.join(missing)}")
        if not (options["keep"] or options["publish"]):
            for path in options["files"]:
                self._look(path)
            return
        by, agency = _keeper(options["by"]), Agency.objects.get(code=options["agency"])
        for path in options["files"]:
            self._keep(path, by, agency, options["audience"], publish=options["publish"])

    def _look(self, path: Path) -> None:
        """Read without keeping anything."""
        try:
            found = read_apart(path)
        except Unreadable as trouble:
            self.stdout.write(f"{path.name}: TIDAK TERBACA. {trouble.sentence}")
            return
        self._print(path.name, found["identity"], found["report"])

    def _keep(
        self, path: Path, by: Person, agency: Agency, audience: str, *, publish: bool
    ) -> None:
        try:
            with path.open("rb") as source:
                document = actions.receive_document(
                    File(source, name=path.name),
                    name=path.name,
                    agency=agency,
                    audience=audience,
                    by=by,
                )
        except Refused as refusal:
            self.stdout.write(f"{path.name}: {refusal}")
            return
        assert document.reading is not None
        reading = actions.read_document(document.reading)
        if reading.outcome == Outcome.FAILED:
            self.stdout.write(f"{path.name}: TIDAK TERBACA. {sentences.problem(reading)}")
            return
        identity = reading.report["identity"]
        self._print(path.name, identity, reading.report)
        if publish and reading.outcome == Outcome.READ and reading.report["confidence"] == "high":
            self._publish(document, identity, by)

    def _publish(self, document: Document, identity: dict[str, Any], by: Person) -> None:
        details = Details(
            kind=identity["kind"][:60],
            number=identity["number"],
            year=identity["year"],
            title=identity["about"],
            short_title=identity["short_title"][:80],
            issuer=identity["issuer"][:120],
            agency=document.agency,
            audience=document.audience,
        )
        try:
            regulation = actions.publish_regulation(document, details, by=by)
        except Refused as refusal:
            self.stdout.write(f"  tidak diterbitkan: {refusal}")
        else:
            self.stdout.write(f"  diterbitkan: {regulation.get_absolute_url()}")

    def _print(self, name: str, identity: dict[str, Any], report: dict[str, Any]) -> None:
        if report["needs_ocr"]:
            self.stdout.write(f"{name}: PERLU OCR, {report['pages']} halaman tanpa teks.")
            return
        _tone, confidence = sentences.confidence_words(report)
        parts = ", ".join(f"{word} {count}" for word, count in sentences.parts_words(report))
        pages = sentences.pages_words(report)
        self.stdout.write(
            f"{name}: {identity['short_title'] or 'tanpa nomor'}. {pages}; {parts}. {confidence}."
        )
        for finding in sentences.findings(report):
            self.stdout.write(f"  - {finding.words}")


def _keeper(nip: str | None) -> Person:
    """Who answers for what is kept."""
    if not nip:
        raise CommandError("Sebutkan siapa yang mengunggah dengan --by NIP.")
    keepers: QuerySet[Person] = Person.objects.serving().filter(nip=nip)
    person = keepers.first()
    if person is None or not person.has_role(Role.CURATOR, Role.OFFICER, Role.ADMINISTRATOR):
        raise CommandError("NIP ini bukan kurator, pejabat kepegawaian, atau administrator aktif.")
    return person
