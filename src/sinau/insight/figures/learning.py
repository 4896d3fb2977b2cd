"""How many people have the JP the year asks for."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.credit.summaries import people_of
from sinau.insight.figures.figure import Figure, Row, Shown
from sinau.insight.scopes import Scope
from sinau.kernel.words import number_id


def _count(scope: Scope) -> Shown:
    people = people_of(scope.reader, scope.year).filter(scope.holds("agency"))
    sums = people.aggregate(
        everybody=Count("pk"), reached=Count("pk", filter=Q(jp__gte=F("minimum")))
    )
    missing = sums["everybody"] - sums["reached"]
    return Shown(
        value=sums["reached"],
        of=sums["everybody"],
        sentence=_("%(missing)s pegawai belum mencapai JP tahun %(year)s.")
        % {"missing": number_id(missing), "year": scope.year},
        tone="wait" if missing else "good",
    )


def _rows(scope: Scope) -> Sequence[Row]:
    people = people_of(scope.reader, scope.year).filter(scope.holds("agency"), jp__lt=F("minimum"))
    return [
        Row(
            title=person.full_name,
            url=reverse("credit:person", args=[person.pk]),
            cells=[
                person.agency.short_name if person.agency else "",
                number_id(person.jp),
                number_id(person.minimum - person.jp),
            ],
        )
        for person in people.order_by("jp", "name")
    ]


LEARNING = Figure(
    slug="belajar",
    label=gettext_lazy("Pegawai yang cukup JP"),
    unit=gettext_lazy("pegawai"),
    icon="graduation-cap",
    rows_title=gettext_lazy("Pegawai yang belum cukup JP"),
    headings=(gettext_lazy("Perangkat daerah"), "JP", gettext_lazy("Kurang")),
    counted=gettext_lazy(
        "Jumlah baris buku JP tahun ini per pegawai, dibandingkan dengan jumlah minimum menurut jenis kepegawaiannya."
    ),
    count=_count,
    rows=_rows,
)
