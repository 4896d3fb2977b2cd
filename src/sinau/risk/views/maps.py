"""Two maps of many risks, before and after, each field a link to its risks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinau.risk.models import Framework
from sinau.risk.models.risks import RiskQuerySet
from sinau.ui.charts import HeatCell


@dataclass(frozen=True, kw_only=True)
class HeatMap:
    """What the component needs to draw one map."""

    headline: str
    cells: dict[tuple[int, int], HeatCell]


def before_and_after(risks: RiskQuerySet, framework: Framework, *, address: str) -> list[HeatMap]:
    """Where these risks stood before treatment, and where they stand by what is known now."""
    found = []
    for field, side in (("inherent", "sebelum"), ("standing", "sesudah")):
        counts = {
            (row[f"{field}__likelihood"], row[f"{field}__impact"]): row["found"]
            for row in risks.filter(**{f"{field}__framework": framework})
            .order_by()
            .values(f"{field}__likelihood", f"{field}__impact")
            .annotate(found=Count("pk", distinct=True))
        }
        found.append(_map(framework, counts, side, address))
    return found


def _map(
    framework: Framework, counts: dict[tuple[int, int], int], side: str, address: str
) -> HeatMap:
    scale = framework.scale
    edge = scale.treat_from("")
    cells: dict[tuple[int, int], HeatCell] = {}
    above = 0
    for row in range(1, len(scale.likelihoods) + 1):
        for column in range(1, len(scale.impacts) + 1):
            score, count = scale.score(row, column), counts.get((row, column), 0)
            above += count if score >= edge else 0
            cells[row, column] = HeatCell(
                level=scale.level(score).number,
                score=score,
                count=count,
                ringed=bool(count) and score >= edge,
                url=f"{address}peta={side}&sel={row}-{column}#daftar" if count else "",
                label=_label(count, row, column) if count else "",
            )
    words = {"above": above, "total": sum(counts.values())}
    if side == "sebelum":
        headline = _("Sebelum penanganan: %(above)s dari %(total)s di atas selera risiko")
    else:
        headline = _("Sesudah penanganan: %(above)s dari %(total)s di atas selera risiko")
    return HeatMap(headline=headline % words, cells=cells)


def _label(count: int, row: int, column: int) -> str:
    return ngettext(
        "%(count)s risiko, kemungkinan %(row)s, dampak %(column)s",
        "%(count)s risiko, kemungkinan %(row)s, dampak %(column)s",
        count,
    ) % {"count": count, "row": row, "column": column}
