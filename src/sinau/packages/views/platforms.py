"""Other learning systems: the officer's pages, and people who come from them to a course of ours."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sinau.kernel.clock import now
from sinau.packages.actions.partners import fetch_keys
from sinau.packages.actions.platforms import (
    TAKEN_WITHIN,
    account_of,
    begin_arrival,
    hear_arrival,
    link_account,
    take_in,
    unlink_account,
)
from sinau.packages.house_key import house_key
from sinau.packages.lti import jwts, words
from sinau.packages.lti.arrivals import chosen
from sinau.packages.lti.broken import Broken
from sinau.packages.models import Arrival, Platform, PlatformPlace
from sinau.packages.tool_forms import PlatformForm
from sinau.packages.views.partners import removed, written
from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role
from sinau.university.models import Course

COOKIE = "sinau_lti"
_COOKIE_PATH = "/belajar/paket/lti/"
_COOKIE_SECONDS = int(TAKEN_WITHIN.total_seconds())
ACCOUNTS_SHOWN = 50
_OTHER_BROWSER = (
    "Peramban ini tidak memulai pembukaan ini. Buka sekali lagi dari sistem asal, di jendela baru."
)

# ── For officers ────────────────────────────────────────────────────────────


@needs(Role.OFFICER)
def new(request: PersonRequest) -> HttpResponse:
    """Register a system."""
    return _written(request, Platform())


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what is known of a system."""
    rows = Platform.objects.usable().kept_by(request.user)
    return _written(request, get_object_or_404(rows, pk=pk))


def _written(request: PersonRequest, platform: Platform) -> HttpResponse:
    said = request.POST if request.method == "POST" else None
    return written(
        request,
        PlatformForm(said, instance=platform, person=request.user),
        template="packages/platform_new.html",
        saved=_("Sistem tersimpan."),
        platform=platform,
        copied=_copied(),
    )


def _copied() -> list[tuple[str, str]]:
    here = settings.PUBLIC_URL
    return [
        (_("Alamat alat (tool URL)"), f"{here}/belajar/"),
        (_("Alamat awal masuk (initiate login URL)"), here + reverse("packages:lti_come")),
        (_("Alamat kembali (redirection URI)"), here + reverse("packages:lti_arrive")),
        (_("Alamat JWKS (public keyset)"), here + reverse("packages:lti_keys")),
    ]


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """What to copy into the system, who came from it, and what could not be reported."""
    rows = Platform.objects.kept_by(request.user).select_related("agency")
    platform = get_object_or_404(rows, pk=pk)
    places = PlatformPlace.objects.filter(account__platform=platform)
    accounts = platform.accounts.select_related("person").order_by("person__name")
    context = {
        "platform": platform,
        "copied": _copied(),
        "accounts": Paginator(accounts, ACCOUNTS_SHOWN).get_page(request.GET.get("halaman")),
        "waiting": places.exclude(trouble="").select_related("account__person", "course")[:20],
        "reported": places.exclude(reported_at=None).count(),
        "subject": f"packages.platform:{platform.pk}",
    }
    return render(request, "packages/platform.html", context)


@require_POST
@signed_in
def test(request: PersonRequest, pk: int) -> HttpResponse:
    """Whether the system's keys can be read from here, with the reason when not."""
    platform = get_object_or_404(Platform.objects.usable().kept_by(request.user), pk=pk)
    try:
        found = fetch_keys(platform)
    except Broken as broken:
        messages.error(request, _("Belum tersambung: %(reason)s") % {"reason": broken.sentence})
    else:
        said = _("Tersambung: %(n)s kunci terbaca dari sistem itu.") % {"n": len(found)}
        messages.success(request, said)
    return redirect(platform)


@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Nobody comes from it any more, for a reason."""
    platform = get_object_or_404(Platform.objects.kept_by(request.user), pk=pk)
    return removed(
        request,
        platform,
        title=_("Tarik sistem"),
        points=[
            _(
                "Kursus tidak dapat dibuka dari sistem itu lagi, dan nilai tidak dikirim lagi ke sana."
            ),
            _("Hasil belajar yang sudah tercatat tetap berlaku."),
        ],
        done=_("Sistem ditarik. Hasil belajar yang tercatat tetap berlaku."),
    )


@require_POST
@signed_in
def unlink(request: PersonRequest, pk: int, account: int) -> HttpResponse:
    """An account outside is nobody's here again."""
    platform = get_object_or_404(Platform.objects.kept_by(request.user), pk=pk)
    held = platform.accounts.filter(pk=account).first()
    if held is not None:
        unlink_account(held)
        messages.success(request, _("Tautan akun dilepas."))
    return redirect(platform)


# ── From outside ────────────────────────────────────────────────────────────


