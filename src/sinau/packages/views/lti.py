"""What outside tools ask of a person's browser: who opens them, and what was chosen in them; and our key."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from sinau.kernel.clock import now
from sinau.packages.actions import use_launch
from sinau.packages.actions.tools import hear_choice
from sinau.packages.house_key import house_key, house_keys
from sinau.packages.lti import claims, jwts
from sinau.packages.lti.broken import Broken
from sinau.packages.models import ToolLaunch
from sinau.packages.views.services import item_url
from sinau.packages.views.tools import origins_of
from sinau.people.access import PersonRequest, signed_in


@require_GET
def keys(_request: HttpRequest) -> HttpResponse:
    """The public halves of our key and of the one before it."""
    return JsonResponse({"keys": [jwts.as_jwk(key.public_key()) for key in house_keys()]})


@csrf_exempt
def authorize(request: HttpRequest) -> HttpResponse:
    """The tool asks who opened it; the answer is sent by the person's own browser."""
    if request.method == "POST":
        # A browser brings our cookie along when it comes by GET only.
        return HttpResponseRedirect(f"{request.path}?{request.POST.urlencode()}"[:12_000])
    return _answered(request)


@signed_in
def _answered(request: PersonRequest) -> HttpResponse:
    said = {name: value for name, value in request.GET.items() if isinstance(value, str)}
    try:
        launch = use_launch(request.user, said)
    except Broken as broken:
        return render(request, "packages/lti_refused.html", {"broken": broken}, status=400)
    token = jwts.make(_claims(launch, said["nonce"]), house_key())
    response = render(
        request,
        "packages/lti_post.html",
        {"url": said["redirect_uri"], "token": token, "state": said.get("state", "")},
    )
    response._csp_update = {  # type: ignore[attr-defined]
        "form-action": origins_of(launch.account.tool)
    }
    response.headers["Cache-Control"] = "no-store"
    return response


def _claims(launch: ToolLaunch, nonce: str) -> dict[str, Any]:
    tool, person, link = launch.account.tool, launch.account.person, launch.link
    here = settings.PUBLIC_URL
    frame = claims.Frame(
        issuer=here,
        client_id=tool.client_id,
        deployment_id=str(tool.deployment),
        nonce=nonce,
        sub=str(launch.account.code),
        is_instructor=type(launch.course)
        .objects.kept_by(person)
        .filter(pk=launch.course_id)
        .exists(),
        context_id=str(launch.course_id),
        context_title=launch.course.title,
        platform_id=here,
        platform_name=f"Sinau {settings.CITY_NAME}",
        return_url=here + launch.course.get_absolute_url(),
        locale=translation.get_language() or "id",
        target=(link.target_url if link else "") or tool.target_url,
        name=person.name if tool.tells_name else "",
        email=person.email if tool.tells_email else "",
        custom=link.custom if link else {},
    )
    if link is None:
        back = here + reverse("packages:lti_choice")
        return claims.deep_linking(frame, at=now(), return_url=back, data=str(launch.code))
    item = link.line_items.filter(is_of_link=True).first()
    return claims.resource_link(
        frame,
        at=now(),
        link_id=str(link.code),
        title=link.title,
        line_items_url=here + reverse("packages:lti_items", args=[tool.code, launch.course_id]),
        line_item_url=item_url(item) if item else "",
        people_url=here + reverse("packages:lti_people", args=[tool.code, launch.course_id])
        if tool.lists_people
        else "",
    )


@csrf_exempt
@require_POST
def choice(request: HttpRequest) -> HttpResponse:
    """The tool says what was chosen in it; the officer confirms that on a page of ours."""
    try:
        launch = hear_choice(request.POST.get("JWT", "")[: jwts.LONGEST])
    except Broken as broken:
        return render(request, "packages/lti_refused.html", {"broken": broken}, status=400)
    # Sent by a page of the tool, so without our cookie; the next page comes with it.
    return HttpResponseRedirect(reverse("packages:tool_choice", args=[launch.code]))
