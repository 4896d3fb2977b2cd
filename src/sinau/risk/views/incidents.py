"""Incidents: the list, one incident, telling of one, looking into it and closing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.kernel.clock import now
from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions.incidents import close_incident, report_incident, triage_incident
from sinau.risk.clocks import clock_of
from sinau.risk.incident_forms import LessonForm, ReportForm, TriageForm
from sinau.risk.models import Incident, Receiver, Register
from sinau.risk.models.incidents import IncidentQuerySet
from sinau.risk.standing import State
from sinau.risk.taxonomy import taxonomy

PER_PAGE = 25
STATES = (
    ("baru", gettext_lazy("Belum ditelaah")),
    ("terlambat", gettext_lazy("Terlambat")),
    ("berjalan", gettext_lazy("Sedang ditangani")),
    ("ditutup", gettext_lazy("Ditutup")),
)
KINDS = (
    ("hampir", gettext_lazy("Hampir terjadi")),
    ("terjadi", gettext_lazy("Terjadi")),
    ("data-pribadi", gettext_lazy("Data pribadi")),
    ("belum-dinamai", gettext_lazy("Belum dinamai siapa pun")),
)


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """What was told, newest first, and how much of it could be prevented."""
    mine = Incident.objects.visible_to(request.user)
    register = request.GET.get("register", "")
    if register.isascii() and register.isdigit() and len(register) < 10:
        mine = mine.filter(register=int(register))
    wanted = _narrowed(mine, request.GET.get("keadaan", ""), request.GET.get("jenis", ""))
    page = Paginator(wanted.select_related("agency", "register", "risk"), PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    context = {
        "page": page,
        "rows": [(incident, state_of(incident)) for incident in page],
        "states": STATES,
        "kinds": KINDS,
        "figures": mine.aggregate(
            all=Count("pk"),
            near=Count("pk", filter=Q(near_miss=True)),
            open=Count("pk", filter=Q(closed_at=None)),
            unnamed=Count("pk", filter=Q(is_unnamed=True)),
        ),
    }
    return render(request, "risk/incidents.html", context)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One incident: its clocks, what was found out, its notices, and what was learnt."""
    incident = _find(Incident.objects.visible_to(request.user), pk)
    handles = Incident.objects.handled_by(request.user).filter(pk=pk).exists()
    notices = list(incident.notices.select_related("sent_by"))
    told = {notice.receiver for notice in notices}
    context = {
        "incident": incident,
        "subject": f"risk.incident:{incident.pk}",
        "state": state_of(incident),
        "reporter": reporter_name(incident, request, handles=handles),
        "handles": handles,
        "may_work": handles and not incident.closed_at,
        "findings": _findings(incident),
        "answer": clock_of("answer"),
        "duty": clock_of("notice"),
        "notices": [(notice, notice.hours_left(now())) for notice in notices],
        "may_tell_public": incident.personal_data and Receiver.PUBLIC not in told,
        "sees_register": incident.register_id is None
        or Register.objects.visible_to(request.user).filter(pk=incident.register_id).exists(),
    }
    return render(request, "risk/incident.html", context)


@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """Tell of something in a minute; anybody who works here may."""
    register = _register_named(request)
    form = ReportForm(request.POST or None)
    if register and not form.is_bound:
        form.initial["service"] = register.title
    if request.method == "POST" and form.is_valid():
        incident = report_incident(form.report(), register=register, by=request.user)
        messages.success(
            request, _("Laporan diterima. Terima kasih, ini membantu mencegah kejadian berikutnya.")
        )
        return redirect(incident)
    context = {
        "title": _("Laporkan kejadian"),
        "lead": _(
            "Cukup apa, kapan, dan layanan mana. Yang dicari sebabnya, bukan siapa yang salah; "
            "yang hampir terjadi pun berharga."
        ),
        "form": form,
        "submit": _("Kirim laporan"),
        "back": "../",
        "back_label": _("Insiden"),
        "draft": "insiden",
    }
    return render(request, "risk/form.html", context)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down what was found out."""
    incident = _find(Incident.objects.handled_by(request.user), pk)
    form = TriageForm(incident, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        triage_incident(incident, form.inquiry(), by=request.user)
        messages.success(request, _("Hasil telaah telah disimpan."))
        return redirect(incident)
    return _ask(request, incident, form, title=_("Telaah insiden"), submit=_("Simpan telaah"))


@signed_in
def close(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what was learnt, and close."""
    incident = _find(Incident.objects.handled_by(request.user), pk)
    form = LessonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        close_incident(incident, lesson=form.cleaned_data["lesson"], by=request.user)
        messages.success(request, _("Insiden ditutup dan pelajarannya dicatat."))
        return redirect(incident)
    return _ask(request, incident, form, title=_("Tutup insiden"), submit=_("Tutup insiden"))


