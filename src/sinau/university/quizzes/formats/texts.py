"""Texts on their way between the formats and the house's Markdown."""

from __future__ import annotations

import re
from decimal import Context, Decimal, InvalidOperation

from sinau.university.quizzes.formats.report import LeftOut
from sinau.university.quizzes.questions import WHOLE

_ALWAYS = re.compile(r"([\\`\[\]<])")
_STAR = re.compile(r"(?<!\\)\*")
_UNDERSCORES = re.compile(r"_+")
_TILDES = re.compile(r"~~")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLOCK = re.compile(r"(?m)^([ \t]*)(#{1,6}(?=\s|$)|[+*-](?=\s|$)|>|(?:-[ \t]*){3,}$|=+[ \t]*$)")
_ORDERED = re.compile(r"(?m)^([ \t]*\d{1,9})([.)])(?=\s|$)")
_RULE = re.compile(r"(?m)^([ \t]*)(_[_ \t]{2,})$")
_INDENT = re.compile(r"(?m)^[ \t]{4,}")
_HTML = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|img|ul|ol|li|table|tr|td|th|a|sub|sup|h[1-6]|code|pre)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FORMULA = re.compile(r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)


def escape_markdown(text: str) -> str:
    """Plain words as Markdown that shows exactly them, with as few escapes as it takes."""
    said = _ALWAYS.sub(r"\\\1", text)
    said = _STAR.sub(lambda at: _edge(at, said, "*"), said)
    said = _UNDERSCORES.sub(lambda at: _edge(at, said, "_"), said)
    said = _TILDES.sub(r"\\~\\~", said)
    said = _ENTITY.sub(r"\\&", said)
    said = _RULE.sub(lambda at: at[1] + at[2].replace("_", r"\_"), said)
    said = _BLOCK.sub(r"\1\\\2", said)
    said = _ORDERED.sub(r"\1\\\2", said)
    return _INDENT.sub("", said)


def _edge(at: re.Match[str], whole: str, mark: str) -> str:
    """A mark with white space, or letters (`_` only), on both sides is no emphasis."""
    before, after = whole[at.start() - 1 : at.start()], whole[at.end() : at.end() + 1]
    if (not before or before.isspace()) and (not after or after.isspace()):
        return at[0]
    if mark == "_" and before.isalnum() and after.isalnum():
        return at[0]
    return at[0].replace(mark, f"\\{mark}")


def plain_to_markdown(text: str) -> str:
    """Plain words whose line breaks are kept."""
    lines = [line.strip() for line in escape_markdown(text.strip()).splitlines()]
    said = "\n".join(lines)
    return re.sub(r"(?<=[^\n\\])\n(?=[^\n])", "\\\n", said)


def unescape_markdown(text: str) -> str:
    """The words of a simple text without its escapes; other marks stay."""
    return _ESCAPED.sub(r"\1", text.replace("\\\n", "\n"))


def looks_like_html(text: str) -> bool:
    """Whether a text of unsaid format has tags in it."""
    return bool(_HTML.search(text))


def has_formula(text: str) -> bool:
    """Whether there is TeX in it, which is shown as it is written."""
    return bool(_FORMULA.search(text))


def number(words: str, what: str = "angka") -> Decimal:
    """A number as files write it: a decimal dot or comma, an exponent, a sign."""
    said = words.strip().replace("−", "-").replace(" ", "").replace("\u00a0", "")
    if said.count(",") == 1 and "." not in said:
        said = said.replace(",", ".")
    try:
        value = Decimal(said)
    except InvalidOperation:
        raise LeftOut(f"{what.capitalize()} “{words.strip()[:40]}” tidak dapat dibaca.") from None
    if not value.is_finite() or abs(value.adjusted()) > 30:
        raise LeftOut(f"{what.capitalize()} “{words.strip()[:40]}” di luar batas.")
    return value


def decimal_words(value: Decimal) -> str:
    """A number without an exponent and without idle zeros."""
    said = f"{value:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def without_idle_zeros(value: Decimal) -> Decimal:
    """The same number, written as short as it can be; a whole one never as 1E+1."""
    return value.quantize(WHOLE) if value == value.to_integral() else value.normalize()


def inverse(value: Decimal, figures: int = 15) -> Decimal:
    """One divided by a number; read with fewer figures than it was written, it comes back whole."""
    return Context(prec=figures).divide(Decimal(1), value).normalize() + 0


def category_of(path: str) -> str:
    """A category's path without the words by which Moodle says where it hangs."""
    parts = [
        part.strip().replace("\0", "/")
        for part in re.split(r"(?<!/)/(?!/)", path.replace("//", "\0"))
    ]
    while parts and (re.fullmatch(r"\$\w+\$", parts[0]) or parts[0].lower() in {"top", ""}):
        parts.pop(0)
    return "/".join(part.replace("/", "∕") for part in parts if part)
