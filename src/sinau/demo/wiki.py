"""A wiki of the health agency on its way in: read, and waiting for a curator to choose."""

from __future__ import annotations

import io

from django.core.files.base import ContentFile

from sinau.demo.city import City
from sinau.kernel import clock
from sinau.knowledge import actions
from sinau.knowledge.actions.bringing import go_on
from sinau.people.models import Audience

_PAGES = (
    (
        "Loket obat",
        0,
        "Obat diserahkan setelah nama dan tanggal lahir dicocokkan. Lihat [[Rak dingin]].\n"
        "== Urutan ==\n# Panggil nama\n# Cocokkan resep\n# Jelaskan cara pakai\n"
        "{{Kotak|penting}}\n[[Kategori:Farmasi]]",
    ),
    (
        "Rak dingin",
        0,
        "Suhu dicatat dua kali sehari.\n{|\n! Waktu !! Suhu\n|-\n| 08.00 || 2–8 °C\n|}\n[[Kategori:Farmasi]]",
    ),
    ("Pembicaraan:Rak dingin", 1, "Apakah termometernya sudah dikalibrasi?"),
    ("Berkas:Rak.png", 6, "Foto rak."),
)


def seed(city: City) -> None:
    """Hand in the export; nothing of it is in yet."""
    ratna = city.person("ratna")
    with clock.freeze(city.days_ago(2)):
        bringing = actions.receive_bundle(
            ContentFile(_export(), name="wiki-farmasi.xml"),
            name="wiki-farmasi.xml",
            agency=city.agencies["dinkes"],
            audience=Audience.CITY,
            origin="wiki-farmasi",
            by=ratna,
        )
        go_on(bringing)


def _export() -> bytes:
    """An export as MediaWiki writes it."""
    kept = io.StringIO()
    kept.write('<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11">')
    kept.write("<siteinfo><sitename>Wiki Farmasi</sitename></siteinfo>")
    for nth, (title, space, text) in enumerate(_PAGES, 1):
        kept.write(
            f"<page><title>{title}</title><ns>{space}</ns><id>{nth}</id><revision>"
            "<timestamp>2025-11-03T02:00:00Z</timestamp>"
            "<contributor><username>Apoteker Rini</username></contributor>"
            f"<text>{text}</text></revision></page>"
        )
    kept.write("</mediawiki>")
    return kept.getvalue().encode()
