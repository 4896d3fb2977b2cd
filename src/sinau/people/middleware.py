"""Every page an auditor opens is written down."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sinau.people.models import AuditView, Person, Role

# Their own front page, account and what serves every page; not what they examine.
_OWN = ("/masuk/", "/keluar/", "/akun/", "/static/", "/tampilan/", "/healthz", "/peran/pembacaan/")


class AuditTrailMiddleware:
    """Notes who, what address and when for each page shown to a holder of an auditor's grant."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and response.status_code == 200:
            self._note(request)
        return response

    def _note(self, request: HttpRequest) -> None:
        if request.path == "/" or request.path.startswith(_OWN):
            return
        # Only who was asked for while the page was made: no page becomes slower by this.
        if not hasattr(request, "_cached_user"):
            return
        person = request.user
        if isinstance(person, Person) and person.has_role(Role.AUDITOR):
            if request.path.startswith(f"/pegawai/{person.pk}/"):
                return
            AuditView.objects.create(auditor=person, address=request.get_full_path()[:500])
