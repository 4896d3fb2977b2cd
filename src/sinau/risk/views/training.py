"""Training to say ranges: a few questions at a time, and what one's ranges are worth."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sinau.kernel.words import number_id
from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions.training import answer_training
from sinau.risk.calibrating import ENOUGH, held_of, questions
from sinau.risk.engine.judging import Held
from sinau.risk.round_forms import TrainingForm

AT_ONCE = 5


@signed_in
def show(request: PersonRequest) -> HttpResponse:
    """The next questions, and how one's own ranges have done; nobody else sees this."""
    answers = list(request.user.training_answers.all())
    done = {one.question for one in answers}
    left = [one for key, one in questions().items() if key not in done]
    form = TrainingForm(left[:AT_ONCE], request.POST or None)
    if request.method == "POST" and left and form.is_valid():
        for question, low, high in form.ranges():
            answer_training(question, low=low, high=high, by=request.user)
        messages.success(request, _("Jawaban disimpan. Lihat mana yang kena."))
        return redirect("risk:training")
    held = held_of(answers)
    context = {
        "form": form if left else None,
        "left": len(left),
        "all": len(questions()),
        "held": held,
        "sentences": sentences_of(held) if held else [],
        "is_enough": len(answers) >= ENOUGH,
        "enough": ENOUGH,
        "told": [
            (questions()[one.question], one) for one in answers if one.question in questions()
        ],
    }
    return render(request, "risk/training.html", context)


def sentences_of(held: Held) -> list[str]:
    """How often the ranges held, how sure that is, and by how much to widen them."""
    low, high = held.between
    said = [
        _("Rentang 90 %% Anda mengenai %(share)s %% (%(held)s dari %(asked)s soal).")
        % {"share": round(held.share * 100), "held": held.held, "asked": held.asked},
        _("Kemampuan Anda yang sebenarnya, 90 %% yakin, antara %(low)s dan %(high)s %%.")
        % {"low": round(low * 100), "high": round(high * 100)},
    ]
    if held.widening > 1.05:
        said.append(
            _("Lebarkan rentang Anda sekitar %(times)s kali supaya sembilan dari sepuluh kena.")
            % {"times": number_id(round(held.widening, 1))}
        )
    else:
        said.append(_("Lebar rentang Anda sudah sesuai."))
    return said
