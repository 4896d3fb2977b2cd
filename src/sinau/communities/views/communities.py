"""Communities: the list, one of them, opening one and settling its name and purpose."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.communities.actions import edit_community, found_community
from sinau.communities.forms import CommunityEditForm, CommunityForm, LeadForm
from sinau.communities.models import Community, Conversation, Lead, Member
from sinau.communities.models.communities import FOR_ALL, FOUNDERS
from sinau.communities.views.conversations import KINDS, of_kind
from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Audience, Person

PER_PAGE = 20
WAITING_SHOWN = 5
CHOICES = (
    ("saya", gettext_lazy("Yang saya ikuti")),
    ("belum", gettext_lazy("Ada yang belum terjawab")),
    ("lintas", gettext_lazy("Lintas perangkat daerah")),
    ("unit", gettext_lazy("Perangkat daerah")),
)


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """Every community one may find, one's own first."""
    person = request.user
    asked = request.GET.get("cari", "").strip()[:100]
    found = _chosen(Community.objects.visible_to(person), request.GET.get("lihat", ""), person)
    if asked:
        found = found.filter(Q(name__icontains=asked) | Q(purpose__icontains=asked))
    mine = Member.objects.active().filter(person=person, community=OuterRef("pk"))
    found = found.annotate(is_mine=Exists(mine)).select_related("agency")
    found = found.order_by("-is_mine", F("last_activity_at").desc(nulls_last=True), "name")
    return render(
        request,
        "communities/index.html",
        {
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("halaman")),
            "waiting_for_me": _waiting_for(person),
            "choices": CHOICES,
            "asked": asked,
            "may_found": person.has_role(*FOUNDERS),
            "leads_some": Community.objects.led_by(person).exists(),
        },
    )


def _chosen(found: QuerySet[Community], choice: str, person: Person) -> QuerySet[Community]:
    if choice == "saya":
        mine = Member.objects.active().filter(person=person)
        return found.filter(pk__in=mine.values("community_id"))
    if choice == "belum":
        return found.filter(unanswered_count__gt=0)
    if choice == "lintas":
        return found.filter(audience__in=FOR_ALL)
    if choice == "unit":
        return found.filter(audience=Audience.AGENCY)
    return found


def _waiting_for(person: Person) -> QuerySet[Conversation]:
    """The questions of one's own communities that wait longest, not asked by oneself."""
    mine = Member.objects.active().filter(person=person).values("community_id")
    open_ones = Conversation.objects.visible_to(person).unanswered()
    waiting = open_ones.filter(community__in=mine).exclude(author=person)
    return waiting.select_related("community").order_by("started_at")[:WAITING_SHOWN]


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One community: its purpose, its people and what is said in it."""
    person = request.user
    seen = Community.objects.visible_to(person).select_related("agency")
    community = get_object_or_404(seen, pk=pk)
    chosen = request.GET.get("lihat", "")
    said = of_kind(Conversation.objects.filter(community=community).shown(), chosen)
    said = said.with_knowledge().select_related("author__agency")
    return render(
        request,
        "communities/show.html",
        {
            "community": community,
            "page": Paginator(said, PER_PAGE).get_page(request.GET.get("halaman")),
            "choices": KINDS,
            "chosen": chosen,
            "leaders": list(community.leaders()),
            "is_member": Member.objects.active()
            .filter(community=community, person=person)
            .exists(),
            "may_write": Community.objects.joinable_by(person).filter(pk=pk).exists(),
            "may_manage": Community.objects.managed_by(person).filter(pk=pk).exists(),
        },
    )


@needs(*FOUNDERS)
def new(request: PersonRequest) -> HttpResponse:
    """A community about a subject, to be opened and led by who opens it."""
    form = CommunityForm(request.POST if request.method == "POST" else None, by=request.user)
    if request.method == "POST" and form.is_valid():
        community = found_community(**form.cleaned_data, by=request.user, lead=request.user)
        messages.success(request, _("Komunitas dibuka. Mulailah dengan satu percakapan."))
        return redirect(community)
    return render(request, "communities/new.html", {"form": form})


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Name, purpose and leads of a community, for those who have a say in it."""
    community = get_object_or_404(Community.objects.managed_by(request.user), pk=pk)
    start = {"name": community.name, "purpose": community.purpose}
    form = CommunityEditForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        edit_community(community, **form.cleaned_data, by=request.user)
        messages.success(request, _("Keterangan komunitas disimpan."))
        return redirect(community)
    return settings_page(request, community, form=form, lead_form=LeadForm())


def settings_page(
    request: HttpRequest, community: Community, *, form: CommunityEditForm, lead_form: LeadForm
) -> HttpResponse:
    """The page where a community is settled, with what was typed."""
    leads = Lead.objects.active().filter(community=community).select_related("person__agency")
    context = {"community": community, "form": form, "lead_form": lead_form, "leads": leads}
    return render(request, "communities/edit.html", context)
