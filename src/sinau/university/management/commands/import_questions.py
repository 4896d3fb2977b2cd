"""Bring the questions of a file into the bank."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinau.university.actions import import_questions, keep_category
from sinau.university.management.reporting import (
    add_arguments,
    content_of,
    doer_of,
    print_report,
)
from sinau.university.quizzes.formats import FORMATS, Unreadable, read_questions


class Command(BaseCommand):
    help = (
        "Membawa soal GIFT, Aiken, Moodle XML, QTI, atau Excel ke bank; diulang, tidak bertambah."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)
        parser.add_argument("--category", default="Soal yang dibawa masuk", help="nama kategori")

    def handle(self, *args: Any, **options: Any) -> None:
        name, content = content_of(options)
        try:
            reading = read_questions(name, content)
        except Unreadable as bad:
            raise CommandError(f"{bad} [{bad.requirement}]") from bad
        print_report(self, reading.report, whole=options["report"])
        for note in reading.notes:
            self.stdout.write(note)
        if not reading.questions:
            raise CommandError("Tidak ada soal yang dapat diambil.")
        person, agency = doer_of(options)
        category = keep_category(agency, options["category"])
        run = import_questions(category, reading, by=person, name=name)
        self.stdout.write(
            f"{FORMATS[reading.format]}: {run.taken} soal dapat diambil, {run.left} tidak; "
            f"{len(run.added)} soal baru di kategori “{category.label}” ({agency.short_name})."
        )
