"""One statement as a sentence: who did what, with which result, as part of what, told by whom.

What others sent is only ever text here: it is shortened, never trusted, and the page escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sinau.kernel.words import number_id
from sinau.people.models import Person
from sinau.records.wording import KINDS, KNOWN_VOCABULARIES, VERBS
from sinau.records.xapi.agents import identifier

LONGEST = 160

Json = Mapping[str, Any]
People = Mapping[str, Person]


@dataclass(frozen=True)
class Sentence:
    """The parts of a sentence, each plain text; `result` and `context` may be several clauses."""

    actor: str
    verb: str
    object: str
    result: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    system: str = ""

    @property
    def head(self) -> str:
        """Who did what: what stands in a list."""
        return " ".join(part for part in (self.actor, self.verb, self.object) if part)

    @property
    def tail(self) -> str:
        """With which result and as part of what."""
        return ", ".join((*self.result, *self.context))

    def __str__(self) -> str:
        return ", ".join(part for part in (self.head, self.tail) if part)


def sentence_of(statement: Json, people: People | None = None) -> Sentence:
    """The statement in the reader's language; people of the city are called by their own name."""
    known = people or {}
    said, verb = statement.get("object"), _record(statement.get("verb"))
    return Sentence(
        actor=name_of(_record(statement.get("actor")), known),
        verb=verb_of(verb),
        object=object_of(_record(said), known),
        result=tuple(_news(_record(statement.get("result")), verb, is_question(_record(said)))),
        context=tuple(context_of(_record(statement.get("context")), known)),
        system=name_of(_record(statement.get("authority")), {}),
    )


def identifiers_in(statements: Iterable[Json]) -> set[str]:
    """Of everybody whom the sentences of these statements name, to be looked up at once."""
    found: set[str] = set()
    for statement in statements:
        said, around = _record(statement.get("object")), _record(statement.get("context"))
        for agent in (statement.get("actor"), said, said.get("actor"), around.get("instructor")):
            if isinstance(agent, dict) and (agent is not said or _is_agent(said)):
                found.add(identifier(agent))
    return found - {""}


# ── who ─────────────────────────────────────────────────────────────────────


def name_of(agent: Json, people: People) -> str:
    """A person's own name, else the name sent along, else the end of what identifies them."""
    person = people.get(identifier(dict(agent))) if agent else None
    if person is not None:
        return person.name
    if name := short(agent.get("name")):
        return name
    members = agent.get("member")
    if isinstance(members, list) and members:
        return ngettext("kelompok %(count)s orang", "kelompok %(count)s orang", len(members)) % {
            "count": len(members)
        }
    return _end_of_identity(agent) or _("Seseorang")


def _end_of_identity(agent: Json) -> str:
    if mbox := agent.get("mbox"):
        return short(str(mbox).removeprefix("mailto:"))
    if account := _record(agent.get("account")):
        home = urlsplit(str(account.get("homePage", ""))).netloc
        return _("akun %(name)s di %(home)s") % {"name": short(account.get("name")), "home": home}
    if total := agent.get("mbox_sha1sum"):
        return _("seseorang (%(sum)s…)") % {"sum": str(total)[:8]}
    return short(agent.get("openid"))


# ── did what ────────────────────────────────────────────────────────────────


def verb_of(verb: Json) -> str:
    """Our own word for a common verb, else the one sent along, else the end of its IRI."""
    iri = str(verb.get("id", ""))
    ours = VERBS.get(_tail(iri).lower())
    if ours is not None and iri.startswith(KNOWN_VOCABULARIES):
        return str(ours)
    displays = _record(verb.get("display"))
    return _in_language(displays) or (str(ours) if ours else "") or _any(displays) or _spaced(iri)


