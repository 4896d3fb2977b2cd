"""Ask people to learn something, and see who is where: for officers, and for heads to read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role
from sinau.ui.sheets import sheet_response
from sinau.university.actions.duties import end_duty, exempt, extend, give_duty
from sinau.university.forms.duties import DutyForm, ExtendForm, SettleForm
from sinau.university.models import Duty, DutyPerson
from sinau.university.models.duties import READERS, DutyPersonQuerySet

PER_PAGE = 50
NAMES_SHOWN = 30
STATES = [
    ("terlambat", gettext_lazy("Terlambat")),
    ("belum", gettext_lazy("Belum selesai")),
    ("selesai", gettext_lazy("Selesai")),
    ("bebas", gettext_lazy("Dibebaskan")),
]


@needs(*READERS)
def index(request: PersonRequest) -> HttpResponse:
    """Every duty one keeps or whose people one answers for."""
    duties = Duty.objects.visible_to(request.user).select_related("agency")
    if request.GET.get("keadaan") != "berakhir":
        duties = duties.standing()
    else:
        duties = duties.exclude(ended_at=None)
    context = {
        "page": Paginator(duties, PER_PAGE).get_page(request.GET.get("halaman")),
        "states": [("berakhir", _("Berakhir"))],
        "may_ask": request.user.has_role(Role.OFFICER),
        "today": today(),
    }
    return render(request, "university/desk_duties.html", context)


@needs(Role.OFFICER)
def new(request: PersonRequest) -> HttpResponse:
    """Say what and who; the names are shown before anybody is asked."""
    sent = request.POST if request.method == "POST" else None
    form = DutyForm(sent, person=request.user, initial={"target": request.GET.get("untuk", "")})
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        duty = form.duty()
        people = form.people(duty)
        if "tugaskan" in request.POST:
            give_duty(duty, people, by=request.user)
            messages.success(
                request, _("%(n)s pegawai ditugasi dan diberi tahu.") % {"n": len(people)}
            )
            return redirect(duty)
        context |= {"duty": duty, "people": people[:NAMES_SHOWN], "count": len(people)}
        context |= {"more": max(0, len(people) - NAMES_SHOWN), "is_previewed": True}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "university/duty_new.html", context, status=status)


@needs(*READERS)
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Who is where, by agency and by name, as far as one may see; or the same as Excel."""
    related = ("agency", "course", "training_class", "path", "created_by", "within_agency")
    duty = get_object_or_404(
        Duty.objects.visible_to(request.user).select_related(*related, "ended_by"), pk=pk
    )
    everybody = DutyPerson.objects.filter(duty=duty).visible_to(request.user)
    people = _chosen(everybody, request.GET.get("keadaan", ""))
    people = people.select_related("person__agency").order_by(
        "person__agency__path", "person__name"
    )
    if request.GET.get("unduh") == "xlsx":
        return _sheet(duty, people)
    context = {
        "duty": duty,
        "page": Paginator(people, PER_PAGE).get_page(request.GET.get("halaman")),
        "agencies": _by_agency(everybody),
        "states": STATES,
        "keeps": Duty.objects.kept_by(request.user).filter(pk=duty.pk).exists(),
    }
    return render(request, "university/duty.html", context)


def _chosen(people: DutyPersonQuerySet, state: str) -> DutyPersonQuerySet:
    waiting = Q(done_at=None, exempted_at=None)
    chosen = {
        "terlambat": waiting & Q(due_on__lt=today()),
        "belum": waiting,
        "selesai": Q(done_at__isnull=False),
        "bebas": Q(done_at=None, exempted_at__isnull=False),
    }
    return people.filter(chosen.get(state, Q()))


def _by_agency(people: DutyPersonQuerySet) -> list[dict[str, Any]]:
    """For each agency how many are asked, done and late."""
    waiting = Q(done_at=None, exempted_at=None)
    rows = (
        people.order_by()
        .values(name=F("person__agency__short_name"), path=F("person__agency__path"))
        .annotate(
            asked=Count("pk"),
            done=Count("pk", filter=Q(done_at__isnull=False)),
            late=Count("pk", filter=waiting & Q(due_on__lt=today())),
        )
        .order_by("path")
    )
    return [dict(row) for row in rows]


def _sheet(duty: Duty, people: DutyPersonQuerySet) -> HttpResponse:
    headings = [_("NIP"), _("Nama"), _("Jabatan"), _("Perangkat daerah"), _("Batas waktu")]
    headings += [_("Keadaan"), _("Selesai"), _("Alasan")]
    rows = (
        [
            each.person.nip,
            each.person.full_name,
            each.person.job_title,
            each.person.agency.name if each.person.agency else "",
            each.due_on,
            _state(each),
            each.done_at or "",
            each.reason,
        ]
        for each in people.iterator(chunk_size=500)
    )
    return sheet_response(f"penugasan-{duty.pk}", _("Penugasan"), headings, rows)


def _state(each: DutyPerson) -> str:
    if each.done_at:
        return _("Selesai")
    if each.exempted_at:
        return _("Dibebaskan")
    return _("Terlambat") if each.is_late else _("Belum selesai")


def _kept_person(request: PersonRequest, pk: int, person: int) -> DutyPerson:
    duty = get_object_or_404(Duty.objects.kept_by(request.user), pk=pk)
    rows = DutyPerson.objects.filter(duty=duty).select_related("person__agency", "duty")
    return get_object_or_404(rows, person=person)


@signed_in
def edit(request: PersonRequest, pk: int, person: int) -> HttpResponse:
    """More time for somebody, with a reason."""
    asked = _kept_person(request, pk, person)
    form = ExtendForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        extend(asked, by=request.user, **form.cleaned_data)
        messages.success(request, _("Batas waktu diubah."))
        return redirect(asked.duty)
    status = 422 if form.is_bound else 200
    context = {"form": form, "asked": asked, "verb": "extend"}
    return render(request, "university/duty_person.html", context, status=status)


@signed_in
def remove(request: PersonRequest, pk: int, person: int) -> HttpResponse:
    """Let somebody off, with a reason."""
    asked = _kept_person(request, pk, person)
    form = SettleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        exempt(asked, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Dibebaskan dari penugasan ini."))
        return redirect(asked.duty)
    status = 422 if form.is_bound else 200
    context = {"form": form, "asked": asked, "verb": "exempt"}
    return render(request, "university/duty_person.html", context, status=status)


@signed_in
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask it of nobody any more, with a reason."""
    duty = get_object_or_404(Duty.objects.kept_by(request.user), pk=pk)
    form = SettleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        end_duty(duty, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Penugasan diakhiri."))
        return redirect(duty)
    status = 422 if form.is_bound else 200
    return render(request, "university/duty_end.html", {"form": form, "duty": duty}, status=status)
