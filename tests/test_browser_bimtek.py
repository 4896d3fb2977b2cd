"""A bimtek for a hundred people, from the list to the certificates, with the officer's time counted."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import F
from playwright.sync_api import Browser, expect

from sinau.kernel.clock import WIB, now
from sinau.people.cast import CAST
from sinau.people.models import Person
from sinau.university.actions import record_attendance, write_class, write_room, write_session
from sinau.university.actions.attendance import room_key
from sinau.university.attendance import codes
from sinau.university.models import (
    Attendance,
    Certificate,
    Registration,
    Room,
    Session,
    TrainingClass,
)
from sinau.university.models.attendance import AttendanceMethod
from tests.loop.city import city, first_morning
from tests.loop.walk import Walk, work

__all__ = ["city", "first_morning"]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
TITLE = "Bimtek seratus peserta"
PEOPLE = 100
# What a person at a desk needs: a click with finding it, a key, a page to be read.
A_CLICK, A_KEY, A_PAGE = 1.5, 0.3, 5.0
HALF_AN_HOUR = 30 * 60


@dataclass
class Officer(Walk):
    """A walk that counts what the officer does while `counts` is on."""

    counts: bool = False
    clicks: int = 0
    keys: int = 0
    pages: int = 0
    waited: float = 0.0

    def follow(self, name: str | re.Pattern[str], *, nth: int = 0) -> None:
        self._click()
        super().follow(name, nth=nth)

    def press(self, name: str, *, within: Any = None) -> None:
        self._click()
        super().press(name, within=within)

    def pick(self, label: str) -> None:
        self._click()
        super().pick(label)

    def choose(self, label: str, *options: str) -> None:
        self._click()
        self._type(6)
        super().choose(label, *options)

    def fill(self, label: str, words: str) -> None:
        self._click()
        self._type(len(words))
        super().fill(label, words)

    def paste(self, label: str, words: str) -> None:
        """Fill a box from the clipboard: one click and two keys."""
        self._click()
        self._type(2)
        super().fill(label, words)

    def at(self, path: str, *, inside: bool = False) -> None:
        self.pages += self.counts
        begun = time.monotonic()
        super().at(path, inside=inside)
        self.waited += (time.monotonic() - begun) * self.counts

    def _click(self) -> None:
        self.clicks += self.counts

    def _type(self, keys: int) -> None:
        self.keys += keys * self.counts

    @property
    def seconds(self) -> float:
        """How long an officer would have been busy."""
        return self.clicks * A_CLICK + self.keys * A_KEY + self.pages * A_PAGE + self.waited


@pytest.fixture(
    params=[(DESK, True), (PHONE, True), (DESK, False)],
    ids=["desk", "phone", "desk without scripts"],
)
def walk(
    request: pytest.FixtureRequest,
    browser: Browser,
    browser_context_args: dict[str, Any],
    city: None,
    live_server: Any,
) -> Iterator[Officer]:
    """Somebody's browser before the door of the city."""
    screen, scripts = request.param
    device = {**browser_context_args, "viewport": screen, "java_script_enabled": scripts}
    walk = Officer(browser, str(live_server.url), device, scripts)
    yield walk
    sys.stderr.write(walk.where())
    walk.leave()


def test_a_hundred_people_from_the_list_to_certificates(walk: Officer) -> None:
    """J2: the officer needs less than half an hour of their own time."""
    begins, ends = _hours()
    _busy_room(begins, ends)
    walk.come_in("wulan", "/belajar/kelola/")
    walk.counts = True
    held = _is_written(walk, begins, ends)
    people = _are_pasted(walk, held)
    _are_invited(walk, held)
    walk.counts = False
    _waits_and_moves_up(walk, held, people)
    _attend(walk, held, people)
    _the_day_passes(held)
    walk.come_in("wulan", f"/belajar/kelas/{held.pk}/peserta/")
    walk.counts = True
    _are_marked_by_hand(walk, held)
    _is_closed(walk, held)
    walk.counts = False
    _have_certificates(walk, held)
    minutes = walk.seconds / 60
    sys.stdout.write(
        f"\nOfficer: {walk.clicks} clicks, {walk.keys} keys, {walk.pages} pages,"
        f" {walk.waited:.0f} s waited: {minutes:.1f} minutes for {PEOPLE} people\n"
    )
    assert walk.seconds < HALF_AN_HOUR
    assert walk.complaints == []


# ── before the day ──────────────────────────────────────────────────────────


def _hours() -> tuple[datetime, datetime]:
    """A session that is about to begin and ends on the same day."""
    here = now().astimezone(WIB).replace(second=0, microsecond=0)
    begins = here + timedelta(minutes=10) if here.hour < 22 else here - timedelta(minutes=20)
    last = here.replace(hour=23, minute=59)
    return begins, min(begins + timedelta(hours=2), last)


