"""The desk for people without an account: public material, and nothing of theirs is kept."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sinau.ask.checking import marked_html
from sinau.ask.forms import QuestionForm
from sinau.ask.public import answer_publicly, public_desk, take_turn
from sinau.search.engine.analysis import analyser
from sinau.search.engine.excerpts import highlight


def index(request: HttpRequest) -> HttpResponse:
    """The box, and the answer to what stands in the address."""
    desk = public_desk()
    if desk is None:
        raise Http404
    asked = request.GET.get("q", "")
    form = QuestionForm({"text": asked} if asked else None)
    context: dict[str, object] = {"form": form, "asked": asked}
    status = 200
    if asked and form.is_valid():
        if not take_turn(desk, str(get_adapter().get_client_ip(request))):
            context["wait"] = _("Terlalu banyak pertanyaan dalam satu menit. Coba lagi sebentar.")
            status = 429
        else:
            context |= _answered(form.cleaned_data["text"])
    elif asked:
        status = 422
    response = render(request, "ask/public.html", context, status=status)
    if status == 429:
        response["Retry-After"] = "60"
    return response


def _answered(text: str) -> dict[str, object]:
    reply = answer_publicly(text)
    terms = frozenset(analyser().terms(text))
    return {
        "reply": reply,
        "quotes": [(one, marked_html(highlight(one.text, terms))) for one in reply.quotes],
        "extract": highlight(reply.quotes[0].sentence, terms) if reply.quotes else [],
        "near": reply.near,
    }
