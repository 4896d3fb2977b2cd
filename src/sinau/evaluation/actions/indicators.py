"""Keep figures of a service, and tie an evaluation to one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.evaluation.events import IndicatorChosen, IndicatorWritten, ValuesEntered
from sinau.evaluation.models import Evaluation, Indicator, IndicatorValue
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person


class SameIndicator(Refused):
    """An indicator is not compared with itself."""


class NothingEntered(Refused):
    """There is no month with a figure among what was sent."""


@transaction.atomic
def write_indicator(indicator: Indicator, *, by: Person) -> Indicator:
    """The agency keeps this figure, under these words."""
    indicator.written_by, indicator.written_at = by, now()
    indicator.save()
    announce(
        IndicatorWritten(
            indicator_id=indicator.pk, agency_id=indicator.agency_id, name=indicator.name
        ),
        by=by,
    )
    return indicator


@transaction.atomic
def enter_values(
    indicator: Indicator, values: Mapping[dt.date, Decimal], *, by: Person
) -> Indicator:
    """These months have these figures; a month entered before is corrected."""
    if not values:
        raise NothingEntered(_("Tidak ada bulan yang terisi."), back=indicator.get_absolute_url())
    IndicatorValue.objects.bulk_create(
        [
            IndicatorValue(indicator=indicator, month=month.replace(day=1), value=value)
            for month, value in values.items()
        ],
        update_conflicts=True,
        unique_fields=["indicator", "month"],
        update_fields=["value"],
    )
    last = indicator.values.order_by("-month")[0]
    indicator.value_count, indicator.last_month = indicator.values.count(), last.month
    indicator.written_by, indicator.written_at = by, now()
    indicator.save()
    announce(
        ValuesEntered(
            indicator_id=indicator.pk,
            name=indicator.name,
            months=len(values),
            last_month=last.month,
            last_value=last.value,
        ),
        by=by,
    )
    return indicator


@transaction.atomic
def choose_indicator(
    evaluation: Evaluation,
    indicator: Indicator,
    *,
    comparison: Indicator | None,
    reasoning: str,
    by: Person,
) -> Evaluation:
    """The evaluation looks at this figure, beside that of another agency where one is given."""
    if comparison == indicator:
        raise SameIndicator(_("Pembandingnya harus indikator lain."))
    evaluation.indicator, evaluation.comparison = indicator, comparison
    evaluation.reasoning, evaluation.chosen_by, evaluation.chosen_at = reasoning, by, now()
    evaluation.save(
        update_fields=["indicator", "comparison", "reasoning", "chosen_by", "chosen_at"]
    )
    announce(
        IndicatorChosen(
            evaluation_id=evaluation.pk,
            title=evaluation.title,
            indicator_id=indicator.pk,
            name=indicator.name,
        ),
        by=by,
    )
    return evaluation
