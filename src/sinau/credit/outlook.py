"""What a book says beyond its rows: months, what caps took, claims under way, and where the year goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from sinau.credit.models import MENDABLE, WAITING, Claim, Entry, PlannedLearning
from sinau.credit.projecting import Basis, Plan, Projection, project
from sinau.credit.summaries import Year
from sinau.kernel.clock import today
from sinau.kernel.words import MONTHS, date_id, number_id
from sinau.people.models import Person
from sinau.ui.charts import Bar

ZERO = Decimal(0)
UNDER_WAY = 20


@dataclass(frozen=True)
class Outlook:
    """Where the year goes, in sentences, with what they rest on."""

    projection: Projection
    sentence: str
    assumptions: list[str]


def months_of(rows: Iterable[Entry], year: int) -> list[Bar]:
    """The JP of each month so far; a month without any stands there with nought."""
    sums: defaultdict[int, Decimal] = defaultdict(Decimal)
    for row in rows:
        if row.earned_on.year == year:
            sums[row.earned_on.month] += row.jp
    last = today().month if year == today().year else 12
    last = max([last, *sums])
    return [Bar(label=_(MONTHS[at - 1]), value=sums[at]) for at in range(1, last + 1)]


def cut_of(rows: Iterable[Entry]) -> Decimal:
    """What the caps of their forms took from rows that stand."""
    return sum((row.cut for row in rows if not hasattr(row, "reversal")), ZERO)


def claims_under_way(person: Person) -> list[Claim]:
    """Claims that are written or wait for somebody."""
    rows = Claim.objects.filter(person=person, state__in=(*MENDABLE, *WAITING))
    return list(rows.select_related("entry")[:UNDER_WAY])


def outlook_of(person: Person, year: Year, rows: Iterable[Entry]) -> Outlook | None:
    """Where this year goes; None for a former year, a full one, or from too little."""
    if year.target is None or year.year != today().year:
        return None
    plans = [
        Plan(plan.title, plan.ends_on, plan.jp)
        for plan in PlannedLearning.objects.filter(person=person, ends_on__gte=today())
    ]
    learnings = sum(1 for row in rows if row.jp > 0 and not hasattr(row, "reversal"))
    found = project(jp=year.jp, target=year.target, learnings=learnings, on=today(), plans=plans)
    if found is None:
        return None
    return Outlook(found, _sentence(found), _assumptions(found, plans))


def _sentence(found: Projection) -> str:
    target = number_id(found.target)
    if found.reached_on is not None:
        words = {
            Basis.PLANS: _(
                "Dengan kelas yang sudah Anda daftarkan, Anda mencapai %(jp)s JP pada %(day)s."
            ),
            Basis.PACE: _("Dengan laju tahun ini, Anda mencapai %(jp)s JP sekitar %(day)s."),
            Basis.BOTH: _(
                "Dengan kelas yang sudah Anda daftarkan dan laju tahun ini, Anda mencapai %(jp)s JP "
                "sekitar %(day)s."
            ),
        }[found.basis]
        return words % {"jp": target, "day": date_id(found.reached_on)}
    return _("Dengan jalur ini, akhir tahun Anda sekitar %(end)s JP; belum sampai %(jp)s JP.") % {
        "end": number_id(found.at_year_end),
        "jp": target,
    }


def _assumptions(found: Projection, plans: list[Plan]) -> list[str]:
    said = []
    if found.basis in (Basis.PACE, Basis.BOTH):
        said.append(
            _("Laju Anda tahun ini rata-rata %(jp)s JP sebulan, dihitung sejak 1 Januari.")
            % {"jp": number_id(found.per_month)}
        )
    if found.planned:
        said.append(
            _("Kelas yang terdaftar dihitung penuh, %(jp)s JP, pada hari terakhirnya.")
            % {"jp": number_id(found.planned)}
        )
        said += [
            f"{plan.title}, {date_id(plan.ends_on)}, {number_id(plan.jp)} JP"
            for plan in sorted(plans, key=lambda plan: plan.ends_on)
            if plan.ends_on.year == today().year
        ]
    said.append(_("Klaim yang belum disetujui tidak dihitung. Ini perkiraan, bukan janji."))
    return said