def state_of(incident: Incident) -> State:
    """Where an incident is on its way."""
    if incident.closed_at:
        return State(tone="good", label=_("Ditutup"))
    if incident.triaged_at:
        return State(tone="info", label=_("Sedang ditangani"))
    if incident.is_late:
        return State(tone="bad", label=_("Terlambat ditelaah"))
    return State(tone="wait", label=_("Belum ditelaah"))


def reporter_name(incident: Incident, request: PersonRequest, *, handles: bool) -> str:
    """Who told it: only for those who work on it, and only if they allowed it."""
    if incident.reported_by_id == request.user.pk:
        return _("Anda")
    if incident.hides_name or not handles:
        return _("Nama tidak ditampilkan")
    return incident.reported_by.name


def _narrowed(incidents: IncidentQuerySet, state: str, kind: str) -> IncidentQuerySet:
    if state == "baru":
        incidents = incidents.untriaged()
    elif state == "terlambat":
        late_notice = Q(notices__sent_at=None, notices__lifted_at=None, notices__due_at__lt=now())
        late = Q(triaged_at=None, closed_at=None, answer_by__lt=now()) | late_notice
        incidents = incidents.filter(pk__in=Incident.objects.filter(late).values("pk"))
    elif state == "berjalan":
        incidents = incidents.open_now().exclude(triaged_at=None)
    elif state == "ditutup":
        incidents = incidents.exclude(closed_at=None)
    if kind in ("hampir", "terjadi"):
        incidents = incidents.filter(near_miss=kind == "hampir")
    elif kind == "data-pribadi":
        incidents = incidents.filter(personal_data=True)
    elif kind == "belum-dinamai":
        incidents = incidents.filter(is_unnamed=True)
    return incidents


def _findings(incident: Incident) -> list[tuple[str, Any]]:
    """What was found out, as pairs; what is not known is left out."""
    box = taxonomy().find(incident.subdomain)
    tags = [
        tag.name_of(getattr(incident, tag.key))
        for tag in taxonomy().tags
        if getattr(incident, tag.key)
    ]
    pairs: list[tuple[str, Any]] = [
        (_("Akibat"), incident.get_harm_display() if incident.harm else ""),
        (_("Orang yang terkena"), incident.people_harmed),
        (_("Penyebab"), incident.cause),
        (_("Subranah risiko AI"), f"{box.code} {box.name}" if box else ""),
        (_("Ciri penyebab"), ", ".join(tags)),
        (_("Versi layanan"), incident.version),
    ]
    return [(key, value) for key, value in pairs if value not in ("", None)]


def _register_named(request: PersonRequest) -> Register | None:
    """The register in the address, if it may be seen; otherwise as if it were not there."""
    said = request.GET.get("register", "")
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        return None
    return Register.objects.visible_to(request.user).filter(pk=int(said)).first()


def _ask(
    request: PersonRequest, incident: Incident, form: Any, *, title: str, submit: str
) -> HttpResponse:
    context = {
        "title": title,
        "lead": f"{incident.code} · {incident.service}",
        "form": form,
        "submit": submit,
        "back": incident.get_absolute_url(),
        "back_label": incident.code,
    }
    return render(request, "risk/form.html", context)


def _find(incidents: IncidentQuerySet, pk: int) -> Incident:
    wanted = incidents.select_related(
        "agency", "register", "risk__register", "reported_by", "triaged_by", "closed_by"
    )
    incident: Incident = get_object_or_404(wanted, pk=pk)
    return incident
