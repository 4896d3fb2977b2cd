"""How many requests for leave were decided within their time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypedDict, cast

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.insight.figures.figure import Figure, Row, Shown
from sinau.insight.scopes import Scope
from sinau.kernel.clock import today
from sinau.kernel.words import date_id, number_id
from sinau.personnel.models import OPEN, LeaveRequest


class Timed(TypedDict):
    """The day of the decision; None where there is none yet (the stubs know no null here)."""

    decided_on: date


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    TimedRequest = WithAnnotations[LeaveRequest, Timed]
else:
    TimedRequest = LeaveRequest


def _requests(scope: Scope) -> QuerySet[TimedRequest]:
    """Those sent in the year that were decided, or whose time has run out."""
    sent = LeaveRequest.objects.visible_to(scope.reader).filter(
        scope.holds("agency"), sent_at__year=scope.year
    )
    late = Q(state__in=OPEN, due_on__lt=today())
    timed = sent.annotate(decided_on=TruncDate("decision__at"))
    return cast("QuerySet[TimedRequest]", timed.filter(Q(decision__isnull=False) | late))


def _count(scope: Scope) -> Shown:
    requests = _requests(scope)
    every = requests.count()
    on_time = requests.filter(decided_on__lte=F("due_on")).count()
    late = every - on_time
    return Shown(
        value=on_time,
        of=every,
        sentence=_("%(late)s permintaan cuti melewati jangka waktunya.") % {"late": number_id(late)}
        if late
        else _("Tidak ada permintaan cuti yang melewati jangka waktunya."),
        tone="bad" if late else "good",
    )


def _rows(scope: Scope) -> Sequence[Row]:
    requests = _requests(scope).select_related("person", "agency")
    return [
        Row(
            title=f"{leave.number} · {leave.person.full_name}",
            url=leave.get_absolute_url(),
            cells=[
                leave.agency.short_name,
                date_id(leave.sent_at),
                date_id(leave.due_on),
                date_id(leave.decided_on) if leave.decided_on else _("belum"),
            ],
        )
        for leave in requests.order_by("due_on")
    ]


SERVICE = Figure(
    slug="layanan",
    label=gettext_lazy("Permintaan cuti tepat waktu"),
    unit=gettext_lazy("permintaan"),
    icon="calendar-check",
    rows_title=gettext_lazy("Permintaan cuti yang dihitung"),
    headings=(
        gettext_lazy("Perangkat daerah"),
        gettext_lazy("Dikirim"),
        gettext_lazy("Paling lambat"),
        gettext_lazy("Diputuskan"),
    ),
    counted=gettext_lazy(
        "Permintaan yang dikirim tahun ini dan sudah diputuskan, ditambah yang melewati jangka waktunya; tepat waktu bila diputuskan paling lambat pada harinya."
    ),
    count=_count,
    rows=_rows,
)
