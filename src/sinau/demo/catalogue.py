"""A way through the demo courses, and learning that the city asks of its people."""

from __future__ import annotations

import datetime as dt

from sinau.demo.city import City
from sinau.kernel.clock import freeze
from sinau.kernel.embedding import embeddable
from sinau.knowledge.models import Article
from sinau.people.models import Audience, Person
from sinau.university.actions.duties import extend, give_duty
from sinau.university.actions.paths import (
    ask_before,
    begin_draft,
    publish_path,
    set_order,
    write_path,
    write_step,
)
from sinau.university.actions.walking import confirm_step, join_path
from sinau.university.models import Course, Duty, DutyPerson, Path, PathStep, StepKind
from sinau.university.quizzes.questions import WHOLE, Choice, Kind, Question

WALKERS = ("sari", "bayu", "ratna", "budi", "agung")
# How many colleagues of the health agency walk the path beside the people of the story.
OTHERS = 6


def seed(city: City) -> None:
    """One path of five stations that Sari is halfway along, and two duties with days that come."""
    courses = {course.slug: course for course in Course.objects.all()}
    path = _path(city, courses)
    _walk(city, path)
    _ask(city, courses, path)
    ask_before(
        courses["menulis-perintah-yang-baik"],
        courses["dasar-ai-untuk-asn"],
        why="memakai istilah dan contoh dari sana",
        by=city.cast["wulan"],
    )


def _path(city: City, courses: dict[str, Course]) -> Path:
    wulan = city.cast["wulan"]
    with freeze(city.days_ago(75)):
        path = write_path(
            Path(
                slug="melayani-dengan-data-yang-aman",
                title="Melayani dengan data yang aman",
                aim="Memakai alat AI dalam pelayanan tanpa membuka data pribadi warga, dan dapat "
                "menjelaskan caranya kepada rekan.",
                agency=city.agencies["bkpsdm"],
                audience=Audience.CITY,
                competence="Literasi digital",
            ),
            by=wulan,
        )
        draft = begin_draft(path)
        set_order(draft, in_sequence=False, by=wulan)
        for step in _steps(courses):
            step.version = draft
            write_step(step, by=wulan)
        publish_path(path, by=wulan)
    path.refresh_from_db()
    return path


def _steps(courses: dict[str, Course]) -> list[PathStep]:
    steps = [
        _course(courses["dasar-ai-untuk-asn"], "Mulai dari sini: apa yang dapat dan tidak dapat."),
        _course(courses["data-pribadi-dan-ai"], "Batas yang tidak boleh dilewati, dan sebabnya."),
    ]
    if "knowledge.article" in embeddable() and (article := _article()):
        steps.append(article)
    steps += [
        PathStep(
            kind=StepKind.ACTIVITY,
            title="Ajukan satu pertanyaan di komunitas",
            note="Tanyakan satu keadaan di unit Anda yang belum jelas aturannya.",
            address="communities.conversation",
            required=False,
            minutes=15,
        ),
        PathStep(
            kind=StepKind.ACTIVITY,
            title="Tunjukkan cara kerja Anda kepada atasan",
            note="Satu layanan, sebelum dan sesudah data pribadinya disamarkan.",
            minutes=45,
        ),
    ]
    return steps


def _course(course: Course, note: str) -> PathStep:
    return PathStep(
        kind=StepKind.COURSE,
        title=course.title,
        note=note,
        course=course,
        minutes=course.minutes,
    )


def _article() -> PathStep | None:
    article = (
        Article.objects.verified()
        .filter(audience__in=[Audience.CITY, Audience.PUBLIC])
        .order_by("pk")
        .first()
    )
    if article is None:
        return None
    question = Question(
        kind=Kind.SINGLE,
        prompt="Apa yang dilakukan lebih dahulu bila sebuah pengetahuan tidak lagi sesuai aturan?",
        choices=(
            Choice(text="Memberi tahu pemiliknya agar diperiksa", share=WHOLE),
            Choice(text="Menyalinnya ke dokumen sendiri"),
            Choice(text="Memakainya sampai ada yang baru"),
        ),
        explanation="Setiap pengetahuan punya pemilik; ia yang memeriksa dan memperbaruinya.",
    )
    return PathStep(
        kind=StepKind.ARTICLE,
        title=article.title[:150],
        address=f"knowledge.article:{article.pk}",
        question=question.to_data(),
        minutes=8,
    )


def _walk(city: City, path: Path) -> None:
    colleagues = Person.objects.serving().filter(agency=city.agencies["dinkes"])
    known = [city.cast[key] for key in WALKERS]
    others = list(colleagues.exclude(pk__in=[p.pk for p in known]).order_by("nip")[:OTHERS])
    assert path.current is not None
    last = path.current.steps.get(title="Tunjukkan cara kerja Anda kepada atasan")
    for turn, person in enumerate([*known, *others]):
        with freeze(city.days_ago(50 - 3 * turn, hour=10)):
            walking = join_path(path, person)
        if person == city.cast["agung"]:
            with freeze(city.days_ago(12)):
                words = "Memperagakan penyamaran data pada layanan aduan, 12 menit."
                confirm_step(walking, last, by=city.cast["wulan"], words=words)


def _ask(city: City, courses: dict[str, Course], path: Path) -> None:
    wulan = city.cast["wulan"]
    with freeze(city.days_ago(26)):
        duty = Duty(
            agency=city.agencies["bkpsdm"],
            course=courses["data-pribadi-dan-ai"],
            basis="Surat Edaran tentang pelindungan data pribadi dalam pelayanan; semua unit "
            "kesehatan mengolah data pasien.",
            mandatory=True,
            due_on=city.today + dt.timedelta(days=11),
            within_agency=city.agencies["dinkes"],
        )
        give_duty(duty, duty.fitting(), by=wulan)
    with freeze(city.days_ago(20)):
        _more_time(city, duty)
        leading = Duty(
            agency=city.agencies["bkpsdm"],
            path=path,
            basis="Rencana pengembangan kompetensi tahun ini: penggerak dan kurator mendahului.",
            mandatory=False,
            due_on=city.today + dt.timedelta(days=40),
            within_agency=city.agencies["bkpsdm"].parent,
            roles=["community_lead", "curator"],
        )
        give_duty(leading, leading.fitting(), by=wulan)


def _more_time(city: City, duty: Duty) -> None:
    waiting = DutyPerson.objects.waiting().filter(duty=duty)
    asked = waiting.exclude(person__in=city.cast.values()).order_by("person__nip").first()
    if asked is not None:
        day = city.today + dt.timedelta(days=45)
        extend(asked, due_on=day, reason="Cuti melahirkan", by=city.cast["wulan"])
