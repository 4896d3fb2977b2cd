"""A civil servant finds a course for her position, learns, is examined, and has JP for it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from sinau.credit.models import Entry
from sinau.people.models import Person
from sinau.university.actions import enrol, publish_lesson, write_blocks
from sinau.university.lessons.blocks import Check, Text
from sinau.university.models import Course
from sinau.university.quizzes.questions import Choice, Kind, Question
from tests.loop.city import city, first_morning
from tests.loop.learning import COURSE, a_course_is_passed
from tests.loop.walk import Walk

__all__ = ["city", "first_morning"]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
QUESTION = "Boleh menyalin NIK warga ke layanan AI umum?"
RIGHT, WRONG = "Tidak boleh", "Boleh bila mendesak"


@pytest.fixture(
    params=[(PHONE, True), (DESK, True), (PHONE, False)],
    ids=["phone", "desk", "phone without scripts"],
)
def walk(
    request: pytest.FixtureRequest,
    browser: Browser,
    browser_context_args: dict[str, Any],
    city: None,
    live_server: Any,
) -> Iterator[Walk]:
    """Somebody's browser before the door of the city."""
    screen, scripts = request.param
    device = {**browser_context_args, "viewport": screen, "java_script_enabled": scripts}
    walk = Walk(browser, str(live_server.url), device, scripts)
    yield walk
    sys.stderr.write(walk.where())
    walk.leave()


def test_from_a_position_to_credit(walk: Walk) -> None:
    """J1, steps 3, 4, 5 and 8."""
    course = _has_a_check_in_its_first_lesson()
    sari = walk.come_in("sari", "/belajar/")
    walk.sees("Untuk jabatan Anda")
    _finds(walk, "data pribadi", course)
    if not course.enrolments.filter(person=sari).exists():
        enrol(course, sari)
    _answers_a_check(walk)
    certificate = a_course_is_passed(walk)
    walk.come_in("sari", "/belajar/sertifikat/")
    walk.sees(course.title)
    walk.go(certificate)
    assert walk.take("Unduh PDF").startswith(b"%PDF")
    entry = Entry.objects.get(person=sari, evidence_url=certificate)
    walk.go("/jp/")
    walk.follow(entry.title)
    walk.at(rf"^/jp/catatan/{entry.pk}/$")
    walk.sees(entry.rule.regulation)
    walk.follow("Buka bukti")
    walk.at(f"^{re.escape(certificate)}$")
    assert walk.complaints == []


def test_every_room_of_learning_can_be_looked_at(walk: Walk) -> None:
    """The front pages of the rooms, as who learns sees them."""
    walk.come_in("sari", "/belajar/")
    for path in (
        "/belajar/praktik/",
        "/belajar/rencana/saya/",
        "/belajar/tugas/",
        "/belajar/sertifikat/",
    ):
        walk.go(path)
        expect(walk.page.locator("h1")).to_have_count(1)
        walk.does_not_see("Halaman tidak ditemukan")
    assert walk.complaints == []


def _has_a_check_in_its_first_lesson() -> Course:
    """The lesson as its keeper would write it, with one question in the middle."""
    course = Course.objects.get(slug=COURSE)
    question = Question(
        kind=Kind.SINGLE,
        prompt=QUESTION,
        choices=(Choice(text=RIGHT, share=Decimal(1), feedback="Tepat."), Choice(text=WRONG)),
    )
    lesson = course.lessons.get(position=1)
    keeper = Person.objects.get(name="Wulan Prasetyaningsih")
    draft = write_blocks(
        lesson,
        [Text(markdown="## Sebelum menyalin\n\nLihat dulu datanya."), Check(question=question)],
        by=keeper,
    )
    publish_lesson(draft, by=keeper)
    return course


def _finds(walk: Walk, words: str, course: Course) -> None:
    box = walk.here.locator("#cari-kursus")
    box.fill(words)
    box.press("Enter")
    walk.at("^/belajar/$")
    walk.follow(course.title)
    walk.at(f"^/belajar/kursus/{COURSE}/$")


def _answers_a_check(walk: Walk) -> None:
    walk.go(f"/belajar/kursus/{COURSE}/pelajaran/1/")
    walk.here.get_by_label(RIGHT).check()
    walk.press("Periksa jawaban")
    walk.sees("Tepat.")