def _busy_room(begins: datetime, ends: datetime) -> None:
    """The hall is taken by another class at the same hours."""
    wulan = Person.objects.get(name="Wulan Prasetyaningsih")
    assert wulan.agency is not None
    hall = Room(agency=wulan.agency, name="Aula J2", address="Balai Kota", capacity=150)
    write_room(hall, by=wulan)
    other = TrainingClass(
        agency=wulan.agency, title="Rapat lain", summary="Lain.", place="Aula", audience="city"
    )
    write_class(other, by=wulan)
    session = Session(
        training_class=other, title="Rapat", starts_at=begins, ends_at=ends, room=hall
    )
    write_session(session, by=wulan)


def _is_written(walk: Officer, begins: datetime, ends: datetime) -> TrainingClass:
    walk.follow("Buat kelas")
    walk.at("^/belajar/kelola/kelas/baru/$")
    walk.fill("Judul", TITLE)
    walk.fill("Ringkasan", "Sehari mengenal layanan kepegawaian yang pintar.")
    walk.fill("Tempat", "Balai Kota")
    walk.pick("Semua pegawai kota yang dapat masuk")
    walk.fill("Kuota", str(PEOPLE))
    walk.press("Simpan")
    walk.at(r"^/belajar/kelola/kelas/\d+/$")
    held = TrainingClass.objects.get(title=TITLE)
    walk.follow("Tambah sesi")
    walk.at(rf"^/belajar/kelola/kelas/{held.pk}/sesi/baru/$")
    walk.fill("Nama sesi", "Pagi")
    walk.fill("Tanggal", f"{begins:%Y-%m-%d}")
    walk.fill("Mulai (WIB)", f"{begins:%H:%M}")
    walk.fill("Selesai (WIB)", f"{ends:%H:%M}")
    walk.choose("Ruang", "Aula J2 (150)")
    walk.fill("Narasumber", "Rina Hapsari; Universitas Contoh; Data pribadi")
    with walk.refusal():
        walk.press("Simpan sesi")
        walk.sees("Belum disimpan: ada bentrok")
    walk.sees("Aula J2 dipakai “Rapat lain”")
    walk.look()
    walk.fill("Alasan tetap disimpan bila bentrok", "Aula dibagi dengan sekat.")
    walk.press("Simpan sesi")
    walk.at(rf"^/belajar/kelola/kelas/{held.pk}/$")
    walk.press("Umumkan kelas")
    walk.sees("Kelas diumumkan")
    return held


def _are_pasted(walk: Officer, held: TrainingClass) -> list[Person]:
    known = {part.nip for part in CAST.values()}
    rest = [person for person in _serving() if person.nip not in known]
    people = [*Person.objects.filter(nip__in=_walkers()), *rest][:PEOPLE]
    assert len(people) == PEOPLE
    walk.follow("Peserta", nth=0)
    walk.at(rf"^/belajar/kelas/{held.pk}/peserta/$")
    walk.follow("Tambah peserta")
    walk.at(rf"^/belajar/kelas/{held.pk}/peserta/tambah/$")
    lines = [f"{turn}\t{person.nip}\t{person.full_name}" for turn, person in enumerate(people)]
    walk.paste("NIP atau nama peserta", "\n".join([*lines, "199912312025011001"]))
    walk.press("Periksa daftar")
    walk.sees("NIP tidak ditemukan.")
    walk.look()
    walk.press(f"Tambahkan {PEOPLE} orang")
    walk.at(rf"^/belajar/kelas/{held.pk}/peserta/$")
    walk.sees("Batalkan penambahan")
    return people


def _walkers() -> list[str]:
    """Those of the list who walk through the day themselves."""
    return [CAST["sari"].nip, CAST["ratna"].nip]


def _serving() -> list[Person]:
    return list(Person.objects.serving().exclude(agency=None).order_by("nip"))


def _are_invited(walk: Officer, held: TrainingClass) -> None:
    walk.press(f"Undang {PEOPLE} peserta")
    walk.sees(f"{PEOPLE} undangan terkirim")
    walk.at(rf"^/belajar/kelas/{held.pk}/peserta/$")


def _waits_and_moves_up(walk: Officer, held: TrainingClass, people: list[Person]) -> None:
    """Bayu comes when all seats are taken; one who cannot come makes room for him."""
    bayu = walk.come_in("bayu", held.get_absolute_url())
    walk.press("Masuk daftar tunggu")
    walk.sees("Anda dalam daftar tunggu")
    walk.come_in("wulan", f"/belajar/kelas/{held.pk}/peserta/")
    walk.counts = True
    row = walk.here.locator("tr", has_text=people[-1].nip_grouped)
    row.get_by_role("link", name=re.compile("^Keluarkan")).click()
    walk.clicks += 1
    walk.at(r"/keluarkan/$")
    walk.fill("Alasan", "Bertugas di luar kota.")
    walk.press("Keluarkan")
    walk.at(rf"^/belajar/kelas/{held.pk}/peserta/$")
    walk.counts = False
    assert Registration.objects.seated().filter(training_class=held, person=bayu).exists()
    walk.come_in("bayu", "/kabar/")
    walk.sees("dari daftar tunggu")


