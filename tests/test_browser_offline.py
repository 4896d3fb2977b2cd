"""A lesson that was opened once is read, answered and finished without a network."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sinau.people.cast import play
from sinau.people.models import Person
from sinau.people.testing import small_city
from sinau.university.actions import enrol, go_on, publish_lesson, write_blocks
from sinau.university.lessons.blocks import Check, Text
from sinau.university.models import CheckAnswer, Course, LateArrival, LessonRead
from sinau.university.quizzes.questions import Choice, Kind, Question
from sinau.university.testing import open_a_course


@pytest.fixture
def course(transactional_db: None) -> Course:
    """Two lessons, the first with a check."""
    agencies = small_city()
    wulan = play(agencies)["wulan"]
    course = open_a_course(agencies["bkpsdm"], wulan)
    question = Question(
        kind=Kind.SINGLE,
        prompt="Siapa yang bertanggung jawab?",
        choices=(Choice(text="Pegawai", share=Decimal(1), feedback="Tepat."), Choice(text="Mesin")),
    )
    lesson = course.lessons.get(position=1)
    draft = write_blocks(
        lesson, [Text(markdown="## Bagian\n\nIsi."), Check(question=question)], by=wulan
    )
    publish_lesson(draft, by=wulan)
    return course


def sign_in(context: BrowserContext, server: Any, person: Person) -> None:
    """The person's session, as after signing in."""
    client = Client()
    client.force_login(person)
    context.add_cookies(
        [
            {
                "name": "sinau_session",
                "value": client.cookies["sinau_session"].value,
                "url": server.url,
            }
        ]
    )


def open_and_keep(page: Page, url: str) -> None:
    """Open the lesson and wait until the device has kept it."""
    page.goto(url)
    expect(page.locator("[data-keep-state]")).to_contain_text(
        "Tersimpan di perangkat", timeout=15_000
    )


def test_a_lesson_once_opened_works_without_a_network(
    browser: Browser, browser_context_args: dict[str, Any], live_server: Any, course: Course
) -> None:
    sari = Person.objects.get(name__startswith="Sari")
    enrol(course, sari)
    context = browser.new_context(**browser_context_args, viewport={"width": 390, "height": 844})
    sign_in(context, live_server, sari)
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    url = f"{live_server.url}/belajar/kursus/{course.slug}/pelajaran/1/"
    open_and_keep(page, url)

    context.set_offline(True)
    page.goto(url)
    expect(page.get_by_role("heading", name="Mengenal").first).to_be_visible()
    page.get_by_label("Pegawai").check()
    page.get_by_role("button", name="Periksa jawaban").click()
    note = page.locator(".check .later-note")
    expect(note).to_contain_text("Disimpan di perangkat")
    page.get_by_role("button", name="Selesai, lanjut").click()
    expect(page.locator(".lesson-nav .later-note")).to_contain_text("Disimpan di perangkat")
    before = dt.datetime.now(dt.UTC)
    assert not CheckAnswer.objects.exists()

    # Another page was never opened: the device says what it has.
    page.goto(f"{live_server.url}/komunitas/")
    expect(page.get_by_role("heading", name="Tersimpan di perangkat ini")).to_be_visible()
    expect(page.locator("[data-keep-list] a")).to_have_text("Mengenal")
    expect(page.locator("[data-later-list] li")).to_have_count(2)
    assert Axe().run(page).response["violations"] == []
    page.locator("[data-keep-list] a").click()
    expect(page.locator(".lesson-nav .later-note")).to_contain_text("Disimpan di perangkat")

    context.set_offline(False)
    expect(page.locator(".lesson-nav .later-note")).to_contain_text("Terkirim", timeout=15_000)
    answer = CheckAnswer.objects.get(person=sari)
    assert answer.verdict == "right"
    assert answer.answered_at < before
    read = LessonRead.objects.get(enrolment__person=sari)
    assert read.read_at < before
    assert LateArrival.objects.filter(person=sari).count() == 2
    page.reload()
    expect(page.locator(".check__answer")).to_contain_text("Tepat.")
    assert Axe().run(page).response["violations"] == []
    assert said == []
    context.close()


def test_what_was_done_elsewhere_is_merged(
    browser: Browser, browser_context_args: dict[str, Any], live_server: Any, course: Course
) -> None:
    sari = Person.objects.get(name__startswith="Sari")
    enrolment = enrol(course, sari)
    context = browser.new_context(**browser_context_args)
    sign_in(context, live_server, sari)
    page = context.new_page()
    url = f"{live_server.url}/belajar/kursus/{course.slug}/pelajaran/1/"
    open_and_keep(page, url)
    context.set_offline(True)
    page.get_by_role("button", name="Selesai, lanjut").click()
    expect(page.locator(".lesson-nav .later-note")).to_contain_text("Disimpan di perangkat")
    go_on(enrolment, course.lessons.get(position=1))
    context.set_offline(False)
    expect(page.locator(".lesson-nav .later-note")).to_contain_text("Digabung", timeout=15_000)
    assert LessonRead.objects.filter(enrolment=enrolment).count() == 1
    context.close()


def test_the_next_person_at_the_device_finds_nothing(
    browser: Browser, browser_context_args: dict[str, Any], live_server: Any, course: Course
) -> None:
    sari = Person.objects.get(name__startswith="Sari")
    joko = Person.objects.get(name__startswith="Joko")
    context = browser.new_context(**browser_context_args)
    sign_in(context, live_server, sari)
    page = context.new_page()
    url = f"{live_server.url}/belajar/kursus/{course.slug}/pelajaran/1/"
    open_and_keep(page, url)
    kept = "caches.keys().then((names) => names.filter((name) => name.startsWith('sinau-keep-')).length)"
    assert page.evaluate(kept) == 1
    sign_in(context, live_server, joko)
    page.goto(f"{live_server.url}/belajar/")
    page.wait_for_function(f"() => {kept}.then((count) => count === 0)")
    context.set_offline(True)
    page.goto(url)
    expect(page.get_by_role("heading", name="Tersimpan di perangkat ini")).to_be_visible()
    context.close()
