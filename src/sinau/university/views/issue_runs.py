"""The certificates of a class while the worker prints them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.kernel.clock import now
from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import retry_run
from sinau.university.models import Certificate, IssueRun, TrainingClass


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """How far the printing is, and the certificates one by one."""
    training_class = get_object_or_404(TrainingClass.objects.kept_by(request.user), pk=pk)
    run = IssueRun.objects.filter(training_class=training_class).first()
    certificates = (
        Certificate.objects.filter(completion__training_class=training_class)
        .select_related("paper", "revocation")
        .order_by("name", "pk")
    )
    return render(
        request,
        "university/issue_run.html",
        {
            "class": training_class,
            "run": run,
            "seconds": _seconds_left(run) if run else None,
            "page": Paginator(certificates, 50).get_page(request.GET.get("halaman")),
        },
    )


def _seconds_left(run: IssueRun) -> int | None:
    """How long it will still take at the pace so far."""
    if run.ended_at is not None or not run.printed:
        return None
    pace = (now() - run.started_at).total_seconds() / run.printed
    return max(1, round(pace * (run.total - run.printed)))


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """What could not be printed is tried again."""
    run = get_object_or_404(IssueRun.objects.kept_by(request.user), training_class=pk)
    retry_run(run, by=request.user)
    messages.success(request, _("Pencetakan dilanjutkan."))
    return redirect(run)
