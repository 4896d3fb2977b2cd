"""The gate for programs: a running AI service asks whether it may serve."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from sinau.innovation.actions.gates import rules
from sinau.innovation.models import Idea
from sinau.innovation.serving import HOLDS, serving_of
from sinau.kernel.api import ApiRequest, Field, Router, Schema, add_scope, answers, needs
from sinau.kernel.clock import now

READ = add_scope("ai:read", _("Menanyakan apakah layanan AI boleh melayani"))

router = Router(tags=["ai"])
prefix = "ai"


class GateOut(Schema):
    """Whether a service may serve now."""

    use: str
    title: str
    stage: str = Field(description="pilot, live, monitored, atau tahap lain yang tidak melayani.")
    may_serve: bool
    reasons: list[str] = Field(description="Semua alasan bila tidak boleh melayani.")
    checked_at: dt.datetime
    valid_until: dt.datetime = Field(
        description="Sesudah ini jawaban tidak berlaku; tanpa jawaban baru layanan berhenti."
    )
    rules: str = Field(description="Versi syarat yang dipakai.")
    url: str


@router.get("/{slug:use}/gate", auth=needs(READ), response=answers(200, GateOut, 304, None))
def show_gate(request: ApiRequest, response: HttpResponse, use: str) -> Any:
    """Bolehkah layanan ini melayani sekarang? Tanpa jawaban sampai valid_until, berhentilah.

    `ETag` berubah hanya bila keputusannya berubah; `If-None-Match` yang sama dijawab 304 dengan
    `Cache-Control` dan `Gate-Valid-Until` yang baru.
    """
    ideas = Idea.objects.inside(request.user).select_related("owner", "agency")
    idea = get_object_or_404(ideas, slug=use)
    said = serving_of(idea)
    until = said.valid_until
    decided = [idea.slug, idea.stage, said.may_serve, said.reasons, rules()]
    tag = f'"{hashlib.sha256(json.dumps(decided).encode()).hexdigest()[:32]}"'
    seconds = max(0, min(int(HOLDS.total_seconds()), int((until - now()).total_seconds())))
    headers = {
        "ETag": tag,
        "Cache-Control": f"private, max-age={seconds if said.may_serve else 0}, must-revalidate",
        "Gate-Valid-Until": until.isoformat(),
    }
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers=headers)
    for name, value in headers.items():
        response[name] = value
    return {
        "use": idea.slug,
        "title": idea.title,
        "stage": idea.stage,
        "may_serve": said.may_serve,
        "reasons": list(said.reasons),
        "checked_at": now(),
        "valid_until": until,
        "rules": rules()[:16],
        "url": request.build_absolute_uri(idea.get_absolute_url()),
    }
