"""What the steps of likelihood and impact mean to one unit: its own words, else the framework's."""

from __future__ import annotations

from dataclasses import replace

from sinau.risk.models import ImpactCriterion, LikelihoodCriterion, Nature, Register
from sinau.risk.scales import Step


def likelihood_steps(register: Register, category: str = "") -> tuple[Step, ...]:
    """By the one basis the unit has chosen; a criterion of the category counts before one for all."""
    own = LikelihoodCriterion.objects.filter(
        context__register=register, category__in={category, ""}
    ).order_by("-category")
    steps = tuple(
        step.by(register.likelihood_basis) for step in register.framework.scale.likelihoods
    )
    return _own_words(steps, next((list(row.steps) for row in own), None))


def impact_steps(
    register: Register, area: str = "", nature: str = Nature.NEGATIVE
) -> tuple[Step, ...]:
    """For one area and one kind of risk; without an area, what the framework says in general."""
    scale = register.framework.scale
    own = ImpactCriterion.objects.filter(
        context__register=register, area=area, nature=nature
    ).first()
    words = list(own.steps) if own else list(scale.area_steps.get((area, nature), ()))
    return _own_words(scale.impacts, words or None)


def _own_words(steps: tuple[Step, ...], words: list[str] | None) -> tuple[Step, ...]:
    """A criterion written for another number of steps is not mixed in."""
    if words is None or len(words) != len(steps):
        return steps
    return tuple(
        replace(step, criterion=word or step.criterion)
        for step, word in zip(steps, words, strict=True)
    )
