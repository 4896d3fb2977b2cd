"""Asking, and reading what became of it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.ask.actions import ask, confirm_answer, delete_question
from sinau.ask.checking import Proof, check
from sinau.ask.context import Context, context_of
from sinau.ask.examples import examples_for
from sinau.ask.forms import QuestionForm
from sinau.ask.language.summaries import summary_of
from sinau.ask.models import Question
from sinau.ask.standing import desk_standing
from sinau.ask.turnaround import usual_days
from sinau.people.access import PersonRequest, signed_in
from sinau.search.engine.analysis import analyser
from sinau.search.engine.excerpts import highlight
from sinau.search.finding import those_seen_by
from sinau.search.models import Document

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
    follows = _before(request)
    if not form.is_valid():
        return _desk(request, form, status=422, follows=follows)
    if not desk_standing().may_answer:
        # The plain search goes on working; it needs no approval.
        messages.warning(request, _("Tanya sedang tidak menjawab. Ini hasil pencarian biasa."))
        return redirect(f"{reverse('search:index')}?{urlencode({'q': form.cleaned_data['text']})}")
    question = ask(
        form.cleaned_data["text"],
        by=request.user,
        as_of=form.cleaned_data["as_of"],
        follows=follows,
        context=_kept(request, follows),
    )
    return redirect(question)


def _before(request: PersonRequest) -> Question | None:
    """The question this one follows, when it is one's own."""
    said = request.POST.get("lanjut", "")
    if not said.isdecimal():
        return None
    return Question.objects.visible_to(request.user).filter(pk=int(said[:18])).first()


def _kept(request: PersonRequest, follows: Question | None) -> Context:
    """Of what could be carried over, what the asker left ticked."""
    if follows is None:
        return Context()
    there = context_of(follows)
    ticked = set(request.POST.getlist("bawa")) - {request.POST.get("lepas", "")}
    source = there.source if there.source in ticked else ""
    return Context(tuple(word for word in there.words if word in ticked), source)


def _desk(
    request: PersonRequest,
    form: QuestionForm,
    *,
    status: int = 200,
    follows: Question | None = None,
) -> HttpResponse:
    mine = Question.objects.visible_to(request.user).with_outcome()
    context = {
        "form": form,
        "standing": desk_standing(),
        "follows": follows,
        "carried": _carried(follows, _kept(request, follows)) if follows else [],
        "examples": examples_for(request.user),
        "earlier": mine[:EARLIER],
    }
    return render(request, "ask/desk.html", context, status=status)


@signed_in
def mine(request: PersonRequest) -> HttpResponse:
    """Everything one has asked, newest first, or what waits to be looked at again."""
    questions = Question.objects.visible_to(request.user).with_outcome()
    doubted = questions.doubted()
    wanted = doubted if request.GET.get("lihat") == "periksa" else questions
    page = Paginator(wanted, A_PAGE).get_page(request.GET.get("halaman"))
    chips = [("periksa", _("Perlu diperiksa"), doubted.count())]
    return render(request, "ask/mine.html", {"page": page, "chips": chips})


@signed_in
@require_POST
def confirm(request: PersonRequest, pk: int) -> HttpResponse:
    """The asker has looked at what changed, and the answer stands."""
    question = get_object_or_404(Question.objects.visible_to(request.user), pk=pk)
    confirm_answer(question, by=request.user)
    messages.success(request, _("Jawaban ini Anda nyatakan masih berlaku."))
    return redirect(question)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The answer card, or what is not known and who might."""
    mine = Question.objects.visible_to(request.user)
    related = ("repeats", "follows", "membership__gap")
    question = get_object_or_404(mine.with_outcome().select_related(*related), pk=pk)
    return render(request, "ask/question.html", _answered(request, question))


def _answered(request: PersonRequest, question: Question) -> dict[str, object]:
    asked = frozenset(analyser().terms(" ".join([question.text, *question.carried])))
    checked = check(question.quotes.all(), request.user, marked=asked, day=question.as_of)
    quotes = [one for one in checked if not one.quote.is_near]
    standing = [one for one in quotes if one.holds]
    left = context_of(question)
    return {
        "question": question,
        "quotes": standing,
        "fallen": [one for one in quotes if not one.holds],
        "near": [one for one in checked if one.quote.is_near and one.holds],
        "talks": [one for one in checked if one.is_talk and one.proof is not Proof.HIDDEN],
        "extract": highlight(standing[0].quote.sentence, asked) if standing else [],
        "summary": summary_of(question, standing),
        "doubts": those_seen_by(request.user, question.doubts.filter(settled_at=None)),
        "withheld": question.withheld.count(),
        "later": question.later_articles.all() if not question.is_answered else [],
        "repeated": question.repeated_by.order_by("pk").last(),
        "rating": question.ratings.filter(person=request.user).first(),
        "member": getattr(question, "membership", None),
        "usual": usual_days() if not question.is_answered else None,
        "carried": _carried(question, left),
        "brought": question.carried,
        "form": QuestionForm(),
    }


def _carried(question: Question, kept: Context) -> list[tuple[str, str, bool]]:
    """What a further question can take along: its value, its words, and whether it is ticked."""
    there = context_of(question)
    words = [(word, word, word in kept.words) for word in there.words]
    document = Document.objects.filter(source=there.source).first() if there.source else None
    if document is not None:
        words.append((there.source, document.title, there.source == kept.source))
    return words


@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what will be gone, and on a press delete it."""
    question = get_object_or_404(Question.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        delete_question(question, by=request.user)
        messages.success(request, _("Pertanyaan dan jawabannya sudah dihapus."))
        return redirect("ask:mine")
    return render(request, "ask/remove.html", {"question": question})
