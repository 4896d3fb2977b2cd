"""The structure of the city, today and on any past day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in, within
from sinau.people.actions import agencies as actions
from sinau.people.forms import EndForm, MergeForm, MoveForm, RenameForm, UnitForm
from sinau.people.models import Agency, AgencyKind, AgencyVersion, Person, Posting, Role

PEOPLE_SHOWN = 30


@dataclass
class Node:
    """An agency in the tree of one day."""

    code: str
    name: str
    kind: str
    kind_label: str
    own: int
    path: str = ""
    total: int = 0
    children: list[Node] = field(default_factory=list)


def day_asked(request: PersonRequest) -> date | None:
    """The past day of `?per=2024-01-01`; none for today and for what is not a day."""
    try:
        day = date.fromisoformat(request.GET.get("per", ""))
    except ValueError:
        return None
    return day if day < today() else None


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """The tree with the number of people, of today or of a past day."""
    day = day_asked(request)
    kind, words = request.GET.get("jenis", ""), request.GET.get("q", "").strip()
    nodes = _nodes_on(day) if day else _nodes_now()
    found: list[Node] = []
    if kind or words:
        found = [
            node
            for node in nodes.values()
            if (not kind or node.kind == kind) and words.lower() in node.name.lower()
        ]
    context = {
        "roots": [] if kind or words else [n for n in nodes.values() if n.path.count("/") == 2],
        "found": sorted(found, key=lambda node: node.name),
        "is_filtered": bool(kind or words),
        "kinds": [
            (value, label, count)
            for value, label in AgencyKind.choices
            if (count := sum(node.kind == value for node in nodes.values()))
        ],
        "day": day,
        "q": words,
        "count": len(nodes),
        "people": sum(node.own for node in nodes.values()),
    }
    return render(request, "people/agencies/index.html", context)


def _nodes_now() -> dict[int, Node]:
    agencies = list(Agency.objects.open_now())
    nodes = {
        a.pk: Node(a.code, a.name, a.kind, a.get_kind_display(), a.headcount, a.path)
        for a in agencies
    }
    return _hung(nodes, {a.pk: a.parent_id for a in agencies})


def _nodes_on(day: date) -> dict[int, Node]:
    versions = (
        AgencyVersion.objects.filter(valid_from__lte=day)
        .exclude(valid_to__lte=day)
        .select_related("agency")
    )
    worked = dict(
        Posting.objects.true_on(day).order_by().values_list("agency").annotate(Count("pk"))
    )
    nodes: dict[int, Node] = {}
    parents: dict[int, int | None] = {}
    for version in versions:
        agency = version.agency
        nodes[agency.pk] = Node(
            agency.code,
            version.name,
            agency.kind,
            agency.get_kind_display(),
            worked.get(agency.pk, 0),
        )
        parents[agency.pk] = version.parent_id
    return _hung(nodes, parents)


def _hung(nodes: dict[int, Node], parents: dict[int, int | None]) -> dict[int, Node]:
    """Children under their parents, totals of the whole subtree, paths to the root."""
    below: dict[int | None, list[int]] = defaultdict(list)
    for pk in nodes:
        parent = parents[pk]
        below[parent if parent in nodes else None].append(pk)

    def hang(pk: int, path: str) -> int:
        node = nodes[pk]
        node.path = f"{path}{node.code}/"
        node.children = [nodes[child] for child in below[pk]]
        node.total = node.own + sum(hang(child, node.path) for child in below[pk])
        return node.total

    for pk in below[None]:
        hang(pk, "/")
    return nodes


@signed_in
@require_safe
def show(request: PersonRequest, code: str) -> HttpResponse:
    """One agency: names, place, people, units, history."""
    seen = Agency.objects.visible_to(request.user).select_related("parent", "merged_into")
    agency = get_object_or_404(seen, code=code)
    day = day_asked(request)
    colleagues = Person.objects.visible_to(request.user).serving()
    if day:
        postings = Posting.objects.true_on(day).filter(agency=agency).select_related("person")
        people: Any = [
            {"name": p.person.full_name, "title": p.job_title, "pk": p.person_id}
            for p in postings.order_by("person__name")[:PEOPLE_SHOWN]
        ]
        count = Posting.objects.true_on(day).filter(agency=agency).count()
    else:
        people = [
            {"name": p.full_name, "title": p.job_title, "pk": p.pk}
            for p in colleagues.filter(agency=agency)[:PEOPLE_SHOWN]
        ]
        count = agency.headcount
    versions = list(agency.versions.select_related("parent").order_by("-valid_from", "-pk"))
    context = {
        "agency": agency,
        "subject": f"people.agency:{agency.pk}",
        "name": agency.name_on(day) if day else agency.name,
        "day": day,
        "people": people,
        "count": count,
        "more": max(0, count - PEOPLE_SHOWN),
        "units": agency.children.open_now(),
        "versions": versions,
        "former": [v for v in versions if v.valid_to and v.name != agency.name],
        "absorbed": agency.absorbed.all(),
        "may_arrange": _may_arrange(request, agency),
    }
    return render(request, "people/agencies/show.html", context)


def _may_arrange(request: PersonRequest, agency: Agency) -> bool:
    if agency.closed_on:
        return False
    return Agency.objects.arranged_by(request.user).filter(pk=agency.pk).exists()


def _arranged(request: PersonRequest, code: str) -> Agency:
    return get_object_or_404(Agency.objects.arranged_by(request.user), code=code, closed_on=None)


def _ask(
    request: PersonRequest,
    agency: Agency,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    **words: str,
) -> HttpResponse:
    """Ask, act, say so, go back to the agency."""
    if request.method == "POST" and form.is_valid():
        act(form.cleaned_data)
        messages.success(request, words["done"])
        return redirect(agency)
    context = {"agency": agency, "form": form, **words}
    status = 422 if form.is_bound else 200
    return render(request, "people/agencies/edit.html", context, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def rename(request: PersonRequest, code: str) -> HttpResponse:
    """Another name from a day on."""
    agency = _arranged(request, code)
    form = RenameForm(
        request.POST or None, initial={"name": agency.name, "short_name": agency.short_name}
    )
    return _ask(
        request,
        agency,
        form,
        lambda said: actions.rename_agency(agency, by=request.user, **said),
        title=_("Ubah nama"),
        lead=_("Nama lama tetap tercatat untuk masa sebelum tanggal berlaku."),
        submit=_("Simpan nama"),
        done=_("Nama perangkat daerah diubah."),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def move(request: PersonRequest, code: str) -> HttpResponse:
    """Another parent from a day on."""
    agency = _arranged(request, code)
    return _ask(
        request,
        agency,
        MoveForm(request.POST or None, choices=_targets(request, agency)),
        lambda said: actions.move_agency(agency, by=request.user, **said),
        title=_("Pindahkan ke induk lain"),
        lead=_("Unit di bawahnya ikut pindah. Peran atas induk baru akan menjangkau unit ini."),
        submit=_("Pindahkan"),
        done=_("Perangkat daerah dipindahkan."),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def merge(request: PersonRequest, code: str) -> HttpResponse:
    """Go into another agency."""
    agency = _arranged(request, code)
    return _ask(
        request,
        agency,
        MergeForm(request.POST or None, choices=_targets(request, agency)),
        lambda said: actions.merge_agency(agency, by=request.user, **said),
        title=_("Gabungkan ke perangkat daerah lain"),
        lead=_(
            "%(name)s berakhir. %(count)s pegawainya dan unit di bawahnya pindah; riwayat sebelum "
            "tanggal berlaku tidak berubah. Penggabungan tidak dapat dibatalkan."
        )
        % {"name": agency.name, "count": agency.headcount},
        submit=_("Gabungkan"),
        tone="bad",
        done=_("Perangkat daerah digabungkan."),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def end(request: PersonRequest, code: str) -> HttpResponse:
    """Come to an end."""
    agency = _arranged(request, code)
    return _ask(
        request,
        agency,
        EndForm(request.POST or None),
        lambda said: actions.end_agency(agency, by=request.user, **said),
        title=_("Akhiri perangkat daerah"),
        lead=_(
            "Hanya perangkat daerah tanpa pegawai dan tanpa unit yang dapat diakhiri. Langkah ini "
            "tidak dapat dibatalkan."
        ),
        submit=_("Akhiri"),
        tone="bad",
        done=_("Perangkat daerah diakhiri."),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def create(request: PersonRequest, code: str) -> HttpResponse:
    """A new unit below this agency."""
    parent = _arranged(request, code)
    return _ask(
        request,
        parent,
        UnitForm(request.POST or None),
        lambda said: actions.open_agency(by=request.user, parent=parent, **said),
        title=_("Buka unit baru"),
        lead=_("Unit baru berada di bawah %(name)s.") % {"name": parent.name},
        submit=_("Buka unit"),
        done=_("Unit baru dicatat."),
    )


def _targets(request: PersonRequest, agency: Agency) -> Any:
    """Where it may go: to what the person arranges, or to the agency they are granted."""
    scope = within("", request.user, Role.ADMINISTRATOR, Role.OFFICER)
    return Agency.objects.open_now().filter(scope).exclude(path__startswith=agency.path)
