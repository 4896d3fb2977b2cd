"""Who owns and manages the risks of a unit, what it does, and by which criteria it judges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.risk.events import ContextWritten, CriteriaSet, StewardEnded, StewardNamed
from sinau.risk.models import (
    Basis,
    Context,
    ContextLine,
    ImpactCriterion,
    LikelihoodCriterion,
    LineKind,
    Part,
    Register,
    Steward,
)


class PartTaken(Refused):
    """One person holds one part in a register: who owns the risks does not manage them too."""


class BasisInUse(Refused):
    """Risks judged by one basis of likelihood are not ranked with those judged by the other."""


class WrongSteps(Refused):
    """A criterion says something for each step of the matrix in use."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a list of the context."""

    kind: LineKind
    text: str
    detail: str = ""
    target: str = ""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a unit says of itself and its period."""

    duties: str
    functions: str
    scope: str
    period_from: date
    period_to: date
    structure: str
    basis: Basis
    categories: tuple[str, ...]
    areas: tuple[str, ...]
    service_kinds: tuple[str, ...]
    review_months: int
    lines: tuple[Line, ...]


@transaction.atomic
def name_steward(
    register: Register,
    part: Part,
    person: Person,
    *,
    valid_from: date,
    valid_to: date | None = None,
    by: Person,
) -> Steward:
    """The person holds this part from that day; a new owner takes the place of the one before.

    Naming the same person for the same days again changes nothing.
    """
    register = Register.objects.select_for_update().get(pk=register.pk)
    standing = register.stewards.filter(ended_at=None).exclude(valid_to__lt=valid_from)
    same = standing.filter(
        part=part, person=person, valid_from=valid_from, valid_to=valid_to
    ).first()
    if same is not None:
        return same
    if standing.filter(person=person).exclude(part=part).exists():
        raise PartTaken(
            _("%(name)s sudah memegang peran lain pada register ini. Akhiri dulu peran itu.")
            % {"name": person.name},
            back=register.get_absolute_url(),
        )
    followed = standing.filter(part=part, person=person)
    if part == Part.OWNER:
        followed = standing.filter(part=part)
    for before in followed:
        _end(before, by)
    steward = Steward.objects.create(
        register=register,
        part=part,
        person=person,
        valid_from=valid_from,
        valid_to=valid_to,
        named_by=by,
        named_at=now(),
    )
    announce(
        StewardNamed(
            register_id=register.pk,
            title=register.title,
            part_name=str(Part(part).label).lower(),
            person_id=person.pk,
            person_name=person.name,
            valid_from=valid_from,
            valid_to=valid_to,
        ),
        by=by,
    )
    return steward


@transaction.atomic
def end_steward(steward: Steward, *, by: Person) -> Steward:
    """The person holds the part no longer; a second time changes nothing."""
    row = (
        Steward.objects.select_for_update().select_related("register", "person").get(pk=steward.pk)
    )
    if row.ended_at is None:
        _end(row, by)
    return row


@transaction.atomic
def write_context(register: Register, said: Setting, *, by: Person) -> Context:
    """The context of the register is this; the same words a second time change nothing."""
    register = Register.objects.select_for_update().get(pk=register.pk)
    known = Context.objects.filter(register=register).first()
    if known and setting_of(known) == said:
        return known
    _set_basis(register, said.basis)
    values = {
        "duties": said.duties,
        "functions": said.functions,
        "scope": said.scope,
        "period_from": said.period_from,
        "period_to": said.period_to,
        "structure": said.structure,
        "categories": list(said.categories),
        "areas": list(said.areas),
        "service_kinds": list(said.service_kinds),
        "review_months": said.review_months,
        "written_by": by,
        "written_at": now(),
    }
    if known is None or known.review_months != said.review_months:
        values["review_due"] = months_after(today(), said.review_months)
    context, _is_new = Context.objects.update_or_create(register=register, defaults=values)
    context.lines.all().delete()
    ContextLine.objects.bulk_create(
        ContextLine(
            context=context,
            kind=line.kind,
            text=line.text,
            detail=line.detail,
            target=line.target,
            position=at,
        )
        for at, line in enumerate(said.lines)
    )
    announce(
        ContextWritten(
            register_id=register.pk,
            title=register.title,
            period_from=said.period_from,
            period_to=said.period_to,
            owner_id=register.keeper_id,
        ),
        by=by,
    )
    return context


@transaction.atomic
def set_likelihood_criterion(
    context: Context, category: str, steps: Sequence[str], *, by: Person
) -> LikelihoodCriterion:
    """For this category (or all) the steps mean this; the same words twice change nothing."""
    _check_steps(context, steps, len(context.register.framework.scale.likelihoods))
    known = context.likelihoods.filter(category=category).first()
    if known and list(known.steps) == list(steps):
        return known
    row, _is_new = LikelihoodCriterion.objects.update_or_create(
        context=context, category=category, defaults={"steps": list(steps)}
    )
    _tell_criteria(context, category or _("semua kategori"), by)
    return row


@transaction.atomic
def set_impact_criterion(
    context: Context, area: str, nature: str, steps: Sequence[str], *, by: Person
) -> ImpactCriterion:
    """For this area and kind of risk the steps mean this; the same words twice change nothing."""
    _check_steps(context, steps, len(context.register.framework.scale.impacts))
    known = context.impacts.filter(area=area, nature=nature).first()
    if known and list(known.steps) == list(steps):
        return known
    row, _is_new = ImpactCriterion.objects.update_or_create(
        context=context, area=area, nature=nature, defaults={"steps": list(steps)}
    )
    _tell_criteria(context, f"{area} ({nature})", by)
    return row


def setting_of(context: Context) -> Setting:
    """What a context says, as a record."""
    return Setting(
        duties=context.duties,
        functions=context.functions,
        scope=context.scope,
        period_from=context.period_from,
        period_to=context.period_to,
        structure=context.structure,
        basis=Basis(context.register.likelihood_basis),
        categories=tuple(context.categories),
        areas=tuple(context.areas),
        service_kinds=tuple(context.service_kinds),
        review_months=context.review_months,
        lines=tuple(lines_of(context.lines.order_by("position"))),
    )


def lines_of(rows: Iterable[ContextLine]) -> list[Line]:
    """The lines as records."""
    return [
        Line(kind=LineKind(row.kind), text=row.text, detail=row.detail, target=row.target)
        for row in rows
    ]


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - date.resolution).day
    return date(year, month + 1, min(day.day, last))


def _set_basis(register: Register, basis: Basis) -> None:
    if register.likelihood_basis == basis:
        return
    if register.risks.filter(closure=None).exists():
        raise BasisInUse(
            _(
                "Risiko pada register ini sudah dinilai dengan kriteria yang lain. Satu kejadian "
                "setahun berarti 63 % menurut persentase dan tingkat terendah menurut jumlah, jadi "
                "keduanya tidak dicampur. Buka register baru untuk periode berikutnya."
            ),
            back=register.get_absolute_url(),
        )
    register.likelihood_basis = basis
    register.save(update_fields=["likelihood_basis"])


def _check_steps(context: Context, steps: Sequence[str], wanted: int) -> None:
    if len(steps) != wanted or not all(step.strip() for step in steps):
        raise WrongSteps(
            _("Tulis arti untuk %(count)s tingkat, dari yang terkecil.") % {"count": wanted},
            back=context.register.get_absolute_url(),
        )


def _tell_criteria(context: Context, what: str, by: Person) -> None:
    context.written_by, context.written_at = by, now()
    context.save(update_fields=["written_by", "written_at"])
    announce(
        CriteriaSet(
            register_id=context.register_id, what=what, owner_id=context.register.keeper_id
        ),
        by=by,
    )


def _end(steward: Steward, by: Person) -> None:
    steward.ended_by, steward.ended_at = by, now()
    steward.save(update_fields=["ended_by", "ended_at"])
    announce(
        StewardEnded(
            register_id=steward.register_id,
            title=steward.register.title,
            part_name=str(steward.get_part_display()).lower(),
            person_id=steward.person_id,
            person_name=steward.person.name,
        ),
        by=by,
    )
