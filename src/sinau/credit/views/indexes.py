"""Indeks Profesionalitas ASN: of a person with its evidence, and of the agencies one answers for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from sinau.credit import recording
from sinau.credit.index import Measured, average, measure, measuring_day
from sinau.credit.models import READERS, Discipline, Predicate, RecordKind, StaffRecord
from sinau.credit.professionalism import Dimension, PartScore, rules_on
from sinau.credit.views.book import chosen_year
from sinau.kernel.clock import today
from sinau.kernel.words import date_id, number_id
from sinau.people.access import PersonRequest, needs, signed_in, within
from sinau.people.models import Person, Role
from sinau.ui.charts import Bar
from sinau.ui.sheets import sheet_response

A_PAGE = 25
BARS = 12
KEPT = ("tahun", "unit", "golongan", "urut")
DIMENSIONS = {
    "qualification": gettext_lazy("Kualifikasi"),
    "competence": gettext_lazy("Kompetensi"),
    "performance": gettext_lazy("Kinerja"),
    "discipline": gettext_lazy("Disiplin"),
}
PARTS = {
    "leadership": gettext_lazy("Diklat kepemimpinan"),
    "functional": gettext_lazy("Diklat fungsional"),
    "technical": gettext_lazy("Diklat teknis"),
    "seminar": gettext_lazy("Seminar"),
}
POSTS = {
    "structural": gettext_lazy("jabatan struktural"),
    "functional": gettext_lazy("jabatan fungsional"),
    "executive": gettext_lazy("jabatan pelaksana"),
}
UNKNOWN = gettext_lazy("belum tercatat")


@signed_in
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """My own index with its evidence."""
    return _page(request, request.user)


@signed_in
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The index of somebody one answers for."""
    return _page(request, _person(request, pk))


def _person(request: PersonRequest, pk: int) -> Person:
    theirs = within("agency", request.user, *READERS)
    people = Person.objects.serving().filter(theirs | Q(pk=request.user.pk))
    person: Person = get_object_or_404(people.select_related("agency"), pk=pk)
    return person


def _page(request: PersonRequest, person: Person) -> HttpResponse:
    year = chosen_year(request)
    on = measuring_day(year)
    measured = measure([person], on)[person.pk]
    rules = rules_on(on)
    is_mine = person == request.user
    records = StaffRecord.objects.visible_to(request.user).filter(person=person)
    index = measured.index
    context = {
        "owner": person,
        "is_mine": is_mine,
        "year": year,
        "on": on,
        "index": index,
        "rules": rules,
        "post": POSTS[index.post] if index else "",
        "lines": [_line(d, measured) for d in index.dimensions] if index else [],
        "parts": [_part(part) for part in index.dimension("competence").parts] if index else [],
        "unknown": [str(DIMENSIONS[key]).lower() for key in index.unknown] if index else [],
        "records": list(records.select_related("recorded_by", "run")[:20]),
        "keeps": not is_mine and Person.objects.kept_by(request.user).filter(pk=person.pk).exists(),
    }
    return render(request, "credit/index/show.html", context)


@dataclass(frozen=True)
class Line:
    """A dimension in words."""

    label: str
    value: str
    points: Decimal
    most: Decimal
    is_known: bool
    note: str = ""


def _line(dimension: Dimension, measured: Measured) -> Line:
    value, note = str(UNKNOWN), ""
    if dimension.key == "competence":
        met = sum(part.is_met for part in dimension.parts)
        value = _("%(met)s dari %(all)s syarat") % {"met": met, "all": len(dimension.parts)}
    elif dimension.key == "qualification" and dimension.is_known:
        value = dimension.value
    else:
        kept = getattr(measured, dimension.key, None)
        if kept is not None:
            value = kept.value_label
            note = f"{kept.year} · {kept.source}"
    label = str(DIMENSIONS[dimension.key])
    return Line(label, value, dimension.points, dimension.most, dimension.is_known, note)


@dataclass(frozen=True)
class PartLine:
    """A part of competence in words, with the trainings it rests on."""

    label: str
    score: PartScore
    rule: str


def _part(part: PartScore) -> PartLine:
    rule = _("satu kegiatan cukup")
    if part.needed_jp is not None:
        rule = _("paling sedikit %(jp)s JP, tercatat %(now)s JP") % {
            "jp": number_id(part.needed_jp),
            "now": number_id(part.jp),
        }
    if part.since is None:
        rule += ", " + _("kapan saja")
    else:
        rule += ", " + _("setelah %(day)s") % {"day": date_id(part.since)}
    return PartLine(str(PARTS[part.key]), part, rule)


class RecordForm(forms.Form):
    """A predicate or a punishment, with its basis."""

    kind = forms.ChoiceField(label=gettext_lazy("Data"), choices=RecordKind.choices)
    value = forms.ChoiceField(
        label=gettext_lazy("Nilai"),
        choices=[
            (gettext_lazy("Predikat kinerja"), Predicate.choices),
            (gettext_lazy("Hukuman disiplin"), Discipline.choices),
        ],
    )
    year = forms.IntegerField(label=gettext_lazy("Tahun"), min_value=recording.FIRST_YEAR)
    source = forms.CharField(
        label=gettext_lazy("Dasar"),
        help_text=gettext_lazy("Nomor SKP, SK, atau surat keterangannya."),
        max_length=200,
        error_messages={"required": gettext_lazy("Tuliskan dasarnya, seperti nomor SKP.")},
    )

    def clean(self) -> dict[str, Any]:
        """The value is one of that kind of record, and not of a year to come."""
        said: dict[str, Any] = super().clean() or {}
        kinds: dict[str, list[str]] = {
            RecordKind.PERFORMANCE.value: Predicate.values,
            RecordKind.DISCIPLINE.value: Discipline.values,
        }
        known = kinds.get(said.get("kind", ""), [])
        if said.get("value") and said["value"] not in known:
            self.add_error("value", _("Nilai ini bukan untuk data yang dipilih. Pilih kembali."))
        if (said.get("year") or 0) > today().year:
            self.add_error("year", _("Tahun ini belum berjalan. Periksa kembali."))
        return said


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def record_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down a predicate or discipline of somebody one keeps."""
    person = get_object_or_404(Person.objects.kept_by(request.user), pk=pk)
    form = RecordForm(request.POST or None, initial={"year": today().year - 1})
    if request.method == "POST" and form.is_valid():
        recording.keep(person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Data dicatat. Indeks pegawai dihitung dengan data ini."))
        return redirect("credit:index_person", pk=person.pk)
    status = 422 if form.errors else 200
    context = {"owner": person, "form": form}
    return render(request, "credit/index/record.html", context, status=status)


@dataclass(frozen=True)
class Unit:
    """The index of an agency's people together."""

    code: str
    name: str
    people: int
    mean: Decimal | None
    unknown: int


