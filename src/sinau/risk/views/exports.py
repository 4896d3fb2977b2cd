"""The list of risks as a workbook."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpResponse
from django.utils.translation import gettext as _

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in
from sinau.risk import exporting
from sinau.risk.actions import current_framework
from sinau.risk.filtering import Filters
from sinau.risk.models import Risk, Treatment
from sinau.ui.sheets import sheet_response


@signed_in
def show(request: PersonRequest) -> HttpResponse:
    """The rows of the list with the same filters, for the eyes of the same person."""
    risks = Filters.read(request.GET).apply(
        Risk.objects.visible_to(request.user), current_framework()
    )
    actions = Prefetch("treatments", Treatment.objects.select_related("owner"))
    found = risks.for_list().prefetch_related(actions).order_by("register__title", "code")
    return sheet_response(
        f"risiko-{today().isoformat()}",
        _("Risiko"),
        exporting.headings(),
        map(exporting.row, found),
        widths=exporting.WIDTHS,
        frozen_columns=2,
    )