# ── the day ─────────────────────────────────────────────────────────────────


def _digits(session: Session) -> str:
    return codes.show(room_key(), session.pk, int(now().timestamp())).digits


def _attend(walk: Officer, held: TrainingClass, people: list[Person]) -> None:
    session = held.sessions.select_related("training_class").get()
    walk.come_in("wulan", f"/belajar/kelola/kelas/{held.pk}/")
    walk.counts = True
    walk.follow("Layar kelas")
    walk.at(rf"^/belajar/kelas/{held.pk}/layar/$")
    walk.counts = False
    expect(walk.page.locator(".room__digits")).to_have_text(re.compile(r"^\d{3} \d{3}$"))
    _scans_and_says_yes(walk, session)
    _types_without_a_signal(walk, session)
    others = [each for each in people[:-1] if each.nip not in _walkers()]
    for person in others[:-3]:
        record_attendance(session, person, method=AttendanceMethod.SCAN)
    walk.come_in("wulan", f"/belajar/kelas/{held.pk}/layar/")
    here = Attendance.objects.filter(session=session).count()
    expect(walk.page.locator(".room__count b")).to_have_text(str(here))


def _scans_and_says_yes(walk: Officer, session: Session) -> None:
    """Sari's phone reads the code before she is signed in; the time of the scan is kept."""
    walk.come_as_a_stranger()
    code = codes.show(room_key(), session.pk, int(now().timestamp()))
    walk.go(f"/belajar/hadir/{code.token}/")
    sari = Person.objects.get(nip=CAST["sari"].nip)
    walk.press(f"Masuk sebagai {sari.name}")
    walk.at("^/belajar/hadir/catat/$")
    walk.press("Saya hadir")
    walk.at(r"^/belajar/hadir/tercatat/\d+/$")
    walk.sees("Anda tercatat hadir")


def _types_without_a_signal(walk: Officer, session: Session) -> None:
    """Ratna has no signal in the hall; with scripts her digits wait in the phone with their time."""
    ratna = walk.come_in("ratna", "/belajar/hadir/")
    if walk.scripts:
        walk.page.context.set_offline(True)
    walk.fill("Enam angka di layar", _digits(session))
    walk.press("Catat kehadiran")
    if walk.scripts:
        walk.sees("Tidak ada sinyal")
        assert not Attendance.objects.filter(registration__person=ratna, session=session).exists()
        walk.page.context.set_offline(False)
        walk.sees("tertunda sudah tercatat")
        late = Attendance.objects.get(registration__person=ratna, session=session)
        assert late.sent_at is not None
    else:
        walk.at(r"^/belajar/hadir/tercatat/\d+/$")


# ── afterwards ──────────────────────────────────────────────────────────────


def _the_day_passes(held: TrainingClass) -> None:
    day = timedelta(hours=6)
    for rows in (
        Session.objects.filter(training_class=held),
        TrainingClass.objects.filter(pk=held.pk),
    ):
        rows.update(starts_at=F("starts_at") - day, ends_at=F("ends_at") - day)


def _are_marked_by_hand(walk: Officer, held: TrainingClass) -> None:
    """One by hand with a reason, two from the signed list."""
    session = held.sessions.get()
    walk.follow(re.compile("^Catat hadir"))
    walk.at(r"/hadir/\d+/$")
    walk.fill("Alasan", "Telepon mati; hadir dilihat petugas.")
    walk.press("Catat hadir")
    walk.at(rf"^/belajar/kelas/{held.pk}/peserta/$")
    walk.go(f"/belajar/kelas/{held.pk}/lembar/{session.pk}/")
    boxes = walk.here.locator("input[name=hadir]")
    for turn in range(min(2, boxes.count())):
        boxes.nth(turn).check()
        walk.clicks += 1
    walk.press("Simpan yang dicentang")
    walk.at(rf"^/belajar/kelas/{held.pk}/peserta/$")
    walk.sees("dicatat hadir dari daftar kertas")


def _is_closed(walk: Officer, held: TrainingClass) -> None:
    walk.follow("Tutup kelas")
    walk.at(rf"^/belajar/kelas/{held.pk}/tutup/$")
    walk.sees("Baris Buku JP yang akan dicatat")
    walk.sees("Kehadiran belum lengkap")
    walk.press("Tutup kelas")
    walk.sees("Kelas ditutup")


def _have_certificates(walk: Officer, held: TrainingClass) -> None:
    session = held.sessions.get()
    there = Attendance.objects.filter(session=session).count()
    issued = Certificate.objects.filter(completion__training_class=held)
    assert issued.count() == there > PEOPLE - 5
    work()
    assert not issued.filter(ledger_hash="").exists()
    walk.come_in("sari", held.get_absolute_url())
    walk.sees("Anda sudah menyelesaikan kelas ini")
    walk.follow("Lihat sertifikat")
    walk.at("^/belajar/sertifikat/")
