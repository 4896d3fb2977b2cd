"""Submissions on the officer's desk: which wait, what colleagues said, and the mark."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role
from sinau.practice.actions import mark
from sinau.practice.forms import RubricForm
from sinau.practice.models import Assignment, Submission
from sinau.practice.models.assignments import PLAN_FIELDS, SubmissionQuerySet
from sinau.ui.sheets import sheet_response

STATES = [
    ("tunggu", gettext_lazy("Menunggu penilaian")),
    ("dinilai", gettext_lazy("Sudah dinilai")),
]


def plan_rows(work: Submission) -> list[tuple[str, str]]:
    """The fields of a plan of action with what was written."""
    if not work.assignment.is_action_plan:
        return []
    return [(str(label), work.plan.get(name, "")) for name, label, _help in PLAN_FIELDS]


@signed_in
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """All that was handed in for one assignment; or the same as Excel."""
    assignment = get_object_or_404(
        Assignment.objects.kept_by(request.user).select_related("course__agency"), pk=pk
    )
    works: SubmissionQuerySet = Submission.objects.filter(
        assignment=assignment, submitted_at__isnull=False
    )
    works = works.select_related("person__agency", "mark").order_by("submitted_at", "pk")
    match request.GET.get("keadaan"):
        case "tunggu":
            works = works.waiting()
        case "dinilai":
            works = works.exclude(mark=None)
    if request.GET.get("unduh") == "xlsx":
        return _sheet(assignment, works)
    context = {
        "assignment": assignment,
        "page": Paginator(works, 50).get_page(request.GET.get("halaman")),
        "states": STATES,
    }
    return render(request, "practice/desk_works.html", context)


def _sheet(assignment: Assignment, works: SubmissionQuerySet) -> HttpResponse:
    headings = [
        _("NIP"),
        _("Nama"),
        _("Perangkat daerah"),
        _("Percobaan"),
        _("Dikirim"),
        _("Terlambat"),
        _("Nilai"),
        _("Hasil"),
    ]
    rows = (
        [
            work.person.nip,
            work.person.full_name,
            work.person.agency.name if work.person.agency else "",
            work.number,
            work.submitted_at,
            _("ya") if work.is_late else _("tidak"),
            work.score,
            str(work.mark.get_outcome_display()) if hasattr(work, "mark") else "",
        ]
        for work in works.iterator(chunk_size=500)
    )
    return sheet_response(f"tugas-{assignment.pk}", _("Tugas"), headings, rows)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """One submission: read by its maker and its officer, marked by the officer."""
    rows = Submission.objects.visible_to(request.user).select_related(
        "assignment__course__agency", "person__agency", "mark__marked_by"
    )
    work = get_object_or_404(rows, pk=pk)
    agency = work.assignment.course.agency
    keeps = request.user.has_role(Role.OFFICER, over=agency)
    if not keeps and work.person_id != request.user.pk:
        # A peer reads it on the page of the review, without the name.
        return redirect("practice:index")
    criteria = list(work.assignment.criteria.all())
    marks = keeps and work.person_id != request.user.pk and getattr(work, "mark", None) is None
    form = RubricForm(criteria, request.POST or None) if marks else None
    if form is not None and request.method == "POST" and form.is_valid():
        given = mark(
            work,
            form.points,
            form.cleaned_data["words"],
            by=request.user,
            returned="kembali" in request.POST,
        )
        messages.success(
            request,
            _("Nilai %(score)s tersimpan.") % {"score": str(given.score).replace(".", ",")},
        )
        return redirect("practice:works", work.assignment_id)
    reviews = list(work.peer_reviews.exclude(done_at=None))
    context = {
        "work": work,
        "assignment": work.assignment,
        "criteria": criteria,
        "plan": plan_rows(work),
        "files": list(work.files.all()),
        "reviews": [(one, one.percent(criteria)) for one in reviews],
        "mark": getattr(work, "mark", None),
        "lines": _lines(work, criteria),
        "form": form,
        "keeps": keeps,
        "follow_ups": list(work.follow_ups.all()),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "practice/submission.html", context, status=status)


def _lines(work: Submission, criteria: list) -> list[tuple[str, str]]:  # type: ignore[type-arg]
    """The rubric as it was filled: the level the officer picked, in words."""
    given = getattr(work, "mark", None)
    if given is None:
        return []
    rows = []
    for criterion in criteria:
        points = int(given.points.get(str(criterion.position), 0))
        text = next((x["text"] for x in criterion.levels if int(x["points"]) == points), "")
        rows.append((criterion.title, f"{points}/{criterion.most}: {text}"))
    return rows