def object_of(said: Json, people: People) -> str:
    """The activity with its kind and name, the person, or what a statement refers to."""
    kind = said.get("objectType", "Activity")
    if kind in ("Agent", "Group"):
        return name_of(said, people)
    if kind == "StatementRef":
        return _("pernyataan %(id)s") % {"id": str(said.get("id", ""))[:8]}
    if kind == "SubStatement":
        return _("rencana: %(sentence)s") % {"sentence": sentence_of(said, people).head}
    return activity_of(said)


def activity_of(activity: Json) -> str:
    """ "kursus “Dasar AI”"."""
    kind, name = kind_of(activity), title_of(activity)
    if kind and name.isdigit():
        # Without a name, and its address ends in a number that tells nobody anything.
        return kind
    return f"{kind} “{name}”" if kind else f"“{name}”"


def title_of(activity: Json) -> str:
    """The name of an activity in the reader's language, else the end of its IRI."""
    names = _record(_record(activity.get("definition")).get("name"))
    return _in_language(names) or _any(names) or _spaced(str(activity.get("id", ""))) or "?"


def kind_of(activity: Json) -> str:
    """The kind of an activity in our words; "" for kinds nobody here speaks of."""
    definition = _record(activity.get("definition"))
    word = KINDS.get(_tail(str(definition.get("type", ""))).lower())
    if word is None and definition.get("interactionType"):
        word = KINDS["question"]
    return str(word) if word is not None else ""


def is_question(said: Json) -> bool:
    """Whether success means right, not passed."""
    definition = _record(said.get("definition"))
    is_named_so = _tail(str(definition.get("type", ""))) in ("cmi.interaction", "question")
    return is_named_so or "interactionType" in definition


# ── how ─────────────────────────────────────────────────────────────────────


def result_of(result: Json, of_question: bool = False) -> list[str]:
    """Score, success, completion, time spent and answer, each in words."""
    clauses = [score_in_words(_record(result.get("score"))), _success(result, of_question)]
    if isinstance(result.get("completion"), bool):
        clauses.append(_("selesai") if result["completion"] else _("belum selesai"))
    if duration := duration_in_words(str(result.get("duration", ""))):
        clauses.append(_("dalam %(duration)s") % {"duration": duration})
    if response := short(result.get("response"), 80):
        clauses.append(_("jawaban: %(response)s") % {"response": response})
    return [clause for clause in clauses if clause]


def _news(result: Json, verb: Json, of_question: bool) -> list[str]:
    """The result without what the verb says already: who passed has passed."""
    said = _tail(str(verb.get("id", "")))
    left_out = {"passed": ("success",), "failed": ("success",), "completed": ("completion",)}
    rest = {key: value for key, value in result.items() if key not in left_out.get(said, ())}
    return result_of(rest, of_question)


def score_in_words(score: Json) -> str:
    """ "nilai 85 dari 100", else the share of the whole; "" without a score."""
    raw, most, scaled = (_number(score.get(key)) for key in ("raw", "max", "scaled"))
    if raw and most:
        return _("nilai %(raw)s dari %(max)s") % {"raw": raw, "max": most}
    if raw:
        return _("nilai %(raw)s") % {"raw": raw}
    if scaled:
        # The specification keeps it between -1 and 1.
        part = max(Decimal(-1), min(Decimal(1), _decimal(score["scaled"])))
        share = number_id(round(part * 100, 1))
        return _("nilai %(share)s%%") % {"share": share}
    return ""


def _success(result: Json, of_question: bool) -> str:
    success = result.get("success")
    if not isinstance(success, bool):
        return ""
    if of_question:
        return _("benar") if success else _("belum benar")
    return _("lulus") if success else _("belum lulus")


_DURATION = re.compile(
    r"P(?:(?P<years>[\d.]+)Y)?(?:(?P<months>[\d.]+)M)?(?:(?P<weeks>[\d.]+)W)?(?:(?P<days>[\d.]+)D)?"
    r"(?:T(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?(?:(?P<seconds>[\d.]+)S)?)?"
)


