"""Step 4: Sari learns alone and together; both end in a certificate."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from playwright.sync_api import expect

from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.university.actions import write_class
from sinau.university.models import Attempt, Certificate, Course, Session, TrainingClass
from sinau.university.quizzes.questions import Question
from sinau.university.quizzes.responding import right_response
from sinau.university.testing import open_a_class
from tests.loop.walk import Walk

COURSE = "data-pribadi-dan-ai"
CLASS = "Bimtek mencatat pemakaian AI di loket"


# ── alone ───────────────────────────────────────────────────────────────────


def a_course_is_passed(walk: Walk) -> str:
    """Every lesson, the quiz of five kinds, a result. Gives the address of the certificate."""
    sari = walk.come_in("sari", "/belajar/")
    course = Course.objects.get(slug=COURSE)
    walk.follow(course.title)
    walk.at(f"^/belajar/kursus/{COURSE}/$")
    walk.follow("Lanjutkan membaca")
    _read_on(walk, course)
    walk.at(f"^/belajar/kursus/{COURSE}/kuis/$")
    walk.press("Mulai kuis")
    walk.at(r"^/belajar/kuis/\d+/soal/1/$", inside=True)
    attempt = Attempt.objects.filter(enrolment__person=sari, submitted_at=None).get()
    questions = attempt.asked
    assert len({question.kind for question in questions}) == 5
    for place, question in enumerate(questions, start=1):
        _answer(walk, question, place, is_last=place == len(questions))
    walk.at(r"^/belajar/kuis/\d+/periksa/$")
    walk.does_not_see("Belum dijawab")
    walk.press("Kirim jawaban")
    walk.at(r"^/belajar/kuis/\d+/$", inside=True)
    walk.does_not_see("Belum tepat")
    walk.sees("Anda lulus")
    return _certificate_of(sari, course.title)


def _read_on(walk: Walk, course: Course) -> None:
    for _lesson in range(course.lesson_count):
        walk.at(f"^/belajar/kursus/{COURSE}/pelajaran/\\d+/$")
        last = walk.here.get_by_role("button", name="Selesai, ke kuis")
        if last.count():
            last.click()
            return
        title = walk.page.title()
        walk.press("Selesai, lanjut")
        expect(walk.page).not_to_have_title(title)


def _answer(walk: Walk, question: Question, place: int, *, is_last: bool) -> None:
    walk.at(rf"^/belajar/kuis/\d+/soal/{place}/$")
    right = right_response(question)
    if question.kind in ("single", "multiple"):
        for at in right["picked"]:
            walk.here.locator(f"#p-{place}-{at}").check()
    elif question.kind == "true_false":
        walk.here.locator(f"#b-{place}" if question.truth else f"#s-{place}").check()
    else:
        walk.here.locator("input[name=text]").fill(right["text"])
    walk.press("Simpan dan periksa" if is_last else "Simpan dan lanjut")


# ── together ────────────────────────────────────────────────────────────────


def a_class_is_attended(walk: Walk) -> str:
    """The room shows digits, Sari types them, Wulan closes. Gives the address of the certificate."""
    held = _a_class_this_morning()
    sari = walk.come_in("sari", "/belajar/")
    walk.follow(CLASS)
    walk.at(f"^/belajar/kelas/{held.pk}/$")
    walk.press("Daftar")
    walk.sees("Anda mendapat kursi")

    walk.come_in("wulan", f"/belajar/kelola/kelas/{held.pk}/")
    walk.follow("Layar kelas")
    walk.at(f"^/belajar/kelas/{held.pk}/layar/$")
    digits = walk.page.locator(".room__digits").inner_text()

    walk.come_in("sari", held.get_absolute_url())
    walk.follow("Ketik enam angka")
    walk.at("^/belajar/hadir/$")
    walk.here.locator("input[name=digits]").fill(digits)
    walk.press("Catat kehadiran")
    walk.at(r"^/belajar/hadir/tercatat/\d+/$", inside=True)
    walk.sees("Anda tercatat hadir")

    the_day_passes(held)
    walk.come_in("wulan", "/belajar/kelola/")
    walk.here.locator(".row", has_text=CLASS).get_by_role("link", name="Tutup kelas").click()
    walk.at(f"^/belajar/kelas/{held.pk}/tutup/$")
    walk.press("Tutup kelas")
    walk.sees("Kelas ditutup")
    return _certificate_of(sari, CLASS)


def _a_class_this_morning() -> TrainingClass:
    wulan = Person.objects.get(name="Wulan Prasetyaningsih")
    assert wulan.agency is not None
    held = open_a_class(wulan.agency, wulan, starts_at=now() + timedelta(minutes=20))
    held.title = CLASS
    return write_class(held, by=wulan)


def the_day_passes(held: TrainingClass) -> None:
    """As if the class had been this morning, six hours earlier."""
    day = timedelta(hours=6)
    Session.objects.filter(training_class=held).update(
        starts_at=F("starts_at") - day, ends_at=F("ends_at") - day
    )
    TrainingClass.objects.filter(pk=held.pk).update(
        starts_at=F("starts_at") - day, ends_at=F("ends_at") - day
    )


def _certificate_of(person: Person, activity: str) -> str:
    certificate = Certificate.objects.of(person).get(activity__icontains=activity)
    return certificate.get_absolute_url()
