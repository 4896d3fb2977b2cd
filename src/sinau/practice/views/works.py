"""An assignment as its learner sees it: what is asked, my draft, what came back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role
from sinau.practice.actions import add_file, save_work, submit
from sinau.practice.actions.submitting import due_on
from sinau.practice.forms import PlanForm, WorkForm
from sinau.practice.models import Assignment, Mark, Submission
from sinau.practice.models.assignments import PLAN_FIELDS
from sinau.university.models import Enrolment


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Read what is asked; write, keep, and hand in."""
    rows = Assignment.objects.visible_to(request.user).select_related("course__agency")
    assignment = get_object_or_404(rows, pk=pk)
    works = list(
        assignment.submissions.filter(person=request.user)
        .select_related("mark")
        .prefetch_related("files")
    )
    last = works[0] if works else None
    draft = last if last and last.submitted_at is None else None
    form = _form(request, assignment, draft or last)
    if request.method == "POST" and form.is_valid():
        return _save(request, assignment, form)
    learns = Enrolment.objects.filter(course=assignment.course_id, person=request.user).exists()
    context = {
        "assignment": assignment,
        "criteria": list(assignment.criteria.all()),
        "works": works,
        "draft": draft,
        "form": form,
        "may_write": learns and (last is None or draft is not None or _came_back(last)),
        "due_on": due_on(assignment, request.user),
        "keeps": request.user.has_role(Role.OFFICER, over=assignment.course.agency),
    }
    return render(request, "practice/work.html", context, status=422 if form.errors else 200)


def _came_back(work: Submission) -> bool:
    mark = getattr(work, "mark", None)
    return mark is not None and mark.outcome == Mark.Outcome.RETURNED


def _form(
    request: PersonRequest, assignment: Assignment, work: Submission | None
) -> WorkForm | PlanForm:
    if assignment.is_action_plan:
        return PlanForm(request.POST or None, initial=work.plan if work else None)
    initial = {"text": work.text} if work else None
    return WorkForm(request.POST or None, request.FILES or None, initial=initial)


def _save(
    request: PersonRequest, assignment: Assignment, form: WorkForm | PlanForm
) -> HttpResponse:
    said = form.cleaned_data
    if isinstance(form, PlanForm):
        plan = {name: said[name] for name, _label, _help in PLAN_FIELDS}
        work = save_work(assignment, request.user, text="", plan=plan)
    else:
        work = save_work(assignment, request.user, text=said["text"])
        if sent := said.get("file"):
            add_file(assignment, request.user, sent.name, sent.file)
    if "kirim" in request.POST:
        submit(work, by=request.user)
        messages.success(request, _("Tugas dikirim. Anda diberi tahu setelah dinilai."))
    else:
        messages.success(request, _("Tersimpan sebagai draf."))
    return redirect(assignment)
