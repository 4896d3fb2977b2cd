"""Step 1: Ratna hands in a regulation, it is read, she confirms it, and one ayat has an address."""

from __future__ import annotations

import re
from pathlib import Path

import typst
from playwright.sync_api import expect

from tests.loop.walk import Walk, work

LINES = """
PERATURAN WALI KOTA YOGYAKARTA
NOMOR 31 TAHUN 2026
TENTANG
PENCATATAN PEMAKAIAN AKAL IMITASI DI MEJA LAYANAN
DENGAN RAHMAT TUHAN YANG MAHA ESA
WALI KOTA YOGYAKARTA,
Menimbang : bahwa pemakaian akal imitasi di meja layanan perlu dapat ditelusuri;
Mengingat : Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi;
MEMUTUSKAN:
Menetapkan : PERATURAN WALI KOTA TENTANG PENCATATAN PEMAKAIAN AKAL IMITASI DI MEJA LAYANAN.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Wali Kota ini yang dimaksud dengan:
1. Buku pemakaian adalah catatan harian tentang alat akal imitasi yang dipakai petugas.
2. Petugas adalah pegawai yang melayani warga di loket.
BAB II
PENCATATAN
Pasal 2
(1) Petugas mencatat setiap pemakaian alat akal imitasi dalam buku pemakaian.
(2) Catatan pada buku pemakaian ditutup setiap hari sebelum loket tutup.
(3) Nama warga tidak ditulis dalam buku pemakaian.
Pasal 3
Kepala perangkat daerah memeriksa buku pemakaian sedikitnya satu kali sebulan.
BAB III
KETENTUAN PENUTUP
Pasal 4
Peraturan Wali Kota ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Yogyakarta
pada tanggal 2 November 2026
"""
CENTRED = re.compile(r"^(BAB [IVX]+|Pasal \d+|PERATURAN .*|NOMOR .*|TENTANG)$")


def paper() -> bytes:
    """The regulation as a PDF whose lines are the lines above."""
    lines = []
    for line in LINES.strip().splitlines():
        words = "#[];" + re.sub(r"([\\#$*_@<>\[\]`~=/\"'-])", r"\\\1", line)
        middle = CENTRED.match(line) or line.isupper()
        lines.append(f"#box(width: 100%)[#align(center)[{words}]]" if middle else words)
    page = '#set page(paper: "a4", margin: 25mm)\n#set text(size: 11pt, hyphenate: false)\n'
    made: bytes = typst.compile((page + " \\\n".join(lines)).encode())
    return made


def is_read_and_has_an_address(walk: Walk, folder: Path) -> None:
    """Uploaded, read in the background, confirmed, published, and opened at one ayat."""
    file = folder / "perwali-31-2026.pdf"
    file.write_bytes(paper())
    walk.come_in("ratna", "/pengetahuan/kurasi/")
    walk.follow("Unggah peraturan")
    walk.at("^/pengetahuan/peraturan/baru/$")
    walk.here.get_by_label("Naskah peraturan").set_input_files(file)
    walk.press("Unggah dan baca")
    walk.at(r"^/pengetahuan/peraturan/dokumen/\d+/$")
    walk.sees("Anda boleh menutup halaman ini")
    work()
    walk.go(walk.path)
    walk.sees("Tidak ada yang mencurigakan")
    expect(walk.here.get_by_label(re.compile("^Nomor"))).to_have_value("31")
    expect(walk.here.get_by_label(re.compile("^Tahun"))).to_have_value("2026")
    walk.here.get_by_label("Jenis, nomor, tahun, dan tanggalnya sudah saya cocokkan").check()
    walk.press("Terbitkan")
    walk.at(r"^/pengetahuan/peraturan/[\w-]+/$")
    walk.sees("Diterbitkan.")
    law = walk.path
    walk.here.get_by_role("link", name=re.compile(r"Salin tautan .*Pasal 2 ayat \(2\)")).focus()
    address = walk.here.get_by_role(
        "link", name=re.compile(r"Salin tautan .*Pasal 2 ayat \(2\)")
    ).get_attribute("href")
    assert address
    work()
    walk.go(address)
    walk.at(f"^{re.escape(law)}")
    assert walk.page.url.endswith("#pasal-2-ayat-2"), walk.page.url
    ayat = walk.page.locator("#pasal-2-ayat-2")
    expect(ayat).to_contain_text("ditutup setiap hari sebelum loket tutup")
    expect(ayat).to_be_in_viewport()
