"""Name the themes of the city's plan and the programmes that serve them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.planning.events import ProgrammeWritten, ThemeWritten
from sinau.planning.models import Competency, Programme, ProgrammeCompetency, Theme


@transaction.atomic
def write_theme(theme: Theme, *, by: Person) -> Theme:
    """Keep a theme with its goal, source and period."""
    theme.updated_at = now()
    if theme.pk is None:
        theme.written_by = by
    theme.save()
    announce(ThemeWritten(theme_id=theme.pk, title=theme.title), by=by)
    return theme


@transaction.atomic
def write_programme(
    programme: Programme, leads_to: Mapping[Competency, int], *, by: Person
) -> Programme:
    """Keep a programme and the levels it leads to, exactly these."""
    programme.updated_at = now()
    programme.save()
    programme.leads_to.exclude(competency__in=leads_to).delete()
    ProgrammeCompetency.objects.bulk_create(
        [
            ProgrammeCompetency(programme=programme, competency=competency, level=level)
            for competency, level in leads_to.items()
        ],
        update_conflicts=True,
        unique_fields=["programme", "competency"],
        update_fields=["level"],
    )
    announce(ProgrammeWritten(programme_id=programme.pk, title=programme.title), by=by)
    return programme
