"""What the ledger credits, as xAPI statements; and what it tells the record store about its rules."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sinau.credit.computing import HOUR, STATED, Activity, NoRule, worth
from sinau.credit.events import JpCredited, JpReversed
from sinau.credit.models import RuleVersion
from sinau.journal.models import Entry
from sinau.kernel.words import number_id
from sinau.people.models import Person
from sinau.records.mapping.matching import Learnt
from sinau.records.profiles import words
from sinau.records.reporting import offer_ledger
from sinau.records.stating import VOIDED, activity, actor, id_of, states, voiding

Statement = dict[str, Any]


@states(JpCredited)
def credit(fact: JpCredited, entry: Entry) -> Statement | None:
    """Who was credited how many JP, and for which evidence."""
    who = actor(fact.person_id)
    if who is None:
        return None
    return {
        "actor": who,
        "verb": words.CREDITED,
        "object": activity(
            reverse("credit:entry", args=[fact.entry_id]), words.LEDGER_ENTRY, fact.title
        ),
        "result": {"extensions": {words.JP: float(fact.jp)}},
        "context": {"extensions": {words.EVIDENCE: fact.evidence}},
    }


@states(JpReversed)
def undo(fact: JpReversed, entry: Entry) -> Statement | None:
    """The statement that JP were credited is void."""
    credited = (
        Entry.objects.about(f"credit.ledger:{fact.person_id}")
        .filter(kind=JpCredited.kind, data__entry_id=fact.reversed_entry_id)
        .first()
    )
    # Nobody in particular undoes what a source withdrew; then the statement is the person's own.
    who = actor(entry.told_by or fact.person_id)
    if credited is None or who is None:
        return None
    return {"actor": who, "verb": VOIDED, "object": voiding(id_of(credited.pk))}


def _forms() -> list[tuple[str, str]]:
    rows = RuleVersion.objects.filter(in_use=True).exclude(form__in=(STATED, HOUR))
    return list(dict(rows.order_by("label").values_list("form", "label")).items())


def _worth(found: Learnt, person: Person) -> str:
    """What the rules in force give before caps, which depend on all else that was learnt."""
    rows = RuleVersion.objects.filter(in_use=True, form__in=(found.form, STATED, HOUR))
    learnt = Activity(
        form=found.form,
        ended_on=found.ended_on,
        stated_jp=found.stated_jp,
        minutes=found.minutes,
        days=(found.ended_on - found.started_on).days + 1,
        emp_kind=person.emp_kind,
    )
    try:
        value = worth(learnt, [row.conversion() for row in rows])
    except NoRule:
        return _("tidak ada aturan")
    return f"{number_id(value.jp + value.cut)} JP"


offer_ledger(_forms, _worth)
