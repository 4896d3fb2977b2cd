"""Small matters of Markdown: what must be escaped, how links are found, how anchors are made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_SPECIAL = re.compile(r"([\\`*\[\]<])")
_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)")
_LINE_START = re.compile(r"^(\s*)(#{1,6}\s|[-+]\s|>|~~~|=+\s*$|-{3,}\s*$)", re.MULTILINE)
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s)", re.MULTILINE)
_LINK = re.compile(
    r"(?P<open>!?\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\])"
    r"\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*))"
    r"(?P<title>\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
_DEFINED = re.compile(
    r"^(?P<open> {0,3}\[[^\]^\n][^\]\n]*\]:\s*)<?(?P<url>[^\s>]+)>?", re.MULTILINE
)
_CODE = re.compile(
    r"(^(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^(?P=fence)\s*$|\Z)|`+[^`\n]*`+)", re.M | re.S
)


def escaped(text: str) -> str:
    """Words that happen to look like Markdown stay words."""
    text = _SPECIAL.sub(r"\\\1", text)
    text = _UNDERSCORE.sub(r"\\_", text)
    text = _NUMBERED.sub(r"\1\\\2", text)
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}", text)


def anchor_of(heading: str) -> str:
    """The anchor a heading gets when it is shown."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode("ascii")
    plain = re.sub(r"[^\w\s-]", "", plain.lower())
    return re.sub(r"[-\s]+", "-", plain).strip("-_") or "bagian"


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Change everything but what stands in code."""
    done: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        done += [change(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*done, change(text[at:])])


def with_addresses(text: str, settle: Callable[[str, bool], str | None]) -> str:
    """Every address of a link or picture as `settle(address, is_picture)` says; None keeps the words."""

    def inline(found: re.Match[str]) -> str:
        is_picture = found["open"].startswith("!")
        address = found["angle"] if found["angle"] is not None else found["bare"]
        new = settle(address, is_picture)
        if new is None:
            return found["open"].lstrip("!")[1:-1]
        if re.search(r"[\s()<>]", new):
            new = f"<{new}>"
        return f"{found['open']}({new}{found['title'] or ''})"

    def defined(found: re.Match[str]) -> str:
        new = settle(found["url"], False)
        return f"{found['open']}{new}" if new else f"{found['open']}#"

    def change(part: str) -> str:
        return _DEFINED.sub(defined, _LINK.sub(inline, part))

    return outside_code(text, change)


def tidy(text: str) -> str:
    """No more than one empty line in a row, none at the ends, no blanks at the end of a line."""
    lines = [
        line.rstrip() if not line.endswith("  ") else line.rstrip() + "  "
        for line in text.split("\n")
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def table(rows: list[list[str]]) -> str:
    """A table; its first row is the head. Cells are on one line."""
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    full = [[_cell(row[at]) if at < len(row) else "" for at in range(width)] for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in full]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _cell(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text.strip()).replace("|", "\\|")
