"""Name needs, stand behind them, and bring them up from the person to the city."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce, announce_many
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Person
from sinau.planning.events import (
    NeedConfirmed,
    NeedProposed,
    NeedReturned,
    NeedsGathered,
    SignalEntered,
)
from sinau.planning.models import Competency, Need, NeedState, NeedStep, Signal, Standing, Teaches
from sinau.planning.rules import priority


class NothingIsMissing(Refused):
    """A need leads from a level to a higher one."""


class WorksNowhere(Refused):
    """A need belongs to an agency."""


@transaction.atomic
def propose_need(
    person: Person,
    competency: Competency,
    *,
    year: int,
    by: Person,
    to_level: int | None = None,
    words: str = "",
) -> Need:
    """The need waits for the supervisor; one that stands stays, one given back waits again."""
    if person.agency is None:
        raise WorksNowhere(_("Perangkat daerah Anda belum tercatat. Hubungi pejabat kepegawaian."))
    need = (
        Need.objects.select_for_update()
        .filter(year=year, person=person, competency=competency)
        .first()
    )
    if need and need.state != NeedState.RETURNED:
        return need
    standing = Standing.objects.filter(person=person, competency=competency).first()
    level = (standing.level if standing else None) or 0
    target = to_level or (standing.required if standing else 0)
    if target <= level:
        raise NothingIsMissing(
            _("Tingkat Anda sudah mencapai yang dibutuhkan. Pilih tingkat yang lebih tinggi.")
        )
    need = need or Need(year=year, person=person, competency=competency)
    need.agency, need.from_level, need.to_level, need.words = person.agency, level, target, words
    need.state, need.proposed_at = NeedState.PROPOSED, now()
    _weigh([need])
    need.save()
    NeedStep.objects.create(need=need, state=NeedState.PROPOSED, by=by, at=now(), words=words)
    announce(
        NeedProposed(
            need_id=need.pk,
            person_id=person.pk,
            person_name=person.name,
            supervisor_id=person.supervisor_id,
            competency_name=competency.name,
            year=year,
        ),
        by=by,
    )
    return need


def _weigh(needs: Sequence[Need]) -> None:
    """Points and number of facts, in one query for all of them."""
    signals = Counter(
        Signal.objects.filter(competency__in={need.competency_id for need in needs})
        .filter(
            Q(person__in={need.person_id for need in needs})
            | Q(person=None, agency__in={need.agency_id for need in needs})
        )
        .values_list("competency_id", "person_id", "agency_id")
    )
    of_person: Counter[tuple[int, int]] = Counter()
    of_agency: Counter[tuple[int, int]] = Counter()
    for (competency, person, agency), count in signals.items():
        if competency is None:
            continue
        if person is not None:
            of_person[competency, person] += count
        else:
            of_agency[competency, agency] += count
    for need in needs:
        need.fact_count = (
            of_person[need.competency_id, need.person_id]
            + of_agency[need.competency_id, need.agency_id]
        )
        need.points = priority(
            gap=need.to_level - need.from_level,
            job_kind=need.person.job_kind,
            facts=need.fact_count,
        )


@transaction.atomic
def gather_needs(agency: Agency, *, year: int, by: Person) -> int:
    """Every gap found in the agency is a need that waits; those that stand already stay."""
    gaps = (
        Standing.objects.short()
        .filter(
            person__agency__path__startswith=agency.path,
            person__left_on=None,
            person__is_active=True,
        )
        .select_related("person", "competency")
    )
    known = set(
        Need.objects.filter(year=year, agency__path__startswith=agency.path).values_list(
            "person_id", "competency_id"
        )
    )
    needs = [
        Need(
            year=year,
            person=gap.person,
            agency_id=agency_id,
            competency=gap.competency,
            from_level=gap.level or 0,
            to_level=gap.required,
            proposed_at=now(),
        )
        for gap in gaps
        if (agency_id := gap.person.agency_id) is not None
        and (gap.person_id, gap.competency_id) not in known
    ]
    if not needs:
        return 0
    _weigh(needs)
    made = Need.objects.bulk_create(needs, batch_size=1000)
    NeedStep.objects.bulk_create(
        (NeedStep(need=need, state=NeedState.PROPOSED, by=by, at=now()) for need in made),
        batch_size=1000,
    )
    announce(
        NeedsGathered(agency_id=agency.pk, agency_name=agency.name, count=len(made), year=year),
        by=by,
    )
    return len(made)


def confirmable_by(person: Person) -> Q:
    """Needs on which somebody has to say a word: of those they supervise, or of those nobody does."""
    from sinau.people.access import within
    from sinau.people.models import Role

    nobody = Q(person__supervisor=None) & within("agency", person, Role.HEAD, Role.OFFICER)
    mine = Q(person__supervisor=person) | within("agency", person, Role.HEAD) | nobody
    return mine & ~Q(person=person)


@transaction.atomic
def confirm_needs(needs: Iterable[Need], *, by: Person, words: str = "") -> int:
    """The supervisor stands behind these needs; those confirmed before stay. How many are new."""
    waiting = list(
        Need.objects.select_for_update(of=("self",))
        .filter(pk__in=[need.pk for need in needs], state=NeedState.PROPOSED)
        .select_related("competency")
    )
    if not waiting:
        return 0
    Need.objects.filter(pk__in=[need.pk for need in waiting]).update(state=NeedState.CONFIRMED)
    NeedStep.objects.bulk_create(
        NeedStep(need=need, state=NeedState.CONFIRMED, by=by, at=now(), words=words)
        for need in waiting
    )
    taught = list(Teaches.objects.filter(competency__in={need.competency_id for need in waiting}))
    announce_many([_confirmed(need, taught) for need in waiting], by=by)
    return len(waiting)


def _confirmed(need: Need, taught: Sequence[Teaches]) -> NeedConfirmed:
    fits = [row for row in taught if row.competency_id == need.competency_id]
    fits = [row for row in fits if row.level > need.from_level]
    return NeedConfirmed(
        need_id=need.pk,
        person_id=need.person_id,
        competency=need.competency.key,
        competency_name=need.competency.name,
        from_level=need.from_level,
        to_level=need.to_level,
        year=need.year,
        course_ids=[row.course_id for row in fits if row.course_id],
        class_ids=[row.training_class_id for row in fits if row.training_class_id],
    )


@transaction.atomic
def return_need(need: Need, *, reason: str, by: Person) -> Need:
    """The need is given back with a reason; one given back stays as it is."""
    need = Need.objects.select_for_update().select_related("competency").get(pk=need.pk)
    if need.state != NeedState.PROPOSED:
        return need
    need.state = NeedState.RETURNED
    need.save(update_fields=["state"])
    NeedStep.objects.create(need=need, state=NeedState.RETURNED, by=by, at=now(), words=reason)
    announce(
        NeedReturned(
            need_id=need.pk,
            person_id=need.person_id,
            competency_name=need.competency.name,
            reason=reason,
        ),
        by=by,
    )
    return need


def hear_signal(signal: Signal) -> Signal:
    """The fact is kept once, and needs it speaks for weigh more."""
    kept, is_new = Signal.objects.get_or_create(
        evidence=signal.evidence,
        defaults={
            name: getattr(signal, name)
            for name in (
                "kind",
                "agency",
                "person",
                "competency",
                "words",
                "source",
                "happened_on",
                "told_by",
            )
        },
    )
    if is_new and kept.competency_id:
        touched = Need.objects.filter(competency=kept.competency_id).exclude(state=NeedState.MET)
        touched = (
            touched.filter(person=kept.person_id)
            if kept.person_id
            else touched.filter(agency=kept.agency_id)
        )
        needs = list(touched.select_related("person"))
        if needs:
            _weigh(needs)
            Need.objects.bulk_update(needs, ["points", "fact_count"])
    return kept


@transaction.atomic
def enter_signal(signal: Signal, *, by: Person) -> Signal:
    """A fact somebody read elsewhere is kept with its source; the same again changes nothing."""
    signal.told_by = by
    signal.evidence = (
        f"hand:{signal.agency_id}:{signal.happened_on}:{abs(hash_of(signal.words + signal.source))}"
    )
    is_new = not Signal.objects.filter(evidence=signal.evidence).exists()
    kept = hear_signal(signal)
    if is_new:
        announce(
            SignalEntered(
                signal_id=kept.pk, agency_id=kept.agency_id, words=kept.words, source=kept.source
            ),
            by=by,
        )
    return kept


def hash_of(text: str) -> int:
    """A number that is the same for the same words in every process."""
    from zlib import crc32

    return crc32(text.encode())


def forget_heard(prefix: str) -> None:
    """Signals of one source are gone, so that the journal can tell them again."""
    Signal.objects.filter(evidence__startswith=prefix).delete()
    needs = list(Need.objects.filter(fact_count__gt=0).select_related("person"))
    _weigh(needs)
    Need.objects.bulk_update(needs, ["points", "fact_count"], batch_size=1000)
