"""Answer the questions about a plan's impact, section by section, and finish with a level."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.innovation import impact
from sinau.innovation.actions.gates import reconsider_gate
from sinau.innovation.events import ImpactAnswered, ImpactFinished
from sinau.innovation.models import ImpactAssessment, ImpactScore, Plan
from sinau.innovation.sealing import latest_score, plan_seal
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person


class NotAllAnswered(Refused):
    """An assessment has a level once everything that is asked was answered."""


@transaction.atomic
def answer_impact(
    plan: Plan, section: impact.Section, said: impact.Answers, *, by: Person
) -> ImpactAssessment:
    """The questions of this section are answered so; the same answers change nothing.

    Answers to questions that are no longer asked are dropped.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    assessment, _is_new = ImpactAssessment.objects.get_or_create(
        plan=plan, defaults={"begun_at": now(), "changed_at": now(), "changed_by": by}
    )
    known = {one.code: one for one in section.questions}
    answers = {code: old for code, old in assessment.answers.items() if code not in known}
    for code, given in said.items():
        if code in known and given:
            answers[code] = given if isinstance(given, str) else sorted(given)
    answers = impact.only_asked(answers)
    if answers == assessment.answers:
        return assessment
    assessment.answers = answers
    assessment.version += 1
    assessment.changed_at, assessment.changed_by = now(), by
    assessment.save()
    idea = plan.idea
    announce(
        ImpactAnswered(
            idea_id=idea.pk,
            title=idea.title,
            section=section.title,
            version=assessment.version,
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    reconsider_gate(idea)
    return assessment


@transaction.atomic
def finish_impact(plan: Plan, *, by: Person) -> ImpactScore:
    """The plan has an impact level by its answers; finished again for the same plan, the same one."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    assessment = ImpactAssessment.objects.filter(plan=plan).first()
    answers = assessment.answers if assessment else {}
    open_ones = impact.unanswered(answers)
    if assessment is None or open_ones:
        raise NotAllAnswered(
            _("Penilaian dampak belum selesai. Jawab yang masih kosong lebih dulu."),
            reasons=[f"{section.title}: {one.text}" for section, one in open_ones],
            back=plan.idea.get_absolute_url() + "dampak/",
        )
    sealed = plan_seal(plan)
    known = latest_score(plan)
    if known and (known.plan_seal, known.answers, known.rules) == (
        sealed,
        answers,
        impact.fingerprint(),
    ):
        return known
    found = impact.score(answers)
    row = ImpactScore.objects.create(
        assessment=assessment,
        answers=answers,
        raw=found.raw,
        raw_most=found.raw_most,
        mitigation=found.mitigation,
        mitigation_most=found.mitigation_most,
        current=found.current,
        level=found.level,
        plan_seal=sealed,
        rules=impact.fingerprint(),
        finished_by=by,
        finished_at=now(),
    )
    idea = plan.idea
    announce(
        ImpactFinished(
            idea_id=idea.pk,
            title=idea.title,
            level=row.level,
            numeral=impact.levels()[row.level].numeral,
            raw=row.raw,
            raw_most=row.raw_most,
            mitigation=row.mitigation,
            current=row.current,
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    reconsider_gate(idea)
    return row
