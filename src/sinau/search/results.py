"""What a reader is shown of what was found: one result a document, with its best words marked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sinau.search.engine.excerpts import Piece, excerpt, highlight
from sinau.search.engine.query import Plan
from sinau.search.finding import Find
from sinau.search.models import Document, Passage
from sinau.search.sources import Spot

MORE = 3
"""How many further places of the same document are named."""


@dataclass(frozen=True)
class Result:
    """A document that was found, the place where it was, and further places in it."""

    document: Document
    spot: Spot
    title: list[Piece]
    excerpt: list[Piece]
    is_cut_before: bool
    is_cut_after: bool
    further: list[Spot]

    @property
    def locator(self) -> str:
        """Where in the document it stands, without the document's own name."""
        return self._short(self.spot)

    @property
    def more(self) -> list[tuple[str, str]]:
        """Words and address of the further places."""
        return [(self._short(spot) or spot.citation, spot.url) for spot in self.further]

    def _short(self, spot: Spot) -> str:
        words = spot.citation
        for name in (self.document.title, self.document.title.split(" tentang ")[0]):
            words = words.removeprefix(name).lstrip(" ,·")
        return words


def terms_to_mark(plan: Plan) -> frozenset[str]:
    """Every root that stands for something that was asked."""
    return frozenset(term.text for term in plan.terms)


def results(plan: Plan, grouped: Mapping[int, Sequence[Find]]) -> list[Result]:
    """These documents in this order, in two queries."""
    documents = Document.objects.select_related("agency", "shelf").in_bulk(list(grouped))
    wanted = [find.passage for finds in grouped.values() for find in finds[: MORE + 1]]
    passages = Passage.objects.defer("terms").in_bulk(wanted)
    marked = terms_to_mark(plan)
    found = []
    for key, finds in grouped.items():
        # Either may have been written anew since it was ranked.
        there = [passages[find.passage] for find in finds[: MORE + 1] if find.passage in passages]
        if key in documents and there:
            found.append(_result(plan, documents[key], there, marked))
    return found


def _result(
    plan: Plan, document: Document, passages: Sequence[Passage], marked: Collection[str]
) -> Result:
    best, *others = passages
    cut = excerpt(plan, best.text)
    spot = best.place_at(cut.start)
    return Result(
        document=document,
        spot=spot,
        title=highlight(document.title, marked),
        excerpt=highlight(cut.of(best.text), marked),
        is_cut_before=cut.start > spot.start,
        is_cut_after=cut.end < len(best.text),
        further=[other.places()[0] for other in others],
    )
