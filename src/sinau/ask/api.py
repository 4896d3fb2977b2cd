"""The answer desk for programs: ask as the person of the token, with their permissions."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from sinau.ask.actions import ask
from sinau.ask.checking import check
from sinau.ask.context import context_of
from sinau.ask.forms import QuestionForm
from sinau.ask.models import Question
from sinau.kernel.api import ApiRequest, Field, Router, Schema, add_scope, answers, invalid, needs

READ = add_scope("ask:read", _("Bertanya kepada Tanya dan membaca jawabannya"))

router = Router(tags=["tanya"])
prefix = "ask"
NAMES = {"text": "question", "as_of": "as_of"}


class AskIn(Schema):
    """A question."""

    question: str = Field(min_length=1, max_length=400, description="Satu pertanyaan.")
    as_of: dt.date | None = Field(None, description="Menurut keadaan pada tanggal ini.")
    follows: int | None = Field(
        None, description="Nomor pertanyaan sendiri yang dilanjutkan; pokoknya dibawa."
    )


class QuoteOut(Schema):
    """Words of a source, letter for letter, checked at this moment."""

    source: str
    citation: str
    title: str
    text: str
    sentence: str
    url: str
    page: int | None = None
    standing: str
    warning: str = Field(
        description="Yang perlu diketahui sebelum memakainya; kosong bila tidak ada."
    )
    checked_on: dt.date


class NearOut(Schema):
    """Something close to the question that is not called an answer."""

    citation: str
    title: str
    url: str


class AnswerOut(Schema):
    """What became of the question."""

    id: int
    question: str
    answered: bool
    as_of: dt.date | None = None
    quotes: list[QuoteOut]
    near: list[NearOut] = Field(description="Bila tidak terjawab: yang terdekat.")
    unknown_words: list[str]
    promised_on: dt.date | None = Field(
        None, description="Bila tidak terjawab: sampai kapan sumbernya dijanjikan ada."
    )
    url: str


@router.post("", response=answers(200, AnswerOut), auth=needs(READ))
def create(request: ApiRequest, wanted: AskIn) -> AnswerOut:
    """Bertanya. Jawabannya kutipan yang sudah diperiksa, atau terus terang bahwa belum diketahui."""
    form = QuestionForm({"text": wanted.question, "as_of": wanted.as_of or ""})
    if not form.is_valid():
        raise invalid(
            [
                {"field": NAMES[name], "place": "body", "detail": str(errors[0]), "code": "value"}
                for name, errors in form.errors.items()
            ]
        )
    person = request.user
    follows = Question.objects.visible_to(person).filter(pk=wanted.follows or 0).first()
    question = ask(
        form.cleaned_data["text"],
        by=person,
        as_of=form.cleaned_data["as_of"],
        follows=follows,
        context=context_of(follows) if follows is not None else None,
    )
    return _told(request, question)


def _told(request: ApiRequest, question: Question) -> AnswerOut:
    fresh = Question.objects.with_outcome().select_related("membership__gap").get(pk=question.pk)
    checked = check(fresh.quotes.all(), request.user, day=fresh.as_of)
    standing = [one for one in checked if one.holds]
    membership = getattr(fresh, "membership", None)
    return AnswerOut(
        id=fresh.pk,
        question=fresh.text,
        answered=fresh.is_answered,
        as_of=fresh.as_of,
        quotes=[
            QuoteOut(
                source=one.quote.source,
                citation=one.live.citation,
                title=one.quote.title,
                text=one.quote.text,
                sentence=one.quote.sentence,
                url=one.url,
                page=one.live.page,
                standing=one.live.standing,
                warning=str(one.stands.warning) if one.stands else "",
                checked_on=one.checked_on,
            )
            for one in standing
            if not one.quote.is_near and one.live is not None
        ],
        near=[
            NearOut(citation=one.quote.citation, title=one.quote.title, url=one.url)
            for one in standing
            if one.quote.is_near
        ],
        unknown_words=fresh.refusal.unknown if not fresh.is_answered else [],
        promised_on=membership.gap.promised_on if membership and not fresh.is_answered else None,
        url=fresh.get_absolute_url(),
    )
