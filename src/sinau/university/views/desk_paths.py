"""A path on the officer's desk: write it, publish it, see who walks it, confirm what they did."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role
from sinau.ui.sheets import sheet_response
from sinau.university.actions.paths import (
    begin_draft,
    move_step,
    publish_path,
    remove_step,
    set_order,
    withdraw_path,
    write_path,
    write_step,
)
from sinau.university.actions.walking import confirm_step, steps_of
from sinau.university.forms import ReasonForm
from sinau.university.forms.paths import STEP_FORMS, ConfirmForm, PathForm
from sinau.university.models import Path, PathEnrolment, PathStep, PathVersion, StepDone, StepKind

PER_PAGE = 50
STATES = [("selesai", gettext_lazy("Selesai")), ("belum", gettext_lazy("Belum selesai"))]


def kept_path(request: PersonRequest, slug: str) -> Path:
    """A path in this officer's charge, or 404."""
    paths = Path.objects.kept_by(request.user).select_related("agency", "owner", "current")
    return get_object_or_404(paths, slug=slug)


@needs(Role.OFFICER)
def index(request: PersonRequest) -> HttpResponse:
    """Every path in one's charge with its numbers."""
    paths = Path.objects.kept_by(request.user).select_related("agency", "current")
    page = Paginator(paths, PER_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "university/desk_paths.html", {"page": page})


@signed_in
def show(request: PersonRequest, slug: str) -> HttpResponse:
    """The steps that are written or walked, and what is still missing."""
    path = kept_path(request, slug)
    draft = path.versions.filter(published_at=None).first()
    version = draft or path.current
    context = {
        "path": path,
        "draft": draft,
        "version": version,
        "steps": list(version.steps.all()) if version else [],
        "kinds": StepKind.choices,
    }
    return render(request, "university/desk_path.html", context)


@needs(Role.OFFICER)
def new(request: PersonRequest) -> HttpResponse:
    """Begin a path."""
    return _form(request, Path(agency=request.user.agency))


