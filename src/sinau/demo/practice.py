"""Mentoring and self-study of the demo city, and an assignment whose plans became ideas."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from sinau.demo.city import City
from sinau.kernel.clock import freeze, today
from sinau.people.models import Person
from sinau.practice.actions import (
    add_entry,
    agree,
    answer_follow_up,
    approve,
    ask_what_became,
    complete,
    confirm_entry,
    mark,
    propose,
    reach_goal,
    report,
    save_work,
    submit,
    write_assignment,
)
from sinau.practice.models import Assignment, Cycle, FollowUp, LogEntry
from sinau.university.actions import enrol
from sinau.university.models import Course

MEETINGS = (
    (
        70,
        90,
        "Membaca dua contoh telaah dan menandai bagian yang meyakinkan.",
        "Telaah dimulai dari masalah warga.",
    ),
    (
        56,
        90,
        "Menyusun kerangka telaah waktu tunggu puskesmas.",
        "Satu ukuran lebih kuat daripada lima.",
    ),
    (42, 120, "Mengolah catatan antrean tiga bulan.", "Median lebih jujur daripada rata-rata."),
    (28, 90, "Membahas draf kedua dan usul tindak lanjut.", "Usul selalu memuat siapa dan kapan."),
)
LEVELS = [
    {"points": 4, "text": "Lengkap, dengan angka dan sumbernya"},
    {"points": 3, "text": "Lengkap, sebagian tanpa sumber"},
    {"points": 2, "text": "Sebagian saja"},
    {"points": 0, "text": "Belum ada"},
]
PLANS = (
    (
        "sari",
        {
            "problem": "Pegawai puskesmas bertanya berulang tentang syarat cuti, rata-rata 20 pesan seminggu.",
            "idea": "Jawaban syarat cuti dikutip dari peraturan yang berlaku lewat halaman Tanya",
            "beneficiaries": "480 pegawai puskesmas dan dua pengelola kepegawaian.",
            "agencies": "Dinas Kesehatan, BKPSDM, Diskominfosan",
            "measure": "Pesan berulang tentang cuti dalam seminggu",
            "baseline": "20 pesan (catatan Oktober 2026)",
            "target": "8 pesan pada April 2027",
            "risk": "Aturan berubah dan jawaban usang; artikel sumber punya pemilik dan tanggal periksa.",
        },
        {1: 4, 2: 4, 3: 3},
    ),
    (
        "bayu",
        {
            "problem": "Rapat koordinasi puskesmas menghasilkan keputusan yang tidak ditindaklanjuti.",
            "idea": "Notula satu halaman dengan nama dan tanggal, diringkas alat lalu diperiksa ketua rapat",
            "beneficiaries": "18 kepala puskesmas.",
            "agencies": "Dinas Kesehatan dan Bagian Organisasi",
            "measure": "Keputusan rapat yang selesai pada waktunya",
            "baseline": "41 % (12 rapat terakhir)",
            "target": "70 % dalam enam bulan",
            "risk": "Ringkasan keliru; ketua rapat membaca sebelum dibagikan.",
        },
        {1: 3, 2: 4, 3: 3},
    ),
)


def seed(city: City) -> None:
    """One mentoring that is over, one under way, self-study that waits, and plans of action."""
    _mentoring(city)
    _under_way(city)
    _self_study(city)
    _assignment(city)


def _mentoring(city: City) -> None:
    sari, ratna, bayu = (city.cast[key] for key in ("sari", "ratna", "bayu"))
    with freeze(city.days_ago(80)):
        cycle = _plan(
            "mentoring",
            "Menulis telaah kebijakan yang dipakai",
            "Menulis satu telaah waktu tunggu puskesmas tanpa dibimbing.",
            ratna,
            days=(-2, 70),
        )
        goals = [("Menulis satu telaah lengkap", "Telaah dibahas dalam rapat dinas")]
        propose(cycle, goals, by=sari)
        agree(cycle, by=ratna)
        approve(cycle, by=bayu)
    for ago, minutes, done, learnt in MEETINGS:
        with freeze(city.days_ago(ago)):
            entry = _entry(today(), minutes, done, learnt)
            confirm_entry(add_entry(cycle, entry, by=sari), by=ratna)
    with freeze(city.days_ago(20)):
        reach_goal(cycle.goals.get(), by=ratna)
        report(cycle, by=sari)
        complete(cycle, by=ratna)


def _under_way(city: City) -> None:
    bayu, budi, agung = (city.cast[key] for key in ("bayu", "budi", "agung"))
    with freeze(city.days_ago(25)):
        cycle = _plan(
            "coaching",
            "Memimpin komunitas tanpa rapat",
            "Menghidupkan percakapan komunitas kesehatan dalam tiga bulan.",
            agung,
            days=(0, 80),
        )
        propose(
            cycle, [("Empat pertanyaan terjawab seminggu", "Angka di halaman komunitas")], by=bayu
        )
        agree(cycle, by=agung)
        approve(cycle, by=budi)
    with freeze(city.days_ago(18)):
        entry = _entry(
            today(), 60, "Memetakan anggota yang diam.", "Menyapa satu per satu lebih manjur."
        )
        confirm_entry(add_entry(cycle, entry, by=bayu), by=agung)
    with freeze(city.days_ago(4)):
        add_entry(cycle, _entry(today(), 75, "Menyusun pertanyaan mingguan.", ""), by=bayu)


def _self_study(city: City) -> None:
    with freeze(city.days_ago(3)):
        cycle = _plan(
            "selfstudy",
            "Belajar tabel pivot untuk laporan bulanan",
            "Laporan kepegawaian selesai dalam setengah hari.",
            None,
            days=(2, 40),
        )
        propose(cycle, [("Laporan Desember dibuat sendiri", "")], by=city.cast["sari"])


def _plan(
    kind: str, title: str, purpose: str, guide: Person | None, *, days: tuple[int, int]
) -> Cycle:
    starts, ends = (today() + timedelta(days=n) for n in days)
    return Cycle(
        kind=kind,
        title=title,
        purpose=purpose,
        guide=guide,
        place="",
        starts_on=starts,
        ends_on=ends,
        planned_minutes=600,
    )


def _entry(on: date, minutes: int, done: str, learnt: str) -> LogEntry:
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"{on}{done}")
    return LogEntry(on=on, minutes=minutes, done=done, learnt=learnt, key=key)


def _assignment(city: City) -> None:
    course = Course.objects.get(slug="layanan-ai-lintas-sektor")
    wulan = city.cast["wulan"]
    with freeze(city.days_ago(118)):
        assignment = write_assignment(
            Assignment(
                course=course,
                kind=Assignment.Kind.ACTION_PLAN,
                title="Rencana aksi layanan Anda",
                brief="Tulis satu perubahan yang dapat Anda mulai dalam sebulan, dengan ukuran dan nilai "
                "sekarang. Setelah tiga dan enam bulan kami menanyakan apa yang berubah.",
                minutes=90,
                due_days=30,
                required=False,
            ),
            [(title, LEVELS) for title in ("Masalah dan ukuran", "Gagasan", "Risiko dan tindakan")],
            by=wulan,
        )
    for key, plan, points in PLANS:
        person = city.cast[key]
        with freeze(city.days_ago(112)):
            enrol(course, person)
            work = submit(save_work(assignment, person, text="", plan=plan), by=person)
        with freeze(city.days_ago(108)):
            mark(work, points, "Ukurannya jelas. Mulai dari satu puskesmas dahulu.", by=wulan)
    with freeze(city.days_ago(10)):
        ask_what_became()
        answered = FollowUp.objects.filter(submission__person=city.cast["bayu"], months=3).get()
        answer_follow_up(
            answered,
            answer=FollowUp.Answer.PARTLY,
            changed="Notula satu halaman dipakai di 11 dari 18 puskesmas. Yang belum: petugas notula berganti.",
            value="58 %",
            by=city.cast["bayu"],
        )
