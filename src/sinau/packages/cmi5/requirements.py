"""What an import looks at, by the numbers that the conformance requirements of cmi5 have."""

from __future__ import annotations


def gettext_noop(words: str) -> str:
    """Marks the words for translation; the pages translate them."""
    return words


REQUIREMENTS: dict[str, str] = {
    "14.0.0.0-1": gettext_noop("Paket adalah berkas ZIP (ZIP32 atau ZIP64) atau cmi5.xml sendiri."),
    "14.1.0.0-1": gettext_noop("Berkas ZIP utuh dan aman dibuka."),
    "14.1.0.0-2": gettext_noop("Struktur kursus ada di cmi5.xml pada akar ZIP."),
    "14.1.0.0-4": gettext_noop("Setiap alamat relatif menunjuk berkas di dalam ZIP."),
    "14.2.0.0-1": gettext_noop("cmi5.xml tanpa ZIP hanya memuat alamat penuh."),
    "13.2.0.0-1": gettext_noop("cmi5.xml memenuhi skema struktur kursus."),
    "3.0.0.0-1": gettext_noop("Setiap id adalah IRI penuh."),
    "13.1.1.0-1": gettext_noop("Kursus memiliki id, judul, dan keterangan."),
    "13.1.2.0-1": gettext_noop("Id setiap blok hanya dipakai sekali."),
    "13.1.3.0-1": gettext_noop("Id setiap tujuan belajar hanya dipakai sekali."),
    "13.1.4.0-1": gettext_noop("Id setiap satuan (AU) hanya dipakai sekali."),
    "13.1.4.0-2": gettext_noop("Alamat setiap satuan (AU) adalah URL yang sah."),
    "8.1.0.0-6": gettext_noop("Alamat satuan tidak memakai nama parameter milik peluncuran."),
    "6.1.0.0-2": gettext_noop("Struktur paling banyak memuat 5.000 satuan (batas Sinau)."),
}
