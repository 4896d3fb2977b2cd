"""After an upgrade that reads texts otherwise, the index is read anew by itself, a little at a time."""

from __future__ import annotations

import time

from django.db import transaction

from sinau.search.actions import count_words_again, put_in_index, take_out_of_index
from sinau.search.models import Document
from sinau.search.sources import sources

AT_ONCE = 500


def read_anew(*, seconds: float) -> int:
    """Documents that an earlier version read are read anew for so long; gives how many are left.

    Broken off at any moment, it goes on where it stood; with none left nothing happens.
    """
    until = time.monotonic() + seconds
    some = Document.objects.misread().order_by("pk").values_list("source", flat=True)[:AT_ONCE]
    for source in list(some):
        _read(source)
        if time.monotonic() >= until:
            break
    return Document.objects.misread().count()


@transaction.atomic
def _read(source: str) -> None:
    if source.rpartition(":")[0] in sources:
        put_in_index(source, again=True)
    else:
        take_out_of_index(source)
    # With the last one, so that it is done even if somebody stops the worker right here.
    if not Document.objects.misread().exists():
        count_words_again()
