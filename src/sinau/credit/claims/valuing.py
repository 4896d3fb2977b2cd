"""What a claim will give and why, before anybody has decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from sinau.credit.claims.correcting import counted
from sinau.credit.computing import Activity, NoRule, Usage, Worth, worth
from sinau.credit.models import Claim, Entry, RuleVersion
from sinau.credit.summaries import Year, explanation, year_of
from sinau.kernel.words import number_id

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Value:
    """The JP of a claim as the rules in force give them, and what is to be known about it."""

    jp: Decimal
    explanation: str
    rule: RuleVersion
    warnings: list[str] = field(default_factory=list)


class Valuer:
    """Values claims with one reading of the rules, however many they are."""

    def __init__(self) -> None:
        self.rules = {rule.pk: rule for rule in RuleVersion.objects.filter(in_use=True)}
        self.conversions = [rule.conversion() for rule in self.rules.values()]

    def value(self, claim: Claim) -> Value | None:
        """What this claim gives now; None while it lacks its dates or no rule was in force."""
        if claim.started_on is None or claim.ended_on is None or claim.removes:
            return None
        try:
            found = worth(self._activity(claim), self.conversions, _used(claim))
        except NoRule:
            return None
        assert found.rule.rule_id is not None
        rule = self.rules[found.rule.rule_id]
        words = explanation(_entry(claim, found, rule))
        return Value(found.jp, words, rule, _warnings(claim, found, rule))

    def _activity(self, claim: Claim) -> Activity:
        assert claim.ended_on
        return Activity(
            form=claim.form,
            ended_on=claim.ended_on,
            stated_jp=claim.stated_jp,
            minutes=claim.minutes,
            days=claim.days,
            sessions=claim.sessions,
            international=claim.international,
            emp_kind=claim.person.emp_kind,
        )


def _entry(claim: Claim, found: Worth, rule: RuleVersion) -> Entry:
    """The row it would become, only to be explained."""
    assert claim.started_on and claim.ended_on
    return Entry(
        person=claim.person,
        form=claim.form,
        basis=found.basis,
        rule=rule,
        minutes=claim.minutes,
        started_on=claim.started_on,
        earned_on=claim.ended_on,
        jp=found.jp,
        cut=found.cut,
        international=claim.international,
    )


def _used(claim: Claim) -> Usage:
    day = claim.ended_on
    assert day
    same = Entry.objects.filter(person=claim.person, form=claim.form).of_year(day.year)
    if claim.corrects_id is not None:
        same = same.exclude(Q(pk=claim.corrects_id) | Q(adjusts=claim.corrects_id))
    earned = same.aggregate(
        day=Sum("jp", filter=Q(earned_on=day)),
        month=Sum("jp", filter=Q(earned_on__month=day.month)),
        year=Sum("jp"),
    )
    return Usage(**{span: jp or NOTHING for span, jp in earned.items()})


def _warnings(claim: Claim, found: Worth, rule: RuleVersion) -> list[str]:
    words = []
    if not found.jp:
        words.append(_("Dengan isian ini klaim tidak menghasilkan JP."))
    if not rule.verified:
        words.append(
            _("Aturan yang dipakai belum diverifikasi: %(label)s.") % {"label": rule.label}
        )
    assert claim.ended_on
    more = found.jp - (counted(claim.corrects) if claim.corrects else NOTHING)
    words += over_maximum(year_of(claim.person, claim.ended_on.year), more)
    return words


def over_maximum(year: Year, more: Decimal) -> list[str]:
    """What to say when the year would hold more than counts at most; it is told, never refused."""
    if year.maximum is None or year.cap is None or year.jp + more <= year.cap:
        return []
    said = _(
        "Jumlah tahun %(year)s menjadi %(jp)s JP, melampaui %(cap)s JP (%(regulation)s). Klaim tetap "
        "dapat diajukan; yang diperhitungkan ditentukan BKPSDM."
    ) % {
        "year": year.year,
        "jp": number_id(year.jp + more),
        "cap": number_id(year.cap),
        "regulation": year.maximum.regulation,
    }
    return [said]
