"""What an operation may answer: its own schemas, and the same problems everywhere."""

from __future__ import annotations

from typing import Any

from ninja import Field, Schema

PROBLEMS = (400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503)


class FieldProblem(Schema):
    """One value to put right."""

    field: str = Field(description="Nama bidang, titik di antara tingkat: `items.0.title`.")
    place: str = Field(description="Tempatnya: body, query, path, form, atau file.")
    detail: str = Field(description="Apa yang salah dan cara memperbaikinya.")
    code: str = Field(description="Nama pendek kesalahan, untuk program.")


class ProblemDocument(Schema):
    """A problem document (RFC 9457)."""

    type: str = Field(description="`urn:sinau:refusal:…` bila sebuah aturan menolak.")
    title: str
    status: int
    detail: str = Field(description="Satu kalimat yang dapat ditunjukkan kepada orang.")
    reasons: list[str] = Field(default=[], description="Setiap alasan bila lebih dari satu.")
    errors: list[FieldProblem] = Field(default=[], description="Setiap nilai yang salah (422).")
    scope: str = Field(default="", description="Izin yang kurang pada token (403).")


def answers(*said: Any) -> dict[int, Any]:
    """The answers of an operation: `answers(200, Course)` or `answers(200, Course, 201, Course)`.

    Every problem is declared beside them, so that the document says all that can come.
    """
    assert said and len(said) % 2 == 0, "status and schema come in pairs"
    own = dict(zip(said[::2], said[1::2], strict=True))
    return {**own, **{status: ProblemDocument for status in PROBLEMS if status not in own}}
