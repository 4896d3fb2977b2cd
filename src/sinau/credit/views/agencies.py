"""Who has reached the year's JP, agency by agency, for those who answer for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sinau.credit.models import READERS, YearTotal
from sinau.credit.rulebook import TargetRow
from sinau.credit.ruling import targets_for, targets_in_use
from sinau.credit.summaries import NO_MAXIMUM, CountedPerson, people_of
from sinau.credit.views.book import chosen_year, former_years
from sinau.people.access import PersonRequest, needs, within
from sinau.people.models import EmploymentKind
from sinau.ui.charts import Bar
from sinau.ui.sheets import sheet_response

ORDERS = {"nama": "name", "jp": "jp", "unit": "agency__name"}
A_PAGE = 25
# What a search keeps of the address.
KEPT = ("tahun", "unit", "keadaan", "jenis", "urut")
BARS = 12


@dataclass(frozen=True)
class Standing:
    """How many of an agency's people have what the year should hold."""

    code: str
    name: str
    people: int
    below: int
    over: int


@needs(*READERS)
def index(request: PersonRequest) -> HttpResponse:
    """The people of one's agencies with their JP, those below the minimum first."""
    year = chosen_year(request)
    everybody = people_of(request.user, year)
    standings = _standings(everybody)
    unit = next((s for s in standings if s.code == request.GET.get("unit")), None)
    people = _filtered(request, everybody)
    context = {
        "year": year,
        "people_count": sum(standing.people for standing in standings),
        "below_count": sum(standing.below for standing in standings),
        "bars": [
            Bar(label=s.name, value=s.below, url=f"?tahun={year}&unit={s.code}&keadaan=kurang")
            for s in standings
            if s.below
        ][:BARS],
        "states": _states([unit] if unit else standings),
        "years": former_years(
            YearTotal.objects.filter(within("person__agency", request.user, *READERS))
        ),
        "over_count": sum(standing.over for standing in standings),
        "kinds": [(kind, kind) for kind in EmploymentKind.values],
        "targets": _targets(year),
        "kept": [(name, request.GET[name]) for name in KEPT if request.GET.get(name)],
        "page": Paginator(people, A_PAGE).get_page(request.GET.get("halaman")),
        "query": request.GET.urlencode(),
        "unit": unit,
    }
    return render(request, "credit/agencies.html", context)


@needs(*READERS)
def export(request: PersonRequest) -> HttpResponse:
    """The same list, with the same filters, as a workbook."""
    year = chosen_year(request)
    people = _filtered(request, people_of(request.user, year))
    headings = [
        "NIP",
        _("Nama"),
        _("Perangkat daerah"),
        _("Jenis"),
        "JP",
        _("Minimum"),
        _("Kurang"),
        _("Maksimum"),
        _("Melampaui"),
    ]
    rows = [
        [
            person.nip,
            person.full_name,
            person.agency.name if person.agency else "",
            person.emp_kind,
            person.jp,
            person.minimum,
            max(Decimal(0), person.minimum - person.jp),
            person.maximum if person.maximum < NO_MAXIMUM else None,
            max(Decimal(0), person.jp - person.maximum),
        ]
        for person in people
    ]
    return sheet_response(f"jp-perangkat-daerah-{year}", f"JP {year}", headings, rows)


def _filtered(request: PersonRequest, people: QuerySet[CountedPerson]) -> QuerySet[CountedPerson]:
    if unit := request.GET.get("unit"):
        people = people.filter(agency__code=unit)
    match request.GET.get("keadaan"):
        case "kurang":
            people = people.filter(jp__lt=F("minimum"))
        case "cukup":
            people = people.filter(jp__gte=F("minimum"))
        case "lebih":
            people = people.filter(jp__gt=F("maximum"))
    if (kind := request.GET.get("jenis")) in EmploymentKind.values:
        people = people.filter(emp_kind=kind)
    if words := request.GET.get("q", "").strip():
        people = people.filter(Q(name__icontains=words) | Q(nip__startswith=words.replace(" ", "")))
    said = request.GET.get("urut", "jp")
    field = ORDERS.get(said.lstrip("-"), "jp")
    return people.order_by(f"-{field}" if said.startswith("-") else field, "name", "pk")


def _targets(year: int) -> list[TargetRow]:
    """What the year should hold, in words, for every kind of employment."""
    known = targets_in_use()
    day = date(year, 12, 31)
    return [row for kind in EmploymentKind.values for row in targets_for(kind, day, among=known)]


def _states(standings: list[Standing]) -> list[tuple[str, str, int]]:
    below = sum(standing.below for standing in standings)
    people = sum(standing.people for standing in standings)
    over = sum(standing.over for standing in standings)
    return [
        ("kurang", _("Belum cukup"), below),
        ("cukup", _("Cukup"), people - below),
        ("lebih", _("Melampaui batas"), over),
    ]


def _standings(people: QuerySet[CountedPerson]) -> list[Standing]:
    """Agencies with most people below the minimum first; counted in one query."""
    counted = (
        people.order_by()
        .values("agency__code", "agency__name")
        .annotate(
            people=Count("pk"),
            below=Count("pk", filter=Q(jp__lt=F("minimum"))),
            over=Count("pk", filter=Q(jp__gt=F("maximum"))),
        )
        .order_by("-below", "agency__name")
    )
    return [
        Standing(
            code=row["agency__code"],
            name=row["agency__name"],
            people=row["people"],
            below=row["below"],
            over=row["over"],
        )
        for row in counted
    ]