def duration_in_words(duration: str) -> str:
    """ "PT1H20M" as "1 jam 20 menit"; seconds are carried over and left out beside hours."""
    found = _DURATION.fullmatch(duration[:60])
    if found is None:
        return ""
    amounts = {unit: _decimal(said) for unit, said in found.groupdict().items() if said}
    seconds = int(
        amounts.get("hours", Decimal()) * 3600
        + amounts.get("minutes", Decimal()) * 60
        + amounts.get("seconds", Decimal())
    )
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    amounts |= {"hours": Decimal(hours), "minutes": Decimal(minutes)}
    amounts["seconds"] = Decimal(0 if hours else seconds)
    return " ".join(
        words(int(amount)) % {"amount": number_id(amount)}
        for unit, words in _UNITS.items()
        if (amount := amounts.get(unit))
    )


_UNITS: dict[str, Callable[[int], str]] = {
    "years": lambda n: ngettext("%(amount)s tahun", "%(amount)s tahun", n),
    "months": lambda n: ngettext("%(amount)s bulan", "%(amount)s bulan", n),
    "weeks": lambda n: ngettext("%(amount)s minggu", "%(amount)s minggu", n),
    "days": lambda n: ngettext("%(amount)s hari", "%(amount)s hari", n),
    "hours": lambda n: ngettext("%(amount)s jam", "%(amount)s jam", n),
    "minutes": lambda n: ngettext("%(amount)s menit", "%(amount)s menit", n),
    "seconds": lambda n: ngettext("%(amount)s detik", "%(amount)s detik", n),
}


# ── as part of what ─────────────────────────────────────────────────────────


def context_of(context: Json, people: People) -> list[str]:
    """What it was part of, who taught, where."""
    clauses = []
    around = _record(context.get("contextActivities"))
    for activity in _several(around.get("parent") or around.get("grouping"))[:2]:
        clauses.append(_("bagian dari %(name)s") % {"name": activity_of(activity)})
    if instructor := _record(context.get("instructor")):
        clauses.append(_("dibimbing %(name)s") % {"name": name_of(instructor, people)})
    return clauses


# ── words out of what was sent ──────────────────────────────────────────────


def short(text: object, length: int = LONGEST) -> str:
    """Text on one line and of bearable length."""
    if not isinstance(text, str):
        return ""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def _in_language(words: Json) -> str:
    """In the reader's language; "id-ID" and "ind" are Indonesian too."""
    wanted = (get_language() or "id")[:2]
    tags = {"id": ("id", "ind", "in"), "en": ("en", "eng")}.get(wanted, (wanted,))
    for tag, text in words.items():
        if tag.lower().split("-")[0] in tags and short(text):
            return short(text)
    return ""


def _any(words: Json) -> str:
    """In English if there is any, else in whatever language there is."""
    english = [text for tag, text in words.items() if tag.lower().startswith("en")]
    return next((short(text) for text in (*english, *words.values()) if short(text)), "")


def _tail(iri: str) -> str:
    """The last word of an IRI: "http://adlnet.gov/expapi/verbs/completed" is "completed"."""
    return unquote(re.split(r"[/#:?=]", iri.rstrip("/#"))[-1])


def _spaced(iri: str) -> str:
    """The last word of an IRI as one would write it."""
    return short(re.sub(r"[-_+]+", " ", _tail(iri)))


def _number(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return ""
    number = _decimal(value)
    return number_id(round(number, 2)) if abs(number) < 10**15 else short(str(value), 20)


def _decimal(value: object) -> Decimal:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return Decimal()
    return found if found.is_finite() else Decimal()


def _record(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _several(value: object) -> list[Json]:
    """Version 1.0.3 allows one activity where a list is meant."""
    found = value if isinstance(value, list) else [value]
    return [activity for activity in found if isinstance(activity, dict)]


def _is_agent(said: Json) -> bool:
    return said.get("objectType") in ("Agent", "Group")
