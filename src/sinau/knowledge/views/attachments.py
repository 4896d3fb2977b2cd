"""Files of an article, and what is said in a recording as captions."""

from __future__ import annotations

from typing import cast

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from sinau.kernel.serving import Kept, serve
from sinau.knowledge import transcripts
from sinau.knowledge.models import Article, Attachment
from sinau.knowledge.strangers import articles_for, open_to_strangers
from sinau.people.access import PersonRequest


@open_to_strangers
@require_safe
def show(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """The file readers see; files of other revisions are for those who work on the article."""
    article = get_object_or_404(articles_for(request), slug=slug)
    if article.attachment_id != pk:
        if not request.user.is_authenticated:
            raise Http404
        article = get_object_or_404(Article.objects.editable_by(request.user), slug=slug)
    held = Q(pk=article.attachment_id) | Q(pk__in=article.revisions.values("attachment"))
    file = get_object_or_404(Attachment.objects.filter(held), pk=pk)
    kept = Kept(
        place=file.file.name or "",
        key=file.sha256,
        size=file.size,
        media_type=file.media_type,
        download="" if file.is_media else file.name,
    )
    return cast(HttpResponse, serve(request, kept))


@open_to_strangers
@require_safe
def captions_show(request: PersonRequest, slug: str) -> HttpResponse:
    """The transcript as a player reads it."""
    article = get_object_or_404(articles_for(request), slug=slug)
    if not article.transcript:
        raise Http404
    words = transcripts.captions(transcripts.read(article.transcript))
    response = HttpResponse(words, content_type="text/vtt; charset=utf-8")
    response["X-Content-Type-Options"] = "nosniff"
    return response
