"""Step 6: Sari asks for leave, one question a page; it comes back as a letter one can check."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.personnel.actions import problems_with
from sinau.personnel.models import LeaveRequest
from tests.loop.walk import Walk


def is_requested(walk: Walk) -> str:
    """Four questions and a look at the answers. Gives the address of the request."""
    sari = walk.come_in("sari", "/layanan/")
    first, last = two_free_days(sari)
    walk.follow("Cuti tahunan")
    walk.at(r"^/layanan/[\w-]+/$")
    walk.follow("Ajukan cuti")
    walk.at("^/layanan/cuti/draf/tanggal/$")
    walk.fill("Hari pertama cuti", first.isoformat())
    walk.fill("Hari terakhir cuti", last.isoformat())
    walk.press("Simpan dan lanjutkan")
    walk.at("^/layanan/cuti/draf/alasan/$")
    walk.fill("Alasan cuti", "Mengantar ibu kontrol ke rumah sakit.")
    walk.press("Simpan dan lanjutkan")
    walk.at("^/layanan/cuti/draf/alamat/$")
    walk.fill("Alamat selama cuti", "Jalan Kaliurang kilometer 9, Sleman")
    walk.fill("Nomor yang dapat dihubungi", "081200001234")
    walk.press("Simpan dan lanjutkan")
    walk.at("^/layanan/cuti/draf/pengganti/$")
    walk.choose("Rekan yang menerima pekerjaan", "Bayu Nugroho")
    walk.press("Simpan dan lanjutkan")
    walk.at("^/layanan/cuti/draf/periksa/$")
    walk.sees("Bayu Nugroho, S.K.M.")
    walk.press("Ajukan cuti")
    walk.at(r"^/layanan/cuti/\d+/terkirim/$")
    walk.sees("Jangan berangkat sebelum keputusan terbit.")
    walk.follow("Ikuti permintaan")
    walk.at(r"^/layanan/cuti/\d+/$", inside=True)
    return walk.path


def is_granted(walk: Walk, leave: str) -> None:
    """Bayu passes it on, Budi grants it; each finds it waiting on the desk."""
    number = LeaveRequest.objects.get(pk=int(leave.split("/")[-2])).number
    steps = (("bayu", "Teruskan", "Permintaan diteruskan."), ("budi", "Setujui", "Cuti disetujui."))
    for key, verb, said in steps:
        walk.come_in(key, "/layanan/meja/")
        walk.here.locator(".row", has_text="Sari Lestari").filter(
            has_text=number
        ).first.get_by_role("link").first.click()
        walk.at(f"^{leave}$")
        walk.press(verb)
        walk.sees(re.compile(re.escape(said)))


def is_a_letter(walk: Walk, leave: str) -> None:
    """Sari is told, takes the letter, and whoever receives it may check it."""
    walk.come_in("sari", leave)
    walk.sees("Surat sudah terbit")
    assert walk.take("Unduh surat (PDF)").startswith(b"%PDF")
    walk.inside.append(f"{leave}surat/")
    letter = LeaveRequest.objects.get(pk=int(leave.split("/")[-2])).letter
    walk.come_as_a_stranger()
    walk.go(f"/layanan/surat/{letter.code}/")
    walk.sees("Surat ini sah")
    walk.sees(letter.number)
    walk.does_not_see("Mengantar ibu kontrol")


def two_free_days(person: Person) -> tuple[date, date]:
    """Two days in a row, in some weeks, on which nothing stands against a leave."""
    for ahead in range(10, 120):
        first = today() + timedelta(days=ahead)
        last = first + timedelta(days=1)
        if first.weekday() < 4 and not problems_with(person, first, last):
            return first, last
    raise AssertionError("no two days are free")
