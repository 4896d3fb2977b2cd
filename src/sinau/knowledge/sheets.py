"""Where rows of passages are kept: in the reading of a document, or published as a regulation."""

from __future__ import annotations

from typing import Any, Protocol

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from sinau.knowledge.likeness import signature_of
from sinau.knowledge.mending import Row
from sinau.knowledge.models import Document, Mending, Passage, Reading, Regulation
from sinau.knowledge.paging import as_passages, divide

# Positions are unique; a run that moves goes far away first.
_FAR = 1_000_000
_FIELDS = (
    *("section", "bab", "pasal", "ayat", "angka", "inner_pasal", "heading", "opens", "text"),
    *("page", "anchor", "table", "sure", "former"),
)


class Sheet(Protocol):
    """A document whose structure can be mended."""

    @property
    def document(self) -> Document | None:
        """The document, before it is published."""

    @property
    def regulation(self) -> Regulation | None:
        """The regulation, after."""

    def rows(self) -> list[Row]:
        """All of its rows, in order."""

    def replace(self, start: int, count: int, rows: list[Row]) -> None:
        """Put other rows in the place of a run."""


def sheet_of(thing: Document | Regulation) -> Sheet:
    """The rows of a document before it is published, and of a regulation after."""
    return ReadingSheet(thing) if isinstance(thing, Document) else PassageSheet(thing)


def mendings_of(sheet: Sheet) -> Any:
    """What was changed so far, the newest first."""
    return Mending.objects.filter(
        document=sheet.document, regulation=sheet.regulation
    ).select_related("done_by", "undone_by")


class ReadingSheet:
    """The newest reading of a document."""

    regulation = None

    def __init__(self, document: Document) -> None:
        self.document = document
        assert document.reading is not None
        self._reading: Reading = document.reading

    def rows(self) -> list[Row]:
        """As the reader gave them, and as they were mended since."""
        return [{"former": [], "table": [], "sure": 100, **row} for row in self._reading.passages]

    def replace(self, start: int, count: int, rows: list[Row]) -> None:
        """The reading keeps the new rows and counts its Pasal anew."""
        reading = Reading.objects.select_for_update().get(pk=self._reading.pk)
        reading.passages[start : start + count] = rows
        body = [row for row in reading.passages if row["section"] == "body"]
        reading.report["pasal"] = len({row["pasal"] for row in body if row["pasal"]})
        reading.report.get("parts", {})["ayat"] = sum(bool(row["ayat"]) for row in body)
        reading.signature = signature_of(reading.passages)
        reading.save(update_fields=["passages", "report", "signature"])
        self._reading = reading


class PassageSheet:
    """The passages of a regulation; one that stays keeps its key, so what points at it still does."""

    document = None

    def __init__(self, regulation: Regulation) -> None:
        self.regulation = regulation

    def rows(self) -> list[Row]:
        """As they are read and cited."""
        return [
            {"pk": passage.pk, **{name: getattr(passage, name) for name in _FIELDS}}
            for passage in self.regulation.passages.order_by("position")
        ]

    def replace(self, start: int, count: int, rows: list[Row]) -> None:
        """Passages that stay are changed in place, the others come and go."""
        regulation = self.regulation
        passages = list(regulation.passages.select_for_update().order_by("position"))
        run = {passage.pk: passage for passage in passages[start : start + count]}
        kept = {row["pk"] for row in rows if row.get("pk") in run}
        Passage.objects.filter(pk__in=set(run) - kept).delete()
        # Neither a place nor an anchor may be there twice, not even for a moment.
        aside = Concat(Value("~"), Cast("pk", CharField()))
        Passage.objects.filter(pk__in=kept).update(position=F("position") + _FAR, anchor=aside)
        later = regulation.passages.filter(pk__in=[one.pk for one in passages[start + count :]])
        moved = len(rows) - count
        if moved:
            later.update(position=F("position") + _FAR)
            later.update(position=F("position") - _FAR + moved)
        first = passages[start].position if start < len(passages) else len(passages) + 1
        for nth, row in enumerate(rows):
            made = as_passages(
                [row], regulation=regulation, agency=regulation.agency, audience=regulation.audience
            )[0]
            made.position = first + nth
            made.pk = row.get("pk")
            # A row taken back gets the key it had, unless somebody else has it.
            if made.pk not in kept and Passage.objects.filter(pk=made.pk).exists():
                made.pk = None
            made.save()
        self._count()

    def _count(self) -> None:
        """Pages, figures and likeness follow the passages."""
        regulation = self.regulation
        passages = list(regulation.passages.order_by("position"))
        before = {passage.pk: passage.part for passage in passages}
        for passage in passages:
            passage.part = ""
        regulation.parts = divide(passages)
        changed = [passage for passage in passages if before[passage.pk] != passage.part]
        Passage.objects.bulk_update(changed, ["part"], batch_size=500)
        body = {passage.pasal for passage in passages if passage.section == "body"}
        regulation.pasal_count = len(body - {""})
        regulation.signature = signature_of(
            {"section": passage.section, "text": passage.text} for passage in passages
        )
        regulation.save(update_fields=["parts", "pasal_count", "signature"])
