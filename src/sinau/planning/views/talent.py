"""The nine boxes: performance of a year by potential, and what they are not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Agency, Person, Role
from sinau.planning.actions.talent import close_boxes, enter_performance, open_boxes
from sinau.planning.boxing import boxed, counts, place_of
from sinau.planning.drawing import grid
from sinau.planning.forms.competencies import PerformanceForm
from sinau.planning.models import BoxOpening, Performance, Rating
from sinau.planning.models.talent import talent_scope
from sinau.planning.rules import boxes, match_rules, read
from sinau.planning.views.pages import coordinates, form_page, needs_coordinator
from sinau.ui.sheets import sheet_response

READERS = (Role.HEAD, Role.OFFICER, Role.AUDITOR)


def _sees_grid(person: Person) -> bool:
    return coordinates(person) or person.has_role(Role.HEAD, Role.AUDITOR)


def _sees_names(person: Person) -> bool:
    """Heads and the coordinator see who; an auditor sees how many."""
    return coordinates(person) or person.has_role(Role.HEAD)


def _year(request: PersonRequest) -> int:
    said = request.GET.get("tahun", "")
    last = Performance.objects.standing().order_by("-year").values_list("year", flat=True).first()
    fits = said.isascii() and said.isdigit() and len(said) == 4
    return int(said) if fits else last or today().year - 1


@needs(*READERS)
def index(request: PersonRequest) -> HttpResponse:
    """The grid with its numbers, and the people of one box; or as Excel."""
    if not _sees_grid(request.user):
        raise Http404
    year = _year(request)
    everybody = Person.objects.serving().filter(talent_scope(request.user, "agency"))
    unit = Agency.objects.filter(code=request.GET.get("pd", "")).first()
    people = boxed(
        everybody.filter(agency__path__startswith=unit.path) if unit else everybody, year
    )
    names = _sees_names(request.user)
    if request.GET.get("unduh") == "xlsx" and names:
        return _sheet(people, year)
    found = counts(people)
    shown = {number: _said(count, names) for number, count in found.by_box.items()}
    chosen = request.GET.get("kotak", "")
    context = {
        "year": year,
        "unit": unit,
        "units": _units(everybody),
        "grid": grid(shown, chosen),
        "rows": [(box, shown[box.number]) for box in reversed(boxes())],
        "placed": found.placed,
        "total": found.total,
        "no_rating": found.no_rating,
        "no_match": found.no_match,
        "chips": [(str(b.number), f"{b.number} {b.name}", shown[b.number]) for b in boxes()],
        "sees_names": names,
        **(_people(request, people, chosen) if names else {}),
        "rule": read("boxes"),
        "talent_rule": match_rules()["talent"],
        "opening": BoxOpening.objects.filter(closed_at=None).select_related("opened_by").first(),
        "may_open": coordinates(request.user),
        "export": _export(request),
    }
    return render(request, "planning/talent.html", context)


def _export(request: PersonRequest) -> str:
    query = request.GET.copy()
    query["unduh"] = "xlsx"
    return f"?{query.urlencode()}"


def _said(count: int, names: bool) -> str:
    """A small number is not said to who may not know the people, so that nobody is guessed."""
    smallest = int(match_rules()["talent"]["smallest_group"])
    if names or count == 0 or count >= smallest:
        return str(count)
    return _("kurang dari %(n)s") % {"n": smallest}


def _units(everybody: Any) -> list[Agency]:
    return list(Agency.objects.filter(pk__in=everybody.order_by().values("agency")).distinct())


def _people(request: PersonRequest, people: Any, chosen: str) -> dict[str, Any]:
    fits = chosen.isascii() and chosen.isdigit() and len(chosen) == 1
    placed = people.filter(box=int(chosen)) if fits else people.exclude(box=None)
    ranked = placed.select_related("agency").order_by("name", "pk")
    page = Paginator(ranked, 50).get_page(request.GET.get("halaman"))
    labels = dict(Rating.choices)
    rows = [(person, place := place_of(person), labels[Rating(place.rating)]) for person in page]
    return {"page": page, "people": rows}


def _sheet(people: Any, year: int) -> HttpResponse:
    headings = [
        _("NIP"),
        _("Nama"),
        _("Jabatan"),
        _("Perangkat daerah"),
        _("Kinerja %(year)s") % {"year": year},
        _("JPM"),
        _("Cakupan penilaian (%)"),
        _("Kotak"),
        _("Nama kotak"),
    ]
    labels = {str(key): str(label) for key, label in Rating.choices}
    rows = (
        [
            person.nip,
            person.full_name,
            person.job_title,
            person.agency.name if person.agency else "",
            labels.get((place := place_of(person)).rating, ""),
            place.jpm,
            place.coverage,
            place.box.number if place.box else "",
            place.box.name if place.box else "",
        ]
        for person in people.select_related("agency").order_by("agency__path", "name", "pk")
    )
    return sheet_response(f"kotak-talenta-{year}", _("Talenta"), headings, rows)


@signed_in
@require_POST
def update(request: PersonRequest) -> HttpResponse:
    """Let people see their own box, or not any more."""
    needs_coordinator(request.user)
    if request.POST.get("langkah") == "tutup":
        close_boxes(by=request.user)
        messages.success(request, _("Pegawai tidak lagi melihat kotaknya."))
    else:
        open_boxes(by=request.user)
        messages.success(request, _("Setiap pegawai dapat melihat kotaknya sendiri."))
    return redirect("planning:talent")


@signed_in
def about(request: PersonRequest) -> HttpResponse:
    """What the nine boxes are, how they are reckoned, and what they are not."""
    context = {
        "boxes": list(reversed(boxes())),
        "rule": read("boxes"),
        "match": match_rules(),
        "ratings": dict(Rating.choices),
        "opening": BoxOpening.objects.filter(closed_at=None).first(),
    }
    return render(request, "planning/talent_about.html", context)


@needs(Role.HEAD, Role.OFFICER)
def rating_new(request: PersonRequest) -> HttpResponse:
    """Enter how one person did in a year."""
    if not _sees_names(request.user):
        raise Http404
    form = PerformanceForm(request.POST or None, initial={"year": today().year - 1})
    if request.method == "POST" and form.is_valid():
        person = _rated(request, form.cleaned_data["nip"])
        if person is None:
            form.add_error("nip", _("NIP ini bukan pegawai yang dapat Anda nilai."))
        else:
            row = Performance(
                person=person,
                year=form.cleaned_data["year"],
                rating=form.cleaned_data["rating"],
                source=form.cleaned_data["source"],
            )
            enter_performance([row], by=request.user)
            messages.success(request, _("Kinerja %(name)s dicatat.") % {"name": person.name})
            return redirect("planning:talent")
    return form_page(
        request,
        form,
        title=_("Catat kinerja"),
        back=reverse("planning:talent"),
        back_label=_("Kotak talenta"),
        submit=_("Catat kinerja"),
    )


def _rated(request: PersonRequest, nip: str) -> Person | None:
    theirs = Person.objects.serving().filter(talent_scope(request.user, "agency"), nip=nip)
    found: Person | None = theirs.exclude(pk=request.user.pk).first()
    return found
