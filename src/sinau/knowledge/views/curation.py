"""Meja kurasi: what waits for a curator, the oldest first."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sinau.kernel.clock import today
from sinau.knowledge.models import Article, Document, Outcome
from sinau.knowledge.sentences import summary
from sinau.people.access import PersonRequest, needs
from sinau.people.models import Role

_MOST = 25


@needs(Role.CURATOR, Role.OFFICER)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Drafts to look at, checks, what is due, and documents that need a person or OCR."""
    kept = Article.objects.kept_by(request.user).select_related("agency", "owner", "working")
    waiting, checks, due = kept.waiting(), kept.needing_check(), kept.due_soon()
    documents = (
        Document.objects.managed_by(request.user).waiting().select_related("reading", "agency")
    )
    rows = [
        {"document": d, "summary": summary(d.reading) if d.reading else ""}
        for d in documents.order_by("uploaded_at")[:_MOST]
    ]
    context: dict[str, Any] = {
        "waiting": waiting.order_by("updated_at")[:_MOST],
        "waiting_count": waiting.count(),
        "checks": checks.order_by("updated_at")[:_MOST],
        "checks_count": checks.count(),
        "due": due.order_by("review_due")[:_MOST],
        "due_count": due.count(),
        "documents": rows,
        "documents_count": documents.count(),
        "ocr_count": documents.filter(reading__outcome=Outcome.NEEDS_OCR).count(),
        "today": today(),
        "is_curator": request.user.has_role(Role.CURATOR),
    }
    return render(request, "knowledge/curation.html", context)
