"""Whether the desk may do its work: it is an AI use of the city, with a plan and a gate like all others."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sinau.ask.models import DeskUse
from sinau.innovation.models import Idea, Stage
from sinau.kernel.refusals import Refused


class DeskClosed(Refused):
    """The desk quotes nothing while its approval as an AI use is withdrawn; the search stays."""


@dataclass(frozen=True)
class DeskStanding:
    """What the register of AI uses says of the desk, and every reason why it may not answer."""

    use: Idea | None
    reasons: list[str] = field(default_factory=list)

    @property
    def may_answer(self) -> bool:
        """Whether the desk may quote; a use nobody has registered yet is not forbidden."""
        return not self.reasons

    @property
    def may_use_a_model(self) -> bool:
        """A language model needs more: a registered use whose gate is open."""
        return self.use is not None and not self.reasons


def desk_standing() -> DeskStanding:
    """How the desk stands at this moment, in one query."""
    row = DeskUse.objects.select_related("idea__plan").filter(ended_at=None).first()
    if row is None:
        return DeskStanding(None)
    idea = row.idea
    if idea.stage == Stage.STOPPED:
        return DeskStanding(idea, [_stopped(idea)])
    if not idea.is_in_use:
        return DeskStanding(idea, [_("Penggunaan AI ini belum disetujui untuk dipakai.")])
    if idea.gate_closed_at is not None:
        closure = idea.gate_closures.filter(opened_at=None).first()
        return DeskStanding(idea, list(closure.reasons) if closure else [_("Gerbang ditutup.")])
    return DeskStanding(idea)


def insist_on_approval() -> None:
    """Goes on only while the desk may answer; else says every reason."""
    standing = desk_standing()
    if not standing.may_answer:
        raise DeskClosed(
            _(
                "Tanya sedang tidak menjawab karena persetujuannya ditarik. Pencarian tetap bekerja."
            ),
            reasons=standing.reasons,
            back="/cari/",
        )


def _stopped(idea: Idea) -> str:
    stop = idea.stops.first()
    reason = stop.reason if stop is not None else ""
    return _("Penggunaan AI ini dihentikan: %(reason)s") % {"reason": reason}
