"""Reviewers by name: proposed and asked, what one is asked oneself, and the answer."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sinau.knowledge import actions
from sinau.knowledge.article_forms import AnswerForm
from sinau.knowledge.comparing import compare
from sinau.knowledge.knowing import proposed_reviewers
from sinau.knowledge.models import Appointment, Article, Regulation
from sinau.knowledge.rulebook import life_rules
from sinau.knowledge.views.showing import cited, rendered
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person

MOST = 3


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """What this person was asked to look at, what waits first."""
    mine = Appointment.objects.of(request.user).select_related(
        "article__agency", "revision", "asked_by"
    )
    context = {
        "open": mine.open().order_by("due_on")[:50],
        "answered": mine.filter(answered_at__isnull=False).order_by("-answered_at")[:20],
    }
    return render(request, "knowledge/appointments.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest, slug: str) -> HttpResponse:
    """Choose reviewers among those proposed; the next on the list stands in for each."""
    article = get_object_or_404(
        Article.objects.editable_by(request.user).waiting().select_related("working", "agency"),
        slug=slug,
    )
    proposed = proposed_reviewers(article, limit=6)
    if request.method == "POST":
        chosen = _chosen(request, article)
        if chosen:
            known = {knower.person.pk: knower.why for knower in proposed}
            order = [knower.person for knower in proposed]
            for person in chosen:
                actions.appoint_reviewer(
                    article,
                    person,
                    deputy=next((other for other in order if other not in chosen), None),
                    why=known.get(person.pk, []),
                    by=request.user,
                )
            messages.success(request, _("Pemeriksa diberi tahu."))
            return redirect(article)
        messages.error(request, _("Pilih sedikitnya satu pemeriksa."))
    asked = set(
        article.appointments.filter(revision=article.working).values_list("reviewer", flat=True)
    )
    context = {"article": article, "proposed": proposed, "asked": asked, "rules": life_rules()}
    return render(request, "knowledge/appointment_new.html", context)


def _chosen(request: PersonRequest, article: Article) -> list[Person]:
    """Those ticked among the proposed; nobody else can be put in by changing the page."""
    allowed = {knower.person.pk: knower.person for knower in proposed_reviewers(article, limit=6)}
    numbers = [int(number) for number in request.POST.getlist("pilih") if number.isdigit()]
    return [allowed[number] for number in dict.fromkeys(numbers) if number in allowed][:MOST]


@signed_in
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Read the text one was asked about, and say whether it is right."""
    asked = get_object_or_404(
        Appointment.objects.of(request.user).select_related(
            "article__agency", "article__verified_revision", "revision__written_by", "asked_by"
        ),
        Q(article__slug=slug),
        pk=pk,
    )
    article, revision = asked.article, asked.revision
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_appointment(
            asked,
            agrees=form.cleaned_data["agrees"] == "ya",
            text=form.cleaned_data["note"],
            by=request.user,
        )
        messages.success(
            request, _("Pendapat Anda tersimpan. Kurator membacanya sebelum memutuskan.")
        )
        return redirect("knowledge:appointments")
    before = article.verified_revision
    is_newer = before is not None and before.pk != revision.pk
    context = {
        "asked": asked,
        "article": article,
        "revision": revision,
        "form": form,
        **rendered(revision.body),
        "basis": cited(revision.legal_basis, Regulation.objects.visible_to(request.user)),
        "runs": compare(before.body, revision.body) if before is not None and is_newer else [],
    }
    return render(
        request, "knowledge/appointment.html", context, status=422 if form.errors else 200
    )
