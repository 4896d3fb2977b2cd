"""A summary by the language model: as it comes, or as a whole page where there are no scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.ask.actions import want_cancelled
from sinau.ask.checking import Checked, check
from sinau.ask.language.limits import NotNow
from sinau.ask.language.summaries import begin_summary, written
from sinau.ask.language.writing import Writing, write
from sinau.ask.models import Outcome, Question
from sinau.people.access import PersonRequest, signed_in

STREAM = "text/event-stream"


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Write it; what asks for a stream of events gets each sentence as soon as it is proved."""
    question = get_object_or_404(Question.objects.visible_to(request.user), pk=pk)
    streams = STREAM in request.headers.get("Accept", "")
    try:
        writing = begin_summary(question, _standing(request, question))
    except NotNow as no:
        if not streams:
            raise
        return _events(iter([("none", str(no))]))
    if writing is None:
        return redirect(question)
    if streams:
        return _events(_told(writing))
    if not written(writing):
        messages.info(request, said_of(writing))
    return redirect(question)


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Stop what is being written."""
    question = get_object_or_404(Question.objects.visible_to(request.user), pk=pk)
    for call in question.calls.filter(outcome=Outcome.RUNNING):
        want_cancelled(call)
    return redirect(question)


def _standing(request: PersonRequest, question: Question) -> list[Checked]:
    quotes = question.quotes.filter(is_near=False)
    return [one for one in check(quotes, request.user, day=question.as_of) if one.holds]


def _told(writing: Writing) -> Iterator[tuple[str, object]]:
    for one in write(writing):
        yield "sentence", {"text": one.text, "numbers": list(one.numbers)}
    if writing.ground.kept:
        yield "done", said_removed(writing)
    else:
        yield "none", said_of(writing)


def said_removed(writing: Writing) -> str:
    """How much was left out, where something was."""
    removed = writing.ground.removed
    if not removed:
        return ""
    return _("%(removed)s kalimat dibuang karena tidak didukung kutipannya.") % {"removed": removed}


def said_of(writing: Writing) -> str:
    """Why there is no summary, for the person who asked for it."""
    outcome = Outcome(writing.call.outcome)
    if outcome is Outcome.NOTHING:
        return _("Model tidak menghasilkan kalimat yang didukung kutipan. Bacalah kutipannya.")
    return _("Rangkuman tidak jadi: %(why)s. Kutipannya tetap lengkap.") % {
        "why": str(outcome.label).lower()
    }


def _events(events: Iterator[tuple[str, object]]) -> HttpResponse:
    lines = (f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in events)
    response = StreamingHttpResponse(lines, content_type=STREAM)
    response["Cache-Control"] = "no-store"
    # So that neither our own compression nor a proxy holds sentences back.
    response["Content-Encoding"] = "identity"
    response["X-Accel-Buffering"] = "no"
    # The guard asks no more of an answer than that it is one.
    return cast(HttpResponse, response)