@signed_in
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Change what it says of itself."""
    return _form(request, kept_path(request, slug))


def _form(request: PersonRequest, path: Path) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = PathForm(sent, instance=path, person=request.user)
    if form.is_valid():
        path = write_path(form.save(commit=False), by=request.user)
        messages.success(request, _("Tersimpan."))
        return redirect("university:path_desk", path.slug)
    context = {"form": form, "path": path}
    status = 422 if form.is_bound else 200
    return render(request, "university/path_form.html", context, status=status)


# ── stations ────────────────────────────────────────────────────────────────


@signed_in
def new_step(request: PersonRequest, slug: str, kind: str) -> HttpResponse:
    """Add a station of one kind to the draft."""
    path = kept_path(request, slug)
    if kind not in STEP_FORMS:
        raise Http404
    return _step_form(request, path, PathStep(version=_version(path), kind=kind))


@signed_in
def edit_step(request: PersonRequest, slug: str, key: int) -> HttpResponse:
    """Change a station of the draft."""
    path = kept_path(request, slug)
    return _step_form(request, path, get_object_or_404(_version(path).steps, key=key))


def _version(path: Path) -> PathVersion:
    """Where steps are written; looking at a form begins nothing."""
    draft = path.versions.filter(published_at=None).first()
    version = draft or path.current
    assert version is not None
    return version


def _step_form(request: PersonRequest, path: Path, step: PathStep) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    if sent is not None:
        step = _in_draft(path, step)
    form = STEP_FORMS[step.kind](sent, instance=step, person=request.user)
    if form.is_valid():
        write_step(form.instance, by=request.user)
        messages.success(request, _("Langkah tersimpan dalam draf."))
        return redirect("university:path_desk", path.slug)
    context = {"form": form, "path": path, "step": step}
    status = 422 if form.is_bound else 200
    return render(request, "university/path_step_form.html", context, status=status)


def _in_draft(path: Path, step: PathStep) -> PathStep:
    """The same step in the draft, which is begun when there is none."""
    draft = begin_draft(path)
    if step.pk is None:
        step.version = draft
        return step
    return draft.steps.get(key=step.key)


@signed_in
@require_POST
def update_step(request: PersonRequest, slug: str, key: int) -> HttpResponse:
    """Move a station one place, or take it out."""
    path = kept_path(request, slug)
    step = _in_draft(path, get_object_or_404(_version(path).steps, key=key))
    if request.POST.get("ke") == "luar":
        remove_step(step, by=request.user)
    else:
        move_step(step, up=request.POST.get("ke") == "atas", by=request.user)
    return redirect("university:path_desk", path.slug)


@signed_in
@require_POST
def update_order(request: PersonRequest, slug: str) -> HttpResponse:
    """Whether stations open one after the other."""
    path = kept_path(request, slug)
    in_sequence = request.POST.get("urutan") == "berurutan"
    set_order(begin_draft(path), in_sequence=in_sequence, by=request.user)
    return redirect("university:path_desk", path.slug)


@signed_in
@require_POST
def publish(request: PersonRequest, slug: str) -> HttpResponse:
    """The draft is what everybody walks."""
    path = kept_path(request, slug)
    publish_path(path, by=request.user)
    messages.success(request, _("Jalur terbit. Yang sudah dilalui peserta tetap dihitung."))
    return redirect("university:path_desk", path.slug)


@signed_in
def withdraw(request: PersonRequest, slug: str) -> HttpResponse:
    """Close it to new learners, with a reason."""
    path = kept_path(request, slug)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        withdraw_path(path, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Jalur ditarik. Yang sedang melaluinya tetap dapat selesai."))
        return redirect("university:path_desk", path.slug)
    context = {"path": path, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "university/path_withdraw.html", context, status=status)


# ── who walks it ────────────────────────────────────────────────────────────


@signed_in
def walkers(request: PersonRequest, slug: str) -> HttpResponse:
    """Everybody on the path and how far they are; or the same as Excel."""
    path = kept_path(request, slug)
    rows = PathEnrolment.objects.filter(path=path).select_related("person__agency")
    if request.GET.get("keadaan") == "selesai":
        rows = rows.exclude(completed_at=None)
    if request.GET.get("keadaan") == "belum":
        rows = rows.filter(completed_at=None)
    if request.GET.get("unduh") == "xlsx":
        headings = [
            _("NIP"),
            _("Nama"),
            _("Perangkat daerah"),
            _("Mulai"),
            _("Langkah"),
            _("Selesai"),
        ]
        lines = (
            [
                row.person.nip,
                row.person.full_name,
                row.person.agency.name if row.person.agency else "",
                row.enrolled_at,
                f"{row.steps_done}/{row.steps_total}",
                row.completed_at or "",
            ]
            for row in rows
        )
        return sheet_response(f"jalur-{path.slug}", _("Peserta jalur"), headings, lines)
    page = Paginator(rows.order_by("person__name", "pk"), PER_PAGE)
    context = {"path": path, "page": page.get_page(request.GET.get("halaman")), "states": STATES}
    return render(request, "university/path_walkers.html", context)


@signed_in
def walker(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """One person's stations; what is not reached can be confirmed here, in words."""
    path = kept_path(request, slug)
    rows = PathEnrolment.objects.filter(path=path).select_related("person__agency", "path__agency")
    enrolment = get_object_or_404(rows, pk=pk)
    steps = steps_of(path)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        step = next((s for s in steps if str(s.key) == request.POST.get("langkah")), None)
        if step is None:
            raise Http404
        confirm_step(enrolment, step, by=request.user, words=form.cleaned_data["words"])
        messages.success(request, _("Langkah disahkan."))
        return redirect("university:path_walker", path.slug, enrolment.pk)
    done = {
        d.key: d
        for d in StepDone.objects.filter(enrolment=enrolment).select_related("confirmed_by")
    }
    context = {
        "path": path,
        "enrolment": enrolment,
        "steps": [(step, done.get(step.key)) for step in steps],
        "waiting": [step for step in steps if step.key not in done],
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "university/path_walker.html", context, status=status)
