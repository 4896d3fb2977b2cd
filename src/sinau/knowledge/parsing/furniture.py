"""Takes out what belongs to the paper and not to the text: headers, page numbers, catchwords."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from sinau.knowledge.parsing.records import Line, Page

# How many lines at each end of a page may be furniture.
_EDGE = 4
_PAGE_NUMBER = re.compile(
    r"[-–—.•\s]*(?:hal(?:aman)?\.?\s*)?\d{1,3}(?:\s*(?:/|dari)\s*\d{1,4})?[-–—.•\s]*"
)
# "2014, No.33 4", "3 2012, No.170": the running head of the State Gazette.
_GAZETTE = re.compile(
    r"(?:[-–\d\s]{0,8})?\d{4}\s*,\s*No\s*\.?\s*\d+(?:\s*[-–]?\s*\d{1,4}\s*[-–]?)?", re.I
)
_ADDRESS = re.compile(r"(?:https?://|www\.|jdih[.\w]*\.)\S+|[A-Z]:\\.+", re.I)
_STAMP = re.compile(r"SK\s?No\.?\s?\d{4,}\s?[A-Z]?|S[xK]\s?t?r?[tN]o\S*\s?\S*\s?[A-Z]", re.I)
_OFFICE = re.compile(r"Ditjen Peraturan Perundang-undangan|Direktorat Jenderal Peraturan.*", re.I)
_DOTS = re.compile(r"\s*(?:\.\s?\.\s?\.|…|\. \. ?$)[\s.…]*$")
_CATCH_ALONE = re.compile(r"\s\.$")
_STRUCTURE = re.compile(
    r"(?:Pasal|BAB|BUKU|Bagian|Paragraf|Ayat|Angka|Huruf|Cukup jelas|PENJELASAN|LAMPIRAN)\b"
    r"|\(?\d{1,3}[.)]|[a-z][.)]\s",
    re.I,
)
_CREST = ("PRESIDEN", "REPUBLIK INDONESIA", "PRESIDEN REPUBLIK INDONESIA")


def take_out(pages: list[Page]) -> Counter[str]:
    """Remove furniture from the pages in place; gives how many lines of each kind went."""
    gone: Counter[str] = Counter()
    repeated = _repeated(pages)
    for at, page in enumerate(pages):
        following = pages[at + 1] if at + 1 < len(pages) else None
        if page.number is not None:
            _sweep(page, repeated, gone, is_first=at == 0)
            _drop_catchword(page, following, gone)
            _drop_bare_catchword(page, following, gone)
    return gone


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower()).strip(" .-")


def _repeated(pages: list[Page]) -> set[str]:
    """What stands at the edge of very many pages with only its numbers differing."""
    counts: Counter[str] = Counter()
    for page in pages:
        edge = {_key(line.text) for line in _edge(page)}
        counts.update(key for key in edge if key and not _STRUCTURE.match(key))
    enough = max(3, round(0.4 * len(pages)))
    return {key for key, count in counts.items() if count >= enough}


def _edge(page: Page) -> list[Line]:
    if len(page.lines) <= 2 * _EDGE:
        return page.lines
    return page.lines[:_EDGE] + page.lines[-_EDGE:]


def _sweep(page: Page, repeated: set[str], gone: Counter[str], *, is_first: bool) -> None:
    edge = {id(line) for line in _edge(page)}
    top = {id(line) for line in page.lines[:_EDGE]}
    kept = []
    for line in page.lines:
        kind = ""
        if id(line) in edge:
            kind = _kind(line.text, repeated)
            if not kind and not is_first and id(line) in top and _is_crest(line.text):
                kind = "header"
        if kind:
            gone[kind] += 1
        else:
            kept.append(line)
    page.lines = kept


def _kind(text: str, repeated: set[str]) -> str:
    if _PAGE_NUMBER.fullmatch(text):
        return "page_number"
    if _GAZETTE.fullmatch(text):
        return "header"
    if _ADDRESS.fullmatch(text) or _OFFICE.fullmatch(text):
        return "watermark"
    if _STAMP.fullmatch(text):
        return "stamp"
    if text in ("SALINAN", "- SALINAN -"):
        return "stamp"
    return "header" if _key(text) in repeated else ""


def _is_crest(text: str) -> bool:
    """The state's head of the page, also as a scanner misreads it ("FRESIDEN")."""
    bare = text.strip(" .")
    return bare.isupper() and any(
        SequenceMatcher(None, bare, crest).ratio() > 0.82 for crest in _CREST
    )


def _drop_catchword(page: Page, following: Page | None, gone: Counter[str]) -> None:
    """The first words of the next page, written in the corner of this one with dots after."""
    for line in reversed(page.lines[-3:]):
        if len(line.text.split()) > 9:
            continue
        dotted = _DOTS.search(line.text)
        if not dotted and not (_CATCH_ALONE.search(line.text) and _begins(following, line.text)):
            continue
        words = _DOTS.sub("", line.text).strip(" .")
        twice = re.fullmatch(r"(Pasal \w+) \1", words)
        if twice:  # A heading and its own catchword on one height.
            line.text = twice[1]
        elif _begins(following, words) or line is page.lines[-1]:
            if re.search(r"\b(?:di|tanggal)$", words):
                continue  # "Diundangkan di ........" waits for a hand.
            page.lines.remove(line)
        else:
            continue
        gone["catchword"] += 1
        return


def _drop_bare_catchword(page: Page, following: Page | None, gone: Counter[str]) -> None:
    """A catchword whose dots a scanner lost: one word after a full stop, said again overleaf."""
    if following is None or len(page.lines) < 2 or not following.lines:
        return
    word, before = page.lines[-1].text, page.lines[-2].text
    overleaf = following.lines[0].text
    if (
        re.fullmatch(r"[A-Z][a-z]+", word)
        and before.endswith((".", ";", ":"))
        and overleaf.startswith(f"{word} ")
    ):
        page.lines.pop()
        gone["catchword"] += 1


def _begins(page: Page | None, words: str) -> bool:
    if page is None:
        return False
    first = re.sub(r"\W", "", words.lower())[:12]
    return any(
        re.sub(r"\W", "", line.text.lower()).startswith(first) for line in page.lines[:_EDGE]
    ) and bool(first)
