"""Check that nothing in the journal was changed, removed or put in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sinau.journal.models import Entry, Stream


@dataclass(frozen=True)
class Break:
    """A place where the chain of a stream does not hold."""

    stream: str
    position: int
    reason: str


def verify(*, stream: str = "") -> Iterator[Break]:
    """Every break in every chain, or in one; nothing when all is as it was written."""
    streams = Stream.objects.filter(name=stream) if stream else Stream.objects.all()
    expected = {row.pk: (row.name, row.length, row.head) for row in streams.iterator()}
    last: dict[int, tuple[int, str]] = {}
    entries = Entry.objects.filter(stream_id__in=streams).select_related("stream")
    for entry in entries.order_by("stream_id", "position").iterator(chunk_size=2000):
        position, head = last.get(entry.stream_id, (0, ""))
        if entry.position != position + 1:
            yield Break(entry.stream.name, position + 1, _("Catatan hilang."))
        elif entry.previous_hash != head:
            yield Break(
                entry.stream.name, entry.position, _("Catatan tidak bersambung dengan sebelumnya.")
            )
        if entry.hash != entry.computed_hash():
            yield Break(
                entry.stream.name, entry.position, _("Isi catatan berubah setelah ditulis.")
            )
        last[entry.stream_id] = (entry.position, entry.hash)
    for pk, (name, length, head) in expected.items():
        position, found = last.get(pk, (0, ""))
        if position < length:
            yield Break(name, position + 1, _("Catatan terakhir hilang."))
        elif found != head:
            yield Break(name, position, _("Kepala rantai tidak cocok dengan catatan terakhir."))
