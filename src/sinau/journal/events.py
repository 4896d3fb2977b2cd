"""What the journal tells of itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ChainChecked(Fact):
    """The whole journal was verified."""

    kind = "journal.chain.checked"
    about = "journal.check:{check_id}"
    told = gettext_noop("memeriksa {entries} catatan jejak: {breaks} kerusakan")

    check_id: int
    entries: int
    breaks: int


@dataclass(frozen=True, kw_only=True)
class EntriesExported(Fact):
    """Somebody took entries of the journal along in a file."""

    kind = "journal.entries.exported"
    about = "journal.export"
    told = gettext_noop("mengunduh {count} catatan jejak ({form})")

    count: int
    form: str
    filters: str
