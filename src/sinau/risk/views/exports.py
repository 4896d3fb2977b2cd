"""The list of risks as a workbook."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpResponse

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions import current_framework
from sinau.risk.exporting import workbook
from sinau.risk.filtering import Filters
from sinau.risk.models import Risk, Treatment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
def show(request: PersonRequest) -> HttpResponse:
    """The rows of the list with the same filters, for the eyes of the same person."""
    risks = Filters.read(request.GET).apply(
        Risk.objects.visible_to(request.user), current_framework()
    )
    actions = Prefetch("treatments", Treatment.objects.select_related("owner"))
    rows = risks.for_list().prefetch_related(actions).order_by("register__title", "code")
    response = HttpResponse(workbook(rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="risiko-{today().isoformat()}.xlsx"'
    return response
