"""How the parts of a regulation announce themselves at the beginning of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sinau.knowledge.parsing.records import Line
from sinau.knowledge.parsing.words import is_shouted, means_number, pasal_readings, roman

_PASAL = r"(?:P\s?a\s?s\s?a\s?[l1I|t]|PASA[L1I])"
_FIGURE = r"(?P<token>\d{1,4}\s?[A-Z]{0,2}|[0-9OolIZSB|]{1,4}[A-Z]?|[IVXL]{1,7})"
PASAL_ALONE = re.compile(rf"^{_PASAL}\s*{_FIGURE}\s*[.:]?$")
PASAL_INLINE = re.compile(rf"^{_PASAL}\s+{_FIGURE}\s*[.:]?\s+(?P<rest>(?:\(1\)?|[A-Z“\"]).+)$")
PASAL_GROUP = re.compile(
    r"^Pasal(?:-pasal)?\s+(?P<token>\d{1,4}[A-Z]{0,2})"
    r"(?P<rest>(?:\s*(?:,|(?:,\s*)?(?:dan|s/d|s\.d\.?|sampai(?:\s+dengan)?)|-|–)\s*(?:[Pp]asal\s+)?\d{1,4}[A-Z]{0,2})+"
    r"(?:\s*,?\s*ayat[\s\d,()dan]*)?|\s*,?\s*ayat[\s\d,()dan]+)\s*[.:]?$"
)
_REFERENCE_REST = re.compile(
    r"^(?:Undang|Peraturan|Keputusan|Konvensi|UUD|KUHP|Perda|Anggaran|Instruksi|Kitab|Rancangan)"
)
BAB = re.compile(r"^BAB\s+(?P<token>[IVXLCl1]+[A-Z]?|\d{1,3})(?![A-Za-z])\s*[.:]?\s*(?P<rest>.*)$")
BUKU = re.compile(r"^BUKU\s+(?P<token>KE\w+|PERTAMA|[IVX]+)\s*[.:]?\s*(?P<rest>.*)$")
_ORDINAL = (
    r"(?:Kesatu|Pertama|Ke(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)"
    r"(?:\s?belas|\s?puluh(?:\s\w+)?)?|Kesepuluh|Kesebelas|[IVX]+|\d{1,2})"
)
BAGIAN = re.compile(rf"^Bagian\s+(?P<token>(?:Ke\s)?{_ORDINAL})\b\s*[.:]?\s*(?P<rest>.*)$", re.I)
PARAGRAF = re.compile(r"^Paragraf\s+(?P<token>Ke\w+|\d{1,3}[A-Z]?|[IVX]+)\s*[.:]?\s*(?P<rest>.*)$")
TRANSITION = re.compile(
    r"^(?P<token>ATURAN (?:PERALIHAN|TAMBAHAN)|KETENTUAN (?:PERALIHAN|PENUTUP))\.?$"
)
EXPLANATION = re.compile(
    r"^P\s?E\s?N\s?J\s?E\s?L\s?A\s?S\s?A\s?N(?:\s+(?:ATAS|TENTANG|UMUM)\b.*)?\.?$"
)
ONE_BY_ONE = re.compile(r"^(?:[IVX]+\s?[.,]?\s*)?(?:PENJELASAN\s+)?PASAL\s+DEMI\s+PASAL\.?$", re.I)
ANNEX = re.compile(
    r"^LAMPIRAN(?:\s*[-–:.]?\s*(?P<token>[IVXLC]{1,6}|\d{1,2}|[A-Z]))?"
    r"(?:\s*[.:]?\s*(?P<rest>(?:PERATURAN|KEPUTUSAN|UNDANG|SURAT|INSTRUKSI|QANUN|:).*)?)?$"
)
CLOSING = re.compile(
    r"^(?:Agar\s+(?:setiap|semua|supaya|orang)|(?:Ditetapkan|Disahkan|Ditandatangani|Dikeluarkan)\s+di\b"
    r"|Supaya\s+setiap\s+orang)",
)
ORDINAL_WORDS = (
    *("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN"),
    *("KESEMBILAN", "KESEPULUH", "KESEBELAS", "KEDUABELAS", "KETIGABELAS", "KEEMPATBELAS"),
    *("KELIMABELAS", "KEENAMBELAS", "KETUJUHBELAS", "KEDELAPANBELAS", "KESEMBILANBELAS"),
)
DICTUM = re.compile(r"^(?P<token>KESATU|PERTAMA|KE[A-Z]+(?:\s?BELAS)?)\s*[:.]\s*(?P<rest>.*)$")
# After these a line begins in the middle of a sentence: "… sebagaimana dimaksud dalam | Pasal 5".
_DANGLING = re.compile(
    r"(?:\b(?:dalam|dengan|dan|atau|dan/atau|pada|ketentuan|dari|sampai|yang|menurut|oleh|untuk|jo\.?|jis"
    r"|junto|s\.d\.?|ayat|huruf|angka|antara|terhadap|berdasarkan|kecuali|selain|melanggar|di|ke"
    r"|tentang|nomor|bahwa|Pasal|pasal|Undang)|,|\(|-)$"
)
_MARK = re.compile(
    r"^(?:\((?P<ayat>\d{1,2}[a-z]?)\)|(?P<letter>[a-z]{1,2})\s?\.|(?P<number>\d{1,3}[a-z]?)\s?\."
    r"|(?P<letter2>[a-z])\)|(?P<number2>\d{1,2})\)|\((?P<letter3>[a-z])\)|(?P<dash>[-–•▪●]))(?=\s|\S{2})\s*"
)
_AYAT = re.compile(
    r"^\((?P<token>[0-9OlISZeBgqt]{1,2}[a-z]?)\s?[)\]}|1Il]\s?(?=\S)(?!\s*(?:dan|atau|sampai)\b)"
)
_AMENDING = re.compile(
    r"^(?:Di\s?antara|Ketentuan|Judul|Pasal|Bab|BAB|Ayat|Penjelasan|Setelah|Sesudah|Sebelum|Lampiran|Mengubah"
    r"|Menambah|Menghapus|Huruf|Angka|Nama|Frasa|Beberapa|Bagian|Paragraf|Dalam|Pada|Ketentuan-ketentuan"
    r"|Semua|Istilah|Kata|Substansi|Rumusan|Seluruh)\b"
)
_POINT = re.compile(r"^(?P<token>[0-9OlI]{1,3})\s?[.,]?\s+(?P<rest>.+)$")


@dataclass(frozen=True)
class Heading:
    """A heading of a level, as it is shown, with the beginning of its title."""

    level: str
    token: str
    label: str
    rest: str


def is_dangling(text: str) -> bool:
    """Whether a line stops in the middle of a sentence that goes on with a reference."""
    return bool(_DANGLING.search(text.rstrip()))


def heading(line: Line) -> Heading | None:
    """A heading above the Pasal, if the line is one."""
    text = line.text
    for level, pattern in (
        ("buku", BUKU),
        ("bab", BAB),
        ("bagian", BAGIAN),
        ("paragraf", PARAGRAF),
        ("bab", TRANSITION),
    ):
        match = pattern.match(text)
        if not match:
            continue
        token = match["token"].strip()
        rest = match.groupdict().get("rest") or ""
        if level == "bab" and pattern is BAB:
            token = _bab_token(token)
            if not token or (rest and not is_shouted(rest) and not rest[:1].isupper()):
                return None
        if level in ("bagian", "paragraf") and not _is_title(rest):
            return None
        label = text[: match.end("token")].strip() if level != "bab" else f"BAB {token}"
        if pattern is TRANSITION:
            label = token
        return Heading(level, token, label, rest.strip())
    return None


def _bab_token(token: str) -> str:
    bare = (
        token.replace(" ", "").replace("l", "I").replace("1", "I") if not token.isdigit() else token
    )
    if bare.isdigit() or roman(bare) is not None:
        return bare
    return bare if len(bare) > 1 and roman(bare[:-1]) is not None else ""


def _is_title(rest: str) -> bool:
    """Nothing, or words that begin like a title and do not go on like a sentence."""
    if not rest:
        return True
    if rest[:1] in "(,.;:" or not rest[0].isupper():
        return False
    return not re.search(r"[;:.]$", rest) and len(rest) < 160


def pasal_tokens(line: Line) -> tuple[str, str, bool] | None:
    """(token, rest of the line, stands alone) when the line may be the heading of a Pasal."""
    match = PASAL_ALONE.match(line.text)
    if match:
        return match["token"].replace(" ", ""), "", True
    match = PASAL_INLINE.match(line.text)
    if match and not _REFERENCE_REST.match(match["rest"]):
        return match["token"].replace(" ", ""), match["rest"], False
    return None


def readings(token: str) -> list[tuple[int, str]]:
    """The numbers a token of a heading may stand for."""
    return pasal_readings(token)


def ayat(line: Line, wanted: int, last: str) -> tuple[str, str] | None:
    """(number, text) when the line begins the wanted ayat, or one put in after the last ("2a")."""
    match = _AYAT.match(line.text)
    if not match:
        return None
    token, rest = match["token"], line.text[match.end() :].strip()
    if means_number(token, wanted):
        return str(wanted), rest
    # "(21 hanya" is "(2) hanya": the bracket was read as a digit.
    if len(token) == 2 and token[1] in "1lI" and means_number(token[0], wanted):
        return str(wanted), rest
    number = last.rstrip("abcdefghij")
    if last and re.fullmatch(rf"{number}[a-j]", token) and token > last:
        return token, rest
    return None


def item(text: str) -> tuple[str, str, str] | None:
    """(kind, mark, text) of a line that begins a point of a list."""
    match = _MARK.match(text)
    if not match:
        return None
    for kind, mark in match.groupdict().items():
        if mark:
            return kind.rstrip("23"), mark, text[match.end() :]
    return None


def point(line: Line, following: str, wanted: int) -> str | None:
    """The text of the wanted point of an amendment ("3. Ketentuan Pasal 8 diubah …")."""
    match = _POINT.match(line.text)
    if not match or not means_number(match["token"], wanted) or not _AMENDING.match(match["rest"]):
        return None
    whole = f"{match['rest']} {following}"
    if not re.search(r"\b(?:diubah|dihapus|disisipkan|ditambah|berbunyi|diganti|dicabut)", whole):
        return None
    return match["rest"]
