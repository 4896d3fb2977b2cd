"""A path as its learner walks it: the stations of a way."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions.walking import join_path, locked_keys, steps_of
from sinau.university.models import Certificate, Path, PathEnrolment, PathStep, StepDone, StepKind
from sinau.university.readings import place_of


@dataclass(frozen=True)
class Station:
    """A step as this person sees it now."""

    step: PathStep
    state: str
    url: str
    done: StepDone | None

    @property
    def icon(self) -> str:
        """The sign of its kind."""
        return {
            StepKind.COURSE: "book-open",
            StepKind.CLASS: "calendar",
            StepKind.ARTICLE: "file-text",
            StepKind.ACTIVITY: "messages-square",
        }[StepKind(self.step.kind)]


@signed_in
def show(request: PersonRequest, slug: str) -> HttpResponse:
    """Where the path leads, how far this person is, and every station in its place."""
    path = visible_path(request, slug)
    enrolment = PathEnrolment.objects.of(request.user).filter(path=path).first()
    found = stations(path, enrolment)
    certificate = (
        Certificate.objects.of(request.user).filter(completion__path=path).first()
        if enrolment and enrolment.completed_at
        else None
    )
    context = {
        "path": path,
        "version": path.current,
        "enrolment": enrolment,
        "stations": found,
        "here": next((each for each in found if each.state == "here"), None),
        "certificate": certificate,
        "keeps": Path.objects.kept_by(request.user).filter(pk=path.pk).exists(),
    }
    return render(request, "university/path.html", context)


@signed_in
@require_POST
def create(request: PersonRequest, slug: str) -> HttpResponse:
    """Join the path; who walks it already goes on."""
    path = visible_path(request, slug)
    join_path(path, request.user)
    return redirect(path)


def visible_path(request: PersonRequest, slug: str) -> Path:
    """A path this person may see, or 404."""
    paths = Path.objects.visible_to(request.user)
    return get_object_or_404(paths.select_related("agency", "owner", "current"), slug=slug)


def stations(path: Path, enrolment: PathEnrolment | None) -> list[Station]:
    """Every step with its state: done, here (the first to do), open or locked."""
    steps = steps_of(path)
    done = {each.key: each for each in enrolment.done.all()} if enrolment else {}
    in_sequence = path.current is not None and path.current.in_sequence
    locked = locked_keys(steps, set(done), in_sequence=in_sequence)
    found: list[Station] = []
    is_found = enrolment is None
    for step in steps:
        if step.key in done:
            state = "done"
        elif step.key in locked:
            state = "locked"
        elif not is_found and step.required:
            state, is_found = "here", True
        else:
            state = "open"
        url = _url(path, step) if enrolment and state != "locked" else ""
        found.append(Station(step, state, url, done.get(step.key)))
    return found


def _url(path: Path, step: PathStep) -> str:
    match step.kind:
        case StepKind.COURSE if step.course is not None:
            return step.course.get_absolute_url()
        case StepKind.CLASS if step.training_class is not None:
            return step.training_class.get_absolute_url()
        case StepKind.CLASS if step.address:
            return f"{reverse('university:index')}?program={quote(step.address)}"
        case StepKind.CLASS:
            return f"{reverse('university:index')}?bentuk=kelas&q={step.competence}"
        case StepKind.ARTICLE:
            return reverse("university:path_step", args=[path.slug, step.key])
    return place_of(step.address)
