"""The officer's list of participants: add, take out, see who is here, print, keep as Excel."""

from __future__ import annotations

from collections import Counter, defaultdict

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.ui.sheets import sheet_response
from sinau.university.actions import add_roster, cancel, undo_roster
from sinau.university.forms import ParticipantsForm, ReasonForm
from sinau.university.models import (
    Attendance,
    ClassClosing,
    Registration,
    RosterBatch,
    Session,
    TrainingClass,
)
from sinau.university.qr import code_of
from sinau.university.rosters import Row, read_roster


def _kept(request: PersonRequest, pk: int) -> TrainingClass:
    return get_object_or_404(
        TrainingClass.objects.kept_by(request.user).select_related("agency"), pk=pk
    )


@signed_in
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """Everybody with a seat, everybody who waits, and who is in the room; or the same as Excel."""
    training_class = _kept(request, pk)
    sessions = list(training_class.sessions.all())
    registrations = list(
        Registration.objects.standing()
        .filter(training_class=training_class)
        .select_related("person", "agency")
        .order_by("person__name", "pk")
    )
    marks = list(Attendance.objects.filter(session__in=sessions))
    there: dict[int, dict[int, Attendance]] = defaultdict(dict)
    for mark in marks:
        there[mark.registration_id][mark.session_id] = mark
    if request.GET.get("unduh") == "xlsx":
        return _sheet(training_class, registrations, sessions, there)
    session = next((s for s in sessions if str(s.pk) == request.GET.get("sesi")), None)
    seated = [r for r in registrations if r.seated_at]
    rows = [(r, [(s, there[r.pk].get(s.pk)) for s in sessions]) for r in seated]
    waiting = sorted(
        (r for r in registrations if r.is_waiting), key=lambda r: (r.registered_at, r.pk)
    )
    return render(
        request,
        "university/participants.html",
        {
            "class": training_class,
            "sessions": sessions,
            "rows": rows,
            "waiting": waiting,
            "asking": [r for r in registrations if r.is_asking],
            "uninvited": sum(r.invited_at is None for r in seated),
            "batch": _latest_batch(training_class),
            "announced": training_class.publications.open().exists(),
            "session": session,
            "counts": _counts(sessions, seated, there),
            "alarms": _alarms(sessions, registrations, marks),
            "closing": ClassClosing.objects.filter(training_class=training_class).first(),
        },
    )


def _latest_batch(training_class: TrainingClass) -> RosterBatch | None:
    """The last list that was added at once, as long as it can still be undone."""
    batch = training_class.batches.select_related("added_by").first()
    return batch if batch and batch.undone_at is None and not training_class.has_begun else None


def _counts(
    sessions: list[Session], seated: list[Registration], there: dict[int, dict[int, Attendance]]
) -> list[dict[str, object]]:
    """For each session, how many of each agency are here."""
    found = []
    expected = Counter(r.agency.short_name if r.agency else "–" for r in seated)
    for session in sessions:
        here = Counter(
            (r.agency.short_name if r.agency else "–") for r in seated if session.pk in there[r.pk]
        )
        found.append(
            {
                "session": session,
                "present": here.total(),
                "agencies": [(name, here[name], count) for name, count in sorted(expected.items())],
            }
        )
    return found


def _alarms(
    sessions: list[Session], registrations: list[Registration], marks: list[Attendance]
) -> list[dict[str, object]]:
    """One device that recorded several people in one session: worth a look, not a verdict."""
    names = {r.pk: r.person.name for r in registrations}
    titles = {s.pk: s.title for s in sessions}
    by_device: dict[tuple[int, str], list[str]] = defaultdict(list)
    for mark in marks:
        if mark.device:
            by_device[mark.session_id, mark.device].append(names.get(mark.registration_id, "–"))
    return [
        {"session": titles[session], "names": ", ".join(sorted(people))}
        for (session, _device), people in by_device.items()
        if len(people) > 1
    ]


def _place(registration: Registration) -> str:
    if registration.is_asking:
        return _("Menunggu izin")
    return _("Daftar tunggu") if registration.is_waiting else _("Kursi")


