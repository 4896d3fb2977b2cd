"""A civil servant finds what her position asks, learns alone and together, and has JP for both."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from sinau.credit.models import Claim, Entry
from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.university.actions import (
    publish_lesson,
    publish_quiz,
    write_blocks,
    write_class,
    write_questions,
)
from sinau.university.actions.quizzes import set_class_rules
from sinau.university.lessons.blocks import Check, Text
from sinau.university.models import Attempt, Certificate, Course, TrainingClass
from sinau.university.quizzes.questions import Choice, Kind, Question
from sinau.university.testing import open_a_class
from tests.loop.city import city, first_morning
from tests.loop.learning import COURSE, a_course_is_passed, the_day_passes
from tests.loop.walk import Walk, work

__all__ = ["city", "first_morning"]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
ASKED = "Boleh menyalin NIK warga ke layanan AI umum?"
RIGHT, WRONG = "Tidak boleh", "Boleh bila mendesak"
PASAL = "UU 27/2022, Pasal 20"
BIMTEK = "Bimtek menyaring data sebelum bertanya"


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
    course = _with_a_check_in_its_first_lesson()
    _finds_what_the_position_asks(walk, course)
    _answers_a_check(walk)
    alone = a_course_is_passed(walk)
    walk.sees("Buku JP")
    together = _comes_to_a_bimtek(walk)
    _has_certificates(walk, [alone, together])
    _reads_the_book(walk, [alone, together])
    assert walk.complaints == []


# ── alone ───────────────────────────────────────────────────────────────────


def _question(source: str = "") -> Question:
    right = Choice(text=RIGHT, share=Decimal(1), feedback="Tepat.")
    return Question(
        kind=Kind.SINGLE, prompt=ASKED, choices=(right, Choice(text=WRONG)), source=source
    )


def _with_a_check_in_its_first_lesson() -> Course:
    """The lesson as its keeper would write it, with one question in the middle."""
    course = Course.objects.get(slug=COURSE)
    keeper = Person.objects.get(name="Wulan Prasetyaningsih")
    blocks = [
        Text(markdown="## Sebelum menyalin\n\nLihat dulu datanya."),
        Check(question=_question()),
    ]
    publish_lesson(write_blocks(course.lessons.get(position=1), blocks, by=keeper), by=keeper)
    return course


def _finds_what_the_position_asks(walk: Walk, course: Course) -> None:
    """The front says why, how long and for how much JP; the search finds it too."""
    walk.come_in("sari", "/belajar/")
    asked = walk.here.locator("section", has_text="Untuk jabatan Anda")
    expect(asked).to_contain_text(course.title)
    expect(asked).to_contain_text(re.compile(r"diminta tingkat \d"))
    expect(asked).to_contain_text("menit")
    expect(asked).to_contain_text("JP")
    walk.sees("Wajib")
    box = walk.here.locator("#cari-kursus")
    box.fill("data pribadi")
    box.press("Enter")
    walk.at("^/belajar/$")
    walk.follow(course.title)
    walk.at(f"^/belajar/kursus/{COURSE}/$")
    walk.sees(re.compile(r"\d KB"))


def _answers_a_check(walk: Walk) -> None:
    walk.go(f"/belajar/kursus/{COURSE}/pelajaran/1/")
    walk.here.get_by_label(RIGHT).check()
    walk.press("Periksa jawaban")
    walk.sees("Tepat.")


# ── together ────────────────────────────────────────────────────────────────


def _comes_to_a_bimtek(walk: Walk) -> str:
    """Permission, a seat, the code of the room, the test, the certificate: gives its address."""
    held = _a_bimtek_this_morning()
    walk.come_in("sari", held.get_absolute_url())
    walk.sees("memerlukan izin atasan langsung")
    walk.press("Minta izin dan daftar")
    walk.sees("Menunggu izin atasan")
    walk.come_in("bayu", "/belajar/izin/")
    row = walk.here.locator("li.row", has_text=BIMTEK)
    row.get_by_role("button", name=re.compile("^Izinkan")).click()
    walk.sees("Tidak ada permintaan izin")
    walk.come_in("wulan", f"/belajar/kelas/{held.pk}/layar/")
    digits = walk.page.locator(".room__digits").inner_text()
    walk.come_in("sari", held.get_absolute_url())
    walk.sees("Anda mendapat kursi")
    walk.follow("Ketik enam angka")
    walk.at("^/belajar/hadir/$")
    walk.fill("Enam angka di layar", digits)
    walk.press("Catat kehadiran")
    walk.at(r"^/belajar/hadir/tercatat/\d+/$")
    walk.sees("No. 1")
    walk.sees("Sari Lestari")
    walk.follow("Ke halaman kelas")
    walk.at(f"^{held.get_absolute_url()}$")
    _takes_the_test(walk)
    return _is_closed(walk, held)


def _a_bimtek_this_morning() -> TrainingClass:
    wulan = Person.objects.get(name="Wulan Prasetyaningsih")
    assert wulan.agency is not None
    held = open_a_class(wulan.agency, wulan, starts_at=now() + timedelta(minutes=20))
    held.title, held.needs_permission = BIMTEK, True
    held = write_class(held, by=wulan)
    test = set_class_rules(held, "post", by=wulan, pass_percent=60)
    write_questions(test, [_question(PASAL)], by=wulan)
    publish_quiz(test, by=wulan)
    return held


def _takes_the_test(walk: Walk) -> None:
    """The first answer is wrong; the result says so with the passage, and the second is right."""
    walk.follow("Post-test")
    for said, verdict in ((WRONG, "Belum lulus"), (RIGHT, "Anda lulus")):
        walk.at(r"^/belajar/kelas/\d+/kuis/post/$")
        walk.press("Mulai kuis" if said == WRONG else "Coba lagi")
        walk.at(r"^/belajar/kuis/\d+/soal/1/$")
        walk.here.get_by_label(said).check()
        walk.press("Simpan dan periksa")
        walk.at(r"^/belajar/kuis/\d+/periksa/$")
        walk.press("Kirim jawaban")
        walk.at(r"^/belajar/kuis/\d+/$")
        walk.sees(verdict)
        walk.sees(PASAL)
        if said == WRONG:
            walk.follow("Coba lagi")
    assert Attempt.objects.filter(quiz__training_class__title=BIMTEK).count() == 2


def _is_closed(walk: Walk, held: TrainingClass) -> str:
    """Who came is asked how it was, and has the certificate."""
    the_day_passes(held)
    walk.come_in("wulan", f"/belajar/kelas/{held.pk}/tutup/")
    walk.press("Tutup kelas")
    walk.sees("Kelas ditutup")
    walk.come_in("sari", "/belajar/evaluasi/undangan/")
    walk.follow(re.compile(BIMTEK))
    walk.sees("Bagaimana menurut Anda?")
    for group in walk.page.locator("main fieldset").all():
        group.get_by_role("radio").last.check()
    walk.page.get_by_role("button", name="Kirim jawaban").click()
    walk.sees("jawaban Anda sudah diterima")
    sari = Person.objects.get(name="Sari Lestari")
    return Certificate.objects.of(sari).get(activity__icontains=BIMTEK).get_absolute_url()


# ── afterwards ──────────────────────────────────────────────────────────────


def _has_certificates(walk: Walk, certificates: list[str]) -> None:
    for address in certificates:
        walk.come_in("sari", address)
        walk.sees("Sah")
        assert walk.take("Unduh PDF").startswith(b"%PDF")


def _reads_the_book(walk: Walk, certificates: list[str]) -> None:
    """Each row has its rule and its evidence, and the whole goes along as Excel and on paper."""
    work()
    sari = walk.come_in("sari", "/jp/")
    for address in certificates:
        entry = Entry.objects.get(person=sari, evidence_url=address)
        walk.go("/jp/")
        walk.follow(entry.title)
        walk.at(rf"^/jp/catatan/{entry.pk}/$")
        walk.sees(entry.rule.regulation)
        walk.follow("Buka bukti")
        walk.at(f"^{re.escape(address)}$")
    walk.go("/jp/")
    assert walk.take("Unduh Excel").startswith(b"PK")
    assert walk.take("Unduh PDF").startswith(b"%PDF")
    walk.follow("Tampilan cetak")
    walk.at("^/jp/cetak/$")
    walk.sees("Sari Lestari")
    _sees_one_form(walk)
    _asks_for_a_correction(walk, Entry.objects.get(person=sari, evidence_url=certificates[0]))


def _sees_one_form(walk: Walk) -> None:
    """The chips above the rows leave those of one form, also on what is taken along."""
    walk.go("/jp/")
    chips = walk.here.get_by_role("navigation", name="Bentuk")
    chips.get_by_role("link").nth(1).click()
    walk.at(r"^/jp/$")
    expect(walk.page).to_have_url(re.compile("bentuk="))
    assert walk.take("Unduh PDF").startswith(b"%PDF")


def _asks_for_a_correction(walk: Walk, entry: Entry) -> None:
    """A number is wrong: said at its row, decided by an officer, put right in the book."""
    walk.go(entry.get_absolute_url())
    walk.follow("Ajukan koreksi")
    walk.at(rf"^/jp/catatan/{entry.pk}/koreksi/$")
    walk.here.get_by_label("Ada isian yang keliru").check()
    walk.fill("Jelaskan kekeliruannya", "Sertifikatnya menyebut 9 JP.")
    walk.press("Lanjutkan")
    walk.at(r"^/jp/klaim/\d+/periksa/$")
    walk.follow("Ubah JP pada sertifikat")
    walk.fill("JP yang tertulis pada sertifikat", "9")
    walk.press("Simpan dan lanjutkan")
    walk.at(r"^/jp/klaim/\d+/periksa/$")
    walk.press("Ajukan koreksi")
    walk.sees("Koreksi terkirim")
    claim = Claim.objects.get(corrects=entry)
    walk.come_in("wulan", "/jp/klaim/antrean/")
    walk.follow(str(claim))
    walk.sees("Sertifikatnya menyebut 9 JP.")
    walk.press("Setujui")
    walk.sees("9 JP tercatat")
    walk.come_in("sari", entry.get_absolute_url())
    walk.sees("Dibatalkan")
    walk.sees(claim.reference)