@needs(*READERS)
@require_safe
def agencies(request: PersonRequest) -> HttpResponse:
    """The people of one's agencies with their index, the lowest first, and the mean of each agency."""
    year = chosen_year(request)
    everybody = _everybody(request, year)
    units = _units(everybody)
    chosen = _filtered(request, everybody)
    rules = rules_on(measuring_day(year))
    indexes = [measured.index for measured in everybody]
    unit = next((u for u in units if u.code == request.GET.get("unit")), None)
    context = {
        "year": year,
        "years": [(y, str(y)) for y in range(today().year - 1, today().year - 4, -1)],
        "people_count": len(everybody),
        "mean": average(indexes),
        "not_measured": sum(index is None for index in indexes),
        "incomplete": sum(bool(index and index.unknown) for index in indexes),
        "bars": [
            Bar(label=u.name, value=u.mean, url=f"?tahun={year}&unit={u.code}")
            for u in units
            if u.mean is not None
        ][:BARS],
        "unit": unit,
        "bands": [
            (band.label, band.label, _of_band(everybody, band.label)) for band in rules.bands
        ],
        "kept": [(name, request.GET[name]) for name in KEPT if request.GET.get(name)],
        "query": request.GET.urlencode(),
        "page": Paginator(chosen, A_PAGE).get_page(request.GET.get("halaman")),
        "rules": rules,
        "keeps": request.user.has_role(Role.OFFICER),
    }
    return render(request, "credit/index/agencies.html", context)


def _everybody(request: PersonRequest, year: int) -> list[Measured]:
    people = (
        Person.objects.serving()
        .filter(within("agency", request.user, *READERS))
        .select_related("agency")
        .order_by("name", "pk")
    )
    return list(measure(people, measuring_day(year)).values())


def _of_band(everybody: list[Measured], label: str) -> int:
    return sum(bool(m.index and m.index.band == label) for m in everybody)


def _units(everybody: list[Measured]) -> list[Unit]:
    """Agencies with the lowest mean first."""
    groups: dict[tuple[str, str], list[Measured]] = {}
    for measured in everybody:
        agency = measured.person.agency
        if agency is not None:
            groups.setdefault((agency.code, agency.name), []).append(measured)
    units = [
        Unit(
            code=code,
            name=name,
            people=len(rows),
            mean=average(m.index for m in rows),
            unknown=sum(bool(m.index and m.index.unknown) for m in rows),
        )
        for (code, name), rows in groups.items()
    ]
    return sorted(units, key=lambda unit: (unit.mean is None, unit.mean or 0, unit.name))


def _filtered(request: PersonRequest, everybody: list[Measured]) -> list[Measured]:
    rows = everybody
    if unit := request.GET.get("unit"):
        rows = [m for m in rows if m.person.agency and m.person.agency.code == unit]
    if band := request.GET.get("golongan"):
        rows = [m for m in rows if m.index and m.index.band == band]
    if words := request.GET.get("q", "").strip().casefold():
        rows = [
            m
            for m in rows
            if words in m.person.name.casefold() or m.person.nip.startswith(words.replace(" ", ""))
        ]
    said = request.GET.get("urut", "indeks")
    if said.lstrip("-") == "nama":
        return sorted(rows, key=lambda m: m.person.name, reverse=said.startswith("-"))
    measured = [m for m in rows if m.index]
    measured.sort(key=lambda m: m.index.total if m.index else 0, reverse=said.startswith("-"))
    return measured + [m for m in rows if not m.index]


@needs(*READERS)
@require_safe
def export(request: PersonRequest) -> HttpResponse:
    """The same list, with the same filters, as a workbook."""
    year = chosen_year(request)
    headings = [
        "NIP",
        _("Nama"),
        _("Perangkat daerah"),
        _("Jenis jabatan"),
        *(str(name) for name in DIMENSIONS.values()),
        _("Indeks"),
        _("Golongan nilai"),
        _("Belum tercatat"),
    ]
    rows = [_cells(measured) for measured in _filtered(request, _everybody(request, year))]
    return sheet_response(f"indeks-profesionalitas-{year}", f"IP ASN {year}", headings, rows)


def _cells(measured: Measured) -> list[Any]:
    person, index = measured.person, measured.index
    who = [
        person.nip,
        person.full_name,
        person.agency.name if person.agency else "",
        person.get_job_kind_display(),
    ]
    if index is None:
        return [*who, None, None, None, None, None, _("Tidak diukur"), ""]
    unknown = ", ".join(str(DIMENSIONS[key]) for key in index.unknown)
    points = [index.dimension(key).points for key in DIMENSIONS]
    return [*who, *points, index.total, index.band, unknown]
