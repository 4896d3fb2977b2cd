"""How many risks of the agency's AI services are within what is accepted."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.insight.figures.figure import Figure, Row, Shown
from sinau.insight.scopes import Scope
from sinau.kernel.words import number_id
from sinau.risk.models import Register, Risk
from sinau.risk.models.risks import RiskQuerySet


def _risks(scope: Scope) -> RiskQuerySet:
    registers = Register.objects.visible_to(scope.reader).filter(
        scope.holds("involvements__agency")
    )
    found: RiskQuerySet = Risk.objects.filter(register__in=registers)
    return found


def _count(scope: Scope) -> Shown:
    risks = _risks(scope)
    every, above = risks.open_now().count(), risks.above_appetite().count()
    return Shown(
        value=every - above,
        of=every,
        sentence=_("%(above)s risiko AI masih di atas selera risiko.") % {"above": number_id(above)}
        if above
        else _("Tidak ada risiko AI di atas selera risiko."),
        tone="bad" if above else "good",
    )


def _rows(scope: Scope) -> Sequence[Row]:
    above = _risks(scope).above_appetite().select_related("register", "standing")
    return [
        Row(
            title=risk.event,
            url=risk.get_absolute_url(),
            cells=[
                risk.code,
                risk.register.title,
                risk.standing.score if risk.standing else "",
            ],
        )
        for risk in above.order_by("-standing__score", "pk")
    ]


RISKS = Figure(
    slug="risiko",
    label=gettext_lazy("Risiko AI dalam selera"),
    unit=gettext_lazy("risiko"),
    icon="shield-check",
    rows_title=gettext_lazy("Risiko di atas selera"),
    headings=(
        gettext_lazy("Kode"),
        gettext_lazy("Register"),
        gettext_lazy("Besaran risiko"),
    ),
    counted=gettext_lazy(
        "Risiko yang masih terbuka pada register yang melibatkan perangkat daerah ini, menurut penilaian sisa terakhir."
    ),
    count=_count,
    rows=_rows,
)
