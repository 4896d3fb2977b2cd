"""Look at what a colleague made, without names."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.practice.actions import review
from sinau.practice.forms import RubricForm
from sinau.practice.models import PeerReview
from sinau.practice.views.marks import plan_rows


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Read it, give points by the rubric, and say something that helps."""
    rows = PeerReview.objects.filter(reviewer=request.user).select_related("submission__assignment")
    asked = get_object_or_404(rows, pk=pk)
    work = asked.submission
    criteria = list(work.assignment.criteria.all())
    initial = {f"points_{at}": points for at, points in asked.points.items()}
    form = RubricForm(criteria, request.POST or None, initial={**initial, "words": asked.words})
    if request.method == "POST" and form.is_valid():
        review(asked, form.points, form.cleaned_data["words"], by=request.user)
        messages.success(request, _("Telaah Anda tersimpan. Terima kasih."))
        return redirect("practice:index")
    context = {
        "asked": asked,
        "work": work,
        "assignment": work.assignment,
        "plan": plan_rows(work),
        "files": list(work.files.all()),
        "form": form,
    }
    return render(request, "practice/review.html", context, status=422 if form.errors else 200)
