"""Members: who belongs to a community, joining and leaving."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models.functions import Lower
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.communities.actions import join, leave
from sinau.communities.models import Community, Member
from sinau.people.access import PersonRequest, signed_in

PER_PAGE = 30


@signed_in
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """The people of a community by name, its leads marked."""
    community = get_object_or_404(Community.objects.visible_to(request.user), pk=pk)
    members = Member.objects.active().filter(community=community)
    members = members.select_related("person__agency").order_by(Lower("person__name"), "pk")
    context = {
        "community": community,
        "page": Paginator(members, PER_PAGE).get_page(request.GET.get("halaman")),
        "leaders": set(community.leaders().values_list("pk", flat=True)),
    }
    return render(request, "communities/members.html", context)


@require_POST
@signed_in
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """The person belongs to the community."""
    community = get_object_or_404(Community.objects.joinable_by(request.user), pk=pk)
    join(community, by=request.user)
    messages.success(request, _("Anda bergabung. Komunitas ini tampil di urutan atas."))
    return redirect(community)


@require_POST
@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """The person no longer belongs to the community."""
    community = get_object_or_404(Community.objects.visible_to(request.user), pk=pk)
    leave(community, by=request.user)
    messages.success(request, _("Anda keluar dari komunitas ini."))
    return redirect(community)
