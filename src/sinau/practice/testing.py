"""For tests: a plan with one goal, an assignment with a rubric of two lines, a small PDF."""

from __future__ import annotations

import io
from datetime import timedelta

from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.practice.actions import propose, write_assignment
from sinau.practice.models import Assignment, Cycle
from sinau.university.actions import enrol
from sinau.university.models import Course

LEVELS = [
    {"points": 4, "text": "Ukuran dan sumbernya jelas"},
    {"points": 2, "text": "Ada ukuran tanpa sumber"},
    {"points": 0, "text": "Tidak ada ukuran"},
]


def a_pdf(words: bytes = b"isi") -> io.BytesIO:
    """Something that begins as a PDF does."""
    return io.BytesIO(b"%PDF-1.7\n" + words)


def plan_a_cycle(learner: Person, guide: Person | None, *, kind: str = "mentoring") -> Cycle:
    """A plan of the last month that waits for its guide, or for the supervisor."""
    cycle = Cycle(
        kind=kind,
        title="Menulis analisis kebijakan",
        purpose="Mampu menulis satu telaah tanpa dibimbing.",
        guide=guide,
        place="Bagian Organisasi",
        starts_on=today() - timedelta(days=30),
        ends_on=today() + timedelta(days=30),
        planned_minutes=600,
    )
    return propose(cycle, [("Menulis satu telaah", "Telaah dipakai pimpinan")], by=learner)


def ask_for_work(course: Course, by: Person, **changes: object) -> Assignment:
    """An assignment with two lines of rubric, part of the course."""
    values: dict[str, object] = {
        "title": "Telaah layanan",
        "brief": "Pilih satu layanan.",
        **changes,
    }
    return write_assignment(
        Assignment(course=course, **values), [("Ukuran", LEVELS), ("Warga", LEVELS)], by=by
    )


def learn(course: Course, *people: Person) -> None:
    """These people take the course."""
    for person in people:
        enrol(course, person)
