"""Have a language model word what the quotes of a question say, sentence by proved sentence."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.ask.checking import Checked
from sinau.ask.language import wire
from sinau.ask.language.grounding import Ground, Grounded, whole_sentences
from sinau.ask.language.limits import NotNow, begin_call, note_outcome
from sinau.ask.language.prompting import (
    Sent,
    digest_of,
    fitting,
    is_order,
    messages_for,
    size_of,
    tokens_of,
)
from sinau.ask.models import Call, Language, Outcome, Question, Summary
from sinau.kernel.clock import now
from sinau.search.models import Document


@dataclass
class Writing:
    """A call on its way: what was sent, and what has come back so far."""

    call: Call
    server: wire.Server
    messages: wire.Messages
    ground: Ground
    began: float = field(default_factory=time.monotonic)
    words: list[str] = field(default_factory=list)


def server_of(language: Language) -> wire.Server:
    """The server with the key from the environment."""
    return wire.Server(
        base_url=language.base_url,
        model=language.model,
        key=settings.MODEL_KEY,
        answer_tokens=language.answer_tokens,
        connect_seconds=language.connect_seconds,
        first_token_seconds=language.first_token_seconds,
        total_seconds=language.total_seconds,
    )


def numbered(quotes: Iterable[Checked]) -> list[Sent]:
    """The quotes of a page with the numbers they are shown under."""
    return [
        Sent(
            number=number,
            source=one.quote.source,
            anchor=one.quote.anchor,
            citation=one.quote.citation,
            text=one.quote.text,
        )
        for number, one in enumerate(quotes, 1)
    ]


def may_leave(language: Language, quotes: Sequence[Sent]) -> list[Sent]:
    """Those of an access level that may leave the house, and that give the machine no orders."""
    levels = dict(
        Document.objects.filter(source__in=[one.source for one in quotes]).values_list(
            "source", "shelf__audience"
        )
    )
    return [
        one
        for one in quotes
        if levels.get(one.source) in language.levels and not is_order(one.text)
    ]


def begin(
    language: Language, text: str, quotes: Sequence[Sent], *, question: Question | None
) -> Writing:
    """The prompt is made and the call has its place; nothing was sent yet."""
    room = language.context_tokens - language.answer_tokens
    sent = fitting(text, may_leave(language, quotes), room=room)
    back = question.get_absolute_url() if question is not None else ""
    if not sent:
        raise NotNow(
            _("Kutipan ini tidak boleh dikirim ke model, atau terlalu panjang untuknya."),
            back=back,
        )
    messages = messages_for(text, sent)
    call = begin_call(
        language,
        question,
        prompt_hash=digest_of(messages),
        prompt_tokens=size_of(messages),
        passages=[[one.number, one.source, one.anchor, one.digest] for one in sent],
    )
    passages = {one.number: f"{one.citation}\n{one.text}" for one in sent}
    return Writing(call, server_of(language), messages, Ground(passages))


def write(writing: Writing) -> Iterator[Grounded]:
    """Each sentence as soon as it is proved; whoever stops reading cancels the call."""
    outcome = Outcome.CANCELLED
    try:
        for sentence in whole_sentences(_pieces(writing)):
            grounded = writing.ground.judge(sentence)
            if grounded is not None:
                yield grounded
        outcome = Outcome.DONE if writing.ground.kept else Outcome.NOTHING
    except wire.Trouble as trouble:
        outcome = Outcome(trouble.name)
    finally:
        finish(writing, outcome)


def _pieces(writing: Writing) -> Iterator[str]:
    most = writing.server.answer_tokens * 2
    tokens = 0
    cancelled = Call.objects.filter(pk=writing.call.pk, cancel_wanted_at__isnull=False)
    for piece in wire.stream(writing.server, writing.messages, is_cancelled=cancelled.exists):
        if not writing.words:
            writing.call.first_token_ms = _since(writing)
        writing.words.append(piece)
        yield piece
        tokens += tokens_of(piece)
        if tokens > most:
            # A server that ignores its limit is not listened to without end.
            return


def _since(writing: Writing) -> int:
    return int((time.monotonic() - writing.began) * 1000)


@transaction.atomic
def finish(writing: Writing, outcome: Outcome) -> None:
    """The call is written down whole; a good one leaves a summary with its question."""
    text = "".join(writing.words)
    ground, call = writing.ground, writing.call
    call.outcome = outcome
    call.answer_tokens = tokens_of(text)
    call.answer_hash = hashlib.sha256(text.encode()).hexdigest() if text else ""
    call.kept, call.removed, call.invented = len(ground.kept), ground.removed, ground.invented
    call.took_ms = _since(writing)
    call.save()
    note_outcome(call.language, outcome)
    if outcome is not Outcome.DONE or call.question_id is None:
        return
    said: dict[str, Any] = {
        "call": call,
        "model": call.language.model,
        "sentences": [[one.text, list(one.numbers)] for one in ground.kept],
        "removed": ground.removed,
        "made_at": now(),
    }
    Summary.objects.update_or_create(question_id=call.question_id, defaults=said)
