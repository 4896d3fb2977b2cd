"""What a report says, in sentences for the person who has to check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinau.knowledge.models import Outcome, Reading
from sinau.knowledge.parsing import Unreadable


@dataclass(frozen=True)
class Finding:
    """One sentence of a report, with its tone."""

    tone: str
    words: str


def problem(reading: Reading) -> str:
    """Why the file could not be read, and the cure."""
    trouble = Unreadable(reading.problem, **reading.report.get("params", {}))
    return _(trouble.template).format(**trouble.params)


def summary(reading: Reading) -> str:
    """One sentence that says what came of it."""
    report = reading.report
    if reading.outcome == Outcome.FAILED:
        return problem(reading)
    if reading.outcome == Outcome.NEEDS_OCR:
        return needs_ocr(report)
    if reading.outcome == Outcome.READ:
        return _("%(pages)s dibaca, %(pasal)s ditemukan.") % {
            "pages": pages_words(report),
            "pasal": pasal_words(report),
        }
    if reading.outcome == Outcome.SCANNING:
        return _("Halaman bergambar sedang dibaca. Anda boleh menutup halaman ini.")
    return _("Dokumen menunggu dibaca. Anda boleh menutup halaman ini.")


def needs_ocr(report: dict[str, Any]) -> str:
    """That the file holds pictures of pages only."""
    return _(
        "Berkas ini hasil pindaian tanpa lapisan teks: %(pages)s halaman, tidak ada huruf yang dapat "
        "dibaca. Dokumen disimpan di antrean OCR. Unggah naskah yang teksnya dapat disalin bila ada."
    ) % {"pages": report["pages"]}


def pages_words(report: dict[str, Any]) -> str:
    """ "46 halaman", or for a DOCX that it has no pages."""
    pages = report.get("pages", 0)
    if not pages:
        form = {"docx": "DOCX", "html": "HTML"}.get(report.get("format", ""), _("teks"))
        return _("Naskah %(format)s (tanpa nomor halaman)") % {"format": form}
    return ngettext("%(count)s halaman", "%(count)s halaman", pages) % {"count": pages}


def pasal_words(report: dict[str, Any]) -> str:
    """ "51 Pasal", with those quoted from another regulation."""
    words = _("%(count)s Pasal") % {"count": report.get("pasal", 0)}
    if report.get("pasal_inner"):
        words += _(" dan %(count)s Pasal yang dikutip dari peraturan lain") % {
            "count": report["pasal_inner"]
        }
    return words


def findings(report: dict[str, Any]) -> list[Finding]:
    """Everything a person must check, the graver first."""
    found = [_finding(*check) for check in report.get("checks", [])]
    order = {"bad": 0, "wait": 1, "info": 2}
    return sorted(found, key=lambda finding: order[finding.tone])


_DOUBTS = {
    "kind": lambda: _("Jenis peraturan tidak dikenali."),
    "number": lambda: _("Nomor peraturan tidak ditemukan."),
    "year": lambda: _("Tahun peraturan tidak ditemukan."),
    "about": lambda: _("Judul (“tentang …”) tidak ditemukan."),
    "number_by_ocr": lambda: _("Nomor dan tahun dibaca dari gambar (OCR); cocokkan dengan naskah."),
    "year_misread": lambda: _(
        "Tahun terbaca dengan huruf di antara angka; cocokkan dengan naskah."
    ),
    "number_misread": lambda: _(
        "Nomor terbaca dengan huruf di antara angka; cocokkan dengan naskah."
    ),
}


def _finding(code: str, *values: Any) -> Finding:
    if code == "identity":
        return Finding("wait", _DOUBTS[values[0]]())
    if code == "pages_without_text":
        pages = ", ".join(str(page) for page in values[0])
        return Finding("bad", _("Halaman tanpa teks (perlu OCR): %(pages)s.") % {"pages": pages})
    if code == "draft":
        return Finding("bad", _("Naskah ini rancangan, bukan peraturan yang sudah ditetapkan."))
    if code == "by_ocr":
        return Finding(
            "wait",
            _("%(pages)s halaman dibaca dari gambar dengan keyakinan %(sure)s persen.")
            % {"pages": values[0], "sure": values[1]},
        )
    if code == "gap":
        return Finding("bad", _gap(*values))
    if code == "corrected":
        return Finding(
            "info",
            _("“Pasal %(token)s” dibaca sebagai Pasal %(pasal)s; cocokkan dengan naskah.")
            % {"token": values[0], "pasal": values[1]},
        )
    if code == "unplaced":
        return Finding(
            "wait",
            _("Baris yang mirip judul Pasal tetapi tidak sesuai urutan: %(lines)s.")
            % {"lines": "; ".join(values[0])},
        )
    if code == "loose":
        return Finding(
            "wait",
            _(
                "%(count)s bagian teks tidak masuk Bab atau Pasal mana pun; disimpan sebagai “Tanpa bagian”."
            )
            % {"count": values[0]},
        )
    if code == "unexplained":
        return Finding(
            "info",
            _("%(count)s Pasal tidak mempunyai penjelasan sendiri.") % {"count": values[0]},
        )
    if code == "lost":
        return Finding(
            "bad", _("%(count)s huruf tidak tersimpan di bagian mana pun.") % {"count": values[0]}
        )
    return Finding(
        "wait", _("Tidak ada Pasal yang ditemukan; naskah disimpan per bagian atau per halaman.")
    )


def _gap(first: str, last: str, before: str, after: str) -> str:
    if not before:
        return _("Pasal sebelum Pasal %(after)s tidak ditemukan.") % {"after": after}
    values = {"first": first, "last": last, "before": before, "after": after}
    if first == last:
        return _("Pasal %(first)s tidak ditemukan antara %(before)s dan %(after)s.") % values
    return (
        _("Pasal %(first)s sampai dengan %(last)s tidak ditemukan antara %(before)s dan %(after)s.")
        % values
    )


def parts_words(report: dict[str, Any]) -> list[tuple[str, str]]:
    """The parts found, by name and number."""
    names = {
        "buku": _("Buku"),
        "bab": _("Bab"),
        "bagian": _("Bagian"),
        "paragraf": _("Paragraf"),
        "ayat": _("Ayat"),
        "lampiran": _("Lampiran"),
    }
    found = [(_("Pasal"), str(report.get("pasal", 0)))]
    if report.get("pasal_inner"):
        found.append((_("Pasal dikutip"), str(report["pasal_inner"])))
    found += [
        (name, str(report["parts"][key])) for key, name in names.items() if report["parts"].get(key)
    ]
    if report.get("pasal_explained"):
        found.append((_("Pasal dijelaskan"), str(report["pasal_explained"])))
    return found


def confidence_words(report: dict[str, Any]) -> tuple[str, str]:
    """(tone, word) for how far the reading may be trusted before a person has looked."""
    words = {
        "high": ("good", _("Keyakinan tinggi")),
        "medium": ("wait", _("Keyakinan sedang")),
        "low": ("bad", _("Keyakinan rendah")),
    }
    return words[report.get("confidence", "low")]
