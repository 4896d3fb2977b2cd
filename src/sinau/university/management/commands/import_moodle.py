"""Make a draft course of a Moodle backup."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinau.kernel.refusals import Refused
from sinau.university.actions.moodle import import_moodle_course
from sinau.university.management.reporting import (
    add_arguments,
    content_of,
    doer_of,
    print_report,
)
from sinau.university.moodle import read_backup
from sinau.university.quizzes.formats import Unreadable


class Command(BaseCommand):
    help = "Membuat draf kursus dari cadangan Moodle (.mbz); diulang, drafnya tetap satu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        name, content = content_of(options)
        try:
            reading = read_backup(name, content)
        except Unreadable as bad:
            raise CommandError(f"{bad} [{bad.requirement}]") from bad
        print_report(self, reading.report, whole=options["report"])
        for note in reading.notes:
            self.stdout.write(note)
        person, agency = doer_of(options)
        try:
            run = import_moodle_course(reading, agency, by=person, name=name)
        except Refused as no:
            raise CommandError(str(no)) from no
        slug = run.course.slug if run.course else "–"
        self.stdout.write(
            f"{run.taken} bagian diambil, {run.left} tidak; draf kursus “{run.title}” "
            f"({agency.short_name}): {slug}"
        )
