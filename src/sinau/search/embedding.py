"""The verbs of vectors: what waits is embedded a few at a time, and whoever dies loses a few seconds."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

from django.db import connection, transaction

from sinau.kernel.clock import now
from sinau.search.engine.chunks import chunks
from sinau.search.engine.embedding import Embedder, NoVector, Vectors, digest
from sinau.search.models import EmbeddingRun, Model, Passage, Unembedded
from sinau.search.vectors import RULES, as_text

AT_ONCE: int = RULES["at_once"]

TAKE = """
SELECT waiting.passage, passage.text, document.shelf_id
FROM (SELECT passage FROM search_unembedded ORDER BY passage LIMIT %s FOR UPDATE SKIP LOCKED) waiting
LEFT JOIN search_passage passage ON passage.id = waiting.passage
LEFT JOIN search_document document ON document.id = passage.document_id
"""
# The lock keeps a passage from vanishing before its vectors are there to vanish with it.
WRITE = """
INSERT INTO search_vector (passage, model, part, shelf, digest, value)
SELECT passage.id, %s, fresh.part, fresh.shelf, fresh.digest, fresh.value::halfvec
FROM unnest(%s::int[], %s::int2[], %s::int[], %s::bytea[], %s::text[])
    AS fresh(passage, part, shelf, digest, value)
JOIN search_passage passage ON passage.id = fresh.passage
FOR KEY SHARE OF passage
ON CONFLICT DO NOTHING
"""
INHERIT = """
INSERT INTO search_vector (passage, model, part, shelf, digest, value)
SELECT fresh.passage, old.model, fresh.part, %s, old.digest, old.value
FROM unnest(%s::int[], %s::int2[], %s::bytea[]) AS fresh(passage, part, digest)
CROSS JOIN LATERAL (
    SELECT model, digest, value FROM search_vector
    WHERE passage = ANY(%s::int[]) AND digest = fresh.digest LIMIT 1
) old
"""


def inherit_vectors(
    passages: Sequence[Passage], shelf: int, before: Sequence[int], embeds: Embedder | None
) -> None:
    """The new passages have the vectors of the old ones that say the same; the others wait for theirs."""
    if embeds is None:
        return
    rows = [
        (passage.pk, part, digest(embeds.name, text))
        for passage in passages
        for part, text in enumerate(chunks(passage.text))
    ]
    keys, parts, digests = (
        (list(column) for column in zip(*rows, strict=True)) if rows else ([],) * 3
    )
    with connection.cursor() as cursor:
        if before:
            cursor.execute(INHERIT, [shelf, keys, parts, digests, list(before)])
        # Written by the embedding job as well, so a lock is never waited for.
        cursor.execute(
            "INSERT INTO search_unembedded (passage) SELECT DISTINCT passage"
            " FROM unnest(%s::int[], %s::int2[]) AS fresh(passage, part)"
            " WHERE NOT EXISTS (SELECT FROM search_vector made"
            " WHERE made.passage = fresh.passage AND made.part = fresh.part)"
            " ON CONFLICT DO NOTHING",
            [keys, parts],
        )


def drop_vectors(passages: Sequence[int]) -> None:
    """Nothing is near these passages any more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_vector WHERE passage = ANY(%s::int[])", [list(passages)])


def embed_waiting(embeds: Embedder, *, seconds: float = math.inf) -> EmbeddingRun | None:
    """Passages that wait have their vectors, a batch a transaction; a second time there is nothing to do.

    Gives the run with how far it came, or None when nothing waited. Two of these share the work.
    """
    try:
        model = _ready(embeds)
    except NoVector as error:
        return _troubled(embeds.name, str(error))
    if not Unembedded.objects.exists():
        EmbeddingRun.objects.filter(ended_at=None).update(ended_at=now())
        return None
    run = _run_of(embeds.name)
    until = time.monotonic() + seconds
    try:
        while _one_batch(embeds, model, run) and time.monotonic() < until:
            pass
    except NoVector as error:
        return _troubled(embeds.name, str(error))
    _draw_graph(model)
    run.refresh_from_db()
    return run


def _ready(embeds: Embedder) -> Model:
    """The row of the model; vectors of another are gone, and what has none of this one waits."""
    model = Model.objects.filter(name=embeds.name).first()
    if model is None:
        dimensions = len(embeds.query("panjang"))
        model = Model.objects.get_or_create(name=embeds.name, defaults={"dimensions": dimensions})[
            0
        ]
    others = Model.objects.exclude(pk=model.pk)
    with transaction.atomic(), connection.cursor() as cursor:
        for other in others:
            cursor.execute(f"DROP INDEX IF EXISTS search_vector_near_{other.pk}")
            cursor.execute("DELETE FROM search_vector WHERE model = %s", [other.pk])
        others.delete()
        cursor.execute(
            "INSERT INTO search_unembedded (passage) SELECT id FROM search_passage passage"
            " WHERE NOT EXISTS (SELECT FROM search_vector made"
            " WHERE made.passage = passage.id AND made.model = %s)"
            " AND passage.text ~ '[^[:space:]]' ON CONFLICT DO NOTHING",
            [model.pk],
        )
    return model


def _run_of(name: str) -> EmbeddingRun:
    EmbeddingRun.objects.filter(ended_at=None).exclude(model_name=name).update(ended_at=now())
    run, _is_new = EmbeddingRun.objects.get_or_create(
        model_name=name,
        ended_at=None,
        defaults={"begun_at": now(), "moved_at": now(), "left": Unembedded.objects.count()},
    )
    return run


def _troubled(name: str, why: str) -> EmbeddingRun:
    run = _run_of(name)
    EmbeddingRun.objects.filter(pk=run.pk).update(
        trouble=why[:300], moved_at=now(), left=Unembedded.objects.count()
    )
    run.refresh_from_db()
    return run


@transaction.atomic
def _one_batch(embeds: Embedder, model: Model, run: EmbeddingRun) -> bool:
    """A few passages more have their vectors; killed in the middle, they simply wait again."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [AT_ONCE])
        taken = cursor.fetchall()
        rows = [
            (passage, part, shelf, text)
            for passage, whole, shelf in taken
            if whole is not None
            for part, text in enumerate(chunks(whole))
        ]
        if rows:
            _write(model, rows, embeds.passages([text for *_numbers, text in rows]))
        cursor.execute(
            "DELETE FROM search_unembedded WHERE passage = ANY(%s::int[])",
            [[passage for passage, *_rest in taken]],
        )
    left = Unembedded.objects.count()
    run.done += len(taken)
    EmbeddingRun.objects.filter(pk=run.pk).update(
        done=run.done, left=left, moved_at=now(), trouble="", ended_at=None if left else now()
    )
    return bool(taken)


def _write(model: Model, rows: Sequence[tuple[int, int, int, str]], vectors: Vectors) -> None:
    keys, parts, shelves, texts = (list(column) for column in zip(*rows, strict=True))
    digests = [digest(model.name, text) for text in texts]
    with connection.cursor() as cursor:
        cursor.execute(
            WRITE, [model.pk, keys, parts, shelves, digests, [as_text(one) for one in vectors]]
        )


def _draw_graph(model: Model) -> None:
    """Where there are very many vectors the nearest are found by a graph; fewer are looked at one by one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_vector WHERE model = %s", [model.pk])
        if cursor.fetchone()[0] >= RULES["graph_from"]:
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS search_vector_near_{model.pk} ON search_vector USING hnsw"
                f" ((value::halfvec({model.dimensions})) halfvec_ip_ops) WHERE model = {model.pk}"
            )
