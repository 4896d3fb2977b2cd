"""Outside tools: the officer's pages, and opening one from a course."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sinau.kernel.clock import now
from sinau.packages.actions import add_link, begin_launch
from sinau.packages.actions.tools import begin_choice, take_choice
from sinau.packages.models import Platform, Tool, ToolLaunch, ToolLink, ToolRegistration
from sinau.packages.tool_forms import LinkForm, ToolForm, agencies_of
from sinau.packages.views.partners import removed, written
from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role
from sinau.university.models import Course

# A registration that was begun and not ended is offered again for so long.
SHOWN_FOR = timedelta(days=7)


@needs(Role.OFFICER)
def index(request: PersonRequest) -> HttpResponse:
    """The tools of the agencies in one's charge."""
    tools = Tool.objects.kept_by(request.user).select_related("agency")
    counted = tools.annotate(uses=Count("links")).order_by("name", "pk")
    page = Paginator(counted, 30).get_page(request.GET.get("halaman"))
    platforms = Platform.objects.kept_by(request.user).select_related("agency")[:100]
    begun = ToolRegistration.objects.filter(agency__in=agencies_of(request.user), tool=None)
    context = {
        "page": page,
        "platforms": platforms,
        "waiting": begun.filter(begun_at__gt=now() - SHOWN_FOR).order_by("-begun_at")[:20],
    }
    return render(request, "packages/tools.html", context)


@needs(Role.OFFICER)
def new(request: PersonRequest) -> HttpResponse:
    """Register a tool."""
    return _written(request, Tool())


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what is known of a tool."""
    return _written(request, get_object_or_404(Tool.objects.usable().kept_by(request.user), pk=pk))


def _written(request: PersonRequest, tool: Tool) -> HttpResponse:
    said = request.POST if request.method == "POST" else None
    form = ToolForm(said, instance=tool, person=request.user)
    saved = _("Alat tersimpan.")
    return written(request, form, template="packages/tool_new.html", saved=saved, tool=tool)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """What to copy into the tool, and the courses that have something of it."""
    rows = Tool.objects.kept_by(request.user).select_related("agency")
    tool = get_object_or_404(rows, pk=pk)
    return _page(request, tool, LinkForm(person=request.user))


def _page(request: PersonRequest, tool: Tool, form: LinkForm) -> HttpResponse:
    here = settings.PUBLIC_URL
    copied = [
        (_("Penerbit (issuer)"), here),
        ("client_id", tool.client_id),
        ("deployment_id", str(tool.deployment)),
        (_("Alamat otentikasi"), here + reverse("packages:lti_auth")),
        (_("Alamat token"), here + reverse("packages:lti_token")),
        (_("Alamat JWKS"), here + reverse("packages:lti_keys")),
    ]
    context = {
        "tool": tool,
        "copied": copied,
        "links": list(tool.links.select_related("course")[:50]),
        "form": form,
        "courses": Course.objects.kept_by(request.user).order_by("title")[:300],
        "subject": f"packages.tool:{tool.pk}",
    }
    status = 422 if form.errors else 200
    response = render(request, "packages/tool.html", context, status=status)
    response._csp_update = {"form-action": origins_of(tool)}  # type: ignore[attr-defined]
    return response


@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Nobody opens it any more, for a reason."""
    tool = get_object_or_404(Tool.objects.kept_by(request.user), pk=pk)
    return removed(
        request,
        tool,
        title=_("Tarik alat"),
        points=[
            _("Alat tidak dapat dibuka dan tidak dapat mengirim nilai lagi."),
            _("Nilai yang sudah tercatat tetap berlaku."),
        ],
        done=_("Alat ditarik. Nilai yang sudah tercatat tetap berlaku."),
    )


@require_POST
@signed_in
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """The course asks for something of the tool."""
    rows = Tool.objects.usable().kept_by(request.user).select_related("agency")
    tool = get_object_or_404(rows, pk=pk)
    form = LinkForm(request.POST, person=request.user)
    if not form.is_valid():
        return _page(request, tool, form)
    add_link(tool, by=request.user, **form.cleaned_data)
    messages.success(request, _("Bahan alat menjadi bagian kursus."))
    return redirect(tool)


@signed_in
def link(request: PersonRequest, pk: int) -> HttpResponse:
    """What is about to be opened, and what the tool will know of the person."""
    rows = ToolLink.objects.visible_to(request.user).select_related("tool", "course")
    one = get_object_or_404(rows, pk=pk)
    response = render(request, "packages/tool_link.html", {"link": one, "tool": one.tool})
    response._csp_update = {"form-action": origins_of(one.tool)}  # type: ignore[attr-defined]
    return response


@require_POST
@signed_in
def launch(request: PersonRequest, pk: int) -> HttpResponse:
    """The browser goes to the tool, which asks us who it is (LTI Security 5.1.1.1)."""
    rows = ToolLink.objects.visible_to(request.user).select_related("tool", "course")
    one = get_object_or_404(rows, pk=pk)
    begun = begin_launch(one, request.user)
    return _to_the_tool(one.tool, begun, one.target_url or one.tool.target_url)


@require_POST
@signed_in
def choose(request: PersonRequest, pk: int) -> HttpResponse:
    """The officer goes to the tool to choose there what a course is to have of it."""
    tool = get_object_or_404(Tool.objects.usable().kept_by(request.user), pk=pk)
    course = get_object_or_404(
        Course.objects.kept_by(request.user), pk=_number(request.POST.get("course"))
    )
    return _to_the_tool(tool, begin_choice(tool, course, request.user), tool.target_url)


def _number(said: str | None) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 19 else 0


@signed_in
def choice(request: PersonRequest, code: UUID) -> HttpResponse:
    """What was chosen in the tool, until its officer says that the course is to have it."""
    rows = ToolLaunch.objects.select_related("account__tool", "course")
    launch = get_object_or_404(
        rows,
        code=code,
        account__person=request.user,
        link=None,
        answered_at__isnull=False,
        course__in=Course.objects.kept_by(request.user),
    )
    tool = get_object_or_404(Tool.objects.kept_by(request.user), pk=launch.account.tool_id)
    if request.method == "POST":
        picked = {_number(one) for one in request.POST.getlist("bahan")}
        if launch.chosen and not picked:
            messages.error(request, _("Pilih sedikitnya satu bahan."))
            return redirect("packages:tool_choice", code=launch.code)
        added = take_choice(launch, picked, by=request.user)
        if added:
            said = ngettext(
                "%(n)s bahan menjadi bagian kursus.", "%(n)s bahan menjadi bagian kursus.", added
            )
            messages.success(request, said % {"n": added})
        return redirect(tool)
    context = {"launch": launch, "tool": tool, "chosen": launch.chosen}
    return render(request, "packages/tool_choice.html", context)


def _to_the_tool(tool: Tool, begun: ToolLaunch, target: str) -> HttpResponse:
    said = {
        "iss": settings.PUBLIC_URL,
        "login_hint": str(begun.account.code),
        "target_link_uri": target,
        "lti_message_hint": str(begun.code),
        "client_id": tool.client_id,
        "lti_deployment_id": str(tool.deployment),
    }
    sign = "&" if "?" in tool.login_url else "?"
    return HttpResponseRedirect(f"{tool.login_url}{sign}{urlencode(said)}")


def origins_of(tool: Tool) -> list[str]:
    """Where a form may lead that opens the tool."""
    parts = [urlsplit(url) for url in (tool.login_url, tool.target_url, *tool.redirect_urls)]
    return sorted({f"{one.scheme}://{one.netloc}" for one in parts})
