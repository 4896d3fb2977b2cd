"""What people asked and no source knew: the work list of those who keep the city's knowledge."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sinau.ask.models import Question
from sinau.people.access import PersonRequest, needs
from sinau.people.models import Role

A_PAGE = 20


@needs(Role.CURATOR, Role.OFFICER)
def index(request: PersonRequest) -> HttpResponse:
    """Oldest first, without the asker's name unless they took it to a community themselves."""
    kept = Question.objects.kept_by(request.user).unanswered().with_outcome()
    way = request.GET.get("jalan", "")
    questions = {
        "komunitas": kept.filter(hand_over__isnull=False),
        "belum": kept.filter(hand_over__isnull=True),
    }.get(way, kept)
    shown = questions.select_related("agency", "hand_over__handed_by").order_by("asked_at", "pk")
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("halaman"))
    handed = kept.filter(hand_over__isnull=False).count()
    context = {
        "page": page,
        "chips": [
            ("belum", _("Menunggu sumber"), kept.filter(hand_over__isnull=True).count()),
            ("komunitas", _("Di komunitas"), handed),
        ],
    }
    return render(request, "ask/unanswered.html", context)
