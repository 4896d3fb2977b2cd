"""Step 3: Bayu answers, Sari accepts, the answer becomes an article, Ratna verifies it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.loop.walk import Walk

ANSWER = (
    "Kunci lemari pendingin vaksin pada malam hari dipegang kepala seksi farmasi. "
    "Petugas jaga meneleponnya lebih dahulu; kunci cadangan ada di pos jaga dalam amplop bersegel."
)
TITLE = "Kunci lemari pendingin vaksin pada malam hari"


def is_answered_by_a_colleague(walk: Walk, conversation: str) -> None:
    """Bayu finds the question in his community and replies."""
    walk.come_in("bayu", conversation)
    walk.fill("Balasan Anda", ANSWER)
    walk.press("Kirim balasan")
    walk.sees("kunci cadangan ada di pos jaga")
    walk.at(f"^{conversation}$")


def is_accepted(walk: Walk, conversation: str) -> None:
    """Sari was told of the reply, and says that it is the answer."""
    walk.come_in("sari", "/kabar/")
    walk.here.locator(".row--link", has_text="pendingin vaksin").first.get_by_role("link").click()
    walk.at(f"^{conversation}$")
    walk.press("Terima sebagai jawaban")
    walk.sees("Jawaban diterima")


def becomes_an_article(walk: Walk, conversation: str) -> str:
    """Bayu writes it up and submits it; Ratna verifies it. Gives the article's address."""
    walk.come_in("bayu", conversation)
    walk.press("Jadikan pengetahuan")
    walk.at("^/pengetahuan/draf/$")
    expect(walk.here.get_by_label("Isi", exact=True)).to_have_value(re.compile("amplop bersegel"))
    walk.fill("Judul", TITLE)
    walk.fill("Ringkasan", "Siapa yang dihubungi bila lemari pendingin perlu dibuka malam hari.")
    walk.press("Simpan draf")
    walk.at(r"^/pengetahuan/[\w-]+/$", inside=True)
    article = walk.path
    walk.press("Ajukan untuk diperiksa")
    walk.sees("Diajukan.")

    walk.come_in("ratna", "/pengetahuan/kurasi/")
    walk.follow(TITLE)
    walk.at(f"^{article}$")
    walk.press("Verifikasi")
    walk.sees("Artikel ini sekarang dapat ditemukan.")

    walk.come_in("bayu", conversation)
    walk.sees("Sudah menjadi pengetahuan")
    walk.follow("Baca artikelnya")
    walk.at(f"^{article}$")
    return article