@csrf_exempt
def come(request: HttpRequest) -> HttpResponse:
    """The system announces somebody; their browser goes back to it for a signed message."""
    said = {name: str(value) for name, value in (request.POST or request.GET).items()}
    if request.headers.get("Sec-Fetch-Dest") == "iframe":
        # In a frame of another site nobody is signed in with us; a window of its own is needed.
        return _window(request, said)
    try:
        arrival, there = begin_arrival(said)
    except Broken as broken:
        return render(request, "packages/lti_refused.html", {"broken": broken}, status=400)
    response = HttpResponseRedirect(there)
    # The message comes by a post from the other site, so the cookie must be sent along with it.
    response.set_cookie(
        COOKIE,
        str(arrival.state),
        max_age=_COOKIE_SECONDS,
        path=_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="None" if settings.SESSION_COOKIE_SECURE else "Lax",
    )
    return response


def _window(request: HttpRequest, said: dict[str, str]) -> HttpResponse:
    url = f"{reverse('packages:lti_come')}?{urlencode(said)}"[:8000]
    response = render(request, "packages/lti_window.html", {"url": url})
    # Only this page may be shown inside the other site.
    response._csp_replace = {"frame-ancestors": ["https:"]}  # type: ignore[attr-defined]
    response.xframe_options_exempt = True
    return response


@csrf_exempt
@require_POST
def arrive(request: HttpRequest) -> HttpResponse:
    """The signed message; what it asks is done on a page of ours, to which the session is sent along."""
    state = request.POST.get("state", "")[:100]
    try:
        if not state or request.COOKIES.get(COOKIE) != state:
            raise Broken(
                "LTI Security 1.0, 7.3.1 (state)",
                _OTHER_BROWSER,
            )
        arrival = hear_arrival(state, request.POST.get("id_token", "")[: jwts.LONGEST])
    except Broken as broken:
        return render(request, "packages/lti_refused.html", {"broken": broken}, status=400)
    # The cookie stays: the page that links accounts is for this very browser too.
    return HttpResponseRedirect(reverse("packages:lti_arrived", args=[arrival.code]))


@signed_in
def arrived(request: PersonRequest, code: UUID) -> HttpResponse:
    """Whoever is signed in here goes on to the course, or chooses one; the first time they link the accounts."""
    rows = Arrival.objects.select_related("platform").exclude(heard_at=None)
    arrival = get_object_or_404(rows, code=code, heard_at__gt=now() - TAKEN_WITHIN)
    if request.COOKIES.get(COOKIE) != str(arrival.state):
        # Else somebody could send the address of their own arrival, to be linked with whoever opens it.
        broken = Broken("LTI Security 1.0, 7.3.1 (state)", _OTHER_BROWSER)
        return render(request, "packages/lti_refused.html", {"broken": broken}, status=400)
    if arrival.platform.withdrawn_at:
        broken = Broken("LTI", _("Sistem asal sudah ditarik."))
        return render(request, "packages/lti_refused.html", {"broken": broken}, status=400)
    account = account_of(arrival)
    if account is not None and account.person_id != request.user.pk:
        return render(
            request, "packages/lti_other_person.html", {"platform": arrival.platform}, status=409
        )
    if account is None:
        if request.method != "POST":
            return render(request, "packages/lti_link.html", {"arrival": arrival})
        account = link_account(arrival, request.user)
    if arrival.said["kind"] == words.DEEP_REQUEST:
        return _choose(request, arrival)
    if not (slug := arrival.said.get("course", "")):
        return redirect("university:index")
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    take_in(arrival, account, course)
    return redirect(course)


def _choose(request: PersonRequest, arrival: Arrival) -> HttpResponse:
    courses = Course.objects.visible_to(request.user).published().order_by("title")
    if "kursus" not in request.POST:
        query = request.GET.get("q", "").strip()[:100]
        found = courses.filter(title__icontains=query) if query else courses
        page = Paginator(found.select_related("agency"), 30).get_page(request.GET.get("halaman"))
        context = {"arrival": arrival, "page": page, "query": query}
        return render(request, "packages/lti_choose.html", context)
    course = get_object_or_404(courses, slug=request.POST["kursus"][:80])
    platform = arrival.platform
    answer = chosen(
        client_id=platform.client_id,
        issuer=platform.issuer,
        said=arrival.said,
        title=course.title,
        url=settings.PUBLIC_URL + course.get_absolute_url(),
        text=course.aim,
        at=int(now().timestamp()),
    )
    back = arrival.said["return_url"]
    context = {"url": back, "answer": jwts.make(answer, house_key())}
    response = render(request, "packages/lti_post.html", context)
    there = urlsplit(back)
    response._csp_update = {  # type: ignore[attr-defined]
        "form-action": [f"{there.scheme}://{there.netloc}"]
    }
    response.headers["Cache-Control"] = "no-store"
    return response
