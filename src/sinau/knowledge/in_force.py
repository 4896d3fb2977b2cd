"""What a regulation said on a day: its own text, with the Pasal later regulations had worded anew by then."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sinau.knowledge.models import Passage, Regulation, Relation, RelationKind, Section
from sinau.people.models import Person

_GONE = re.compile(
    r"^(?:Ketentuan\s+)?(?P<names>Pasal\s+\d+[A-Z]{0,2}(?:\s*(?:,|dan|,\s*dan)\s*Pasal\s+\d+[A-Z]{0,2})*)\s+dihapus"
)
_ONE_AYAT = re.compile(r"^\((?P<ayat>\d{1,2}[a-z]?)\)\s+(?P<text>.+)$", re.S)
_NUMBER = re.compile(r"(\d+)([A-Z]*)")


@dataclass
class Changed:
    """What became of one Pasal by that day: by which relation, and its words before and after."""

    relation: Relation
    since: date
    verb: str
    old: list[Passage]
    new: list[Passage] = field(default_factory=list)
    source: Passage | None = None

    @property
    def before(self) -> str:
        """The words it had."""
        return words_of(self.old)

    @property
    def after(self) -> str:
        """The words it has."""
        return words_of(self.new)


@dataclass
class Standing:
    """A regulation as it stood on a day."""

    day: date
    passages: list[Passage]
    changes: dict[str, Changed]
    applied: list[tuple[Relation, date]]
    later: list[tuple[Relation, date]]
    undated: list[Relation]
    repealed: tuple[Relation, date] | None = None
    not_yet: bool = False


def since_of(relation: Relation) -> date | None:
    """From when a relation counts: as noted, else when the newer one began to hold."""
    other = relation.other
    if relation.since is not None or other is None:
        return relation.since
    return other.effective_on or other.promulgated_on or other.enacted_on


def touched_pasal(relation: Relation) -> frozenset[str]:
    """The Pasal of the older regulation that a relation takes out or words anew; none means all of it.

    As noted; where nothing was noted, those the amending regulation itself words anew or deletes.
    """
    if relation.pasal:
        return frozenset(str(pasal).upper() for pasal in relation.pasal)
    if relation.kind != RelationKind.AMENDED_BY or relation.other is None:
        return frozenset()
    passages = list(relation.other.passages.filter(section=Section.BODY).order_by("position"))
    return frozenset({*_quoted(passages), *_deleted(passages)})


def words_of(passages: Iterable[Passage]) -> str:
    """Passages as one text, each with the mark of its ayat."""
    return "\n".join(
        f"({one.ayat}) {one.text}" if one.ayat else one.text for one in passages if one.text
    )


def standing_on(regulation: Regulation, day: date, person: Person) -> Standing:
    """The regulation as it stood on the day, as far as this person may see what changed it."""
    kinds = (RelationKind.AMENDED_BY, RelationKind.REPEALED_BY)
    relations = (
        regulation.relations.standing()
        .visible_to(person)
        .filter(kind__in=kinds)
        .select_related("other")
    )
    found = Standing(day, list(regulation.passages.order_by("position")), {}, [], [], [])
    began = regulation.effective_on or regulation.promulgated_on or regulation.enacted_on
    found.not_yet = began is not None and day < began
    dated: list[tuple[Relation, date]] = []
    for relation in relations:
        since = since_of(relation)
        if since is None:
            found.undated.append(relation)
        else:
            dated.append((relation, since))
    for relation, since in sorted(dated, key=lambda pair: (pair[1], pair[0].pk)):
        if since > day:
            found.later.append((relation, since))
            continue
        found.applied.append((relation, since))
        _apply(found, regulation, relation, since)
    return found


def _apply(found: Standing, regulation: Regulation, relation: Relation, since: date) -> None:
    if relation.kind == RelationKind.REPEALED_BY:
        if not relation.pasal:
            found.repealed = (relation, since)
        for number in relation.pasal:
            _take_out(found, number, relation, since)
        return
    if relation.other is None:
        return
    passages = list(relation.other.passages.filter(section=Section.BODY).order_by("position"))
    wanted = set(relation.pasal)
    for number, quoted in _quoted(passages).items():
        if not wanted or number in wanted:
            _put_in(found, regulation, number, quoted, relation, since)
    for number in _deleted(passages):
        if not wanted or number in wanted:
            _take_out(found, number, relation, since)


def _quoted(passages: list[Passage]) -> dict[str, list[Passage]]:
    """The Pasal an amending regulation words anew, each with its passages."""
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.inner_pasal:
            found.setdefault(passage.inner_pasal, []).append(passage)
    return found


def _deleted(passages: list[Passage]) -> list[str]:
    """The Pasal its points take out."""
    found: list[str] = []
    for passage in passages:
        match = None if passage.inner_pasal or not passage.angka else _GONE.match(passage.text)
        if match:
            found += re.findall(r"Pasal\s+(\d+[A-Z]{0,2})", match["names"])
    return found


def _body(found: Standing, number: str) -> list[Passage]:
    return [one for one in found.passages if one.section == Section.BODY and one.pasal == number]


def _take_out(found: Standing, number: str, relation: Relation, since: date) -> None:
    old = _body(found, number)
    if not old:
        return
    at = found.passages.index(old[0])
    gone = Passage(
        regulation=old[0].regulation,
        section=Section.BODY,
        part=old[0].part,
        bab=old[0].bab,
        pasal=number,
        heading=old[0].heading,
        opens=old[0].opens,
        text="",
        anchor=f"pasal-{number.lower()}",
    )
    found.passages = [one for one in found.passages if one not in old]
    found.passages.insert(at, gone)
    found.changes[number] = Changed(relation, since, "deleted", old, [gone])


def _put_in(
    found: Standing,
    regulation: Regulation,
    number: str,
    quoted: list[Passage],
    relation: Relation,
    since: date,
) -> None:
    old = _body(found, number)
    neighbour = old[0] if old else _neighbour(found, number)
    new = [_worded(regulation, number, one, neighbour) for one in quoted]
    new = _in_its_ayat(old, new)
    if old:
        at = found.passages.index(old[0])
        heads = [head for head in old[0].opens if head[0] != "pasal"]
        found.passages = [one for one in found.passages if one not in old]
    else:
        at = found.passages.index(neighbour) + 1 if neighbour is not None else 0
        heads = []
    new[0].opens = [*heads, ["pasal", f"Pasal {number}", ""]]
    found.passages[at:at] = new
    before = found.changes.get(number)
    verb = "amended" if old else "inserted"
    first = before.old if before is not None else old
    found.changes[number] = Changed(relation, since, verb, first, new, quoted[0])


def _worded(
    regulation: Regulation, number: str, quoted: Passage, neighbour: Passage | None
) -> Passage:
    anchor = f"pasal-{number.lower()}" + (f"-ayat-{quoted.ayat}" if quoted.ayat else "")
    return Passage(
        regulation=regulation,
        section=Section.BODY,
        part=neighbour.part if neighbour else "",
        bab=neighbour.bab if neighbour else "",
        pasal=number,
        ayat=quoted.ayat,
        heading=neighbour.heading if neighbour else "",
        opens=[],
        text=quoted.text,
        anchor=anchor,
    )


def _in_its_ayat(old: list[Passage], new: list[Passage]) -> list[Passage]:
    """Where only one ayat is worded anew, the others of the Pasal stay."""
    match = _ONE_AYAT.match(new[0].text) if len(new) == 1 and not new[0].ayat else None
    if match is None or not any(one.ayat for one in old):
        return new
    new[0].ayat, new[0].text = match["ayat"], match["text"]
    new[0].anchor += f"-ayat-{match['ayat']}"
    kept = [_copy(one) for one in old if one.ayat != match["ayat"]]
    return sorted([*kept, new[0]], key=lambda one: _order(one.ayat.upper()))


def _copy(passage: Passage) -> Passage:
    fields = ("regulation", "section", "part", "bab", "pasal", "ayat", "angka", "heading", "anchor")
    return Passage(
        **{name: getattr(passage, name) for name in fields},
        text=passage.text,
        page=passage.page,
        opens=[],
    )


def _neighbour(found: Standing, number: str) -> Passage | None:
    """The last passage of the Pasal after which this one is put."""
    wanted = _order(number)
    before = [
        one
        for one in found.passages
        if one.section == Section.BODY and one.pasal and _order(one.pasal) < wanted
    ]
    return before[-1] if before else None


def _order(number: str) -> tuple[int, str]:
    match = _NUMBER.match(number)
    return (int(match[1]), match[2]) if match else (0, number)
