"""Read a document whole: open it with limits, clean it, cut it, and report truthfully."""

from __future__ import annotations

from sinau.knowledge.parsing import chain, docx, furniture, identity, pdf, structure
from sinau.knowledge.parsing.limits import Limits, Progress, Watch
from sinau.knowledge.parsing.records import Identity, Line, Page, Report, Result
from sinau.knowledge.parsing.structure import Structure
from sinau.knowledge.parsing.trouble import Unreadable

_FEW_LETTERS = 40
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes, limits: Limits | None = None, progress: Progress | None = None) -> Result:
    """The regulation in these bytes; `Unreadable` when the file as a whole cannot be read."""
    limits = limits or Limits()
    watch = Watch(limits, progress)
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > limits.size:
        mega = 1024 * 1024
        raise Unreadable("too-big", size=-(-len(data) // mega), limit=limits.size // mega)
    is_pdf = b"%PDF-" in data[:1024]
    if is_pdf:
        pages = pdf.pages(data, watch)
    elif data[:4] == b"PK\x03\x04":
        pages = docx.pages(data, watch)
    else:
        # A locked DOCX and an old DOC look alike from outside: both are OLE files.
        locked = data[:8] == _OLE and b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d" in data
        raise Unreadable(
            "password" if locked else "old-word" if data[:8] == _OLE else "not-a-document"
        )
    return _understand(pages, "pdf" if is_pdf else "docx", watch)


def _understand(pages: list[Page], form: str, watch: Watch) -> Result:
    report = Report(format=form, pages=len(pages) if form == "pdf" else 0)
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
    _tell(report, built, who)
    return Result(who, built.pieces, report)


def _find_pictures(pages: list[Page], report: Report) -> None:
    empty = [page for page in pages if page.letters < _FEW_LETTERS and page.number is not None]
    report.pages_without_text = [page.number for page in empty if page.number is not None]
    report.needs_ocr = bool(pages) and len(empty) > 0.8 * len(pages)


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
    if "no_pasal" in codes or doubtful > 0.2 * total or "kind" in who.doubts or "lost" in codes:
        return "low"
    if doubtful or who.doubts or codes & {"unplaced", "loose"}:
        return "medium"
    return "high"
