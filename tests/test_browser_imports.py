"""An officer moves here from another system: looks first, keeps, takes back; on a phone and a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from sinau.knowledge.actions.bringing import go_on
from sinau.knowledge.models import Article, Bringing
from sinau.knowledge.tests.bringing.making import bookstack
from sinau.people import cast
from sinau.people.models import Person
from sinau.people.testing import small_city
from sinau.university.moodle.tests.building import files_of, tarred

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
GIFT = """\
$CATEGORY: $course$/top/Data pribadi

::Hak menghapus:: Siapa yang berhak meminta datanya dihapus? {=Subjek data pribadi ~Pengendali data ~%50%Wali}

::Denda:: Berapa persen denda paling tinggi dari pendapatan tahunan? {#2}

Pilih data pribadi yang bersifat spesifik. {~%50%Data kesehatan ~%50%Data biometrik ~%50%Sidik jari ~Nama}

Bagian ini hanya pengantar.

::Rusak:: Soal ini lupa ditutup {=a ~b
"""


@pytest.fixture
def people(transactional_db: None) -> dict[str, Person]:
    return cast.play(small_city())


@pytest.fixture
def address(live_server: Any) -> str:
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def heard(page: Page) -> Iterator[list[str]]:
    """What the browser complained about; nothing, in the end."""
    complaints: list[str] = []
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda trouble: complaints.append(str(trouble)))
    yield complaints
    assert complaints == []


def come_in(page: Page, person: Person, address: str) -> None:
    """The browser of somebody who signed in before."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
    page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)


def look(page: Page) -> None:
    """The page is good for everybody, and fits where it is shown."""
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_wulan_moves_here(
    page: Page, people: dict[str, Person], address: str, heard: list[str], tmp_path: Path
) -> None:
    questions, backup = tmp_path / "soal.gift", tmp_path / "lama.mbz"
    questions.write_text(GIFT)
    backup.write_bytes(tarred(files_of()))
    page.set_viewport_size(PHONE)
    come_in(page, people["wulan"], address)
    page.goto(f"{address}/belajar/kelola/impor/soal/")
    expect(page.get_by_role("heading", name="Impor soal", exact=True)).to_be_visible()
    look(page)
    page.locator("input[type=file]").set_input_files(questions)
    page.get_by_label("Atau kategori baru").fill("Pelindungan data")
    page.get_by_role("button", name="Baca berkas").click()
    expect(page.get_by_text("Kurung kurawal jawaban tidak ditutup.")).to_be_visible()
    look(page)
    page.set_viewport_size(DESK)
    look(page)
    page.get_by_role("button", name="Simpan ke bank soal").click()
    expect(page.get_by_text("3 soal masuk ke bank.")).to_be_visible()
    page.get_by_role("link", name="Ekspor kategori ini").click()
    look(page)
    page.get_by_role("link", name="soal kehilangan sesuatu Aiken").click()
    expect(page.get_by_text("Aiken tidak mengenal soal angka.")).to_be_visible()
    page.go_back()
    page.go_back()
    page.get_by_role("button", name="Batalkan impor").click()
    expect(page.get_by_text("Impor ditarik kembali.")).to_be_visible()

    page.goto(f"{address}/belajar/kelola/impor/moodle/")
    look(page)
    page.locator("input[type=file]").set_input_files(backup)
    page.get_by_role("button", name="Baca cadangan").click()
    expect(page.get_by_text("Jenis kegiatan “forum” tidak dikenal di sini.")).to_be_visible()
    look(page)
    page.set_viewport_size(PHONE)
    look(page)
    page.get_by_role("button", name="Buat draf kursus").click()
    expect(page.get_by_role("heading", name="Kursus Lama")).to_be_visible()


def test_ratna_moves_a_wiki(
    page: Page, people: dict[str, Person], address: str, heard: list[str], tmp_path: Path
) -> None:
    book = tmp_path / "buku.zip"
    book.write_bytes(bookstack())
    page.set_viewport_size(PHONE)
    come_in(page, people["ratna"], address)
    page.goto(f"{address}/pengetahuan/masuk/")
    look(page)
    page.locator("input[type=file]").set_input_files(book)
    page.get_by_role("button", name="Unggah dan baca").click()
    expect(page.get_by_text("Anda boleh menutup halaman ini")).to_be_visible()
    look(page)
    # What the worker would do, so that the test says when.
    go_on(Bringing.objects.get())
    page.reload()
    expect(page.get_by_text("butir dipilih untuk dibawa masuk")).to_be_visible()
    expect(page.get_by_text("Cara cuti").first).to_be_visible()
    assert not Article.objects.exists()
    look(page)
    page.set_viewport_size(DESK)
    look(page)
    page.get_by_role("checkbox", name="Bawa Jam kerja").uncheck()
    page.get_by_role("button", name="Terapkan yang dipilih").click()
    expect(page.get_by_text("Sedang diterapkan.").first).to_be_visible()
    go_on(Bringing.objects.get())
    page.reload()
    expect(page.get_by_text("Artikel menjadi draf")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Cara cuti").click()
    expect(page.get_by_role("heading", name="Cara cuti", exact=True)).to_be_visible()
    expect(page.get_by_role("img", name="bagan")).to_be_visible()
    look(page)
    assert set(Article.objects.values_list("title", flat=True)) == {"Cara cuti"}
    page.go_back()
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="Batalkan").click()
    look(page)
    page.locator("main form button[type=submit]").click()
    go_on(Bringing.objects.get())
    page.reload()
    expect(page.get_by_text("ditarik kembali")).to_be_visible()
    look(page)
    assert not Article.objects.exclude(status="retired").exists()