def _sheet(
    training_class: TrainingClass,
    registrations: list[Registration],
    sessions: list[Session],
    there: dict[int, dict[int, Attendance]],
) -> HttpResponse:
    headings = [_("NIP"), _("Nama"), _("Jabatan"), _("Perangkat daerah"), _("Tempat")]
    headings += [_("Hadir %(session)s") % {"session": s.title} for s in sessions[:10]]
    rows = (
        [
            r.person.nip,
            r.person.full_name,
            r.person.job_title,
            r.agency.name if r.agency else "",
            _place(r),
            *(mark.at if (mark := there[r.pk].get(s.pk)) else "" for s in sessions[:10]),
        ]
        for r in registrations
    )
    return sheet_response(f"peserta-kelas-{training_class.pk}", _("Peserta"), headings, rows)


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Paste, upload or copy a list; see who that is, and why somebody cannot be added.

    Nothing is written here. The list stays in its box, so that a row can be mended and tried again.
    """
    training_class = _kept(request, pk)
    others = _earlier(request, training_class)
    copied = _numbers_of(others, request.GET.get("dari", ""))
    form = ParticipantsForm(request.POST or None, request.FILES or None)
    rows: list[Row] = []
    if request.method == "POST" and form.is_valid():
        rows = read_roster(training_class, form.cleaned_data["numbers"])
        form = ParticipantsForm(initial={"numbers": "\n".join(row.line for row in rows)})
    elif copied:
        form = ParticipantsForm(initial={"numbers": copied})
    found = [row for row in rows if row.person]
    return render(
        request,
        "university/participants_add.html",
        {
            "class": training_class,
            "form": form,
            "rows": rows,
            "people": [row.person for row in found],
            "refused": len(rows) - len(found),
            "clashing": sum(bool(row.clash) for row in found),
            "waiting": sum(row.waits for row in found),
            "others": others,
            "copied": copied,
        },
        status=422 if form.errors else 200,
    )


def _earlier(request: PersonRequest, training_class: TrainingClass) -> list[TrainingClass]:
    """Classes in the officer's charge whose people can be copied."""
    kept = TrainingClass.objects.kept_by(request.user).exclude(pk=training_class.pk)
    return list(kept.filter(seat_count__gt=0).order_by("-starts_at")[:20])


def _numbers_of(others: list[TrainingClass], asked: str) -> str:
    found = next((each for each in others if str(each.pk) == asked), None)
    if found is None:
        return ""
    seated = Registration.objects.seated().filter(training_class=found)
    rows = seated.order_by("person__name").values_list("person__nip", "person__name")
    return "\n".join(f"{nip}\t{name}" for nip, name in rows)


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Add those that the preview found and the officer left ticked; each is checked once more."""
    training_class = _kept(request, pk)
    rows = read_roster(training_class, "\n".join(request.POST.getlist("nip")[:1_000]))
    batch = add_roster(training_class, [row.person for row in rows if row.person], by=request.user)
    if batch is None:
        messages.info(request, _("Tidak ada yang ditambahkan: semuanya sudah terdaftar."))
        return redirect("university:participants", pk)
    waiting = Registration.objects.waiting().filter(batch=batch).count()
    messages.success(
        request,
        _("%(count)s peserta ditambahkan, %(waiting)s di antaranya masuk daftar tunggu.")
        % {"count": batch.count, "waiting": waiting},
    )
    return redirect("university:participants", pk)


@signed_in
@require_POST
def undo(request: PersonRequest, pk: int, batch: int) -> HttpResponse:
    """Take back a list that was added at once."""
    training_class = _kept(request, pk)
    count = undo_roster(get_object_or_404(training_class.batches, pk=batch), by=request.user)
    messages.success(
        request, _("%(count)s peserta dari daftar itu dikeluarkan.") % {"count": count}
    )
    return redirect("university:participants", pk)


@signed_in
def remove(request: PersonRequest, pk: int, registration: int) -> HttpResponse:
    """Take somebody off the list, with a reason they can read."""
    training_class = _kept(request, pk)
    participant = get_object_or_404(
        Registration.objects.standing().select_related("person"),
        pk=registration,
        training_class=training_class,
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cancel(participant, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(
            request, _("%(name)s dikeluarkan dari daftar.") % {"name": participant.person.name}
        )
        return redirect("university:participants", pk)
    context = {"class": training_class, "participant": participant, "form": form}
    return render(
        request, "university/participant_remove.html", context, status=422 if form.errors else 200
    )


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The attendance list on paper, with a place to sign for each session."""
    training_class = _kept(request, pk)
    people = (
        Registration.objects.seated()
        .filter(training_class=training_class)
        .select_related("person", "agency")
        .order_by("person__name", "pk")
    )
    context = {
        "class": training_class,
        "sessions": [
            (session, code_of(_tick_address(training_class, session), "tick-code"))
            for session in training_class.sessions.all()
        ],
        "people": list(people),
    }
    return render(request, "university/attendance_list.html", context)


def _tick_address(training_class: TrainingClass, session: Session) -> str:
    """Where the signed list is photographed and ticked; its code stands on the paper."""
    path = reverse("university:sheet", args=[training_class.pk, session.pk])
    return f"{settings.PUBLIC_URL}{path}"
