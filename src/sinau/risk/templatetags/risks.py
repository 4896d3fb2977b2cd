"""How a place on the matrix is written: a shade, the magnitude, the level in words."""

from __future__ import annotations

from typing import Any

from django import template

from sinau.risk.models import Assessment

register = template.Library()


@register.inclusion_tag("risk/parts/level.html")
def level(assessment: Assessment | None) -> dict[str, Any]:
    """`{% level risk.standing %}`; a dash where there is none."""
    return {"assessment": assessment}
