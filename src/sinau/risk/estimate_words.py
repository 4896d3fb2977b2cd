"""What is shown of a risk's numbers and of a register's losses, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinau.kernel.words import number_id
from sinau.risk.actions.computing import latest
from sinau.risk.models import Control, Register, Risk, Signal, Way
from sinau.risk.models.estimates import Ranges
from sinau.risk.reckoning import about, reckon_risk, years_sentence


@dataclass(frozen=True, kw_only=True)
class Said:
    """A range as it was said."""

    often: str
    loss: str


def said_of(ranges: Ranges) -> Said:
    """The two ranges of an estimate or an answer."""
    return Said(
        often=often_of(ranges),
        loss=_("%(low)s sampai %(high)s")
        % {"low": about(ranges.loss_low), "high": about(ranges.loss_high)},
    )


def often_of(ranges: Ranges) -> str:
    """How often, in the way it was said."""
    if ranges.way == Way.COUNT:
        return ngettext(
            "%(events)s kali selama %(years)s tahun",
            "%(events)s kali selama %(years)s tahun",
            ranges.events or 0,
        ) % {"events": ranges.events, "years": number_id(round(ranges.years or 0, 2))}
    low, high = ranges.low or 0.0, ranges.high or 0.0
    if ranges.way == Way.CHANCE:
        words = {"low": _percent(low), "high": _percent(high)}
        return _("%(low)s sampai %(high)s %% setahun") % words
    words = {"low": number_id(round(low, 3)), "high": number_id(round(high, 3))}
    return _("%(low)s sampai %(high)s kali setahun") % words


def _percent(share: float) -> str:
    """Nobody knows more than three figures."""
    return number_id(round(share * 100, 1 if share >= 0.01 else 3))


def numbers_context(risk: Risk) -> dict[str, Any]:
    """What the page of a risk shows about its numbers; five queries at most."""
    learning = risk.learning
    return {
        "reckoning": reckon_risk(risk),
        "ranges": said_of(risk.estimate) if risk.estimate else None,
        "learning": {
            "sentence": years_sentence(learning.gamma),
            "signal": Signal(learning.signal).label if learning.signal else "",
        }
        if learning and learning.estimate_id == risk.estimate_id
        else None,
        "causes": [
            {"cause": one.cause, "percent": round(one.weight * 100)}
            for one in risk.cause_weights.select_related("cause")
        ],
        "controls": [
            {"name": one.name, "words": control_words(one)} for one in risk.controls.all()
        ],
        "owners": [one.agency for one in risk.co_owners.select_related("agency")],
        "quiet_url": reverse("risk:quiet", args=[risk.pk]),
    }


def control_words(control: Control) -> str:
    """What a control does, and whether it is in use."""
    words = {
        "effect": round(control.believed_effect * 100),
        "saved": round(control.severity_effect * 100),
        "works": round(control.believed_reliability * 100),
        "status": str(control.get_status_display()).lower(),
    }
    if not control.severity_effect:
        return _("mencegah %(effect)s %%, andal %(works)s %%, %(status)s") % words
    if not control.effect:
        return _("mengurangi kerugian %(saved)s %%, andal %(works)s %%, %(status)s") % words
    return (
        _(
            "mencegah %(effect)s %%, mengurangi kerugian %(saved)s %%, andal %(works)s %%, %(status)s"
        )
        % words
    )


def losses_of(register: Register) -> dict[str, Any] | None:
    """What the page of a register shows of its newest result; one query."""
    result = latest(register)
    if result is None:
        return None
    if result.finished_at is None:
        return {
            "is_ready": False,
            "percent": result.percent,
            "url": register.get_absolute_url(),
        }
    content = result.content
    parts = [content["inherent"], content["now"], content["planned"]]
    rows: list[tuple[str, list[str]]] = [
        (_("Rata-rata setahun"), [about(part["mean"]) for part in parts]),
        (
            _("Satu dari dua puluh tahun melebihi"),
            [about(part["quantiles"]["0.95"]) for part in parts],
        ),
        (_("Rata-rata dari lima persen tahun terburuk"), [about(part["es95"]) for part in parts]),
    ]
    return {
        "is_ready": True,
        "sentence": _(
            "Rata-rata %(mean)s setahun dengan pengendalian yang berjalan; satu dari dua puluh tahun melebihi %(bad)s."
        )
        % {
            "mean": about(content["now"]["mean"]),
            "bad": about(content["now"]["quantiles"]["0.95"]),
        },
        "columns": [_("Tanpa pengendalian"), _("Sekarang"), _("Sesudah rencana")],
        "rows": rows,
        "note": _(
            "Dari %(risks)s risiko yang sudah diperkirakan; %(open)s belum. Dihitung atas %(years)s tahun, benih %(seed)s, model %(model)s. Sebaran Gamma dan lognormal adalah pilihan; kerugian hak dan keselamatan warga tidak dirupiahkan."
        )
        % {
            "risks": content["risks"],
            "open": content["open"],
            "years": number_id(result.years),
            "seed": result.seed,
            "model": result.model_version,
        },
    }
