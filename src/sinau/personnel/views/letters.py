"""The letter: to download for those who may see the request, to check for anybody who holds it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from sinau.people.access import PersonRequest, signed_in
from sinau.personnel.letters.press import Wording, press
from sinau.personnel.models import LeaveRequest, Letter


@signed_in
def download(request: PersonRequest, pk: int) -> HttpResponse:
    """The letter as a PDF."""
    visible = LeaveRequest.objects.visible_to(request.user)
    letter = get_object_or_404(
        Letter.objects.filter(request__in=visible).select_related("request"), request=pk
    )
    response = HttpResponse(
        press(Wording.from_data(letter.wording)), content_type="application/pdf"
    )
    response["Content-Disposition"] = (
        f'attachment; filename="surat-cuti-{letter.request.number}.pdf"'
    )
    return response


def check(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the letter with this code is ours and still stands; nothing about why or where."""
    plain = code.upper().replace("-", "").replace(" ", "")
    letter = Letter.objects.select_related("request__person").filter(code=plain).first()
    context = {"letter": letter, "code": plain}
    return render(request, "personnel/letter_check.html", context, status=200 if letter else 404)
