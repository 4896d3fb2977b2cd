"""Find people at levels, and keep where they stand."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.planning.events import LevelAssessed
from sinau.planning.models import (
    Assessment,
    Competency,
    Need,
    NeedState,
    NeedStep,
    Source,
    Standing,
)


class WordsAreNeeded(Refused):
    """Who judges somebody else says on what it rests."""


class NotOneself(Refused):
    """Nobody is their own supervisor or centre."""


@transaction.atomic
def assess(
    person: Person,
    competency: Competency,
    *,
    level: int,
    source: Source,
    by: Person | None,
    words: str = "",
    evidence: str = "",
) -> Assessment:
    """The person was found at this level; the same evidence or the same finding again changes nothing."""
    if source in (Source.SUPERVISOR, Source.CENTRE) and by is not None:
        if by.pk == person.pk:
            raise NotOneself(_("Penilaian ini diberikan oleh orang lain."))
        if not words.strip():
            raise WordsAreNeeded(_("Tulis satu kalimat tentang dasar penilaian Anda."))
    standing, _made = Standing.objects.select_for_update().get_or_create(
        person=person, competency=competency
    )
    same = _same(person, competency, level, source, by, words, evidence)
    if same is not None:
        return same
    assessment = Assessment.objects.create(
        person=person,
        competency=competency,
        level=level,
        source=source,
        words=words.strip(),
        evidence=evidence,
        assessed_by=by,
        assessed_at=now(),
    )
    if _takes_over(standing, level, source):
        standing.level, standing.source, standing.assessed_at = level, source, now()
        standing.save(update_fields=["level", "source", "assessed_at"])
        _meet_needs(person, competency, standing, by)
    announce(
        LevelAssessed(
            person_id=person.pk,
            competency=competency.key,
            competency_name=competency.name,
            level=level,
            source=source,
        ),
        by=by,
    )
    return assessment


def _same(
    person: Person,
    competency: Competency,
    level: int,
    source: Source,
    by: Person | None,
    words: str,
    evidence: str,
) -> Assessment | None:
    found = Assessment.objects.filter(person=person, competency=competency)
    if evidence:
        return found.filter(evidence=evidence).first()
    last = found.filter(source=source).first()
    if last and (last.level, last.assessed_by, last.words) == (level, by, words.strip()):
        return last
    return None


def _takes_over(standing: Standing, level: int, source: Source) -> bool:
    """What others found goes before what one says of oneself; evidence never lowers a level."""
    if source in (Source.SUPERVISOR, Source.CENTRE):
        return True
    if source == Source.EVIDENCE:
        return standing.level is None or level >= standing.level
    return standing.source in ("", Source.SELF)


def _meet_needs(
    person: Person, competency: Competency, standing: Standing, by: Person | None
) -> None:
    """Needs whose level was reached by more than one's own word are met."""
    if standing.source == Source.SELF or standing.level is None:
        return
    met = list(
        Need.objects.filter(
            person=person, competency=competency, to_level__lte=standing.level
        ).exclude(state=NeedState.MET)
    )
    Need.objects.filter(pk__in=[need.pk for need in met]).update(state=NeedState.MET)
    NeedStep.objects.bulk_create(
        NeedStep(need=need, state=NeedState.MET, by=by, at=now()) for need in met
    )
