"""Who a regulation says it is: kind, number, year, what it is about, what it amends or repeals."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from sinau.knowledge.parsing.records import Identity, Line
from sinau.knowledge.parsing.words import is_shouted, joined, year

_HEAD = 90
_NUMBER = re.compile(
    r"^\s*(?:NOMOR|Nomor|N[O0]MOR|No|NO)\s*[.:]*\s*[:.]?\s*(?P<number>.+?)"
    r"(?:\s*,?\s+(?:TAHUN|Tahun|TAHIJN|tahun)\s*:?\s*(?P<year>[0-9A-Za-z]{4})\b.*)?\s*$"
)
_ONE_LINE = re.compile(
    r"^(?P<kind>.+?)\s+(?:NOMOR|Nomor|No\.?|NO\.?)\s*:?\s*(?P<number>\S+)\s+(?:TAHUN|Tahun|tahun)"
    r"\s+(?P<year>[0-9A-Za-z]{4})(?:\s+(?:TENTANG|Tentang|tentang)\s+(?P<about>.+))?$"
)
_END = re.compile(
    r"^(?:DENGAN\s+RAHMAT|DAFTAR\b|Menimbang|Mengingat|MEMUTUSKAN|BAB\s+I\b|Pasal\s|[A-Z]\.\s|1\.\s|I\.\s"
    r"|Yth|Kepada|PEMBUKAAN|Pembukaan|(?:PRESIDEN|GUBERNUR|BUPATI|WALI\s?KOTA|MENTERI|KEPALA|KETUA"
    r"|JAKSA|SEKRETARIS|DIREKTUR|PIMPINAN|DEWAN|REKTOR)\b.*,$)"
)
_KIND = re.compile(
    r"^(?:RANCANGAN\s+)?(?:UNDANG\s?-?\s?UNDANG|PERATURAN|KEPUTUSAN|INSTRUKSI|SURAT\s+EDARAN|KETETAPAN"
    r"|QANUN|MAKLUMAT|PENETAPAN|PEDOMAN|SURAT\s+KEPUTUSAN|Undang-Undang|Undang-undang|Peraturan"
    r"|Keputusan|Instruksi|Surat\s+Edaran)\b"
)
_NAMED = (
    r"(?:Undang-?\s?Undang|Peraturan\s+[A-Z][\w\s/.-]*?|Keputusan\s+[A-Z][\w\s/.-]*?|Instruksi\s+[A-Z][\w\s]*?)"
    r"\s+Nomor\s+\S+\s+Tahun\s+\d{4}"
)
_AMENDS = re.compile(r"PERUBAHAN\b.{0,40}?\bATAS\s+(.+?)(?:\s+TENTANG\b|$)", re.I | re.S)
_REPEALED = re.compile(
    rf"({_NAMED})[^;.]{{0,600}}?(?:,|\))\s*(?:dicabut|dinyatakan\s+dicabut|dicabut\s+dan)", re.S
)


@cache
def _kinds() -> list[dict[str, Any]]:
    text = Path(__file__).with_name("data").joinpath("kinds.toml").read_text()
    found: list[dict[str, Any]] = tomllib.loads(text)["kind"]
    return found


def recognise(lines: list[Line]) -> Identity:
    """Read the title block; what is not certain is said among `doubts`."""
    head = [line.text.strip() for line in lines[:_HEAD]]
    identity = _of_block(head) or _of_one_line(head) or Identity()
    if not identity.kind:
        identity.doubts.append("kind")
    if not identity.number and identity.short_kind != "UUD":
        identity.doubts.append("number")
    if identity.year is None:
        identity.doubts.append("year")
    if not identity.about and identity.short_kind != "UUD":
        identity.doubts.append("about")
    identity.is_draft = any(re.match(r"^(?:RANCANGAN\b|DRAF?T?\b\s*$)", text) for text in head[:12])
    amends = _AMENDS.search(identity.about)
    identity.is_amendment = amends is not None
    if amends:
        identity.amends = [amends.group(1).strip()[:200]]
    return identity


def repealed_in(text: str) -> list[str]:
    """Names of regulations that a closing provision says are repealed."""
    names = [" ".join(match.group(1).split()) for match in _REPEALED.finditer(text)]
    return list(dict.fromkeys(names))[:20]


def _of_block(head: list[str]) -> Identity | None:
    for at, text in enumerate(head):
        match = _NUMBER.match(text)
        if not match or at == 0:
            if re.match(r"^UNDANG-?\s?UNDANG DASAR\b", text):
                return _constitution(head, at)
            continue
        start = _kind_start(head, at)
        if start is None:
            continue
        identity = Identity()
        _name_kind(identity, " ".join(head[start:at]))
        _number(identity, match["number"], match["year"])
        identity.about = _about(head[at + 1 :])
        return identity
    return None


def _constitution(head: list[str], at: int) -> Identity:
    around = " ".join(head[at : at + 4])
    found = re.search(r"\b(19|20)\d{2}\b", around)
    return Identity(
        kind="Undang-Undang Dasar",
        short_kind="UUD",
        year=int(found.group()) if found else None,
        about="Undang-Undang Dasar Negara Republik Indonesia",
    )


def _kind_start(head: list[str], at: int) -> int | None:
    """The line on which the words before NOMOR begin, at most six lines above it."""
    for back in range(1, 7):
        if at - back < 0:
            return None
        if _KIND.match(head[at - back]):
            return at - back
    return None


def _of_one_line(head: list[str]) -> Identity | None:
    for at, text in enumerate(head[:12]):
        match = _ONE_LINE.match(text)
        if match and _KIND.match(text):
            identity = Identity()
            _name_kind(identity, match["kind"])
            _number(identity, match["number"], match["year"])
            identity.about = _tidy(match["about"]) if match["about"] else _about(head[at + 1 :])
            return identity
    return None


def _number(identity: Identity, number: str, written_year: str | None) -> None:
    number = number.strip(" .:,")
    if written_year:
        identity.year = year(written_year)
        if not written_year.isdigit():
            identity.doubts.append("year_misread")
    else:
        found = re.search(r"\b((?:19|20)\d{2})\b", number)
        identity.year = int(found.group(1)) if found else None
    if not re.fullmatch(r"\d+[A-Z]?", number) and re.fullmatch(r"[\dOIl]+", number):
        number = number.translate(str.maketrans("OIl", "011"))
        identity.doubts.append("number_misread")
    elif number in ("I", "l") and written_year:
        number = "1"
        identity.doubts.append("number_misread")
    identity.number = number[:40]


def _about(rest: list[str]) -> str:
    words: list[str] = []
    for text in rest[:16]:
        if not words and re.fullmatch(r"TENTANG|Tentang|TENTANC|tentang", text):
            continue
        text = re.sub(r"^(?:TENTANG|Tentang)\s+", "", text) if not words else text
        if _END.match(text):
            break
        if words and not is_shouted(text) and is_shouted(words[0]):
            break
        words.append(text)
    whole = ""
    for word in words:
        whole = joined(whole, word)
    return _tidy(whole)


_SMALL = {
    *(
        "dan",
        "atau",
        "di",
        "ke",
        "dari",
        "dengan",
        "untuk",
        "pada",
        "dalam",
        "atas",
        "bagi",
        "serta",
    ),
    *("yang", "oleh", "tentang", "antara", "menjadi", "sebagai", "terhadap", "of", "the", "on"),
}
_KEEP = re.compile(
    r"^\(?(?:[IVXLC]+|[A-Z]{1,3}\d+|DPR|DPRD|ASN|PNS|DIY|PPPK|APBN|APBD|SPBE|AI|RT|RW)\)?[.,]?$"
)


def _tidy(text: str) -> str:
    """A shouted title as it is written in a sentence's title."""
    text = " ".join(text.split()).strip(" .:")
    if not is_shouted(text):
        return text[:600]
    words = []
    for at, word in enumerate(text.split()):
        if _KEEP.match(word) and not re.fullmatch(r"[CDILMVX]\W?", word):
            words.append(word)
        elif at and word.lower() in _SMALL:
            words.append(word.lower())
        else:
            words.append(re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), word))
    return " ".join(words).replace("dalam Negeri", "Dalam Negeri")[:600]


def _name_kind(identity: Identity, words: str) -> None:
    plain = " ".join(words.upper().split())
    plain = re.sub(r"\s*-\s*", "-", plain)
    for kind in _kinds():
        match = re.match(kind["pattern"], plain)
        if match:
            rest = plain[match.end() :].strip(" ,")
            rest = re.sub(r"\s*REPUBLIK INDONESIA$|^(?:NEGARA )?REPUBLIK INDONESIA$", "", rest)
            identity.kind = kind["name"]
            identity.short_kind = kind["short"]
            if kind.get("local"):
                identity.issuer = _tidy(rest)
                identity.short_kind = f"{kind['short']} {_tidy(rest)}".strip()
            elif kind.get("of"):
                identity.issuer = _tidy(rest)
                identity.kind = f"{kind['name']} {_tidy(rest)}".strip()
                identity.short_kind = _short_of(kind, rest)
            return
    identity.kind = _tidy(plain)
    identity.short_kind = identity.kind[:60]


def _short_of(kind: dict[str, Any], rest: str) -> str:
    for name, short in kind.get("known", {}).items():
        if rest.startswith(name):
            return str(short)
    return f"{kind['short']} {_tidy(rest)}".strip()[:60]
