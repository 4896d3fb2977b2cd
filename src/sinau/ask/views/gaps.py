"""What people asked and no source knew: the work list of those who keep the city's knowledge."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.ask.actions import forward_gap, merge_gaps, split_gap, try_gap
from sinau.ask.forms import ForwardForm
from sinau.ask.models import KEEPERS, Gap, GapMember
from sinau.ask.routing import experts_for, experts_of
from sinau.ask.turnaround import turnaround
from sinau.communities.models import Community
from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, needs

A_PAGE = 20
ALIKE = 5
LOOKED_AT = 200
LIKE_ENOUGH = 0.3


def _shown(request: PersonRequest) -> Prefetch[str]:
    """The questions of a gap whose words this reader may see, with what they need on a row."""
    members = GapMember.objects.kept_by(request.user).select_related(
        "question__agency",
        "question__refusal",
        "question__hand_over__handed_by",
    )
    return Prefetch("members", members, to_attr="shown")


@needs(*KEEPERS)
def index(request: PersonRequest) -> HttpResponse:
    """Oldest first, without the asker's name unless they took it to a community themselves."""
    kept = Gap.objects.kept_by(request.user)
    waiting = kept.open()
    ways = {
        "lewat": waiting.filter(promised_on__lt=today()),
        "komunitas": waiting.filter(members__question__hand_over__isnull=False).distinct(),
        "selesai": kept.closed().order_by("-closed_at"),
    }
    gaps = ways.get(request.GET.get("jalan", ""), waiting)
    listed = gaps.select_related("near_agency").prefetch_related(_shown(request))
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("halaman"))
    figures = turnaround(kept)
    context = {
        "page": page,
        "figures": figures,
        "chips": [
            ("lewat", _("Lewat janji"), figures.late),
            ("komunitas", _("Di komunitas"), ways["komunitas"].count()),
            ("selesai", _("Terjawab"), kept.closed().count()),
        ],
    }
    return render(request, "ask/gaps.html", context)


@needs(*KEEPERS)
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One gap: its questions, its clock, where it was passed on, and what can be done."""
    merged = Gap.objects.filter(merged__pk=pk)
    if (into := merged.kept_by(request.user).first()) is not None:
        return redirect(into)
    gap = _gap(request, pk)
    return _page(request, gap, ForwardForm(initial={"agency": gap.near_agency_id}))


def _page(
    request: PersonRequest, gap: Gap, form: ForwardForm, *, status: int = 200
) -> HttpResponse:
    alike = Gap.objects.kept_by(request.user).open().exclude(pk=gap.pk)
    near_it = alike.filter(terms__overlap=gap.terms or [""]).prefetch_related(_shown(request))
    ranked = sorted(near_it[:LOOKED_AT], key=gap.likeness, reverse=True)
    near = gap.near_agency
    first = gap.shown[0].question  # type: ignore[attr-defined]
    asked = experts_of(gap, first)
    known = {request.user.pk, *(row.person_id for row, _knower in asked)}
    context = {
        "gap": gap,
        "members": gap.shown,  # type: ignore[attr-defined]
        "alike": [other for other in ranked if gap.likeness(other) >= LIKE_ENOUGH][:ALIKE],
        "form": form,
        "asked": asked,
        "experts": [one for one in experts_for(first, near=near) if one.person.pk not in known],
        "forwards": gap.forwards.select_related("agency", "forwarded_by"),
        "community": Community.objects.visible_to(request.user).filter(home_of=near).first()
        if near is not None
        else None,
    }
    return render(request, "ask/gap.html", context, status=status)


def _gap(request: PersonRequest, pk: int) -> Gap:
    kept = Gap.objects.kept_by(request.user).select_related("near_agency")
    return get_object_or_404(kept.prefetch_related(_shown(request)), pk=pk)


@needs(*KEEPERS)
@require_POST
def attempt(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask the desk again; only its answer closes a gap."""
    gap = _gap(request, pk)
    if try_gap(gap):
        messages.success(request, _("Tanya kini menjawab. Semua yang bertanya diberi tahu."))
    else:
        messages.info(request, _("Tanya belum dapat menjawab semua pertanyaan di celah ini."))
    return redirect(gap)


@needs(*KEEPERS)
@require_POST
def forward(request: PersonRequest, pk: int) -> HttpResponse:
    """Pass it on to the agency that should know."""
    gap = _gap(request, pk)
    form = ForwardForm(request.POST)
    if not form.is_valid():
        return _page(request, gap, form, status=422)
    passed = forward_gap(
        gap,
        agency=form.cleaned_data["agency"],
        note=form.cleaned_data["note"],
        by=request.user,
    )
    told = _("Diteruskan kepada penjaga pengetahuan %(agency)s.")
    messages.success(request, told % {"agency": passed.agency.name})
    return redirect(gap)


@needs(*KEEPERS)
@require_POST
def merge(request: PersonRequest, pk: int) -> HttpResponse:
    """Two gaps that ask for the same become one."""
    gap = _gap(request, pk)
    said = request.POST.get("ke", "")
    into = _gap(request, int(said[:18]) if said.isdecimal() else 0)
    return redirect(merge_gaps(gap, into=into, by=request.user))


@needs(*KEEPERS)
@require_POST
def split(request: PersonRequest, pk: int) -> HttpResponse:
    """A question that asks for something else gets a gap of its own."""
    gap = _gap(request, pk)
    said = request.POST.get("pertanyaan", "")
    kept = GapMember.objects.kept_by(request.user).waiting().filter(gap=gap)
    member = get_object_or_404(kept, pk=int(said[:18]) if said.isdecimal() else 0)
    return redirect(split_gap(member, by=request.user))
