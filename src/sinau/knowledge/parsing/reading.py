"""Read a document whole: open it with limits, clean it, cut it, and report truthfully."""

from __future__ import annotations

from typing import Any

from sinau.knowledge.parsing import (
    chain,
    dates,
    docx,
    furniture,
    identity,
    ocr,
    pdf,
    plain,
    structure,
)
from sinau.knowledge.parsing.limits import Limits, Progress, Watch
from sinau.knowledge.parsing.paragraphs import unfold
from sinau.knowledge.parsing.records import Identity, Line, Page, Report, Result
from sinau.knowledge.parsing.structure import Structure
from sinau.knowledge.parsing.trouble import Unreadable

_FEW_LETTERS = 40
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(
    data: bytes,
    limits: Limits | None = None,
    progress: Progress | None = None,
    scanned: list[dict[str, Any]] | None = None,
) -> Result:
    """The regulation in these bytes; `Unreadable` when the file as a whole cannot be read.

    `scanned` holds pages as `ocr` read them; they stand in for pages that are only a picture.
    """
    limits = limits or Limits()
    watch = Watch(limits, progress)
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > limits.size:
        mega = 1024 * 1024
        raise Unreadable("too-big", size=-(-len(data) // mega), limit=limits.size // mega)
    form, pages = _opened(data, watch)
    report = Report(format=form, pages=len([page for page in pages if page.number is not None]))
    _put_in(pages, scanned or [], report)
    return _understand(pages, report, watch)


def _opened(data: bytes, watch: Watch) -> tuple[str, list[Page]]:
    """What kind of file it is, by its content and never by its name, and its pages."""
    if b"%PDF-" in data[:1024]:
        return "pdf", pdf.pages(data, watch)
    if data[:4] == b"PK\x03\x04":
        return "docx", docx.pages(data, watch)
    if data[:8] == _OLE:
        # A locked DOCX and an old DOC look alike from outside: both are OLE files.
        locked = b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d" in data
        raise Unreadable("password" if locked else "old-word")
    if plain.is_html(data):
        return "html", plain.html_pages(data, watch)
    if not plain.is_text(data):
        raise Unreadable("not-a-document")
    return "text", plain.text_pages(data, watch)


def _put_in(pages: list[Page], scanned: list[dict[str, Any]], report: Report) -> None:
    """Pages read from their picture take the place of those without words."""
    read_by_ocr = {one["number"]: one for one in scanned}
    sure = []
    for page in pages:
        kept = read_by_ocr.get(page.number)
        if kept is not None and kept["lines"] and page.letters < _FEW_LETTERS:
            page.lines = ocr.page_of(kept).lines
            report.pages_by_ocr.append(kept["number"])
            sure.append(ocr.certainty(page.lines))
    report.ocr_sure = round(sum(sure) / len(sure)) if sure else 0


def _understand(pages: list[Page], report: Report, watch: Watch) -> Result:
    report.letters = sum(page.letters for page in pages)
    _find_pictures(pages, report)
    gone = furniture.take_out(pages)
    report.furniture = dict(gone)
    lines: list[Line] = [line for page in pages for line in page.lines]
    report.letters_kept = _count(lines)
    watch.tick()
    who = identity.recognise(lines)
    built = structure.build(lines, who)
    watch.tick()
    body = " ".join(piece.text for piece in built.pieces if piece.section == "body")[-20_000:]
    who.repeals = identity.repealed_in(body)
    closing = [piece.text for piece in built.pieces if piece.section == "body"][-6:]
    dates.tell(who, unfold(lines), " ".join(closing))
    if 1 in report.pages_by_ocr and who.number:
        who.doubts.append("number_by_ocr")
    report.tables = sum(bool(piece.table) for piece in built.pieces)
    _tell(report, built, who)
    return Result(who, built.pieces, report)


def _find_pictures(pages: list[Page], report: Report) -> None:
    empty = [page for page in pages if page.letters < _FEW_LETTERS and page.number is not None]
    seen = set(report.pages_by_ocr)
    report.pages_without_text = [
        page.number for page in empty if page.number is not None and page.number not in seen
    ]
    report.needs_ocr = len(report.pages_without_text) > 0.8 * len(pages) > 0


def _count(lines: list[Line]) -> int:
    return sum(char.isalnum() for line in lines for char in line.text)


def _tell(report: Report, built: Structure, who: Identity) -> None:
    """Fill the report with what was found and what is doubtful."""
    report.pasal = len(built.body) + len(built.romans)
    report.pasal_inner = len(built.inner)
    report.pasal_explained = len(built.explained)
    report.pasal_last = built.body[-1].pasal if built.body else (built.romans or [""])[-1]
    report.parts = {
        **built.parts,
        "ayat": sum(bool(piece.ayat) for piece in built.pieces),
        "lampiran": built.parts.get("lampiran", 0),
    }
    report.gaps = chain.gaps(built.body)
    report.corrected = [
        [one.token, one.pasal]
        for one in (*built.body, *built.inner, *built.explained)
        if one.token != one.pasal
    ]
    report.loose = sum(piece.section == "loose" for piece in built.pieces)
    report.checks = list(_checks(report, built, who))
    report.confidence = _confidence(report, who)


def _checks(report: Report, built: Structure, who: Identity) -> list[list[object]]:
    found: list[list[object]] = [["identity", doubt] for doubt in who.doubts]
    if report.pages_without_text and not report.needs_ocr:
        found.append(["pages_without_text", report.pages_without_text])
    if who.is_draft:
        found.append(["draft"])
    if report.pages_by_ocr:
        found.append(["by_ocr", len(report.pages_by_ocr), report.ocr_sure])
    found += [["gap", *gap] for gap in report.gaps]
    found += [["corrected", token, pasal] for token, pasal in report.corrected[:20]]
    if built.unplaced:
        found.append(["unplaced", built.unplaced[:10]])
    if report.loose:
        found.append(["loose", report.loose])
    if built.explained and built.body:
        missing = len({one.number for one in built.body} - {one.number for one in built.explained})
        if missing:
            found.append(["unexplained", missing])
    lost = _lost(report, built)
    if lost > max(20, report.letters_kept // 500):
        found.append(["lost", lost])
    if not report.pasal and not report.needs_ocr and not report.parts.get("judul"):
        found.append(["no_pasal"])
    return found


def _lost(report: Report, built: Structure) -> int:
    """Letters that are in no piece and no heading; ought to be none."""
    placed = built.heading_letters
    angka = ""
    for piece in built.pieces:
        words = piece.text + piece.ayat
        words += "".join(head[1] for head in piece.opens if head[0] == "judul")
        if piece.section == "opening" and piece.heading not in ("Judul", "Memutuskan"):
            words += piece.heading
        if piece.angka != angka and not (piece.inner_pasal and not piece.angka):
            words += piece.angka
        angka = piece.angka
        placed += sum(char.isalnum() for char in words)
    return report.letters_kept - placed


def _confidence(report: Report, who: Identity) -> str:
    if report.needs_ocr or not report.letters:
        return "low"
    missing = sum(int(gap[1]) - int(gap[0]) + 1 for gap in report.gaps)
    doubtful = missing + len(report.corrected) + (3 if report.pages_without_text else 0)
    total = max(report.pasal + report.pasal_inner, 1)
    codes = {check[0] for check in report.checks}
    if report.pages_by_ocr and report.ocr_sure < 80:
        return "low"
    if "no_pasal" in codes or doubtful > 0.2 * total or "kind" in who.doubts or "lost" in codes:
        return "low"
    if doubtful or who.doubts or codes & {"unplaced", "loose", "by_ocr", "draft"}:
        return "medium"
    return "high"
