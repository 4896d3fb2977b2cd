"""What became of a plan of action."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.practice.actions import answer_follow_up
from sinau.practice.forms import FollowUpForm
from sinau.practice.models import FollowUp
from sinau.practice.views.marks import plan_rows


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what changed, months later."""
    rows = FollowUp.objects.filter(submission__person=request.user).exclude(asked_at=None)
    found = get_object_or_404(rows.select_related("submission__assignment"), pk=pk)
    form = FollowUpForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        answer_follow_up(
            found,
            answer=said["answer"],
            changed=said["changed"],
            value=said["value"],
            by=request.user,
        )
        messages.success(request, _("Terima kasih. Jawaban Anda tersimpan."))
        return redirect("practice:index")
    context = {"follow_up": found, "form": form, "plan": plan_rows(found.submission)}
    return render(request, "practice/follow_up.html", context, status=422 if form.errors else 200)
