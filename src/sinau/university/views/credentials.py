"""The certificate as a credential: files for its learner, and what checkers fetch."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from sinau.kernel.clock import now
from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import name_credential, press_file
from sinau.university.certificates import awards, keys
from sinau.university.certificates.credential import did, status
from sinau.university.certificates.pictures import baked, picture
from sinau.university.models import Certificate, FrozenPaper

_KINDS = {
    "json": "application/vc",
    "jwt": "application/vc+jwt",
    "svg": "image/svg+xml",
}


@signed_in
def show(request: PersonRequest, code: str, kind: str) -> HttpResponse:
    """The credential as JSON, as a token, or inside its picture; for the learner and the officers."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user), code=code)
    press_file(certificate)
    paper = FrozenPaper.objects.get(certificate=certificate)
    document, token = paper.credential, paper.token
    if request.GET.get("nama") == "ya" and certificate.person_id == request.user.pk:
        if paper.named is None:
            raise Http404
        document, token = paper.named, paper.named_token
    content = {"json": awards.as_text(document), "jwt": token}.get(kind) or baked(
        certificate, token
    )
    response = HttpResponse(content, content_type=_KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="lencana-{certificate.code}.{kind}"'
    return response


@signed_in
@require_POST
def create(request: PersonRequest, code: str) -> HttpResponse:
    """One asks for a credential that says one's name."""
    certificate = get_object_or_404(Certificate.objects.of(request.user), code=code)
    name_credential(certificate, by=request.user)
    messages.success(request, _("Kredensial bernama sudah dibuat."))
    return redirect(certificate)


@require_GET
@cache_control(public=True, max_age=3600)
def badge(request: HttpRequest, code: str) -> HttpResponse:
    """The picture of the achievement, for anybody."""
    certificate = get_object_or_404(Certificate, code=code)
    return HttpResponse(picture(certificate), content_type="image/svg+xml")


@require_GET
@cache_control(public=True, max_age=300)
def status_list(request: HttpRequest, number: int) -> JsonResponse:
    """Which credentials of ours do not hold any more, as a signed list of bits."""
    places = Certificate.objects.order_by("-status_at").values_list("status_at", flat=True)
    last = places.first() or 0
    if number > last // status.LENGTH:
        raise Http404
    response = JsonResponse(awards.status_list(number, at=now()), content_type="application/vc")
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_GET
@cache_control(public=True, max_age=300)
def issuer(request: HttpRequest) -> JsonResponse:
    """The city's DID document: the keys with which its credentials are signed."""
    response = JsonResponse(
        did.document(keys.issuer(), keys.public_keys()), content_type="application/did+json"
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response
