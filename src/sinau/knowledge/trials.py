"""A folder of documents read as the product reads them, and what came of each, as plain values."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

from sinau.knowledge import sentences
from sinau.knowledge.parsing import Unreadable, ocr
from sinau.knowledge.reader import read_apart, read_page_apart

SUFFIXES = (".pdf", ".docx", ".doc", ".html", ".htm", ".txt", ".xhtml")
# Reading a picture takes seconds; a thousand pages would take an hour.
MOST_SCANNED = 60


def read_folder(folder: Path, *, with_ocr: bool = True) -> dict[str, Any]:
    """Every document below the folder, and what they say of each other's status."""
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    ]
    documents = [
        read_one(path, folder, with_ocr=with_ocr)
        for path in paths
        if path.suffix.lower() in SUFFIXES
    ]
    _status(documents)
    return {
        "documents": documents,
        "skipped": [
            str(path.relative_to(folder)) for path in paths if path.suffix.lower() not in SUFFIXES
        ],
        "summary": {
            "documents": len(documents),
            "outcomes": dict(Counter(one["outcome"] for one in documents)),
            "pasal": sum(len(one["pasal"]) for one in documents),
            "seconds": round(sum(one["seconds"] for one in documents), 1),
            "ocr": ocr.languages() if with_ocr else "",
        },
    }


def read_one(path: Path, folder: Path, *, with_ocr: bool) -> dict[str, Any]:
    """One document."""
    began = time.perf_counter()
    row: dict[str, Any] = {"file": str(path.relative_to(folder)), **_nothing()}
    try:
        found = read_apart(path)
        scans = found["report"]["pages_without_text"] if with_ocr else []
        if scans and found["report"]["format"] == "pdf" and ocr.languages():
            pages = [
                read_page_apart(path, number, ocr.languages()) for number in scans[:MOST_SCANNED]
            ]
            found = read_apart(path, scanned=pages)
    except Unreadable as trouble:
        row |= {"outcome": "failed", "warnings": [trouble.sentence]}
    else:
        row |= _row(found)
    row["seconds"] = round(time.perf_counter() - began, 2)
    return row


def _nothing() -> dict[str, Any]:
    return {
        "outcome": "",
        "kind": "",
        "number": "",
        "year": None,
        "status": "",
        "pages": 0,
        "pasal": [],
        "ayat": {},
        "warnings": [],
    }


def _row(found: dict[str, Any]) -> dict[str, Any]:
    who, report, pieces = found["identity"], found["report"], found["pieces"]
    body = [piece for piece in pieces if piece["section"] == "body"]
    quoted = [piece for piece in body if piece["inner_pasal"]]
    outcome = "needs_ocr" if report["needs_ocr"] else "read"
    said = [finding.words for finding in sentences.findings(report)]
    if outcome == "needs_ocr":
        said = [sentences.needs_ocr(report)]
    return {
        "outcome": outcome,
        "format": report["format"],
        "kind": who["kind"],
        "short_kind": who["short_kind"],
        "number": who["number"],
        "year": who["year"],
        "short_title": who["short_title"],
        "title": who["about"],
        "issuer": who["issuer"],
        "status": "draft" if who["is_draft"] else "in_force",
        "enacted_on": who["enacted_on"],
        "promulgated_on": who["promulgated_on"],
        "effective_on": who["effective_on"],
        "amends": who["amends"],
        "repeals": who["repeals"],
        "pages": report["pages"],
        "pages_without_text": report["pages_without_text"],
        "pages_by_ocr": report["pages_by_ocr"],
        "pasal": _pasal(body, "pasal"),
        "pasal_quoted": _pasal(quoted, "inner_pasal"),
        "pasal_explained": report["pasal_explained"],
        "pasal_headings": report["headings"],
        "ayat": _ayat([piece for piece in body if not piece["inner_pasal"]], "pasal"),
        "ayat_quoted": _ayat(quoted, "inner_pasal"),
        "ayat_total": sum(bool(piece["ayat"]) for piece in body),
        "bab": report["parts"].get("bab", 0),
        "lampiran": report["parts"].get("lampiran", 0),
        "tables": report["tables"],
        "confidence": report["confidence"],
        "warnings": said,
    }


def _pasal(pieces: list[dict[str, Any]], name: str) -> list[str]:
    return list(dict.fromkeys(piece[name] for piece in pieces if piece[name]))


def _ayat(pieces: list[dict[str, Any]], name: str) -> dict[str, int]:
    """How many ayat each Pasal has; none where it is one sentence."""
    counts = dict.fromkeys(_pasal(pieces, name), 0)
    for piece in pieces:
        if piece[name] and piece["ayat"]:
            counts[piece[name]] += 1
    return counts


def _status(documents: list[dict[str, Any]]) -> None:
    """What one document of the folder says of another: amended or repealed."""
    from sinau.knowledge.parsing.naming import Name, name_in

    names = {name: one for one in documents if (name := Name.of(one)) is not None}
    for one in documents:
        for status, key in (("amended", "amends"), ("repealed", "repeals")):
            for words in one.get(key, []):
                other = names.get(name_in(words))  # type: ignore[arg-type]
                if other is None or other is one or other["status"] == "repealed":
                    continue
                other["status"] = status
                other.setdefault("status_by", []).append(one["short_title"])
