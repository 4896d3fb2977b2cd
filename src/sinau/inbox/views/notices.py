"""Notices: one's own, opening one, and having read them all."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from sinau.inbox.actions import read, read_all
from sinau.inbox.kinds import kinds
from sinau.inbox.models import Notice
from sinau.people.access import PersonRequest, signed_in

PER_PAGE = 20
UNREAD = "belum"


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """One's notices: the unread ones first, day by day."""
    found = Notice.objects.visible_to(request.user)
    chosen = request.GET.get("lihat", "")
    if chosen == UNREAD:
        found = found.unread()
    elif chosen in kinds:
        found = found.filter(kind=chosen)
    found = found.annotate(is_unread=Q(read_at=None)).order_by("-is_unread", "-told_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    choices: list[tuple[str, Promise | str]] = [(UNREAD, gettext_lazy("Belum dibaca"))]
    choices += [(kind.name, kind.short) for kind in kinds.values()]
    context = {"page": page, "choices": choices, "chosen": chosen}
    return render(request, "inbox/index.html", context)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The notice is read, and the person is where it leads; what is behind says who may see it."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    read(notice, by=request.user)
    is_ours = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if is_ours else "inbox:index")


@require_POST
@signed_in
def update(request: PersonRequest) -> HttpResponse:
    """Every notice is read."""
    count = read_all(by=request.user)
    said = ngettext("%(n)d kabar ditandai dibaca.", "%(n)d kabar ditandai dibaca.", count)
    messages.success(request, said % {"n": count} if count else _("Semua kabar sudah dibaca."))
    return redirect("inbox:index")
