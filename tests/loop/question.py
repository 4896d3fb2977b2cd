"""Step 2: Sari asks; one question is answered by quotation, the other by nobody yet."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.loop.walk import Walk

KNOWN = "Berapa hari sisa cuti tahunan yang boleh dibawa dari tahun lalu?"
# Of the health agency alone: nobody outside is to learn even that it was asked.
UNKNOWN = "Siapa yang memegang kunci lemari pendingin vaksin pada malam hari?"


def is_answered_by_quotation(walk: Walk) -> None:
    """The quotes name their source, and the source opens at the place."""
    walk.come_in("sari", "/tanya/")
    _ask(walk, KNOWN)
    walk.sees("Jawaban singkat, dikutip")
    quote = walk.here.locator(".citation").first
    expect(quote.locator(".citation__source")).not_to_be_empty()
    quote.get_by_role("link", name="Buka di tempatnya").click()
    walk.at("^/pengetahuan/")
    # Behind the place stand the words that the browser marks.
    place = walk.page.url.partition("#")[2].partition(":~:")[0]
    assert place, "the quote opens a page and not a place on it"
    expect(walk.page.locator(f"[id='{place}']")).to_be_in_viewport()


def is_refused_and_handed_to_people(walk: Walk) -> str:
    """No source knows; the community is asked. Gives the address of the conversation."""
    walk.go("/tanya/")
    _ask(walk, UNKNOWN)
    walk.mark_inside()
    walk.sees("Belum ada sumber yang cukup")
    walk.sees("Tercatat dalam antrean pengetahuan")
    expect(walk.here.locator(".citation")).to_have_count(0)
    walk.follow("Tanya manusia")
    walk.at(r"^/tanya/\d+/komunitas/$", inside=True)
    walk.fill(
        "Penjelasan", "Genset berbunyi semalam dan petugas jaga tidak tahu harus menelepon siapa."
    )
    walk.press("Kirim ke komunitas")
    walk.at(r"^/komunitas/percakapan/\d+/$", inside=True)
    walk.sees("Pertanyaan Anda kini ada di komunitas.")
    walk.sees("Dari meja jawab")
    return walk.path


def waits_in_a_gap(walk: Walk) -> str:
    """Who keeps knowledge finds it waiting; trying again does not help yet. Gives its address."""
    walk.come_in("ratna", "/tanya/belum-terjawab/")
    walk.follow(UNKNOWN)
    walk.at(r"^/tanya/belum-terjawab/\d+/$", inside=True)
    walk.press("Coba tanyakan lagi")
    walk.sees("Tanya belum dapat menjawab semua pertanyaan di celah ini.")
    return walk.path


def has_closed_its_gap(walk: Walk, gap: str) -> None:
    """Nobody closed it by hand: the desk, asked again, answers."""
    walk.come_in("ratna", gap)
    expect(walk.here.locator(".status").first).to_have_text("Terjawab")
    expect(walk.here.get_by_role("button", name="Coba tanyakan lagi")).to_have_count(0)


def is_answered_by_the_new_article(walk: Walk, title: str) -> None:
    """The notice leads back, and asking again quotes what a colleague knew."""
    walk.come_in("sari", "/kabar/")
    notice = walk.here.locator(".row", has_text=title).first
    notice.get_by_role("link").first.click()
    walk.page.wait_for_load_state()
    walk.look()
    walk.go("/kabar/")
    told = walk.here.locator(".row", has_text="Tanya kini dapat menjawab satu pertanyaan Anda")
    told.first.get_by_role("link").first.click()
    walk.at(r"^/tanya/\d+/$")
    expect(walk.here.get_by_role("heading", level=1)).to_have_text(UNKNOWN)
    walk.sees("Sumbernya kini ada")
    walk.press("Tanya lagi")
    walk.sees("Jawaban singkat, dikutip")
    walk.at(r"^/tanya/\d+/$", inside=True)
    expect(walk.here.locator(".citation").first).to_contain_text("kepala seksi farmasi")


def _ask(walk: Walk, words: str) -> None:
    walk.at("^/tanya/$")
    walk.fill("Apa yang ingin Anda ketahui?", words)
    walk.here.locator(".ask-box").get_by_role("button", name="Tanya", exact=True).click()
    walk.at(r"^/tanya/\d+/$")
    expect(walk.here.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape(words)))
