"""Employees: the directory everybody has, the staff data officers keep."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.kernel.clock import today
from sinau.people import nip as nips
from sinau.people.access import PersonRequest, needs, signed_in, within
from sinau.people.accounts.actions import recoverable_by
from sinau.people.actions.people import assess_competency, edit_person
from sinau.people.forms import CompetencyForm, PersonForm
from sinau.people.models import Agency, EmploymentKind, Person, Role
from sinau.people.models.competencies import standard
from sinau.people.models.persons import STAFF_READERS, PersonQuerySet
from sinau.ui.sheets import sheet_response

PER_PAGE = 30
EXPORT_LIMIT = 20_000


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Colleagues by name, title and agency; more filters where one reads staff data."""
    reads_staff = request.user.has_role(*STAFF_READERS)
    people = _found(request).select_related("agency")
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "q": request.GET.get("q", ""),
        "unit": _unit(request),
        "agencies": Agency.objects.open_now().only("code", "name", "path"),
        "reads_staff": reads_staff,
        "states": [*EmploymentKind.choices, ("berhenti", _("Berhenti"))] if reads_staff else [],
        "may_export": request.user.has_role(Role.OFFICER),
        "may_import": request.user.has_role(Role.OFFICER),
        "query": request.GET.urlencode(),
    }
    return render(request, "people/people/index.html", context)


def _unit(request: PersonRequest) -> Agency | None:
    code = request.GET.get("unit", "")
    return Agency.objects.visible_to(request.user).filter(code=code).first() if code else None


def _found(request: PersonRequest) -> PersonQuerySet:
    """The people asked for, never more than the person may know of each."""
    viewer = request.user
    staff = Q(pk=viewer.pk) | within("agency", viewer, *STAFF_READERS)
    state, words = request.GET.get("jenis", ""), request.GET.get("q", "").strip()
    people: PersonQuerySet
    if state == "berhenti":
        people = Person.objects.filter(staff).exclude(left_on=None)
    else:
        people = Person.objects.visible_to(viewer).serving()
    if state in EmploymentKind.values:
        # Who is PNS or PPPK is staff data: asked only of those whose staff data one reads.
        people = people.filter(staff, emp_kind=state)
    if words:
        digits = nips.clean(words)
        if digits.isdigit():
            people = people.filter(staff, nip__startswith=digits)
        else:
            people = people.filter(name__icontains=words)
    if unit := _unit(request):
        people = people.filter(agency__path__startswith=unit.path)
    return people


@needs(Role.OFFICER)
@require_safe
def export(request: PersonRequest) -> HttpResponse:
    """The people found, as far as the officer keeps them, without personal data."""
    kept = within("agency", request.user, Role.OFFICER)
    people = _found(request).filter(kept).select_related("agency", "supervisor")
    headings = (
        _("NIP"),
        _("Nama"),
        _("Gelar depan"),
        _("Gelar belakang"),
        _("Jenis pegawai"),
        _("Kedudukan hukum"),
        _("Golongan"),
        _("TMT golongan"),
        _("Jenis jabatan"),
        _("Nama jabatan"),
        _("TMT jabatan"),
        _("Tingkat pendidikan"),
        _("Pendidikan"),
        _("TMT CPNS"),
        _("TMT PNS"),
        _("Perangkat daerah"),
        _("Atasan langsung"),
        _("Berhenti"),
    )
    rows = (_line(person) for person in people[:EXPORT_LIMIT])
    return sheet_response(f"pegawai-{today():%Y-%m-%d}", "Data", headings, rows)


def _line(person: Person) -> list[Any]:
    return [
        person.nip,
        person.name,
        person.title_front,
        person.title_back,
        person.emp_kind,
        person.legal_status,
        person.grade,
        person.grade_date,
        str(person.get_job_kind_display()),
        person.job_title,
        person.job_date,
        person.education_level,
        person.education,
        person.cpns_date,
        person.pns_date,
        person.agency.name if person.agency else "",
        person.supervisor.name if person.supervisor else "",
        person.left_on,
    ]


@signed_in
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One colleague; with staff data for themselves and those whose role gives it."""
    person, reads = _seen(request, pk)
    keeps = Person.objects.kept_by(request.user).filter(pk=pk).exists()
    rule = standard()
    context: dict[str, Any] = {
        "person": person,
        "reads_staff": reads,
        "keeps": keeps,
        "may_recover": keeps and recoverable_by(request.user).filter(pk=person.pk).exists(),
        "is_self": person.pk == request.user.pk,
        "is_supervisor": person.supervisor_id == request.user.pk,
        "opens_personal": keeps
        or person.pk == request.user.pk
        or (person.agency and request.user.has_role(Role.AUDITOR, over=person.agency)),
        "rule": rule,
    }
    if reads:
        context |= {
            "subject": f"people.person:{person.pk}",
            "grade": " · ".join(filter(None, (person.rank, person.grade))) or "–",
            "education": " ".join(filter(None, (person.education_level, person.education))) or "–",
            "service": _service(person),
            "postings": [
                p
                for p in person.postings.select_related("agency")
                if p.valid_to is None or p.valid_to > p.valid_from
            ],
            "levels": _latest(person),
            "form": CompetencyForm() if keeps else None,
        }
    return render(request, "people/people/show.html", context)


def _service(person: Person) -> str:
    if person.service_years is None:
        return "–"
    return _("%(years)s tahun %(months)s bulan") % {
        "years": person.service_years,
        "months": person.service_months or 0,
    }


def _seen(request: PersonRequest, pk: int) -> tuple[Person, bool]:
    """The person and whether the viewer reads their staff data; who left only then."""
    everyone = Person.objects.select_related("agency", "supervisor")
    reads = Person.objects.staff_of(request.user).filter(pk=pk).exists()
    if reads:
        return get_object_or_404(everyone, pk=pk), True
    visible = Person.objects.visible_to(request.user).serving()
    return get_object_or_404(visible.select_related("agency", "supervisor"), pk=pk), False


def _latest(person: Person) -> list[Any]:
    levels = person.competency_levels.select_related("assessed_by")
    return list(levels.order_by("competency", "-assessed_on").distinct("competency"))


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Correct the staff data, with a reason."""
    kept = Person.objects.kept_by(request.user).select_related("agency", "supervisor")
    person = get_object_or_404(kept, pk=pk)
    form = PersonForm(request.POST or None, instance=person, by=request.user)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        changed = edit_person(person, by=request.user, values=form.changes(), reason=reason)
        said = _("Data kepegawaian disimpan.") if changed else _("Tidak ada yang berubah.")
        messages.success(request, said)
        return redirect(person)
    status = 422 if form.is_bound else 200
    return render(
        request, "people/people/edit.html", {"person": person, "form": form}, status=status
    )


@needs(Role.OFFICER)
@require_POST
def assess(request: PersonRequest, pk: int) -> HttpResponse:
    """Note a competency level."""
    person = get_object_or_404(Person.objects.kept_by(request.user), pk=pk)
    form = CompetencyForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return redirect(person)
    assess_competency(person, by=request.user, **form.cleaned_data)
    messages.success(request, _("Tingkat kompetensi dicatat."))
    return redirect(person)


def person_or_404(request: PersonRequest, pk: int) -> Person:
    """Somebody whose personal data the viewer may ask to open."""
    if pk == request.user.pk:
        return request.user
    theirs = within("agency", request.user, Role.OFFICER, Role.AUDITOR)
    person: Person | None = Person.objects.filter(theirs, pk=pk).first()
    if person is None:
        raise Http404
    return person
