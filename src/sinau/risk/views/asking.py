"""The page of one form, the same for everything that is asked about risks."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from sinau.people.access import PersonRequest
from sinau.risk.models import Risk


def ask_about(
    request: PersonRequest, risk: Risk, form: Form, *, title: str, submit: str, **more: Any
) -> HttpResponse:
    """The form under what the risk says, with the way back to it; `more` says it otherwise."""
    context = {
        "title": title,
        "lead": risk.event,
        "form": form,
        "submit": submit,
        "back": risk.get_absolute_url(),
        "back_label": risk.code,
        **more,
    }
    return render(request, "risk/form.html", context)
