"""What somebody may still take this year, with every number it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinau.kernel.words import date_id
from sinau.people.models import Person
from sinau.personnel.leave.entitlement import Entitlement, NotEntitled, entitlement
from sinau.personnel.models import HOLDING, LeaveRecord, LeaveRequest, LeaveState


@dataclass(frozen=True, kw_only=True)
class Balance:
    """Entitlement less what is taken and what is asked for; or why there is none."""

    year: int
    entitled: Entitlement | None
    refused: NotEntitled | None
    taken: int = 0
    reserved: int = 0
    records_missing: tuple[int, ...] = ()

    @property
    def left(self) -> int:
        """The working days that can still be asked for."""
        return self.entitled.days - self.taken - self.reserved if self.entitled else 0

    def sentences(self) -> list[str]:
        """The calculation in words, one step a sentence."""
        if self.entitled is None:
            return [self.why_not()]
        said = [
            _("Hak tahun %(year)s: %(days)s hari kerja.")
            % {"year": self.year, "days": self.entitled.own}
        ]
        if self.entitled.carried:
            said.append(
                _("Terbawa dari tahun sebelumnya: %(days)s hari kerja (aturan %(rule)s).")
                % {"days": self.entitled.carried, "rule": self.entitled.carried_by}
            )
        if self.taken:
            said.append(_("Sudah disetujui tahun ini: %(days)s hari kerja.") % {"days": self.taken})
        if self.reserved:
            said.append(_("Sedang diajukan: %(days)s hari kerja.") % {"days": self.reserved})
        said.extend(
            _("Catatan cuti %(year)s belum ada, sehingga dihitung tanpa sisa.") % {"year": year}
            for year in self.records_missing
        )
        said.append(
            ngettext(
                "Sisa yang dapat diajukan: %(days)s hari kerja.",
                "Sisa yang dapat diajukan: %(days)s hari kerja.",
                self.left,
            )
            % {"days": self.left}
        )
        return said

    def why_not(self) -> str:
        """Why nothing can be asked for, and since when it can."""
        match self.refused:
            case NotEntitled("service", day) if day:
                return _(
                    "Cuti tahunan dapat diajukan setelah satu tahun bekerja terus-menerus, yaitu mulai %(day)s."
                ) % {"day": date_id(day)}
            case NotEntitled("employment"):
                return _(
                    "Layanan ini untuk PNS dan CPNS. Ketentuan cuti PPPK belum kami nyatakan sebagai aturan; hubungi pejabat kepegawaian perangkat daerah Anda."
                )
        return _(
            "TMT CPNS Anda belum tercatat. Minta pejabat kepegawaian perangkat daerah Anda melengkapinya."
        )

    def to_data(self) -> dict[str, Any]:
        """The numbers as they are kept with a request."""
        found = self.entitled
        return {
            "year": self.year,
            "own": found.own if found else 0,
            "carried": found.carried if found else 0,
            "carried_by": found.carried_by if found else "",
            "taken": self.taken,
            "reserved": self.reserved,
            "left": self.left,
        }


def balance_of(person: Person, *, on: date, without: LeaveRequest | None = None) -> Balance:
    """The balance in the year of `on`; two queries. `without` leaves one request out of account."""
    unused = _unused_of(person, on.year)
    found = entitlement(
        employment=person.emp_kind,
        serving_since=person.cpns_date,
        on=on,
        unused_last_year=unused.get(on.year - 1, 0),
        unused_year_before=unused.get(on.year - 2, 0),
    )
    if isinstance(found, NotEntitled):
        return Balance(year=on.year, entitled=None, refused=found)
    sums = {LeaveState.GRANTED: 0, LeaveState.SENT: 0, LeaveState.ADVISED: 0}
    rows = LeaveRequest.objects.filter(person=person, state__in=HOLDING).of_year(on.year)
    if without is not None:
        rows = rows.exclude(pk=without.pk)
    for state, days in rows.values_list("state").annotate(days=Sum("days")):
        sums[LeaveState(state)] = days
    return Balance(
        year=on.year,
        entitled=found,
        refused=None,
        taken=sums[LeaveState.GRANTED],
        reserved=sums[LeaveState.SENT] + sums[LeaveState.ADVISED],
        records_missing=tuple(
            year
            for year in (on.year - 1, on.year - 2)
            if year not in unused and person.cpns_date and person.cpns_date.year < year
        ),
    )


def _unused_of(person: Person, year: int) -> dict[int, int]:
    """What was left of the two years before, as the office has it on file."""
    years = (year - 1, year - 2)
    records = LeaveRecord.objects.filter(person=person, year__in=years)
    return dict(records.values_list("year", "unused"))
