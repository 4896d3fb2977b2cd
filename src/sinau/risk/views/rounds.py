"""Estimation rounds: the list, opening one, answering, the open answers, and what is adopted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions.rounds import (
    adopt_question,
    answer_question,
    finish_round,
    open_round,
    remark_on,
    reveal_round,
)
from sinau.risk.calibrating import performance_weights
from sinau.risk.comparing import compare
from sinau.risk.estimate_forms import initial_of
from sinau.risk.estimate_words import said_of
from sinau.risk.models import Answer, Estimator, Question, Register, Remark, Round, Turn
from sinau.risk.pooling import Method
from sinau.risk.round_forms import AnswerForm, RemarkForm, RoundForm
from sinau.risk.standing import State

PER_PAGE = 25


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """Rounds one was asked in, and those about registers one sees."""
    mine = Round.objects.visible_to(request.user).select_related("register", "opened_by")
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("halaman"))
    places = {
        one.round_id: one
        for one in Estimator.objects.filter(person=request.user, round__in=[r.pk for r in page])
    }
    context = {
        "page": page,
        "rows": [(one, state_of(one), _waits(one, places.get(one.pk))) for one in page],
    }
    return render(request, "risk/rounds.html", context)


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask several people about some risks of a register."""
    registers = Register.objects.writable_by(request.user).select_related("framework", "agency")
    register = get_object_or_404(registers, pk=pk)
    form = RoundForm(register, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        round_ = open_round(
            register,
            title=said["title"],
            note=said["note"],
            risks=said["risks"],
            people=form.chosen().values(),
            closes_on=said["closes_on"],
            by=request.user,
        )
        messages.success(request, _("Putaran telah dibuka dan penilai diberi tahu."))
        return redirect(round_)
    context = {
        "title": _("Buka putaran perkiraan"),
        "lead": _(
            "Setiap penilai menjawab sendiri. Jawaban dibuka bersama, dibicarakan, lalu digabung."
        ),
        "form": form,
        "submit": _("Buka putaran"),
        "back": register.get_absolute_url(),
        "back_label": register.title,
    }
    return render(request, "risk/form.html", context)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One round: who was asked, one's own answers, and all of them once they are open."""
    round_ = _find(request, pk)
    estimators = list(round_.estimators.select_related("person", "agency"))
    me = next((one for one in estimators if one.person_id == request.user.pk), None)
    leads = _leads(request, round_)
    context = {
        "round": round_,
        "subject": f"risk.round:{round_.pk}",
        "state": state_of(round_),
        "estimators": estimators,
        "agencies": len({one.agency_id for one in estimators}),
        "me": me,
        "blocks": [_block(one, round_, me) for one in _questions(round_, me)],
        "may_lead": leads and not round_.finished_at,
        "may_reveal": leads and round_.is_hidden and round_.closes_on < today(),
        "may_speak": not round_.is_hidden and not round_.finished_at and bool(leads or me),
        "may_answer": bool(me) and not round_.finished_at and _takes_answers(round_),
        "by_performance": leads
        and not round_.is_hidden
        and performance_weights(one.person for one in estimators) is not None,
        "sees_register": Register.objects.visible_to(request.user)
        .filter(pk=round_.register_id)
        .exists(),
    }
    return render(request, "risk/round.html", context)


@signed_in
def answer(request: PersonRequest, pk: int) -> HttpResponse:
    """One's own answer to one question."""
    question = _question(request, pk)
    round_ = question.round
    me = get_object_or_404(round_.estimators, person=request.user)
    known = question.answers.filter(estimator=me).order_by("-turn").first()
    initial = initial_of(known) if known else None
    form = AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        answer_question(question, form.guess(), by=request.user)
        messages.success(request, _("Jawaban Anda telah disimpan."))
        return redirect(round_)
    context = {"form": form, "question": question, "round": round_, "title": _("Jawab perkiraan")}
    return render(request, "risk/answer.html", context)


@signed_in
@require_POST
def reveal(request: PersonRequest, pk: int) -> HttpResponse:
    """The coordinator opens the answers when time is up."""
    round_ = _led(request, pk)
    reveal_round(round_, by=request.user)
    messages.success(request, _("Jawaban telah dibuka untuk semua penilai."))
    return redirect(round_)


@signed_in
@require_POST
def remark(request: PersonRequest, pk: int) -> HttpResponse:
    """Say something about the open answers."""
    question = _question(request, pk)
    if not (_leads(request, question.round) or _is_asked(request, question.round)):
        raise Http404
    form = RemarkForm(request.POST)
    if form.is_valid():
        remark_on(question, form.cleaned_data["text"], by=request.user)
    else:
        messages.error(request, _("Tulis tanggapan Anda sebelum mengirim."))
    return redirect(f"{question.round.get_absolute_url()}#pertanyaan-{question.pk}")


@signed_in
@require_POST
def adopt(request: PersonRequest, pk: int) -> HttpResponse:
    """The coordinator takes the joint answer as the estimate that counts."""
    question = get_object_or_404(_all_questions(), pk=pk)
    _led(request, question.round_id)
    method = Method.PERFORMANCE if request.POST.get("cara") == "kinerja" else Method.EQUAL
    adopt_question(question, method, by=request.user)
    messages.success(request, _("Perkiraan bersama dipakai dan peta dihitung ulang."))
    return redirect(f"{question.round.get_absolute_url()}#pertanyaan-{question.pk}")


@signed_in
@require_POST
def finish(request: PersonRequest, pk: int) -> HttpResponse:
    """The coordinator closes the round."""
    round_ = _led(request, pk)
    finish_round(round_, by=request.user)
    messages.success(request, _("Putaran telah ditutup."))
    return redirect(round_)


def state_of(round_: Round) -> State:
    """Where the round is."""
    if round_.finished_at:
        return State(tone="good", label=_("Selesai"))
    if not round_.is_hidden:
        return State(tone="info", label=_("Jawaban dibuka"))
    if round_.closes_on < today():
        return State(tone="bad", label=_("Waktu menjawab habis"))
    return State(tone="wait", label=_("Menunggu jawaban"))


def _waits(round_: Round, me: Estimator | None) -> bool:
    return me is not None and me.answered_at is None and _takes_answers(round_)


def _takes_answers(round_: Round) -> bool:
    return not round_.finished_at and (not round_.is_hidden or round_.closes_on >= today())


def _questions(round_: Round, me: Estimator | None) -> list[Question]:
    """With all answers when they are open, else with one's own only: nothing hidden is even read."""
    answers = Answer.objects.select_related("estimator__person", "estimator__agency")
    if round_.is_hidden:
        answers = answers.filter(estimator=me) if me else answers.none()
    remarks = Prefetch("remarks", Remark.objects.select_related("person"))
    wanted = round_.questions.select_related("risk", "adopted")
    return list(wanted.prefetch_related(Prefetch("answers", answers), remarks))


def _block(question: Question, round_: Round, me: Estimator | None) -> dict[str, Any]:
    answers = list(question.answers.all())
    mine = [one for one in answers if me and one.estimator_id == me.pk]
    latest = max(mine, key=lambda one: one.turn) if mine else None
    return {
        "question": question,
        "caption": _("Jawaban setiap penilai tentang %(code)s") % {"code": question.risk.code},
        "mine": said_of(latest) if latest else None,
        "mine_is_revised": bool(latest and latest.turn == Turn.REVISED),
        "comparison": None if round_.is_hidden else compare(question, answers),
        "adopted": said_of(question.adopted) if question.adopted else None,
    }


def _all_questions() -> Any:
    return Question.objects.select_related("round__register", "risk")


def _question(request: PersonRequest, pk: int) -> Question:
    seen = Round.objects.visible_to(request.user)
    question: Question = get_object_or_404(_all_questions().filter(round__in=seen), pk=pk)
    return question


def _find(request: PersonRequest, pk: int) -> Round:
    wanted = Round.objects.visible_to(request.user).select_related("register", "opened_by")
    round_: Round = get_object_or_404(wanted, pk=pk)
    return round_


def _led(request: PersonRequest, pk: int) -> Round:
    round_ = _find(request, pk)
    if not _leads(request, round_):
        raise Http404
    return round_


def _leads(request: PersonRequest, round_: Round) -> bool:
    return Round.objects.coordinated_by(request.user).filter(pk=round_.pk).exists()


def _is_asked(request: PersonRequest, round_: Round) -> bool:
    return round_.estimators.filter(person=request.user).exists()
