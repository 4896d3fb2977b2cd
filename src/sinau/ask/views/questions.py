"""Asking, and reading what became of it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sinau.ask.actions import ask
from sinau.ask.checking import Proof, check
from sinau.ask.examples import examples_for
from sinau.ask.forms import QuestionForm
from sinau.ask.models import Question
from sinau.people.access import PersonRequest, signed_in
from sinau.search.engine.analysis import analyser
from sinau.search.engine.excerpts import highlight

EARLIER = 5
A_PAGE = 20


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """The box, questions to begin with, and one's own earlier ones."""
    form = QuestionForm(initial={"text": request.GET.get("q", "")[:400]})
    return _desk(request, form)


@signed_in
@require_POST
def create(request: PersonRequest) -> HttpResponse:
    """Ask; a question that cannot be taken comes back as it was written."""
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _desk(request, form, status=422)
    return redirect(ask(form.cleaned_data["text"], by=request.user))


def _desk(request: PersonRequest, form: QuestionForm, *, status: int = 200) -> HttpResponse:
    mine = Question.objects.visible_to(request.user).with_outcome()
    context = {
        "form": form,
        "examples": examples_for(request.user),
        "earlier": mine[:EARLIER],
    }
    return render(request, "ask/desk.html", context, status=status)


@signed_in
def mine(request: PersonRequest) -> HttpResponse:
    """Everything one has asked, newest first."""
    questions = Question.objects.visible_to(request.user).with_outcome()
    page = Paginator(questions, A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "ask/mine.html", {"page": page})


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The answer card, or what is not known and who might."""
    mine = Question.objects.visible_to(request.user)
    question = get_object_or_404(mine.with_outcome().select_related("repeats"), pk=pk)
    asked = frozenset(analyser().terms(question.text))
    checked = check(question.quotes.all(), request.user, marked=asked)
    quotes = [one for one in checked if not one.quote.is_near]
    standing = [one for one in quotes if one.holds]
    context = {
        "question": question,
        "quotes": standing,
        "fallen": [one for one in quotes if not one.holds],
        "near": [one for one in checked if one.quote.is_near and one.holds],
        "talks": [one for one in checked if one.is_talk and one.proof is not Proof.HIDDEN],
        "extract": highlight(standing[0].quote.sentence, asked) if standing else [],
        "later": question.later_articles.all() if not question.is_answered else [],
        "repeated": question.repeated_by.order_by("pk").last(),
        "rating": question.ratings.filter(person=request.user).first(),
    }
    return render(request, "ask/question.html", context)
