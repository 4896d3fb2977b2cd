"""The search for programs: the same results as on the page, with the rights of the token's person."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from sinau.kernel.api import ApiRequest, Field, Query, Router, Schema, add_scope, answers
from sinau.search.models import Kind, Standing
from sinau.search.showing import search_shown
from sinau.search.strangers import TokenOrNone
from sinau.search.wishes import Wish

SEARCH_READ = add_scope("search:read", _("Mencari dan bertanya dengan hak baca Anda"))
MOST = 50

router = Router(tags=["pencarian"])


class Elsewhere(Schema):
    """A further place in the same document."""

    citation: str
    url: str


class ResultOut(Schema):
    """A document that was found, at its best place."""

    source: str = Field(
        description="Namanya di aplikasi pemiliknya, seperti knowledge.regulation:4."
    )
    kind: str
    title: str
    citation: str = Field(description="Tempatnya: Pasal dan ayat, bagian, atau balasan.")
    page: int | None = None
    url: str = Field(description="Membuka tempat itu di Sinau.")
    excerpt: str
    highlights: list[str] = Field(description="Kata yang cocok, sebagaimana tertulis.")
    standing: str = Field(description="Keadaan: verified, overdue, in_force, amended, repealed, …")
    warning: str = Field(
        description="Yang perlu diketahui sebelum memakainya; kosong bila tidak ada."
    )
    is_current: bool
    agency: str
    owner: str
    dated: dt.date | None = None
    further: list[Elsewhere]


class OptionOut(Schema):
    """One value of a facet, and how many results choosing it leaves."""

    value: str
    label: str
    count: int


class ResultsOut(Schema):
    """A part of the results."""

    items: list[ResultOut]
    count: int
    more: bool = Field(description="Apakah mungkin ada lebih banyak daripada yang diurutkan.")
    limit: int
    offset: int
    facets: dict[str, list[OptionOut]]
    corrections: dict[str, str] = Field(description="Kata yang salah ketik dan maksudnya.")
    unknown: list[str] = Field(description="Kata yang tidak ada di bagian mana pun.")


class SearchQuery(Schema):
    """What is looked for."""

    q: str = Field(min_length=1, max_length=400, description="Yang dicari.")
    kind: Literal[tuple(Kind.values)] | None = None  # type: ignore[valid-type]
    agency: str = Field("", max_length=60, description="Kode perangkat daerah.")
    sector: str = Field("", max_length=60)
    standing: Literal[tuple(Standing.values)] | None = None  # type: ignore[valid-type]
    owner: str = Field("", max_length=200)
    since: dt.date | None = None
    until: dt.date | None = None
    order: Literal["relevance", "newest"] = "relevance"
    past: bool = Field(False, description="Sertakan yang dicabut dan ditarik.")
    literal: bool = Field(False, description="Jangan perbaiki ejaan.")
    limit: int = Field(10, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000)

    def wish(self) -> Wish:
        """The same as a wish."""
        return Wish(
            words=" ".join(self.q.replace("\x00", " ").split()),
            kind=self.kind or "",
            unit=self.agency,
            sector=self.sector,
            standing=self.standing or "",
            owner=self.owner,
            since=self.since,
            until=self.until,
            order="terbaru" if self.order == "newest" else "",
            past=self.past,
            literal=self.literal,
        )


@router.get("/search", auth=TokenOrNone(SEARCH_READ), response=answers(200, ResultsOut))
def search(request: ApiRequest, wanted: Query[SearchQuery]) -> dict[str, Any]:
    """Cari di semua aplikasi. Tanpa token hanya yang publik, paling banyak 30 permintaan tiap menit."""
    return search_shown(
        request.auth.person, wanted.wish(), limit=wanted.limit, offset=wanted.offset
    )
