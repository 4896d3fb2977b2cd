"""Take the pictures of the documentation from a running demo city.

    ./sinau run --port 8000          in one window
    .venv/bin/python -m tests.take_screenshots http://localhost:8000     in another

Each page is taken as its person sees it, on a phone and on a desk, by day or by night.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import QUIET, chromium

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
WIDTHS = {"hp": (390, 844), "meja": (1280, 860)}


@dataclass(frozen=True)
class Shot:
    """One page: its name, who looks, where, and the theme."""

    name: str
    who: str
    path: str
    theme: str = "light"


SHOTS = (
    Shot("masuk", "", "/masuk/"),
    Shot("beranda", "Sari Lestari", "/"),
    Shot("jawaban", "Sari Lestari", "/tanya/1/"),
    Shot(
        "peraturan", "Ratna Wijayanti", "/pengetahuan/peraturan/pedoman-ai-contoh/pasal-2/ayat-2/"
    ),
    Shot("percakapan", "Sari Lestari", "/komunitas/percakapan/1/"),
    Shot("pelajaran", "Sari Lestari", "/belajar/kursus/dasar-ai-untuk-asn/pelajaran/1/"),
    Shot("belajar", "Sari Lestari", "/belajar/"),
    Shot("jalur", "Sari Lestari", "/belajar/jalur/melayani-dengan-data-yang-aman/"),
    Shot("kompetensi", "Sari Lestari", "/belajar/rencana/saya/", "dark"),
    Shot("layar-kelas", "Wulan Prasetyaningsih", "/belajar/kelas/3/layar/"),
    Shot("evaluasi", "Wulan Prasetyaningsih", "/belajar/evaluasi/4/"),
    Shot("buku-jp", "Sari Lestari", "/jp/"),
    Shot("cuti", "Sari Lestari", "/layanan/cuti-tahunan/"),
    Shot("risiko", "Agung Wibowo", "/risiko/1/"),
    Shot("gerbang", "Agung Wibowo", "/inovasi/3/gerbang/"),
    Shot("ringkasan", "Budi Santoso", "/ringkasan/"),
    Shot("jejak", "Tri Handayani", "/jejak/", "dark"),
)


def take(address: str) -> None:
    """Every picture, anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=[*QUIET, "--no-sandbox"]
        )
        for size, (width, height) in WIDTHS.items():
            for shot in SHOTS:
                _one(browser, address, shot, size, width, height)
        browser.close()


def _one(browser: Browser, address: str, shot: Shot, size: str, width: int, height: int) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.theme == "dark" else "light",
        locale="id-ID",
        reduced_motion="reduce",
    )
    if shot.who:
        _sign_in(page, address, shot.who)
    page.goto(address + shot.path)
    page.screenshot(path=FOLDER / f"{shot.name}-{size}.jpg", type="jpeg", quality=72)
    sys.stdout.write(f"{shot.name}-{size}: {page.title()} {page.url}\n")
    page.close()


def _sign_in(page: Page, address: str, who: str) -> None:
    page.goto(f"{address}/masuk/")
    page.get_by_role("button", name=who).click()
    page.wait_for_url(f"{address}/**")


if __name__ == "__main__":
    take(sys.argv[1].rstrip("/"))
