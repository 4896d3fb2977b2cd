"""What the ledger says about a year, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from django.db.models import (
    Case,
    DecimalField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from sinau.credit.computing import Basis
from sinau.credit.models import READERS, Entry, YearTotal
from sinau.credit.rulebook import TargetRow
from sinau.credit.ruling import targets_for, targets_in_use
from sinau.kernel.recalling import recalled
from sinau.kernel.words import number_id
from sinau.people.access import within
from sinau.people.models import EmploymentKind, Person

ZERO = Decimal(0)
NO_MAXIMUM = Decimal(999_999)


@dataclass(frozen=True, kw_only=True)
class Year:
    """A person's JP in one calendar year against what the year should hold."""

    year: int
    jp: Decimal
    minimum: TargetRow | None
    maximum: TargetRow | None

    @property
    def target(self) -> Decimal | None:
        """The JP the year should reach; None where nothing asks for any."""
        return self.minimum.jp if self.minimum else None

    @property
    def cap(self) -> Decimal | None:
        """The JP that count at most; more is told, not refused."""
        return self.maximum.jp if self.maximum else None

    @property
    def missing(self) -> Decimal:
        """What is still missing; never below nought."""
        return max(ZERO, (self.target or ZERO) - self.jp)

    @property
    def is_reached(self) -> bool:
        """Whether the year holds what it should."""
        return not self.missing

    @property
    def is_over(self) -> bool:
        """Whether there is more than counts at most."""
        return self.cap is not None and self.jp > self.cap


def year_of(person: Person, year: int) -> Year:
    """What this person's year holds; two queries."""
    total = _total.first(person=person, year=year)
    return _year(year, person.emp_kind, total.jp if total else ZERO, targets_in_use())


@recalled
def _total(person: Person, year: int) -> QuerySet[YearTotal]:
    return YearTotal.objects.filter(person=person, year=year)


def _year(year: int, emp_kind: str, jp: Decimal, among: list[TargetRow]) -> Year:
    found = {row.bound: row for row in targets_for(emp_kind, date(year, 12, 31), among=among)}
    return Year(year=year, jp=jp, minimum=found.get("minimum"), maximum=found.get("maximum"))


def entries_of(person: Person, year: int, form: str = "") -> list[Entry]:
    """The rows of a year, or those of one form, with what is shown about them; the newest first."""
    rows = Entry.objects.filter(person=person).of_year(year)
    if form:
        rows = rows.filter(form=form)
    return list(rows.select_related("rule", "reversal"))


class Counted(TypedDict):
    """What `people_of` adds to each person."""

    jp: Decimal
    minimum: Decimal
    maximum: Decimal


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    CountedPerson = WithAnnotations[Person, Counted]
else:
    CountedPerson = Person


def people_of(reader: Person, year: int) -> QuerySet[CountedPerson]:
    """The people whose ledger this reader answers for, each with `jp`, `minimum` and `maximum` of that year.

    Where nothing asks for a minimum it is nought; where nothing sets a maximum it is out of reach.
    """
    stored = YearTotal.objects.filter(person=OuterRef("pk"), year=year).values("jp")[:1]
    number = DecimalField(max_digits=8, decimal_places=2)
    known = targets_in_use()
    asked = [
        When(emp_kind=kind, then=Value(_year(year, kind, ZERO, known).target or ZERO))
        for kind in EmploymentKind.values
    ]
    capped = [
        When(emp_kind=kind, then=Value(_year(year, kind, ZERO, known).cap or NO_MAXIMUM))
        for kind in EmploymentKind.values
    ]
    found: QuerySet[CountedPerson] = (
        Person.objects.serving()
        .filter(within("agency", reader, *READERS))
        .annotate(
            jp=Coalesce(Subquery(stored), Value(ZERO), output_field=number),
            minimum=Case(*asked, default=Value(ZERO), output_field=number),
            maximum=Case(*capped, default=Value(NO_MAXIMUM), output_field=number),
        )
        .select_related("agency")
    )
    return found


def recomputed(person: Person, year: int) -> Decimal:
    """The sum of the rows themselves, which must equal the stored total."""
    rows = Entry.objects.filter(person=person).of_year(year)
    total: Decimal | None = rows.aggregate(jp=Sum("jp"))["jp"]
    return total or ZERO


def _per_day(entry: Entry) -> Decimal:
    said = entry.rule.conversion()
    national = said.jp_national or ZERO
    if not entry.international:
        return national
    return said.jp_international or national * said.international_factor


def explanation(entry: Entry) -> str:
    """How the number came about, in a sentence a person can check by hand."""
    if entry.is_reversal:
        return _("Pembatalan: %(reason)s") % {"reason": entry.reason}
    if entry.is_adjustment:
        return _(
            "Penyesuaian: catatan lain bertambah atau dibatalkan, sehingga batas bentuk ini dibagi ulang."
        )
    said = entry.rule.content
    before = number_id(entry.jp + entry.cut)
    if entry.basis == Basis.STATED:
        words = _("%(jp)s JP tertulis pada program atau sertifikatnya.") % {"jp": before}
    elif entry.basis == Basis.MINUTES:
        words = _("%(minutes)s menit : %(length)s menit = %(jp)s JP.") % {
            "minutes": number_id(entry.minutes),
            "length": said["minutes_per_jp"],
            "jp": before,
        }
    elif said["unit"] == "day":
        words = _("%(days)s hari × %(each)s JP = %(jp)s JP.") % {
            "days": (entry.earned_on - entry.started_on).days + 1,
            "each": number_id(_per_day(entry)),
            "jp": before,
        }
    else:
        words = _("%(jp)s JP menurut tabel konversi untuk bentuk ini.") % {"jp": before}
    if entry.cut:
        words += " " + _("Dikurangi %(cut)s JP karena batas bentuk ini.") % {
            "cut": number_id(entry.cut)
        }
    return words
