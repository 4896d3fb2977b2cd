"""What innovation tells the rest of the house.

Facts about an idea stand in the stream "innovation.idea", which the whole city reads once it is
proposed; facts about its plan and its gate stand in "innovation.plan", for those inside.
`owner_id` is the person who answers for the idea.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from sinau.kernel.facts import Fact

IDEA = "innovation.idea:{idea_id}"
PLAN = "innovation.plan:{idea_id}"


@dataclass(frozen=True, kw_only=True)
class IdeaDrafted(Fact):
    """Somebody began to write an idea down."""

    kind = "innovation.idea.drafted"
    about = IDEA
    told = _("menulis gagasan ini")

    idea_id: int
    title: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class IdeaEdited(Fact):
    """What an idea says, or who answers for it, was changed."""

    kind = "innovation.idea.edited"
    about = IDEA
    told = _("mengubah gagasan ini: {fields}")

    idea_id: int
    title: str
    fields: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class PartnersChanged(Fact):
    """Which agencies take part in an idea was changed."""

    kind = "innovation.idea.joined"
    about = IDEA
    told = _("menetapkan perangkat daerah yang ikut: {agencies}")

    idea_id: int
    title: str
    agencies: str
    agency_ids: tuple[int, ...]
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class IdeaProposed(Fact):
    """An idea was put before the whole city."""

    kind = "innovation.idea.proposed"
    about = IDEA
    told = _("mengajukan gagasan ini kepada seluruh kota")

    idea_id: int
    title: str
    summary: str
    agency_id: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class IdeaSupported(Fact):
    """Somebody wants an idea to go on."""

    kind = "innovation.idea.supported"
    about = IDEA
    told = _("mendukung gagasan ini. {reason}")

    idea_id: int
    title: str
    reason: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class SupportWithdrawn(Fact):
    """Somebody no longer supports an idea."""

    kind = "innovation.idea.unsupported"
    about = IDEA
    told = _("menarik dukungan")

    idea_id: int
    title: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class PlanBegun(Fact):
    """A plan was begun and a register of risks opened for it."""

    kind = "innovation.plan.begun"
    about = PLAN
    told = _("memulai rencana dan membuka register risikonya")

    idea_id: int
    title: str
    register_id: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class PlanChanged(Fact):
    """Parts of a plan were written or changed."""

    kind = "innovation.plan.changed"
    about = PLAN
    told = _("mengisi rencana, versi {version}: {fields}")

    idea_id: int
    title: str
    version: int
    fields: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class PrivacyAgreed(Fact):
    """A privacy officer agreed to how a plan treats personal data."""

    kind = "innovation.privacy.agreed"
    about = PLAN
    told = _("menyetujui penilaian dampak data pribadi. {note}")

    idea_id: int
    title: str
    version: int
    note: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class GateRefused(Fact):
    """Somebody tried to pass the gate and was told every reason why not."""

    kind = "innovation.gate.refused"
    about = PLAN
    told = _("ditolak gerbang {gate_name} dengan {count} alasan")

    idea_id: int
    title: str
    gate: str
    gate_name: str
    count: int
    reasons: tuple[str, ...]
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class GateClosed(Fact):
    """Something changed under a running use, and the gate is closed."""

    kind = "innovation.gate.closed"
    about = PLAN
    told = _("menutup gerbang: {first_reason}")

    idea_id: int
    title: str
    first_reason: str
    reasons: tuple[str, ...]
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class GateReopened(Fact):
    """What had closed the gate was put right."""

    kind = "innovation.gate.reopened"
    about = PLAN
    told = _("membuka gerbang kembali karena semua alasan sudah diselesaikan")

    idea_id: int
    title: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class PilotStarted(Fact):
    """An idea passed the gate and is tried out."""

    kind = "innovation.pilot.started"
    about = IDEA
    told = _("memulai uji coba")

    idea_id: int
    pilot_id: int
    title: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class PilotEnded(Fact):
    """A pilot ended with a result."""

    kind = "innovation.pilot.ended"
    about = IDEA
    told = _("mengakhiri uji coba: {outcome_name}, {measured}")

    idea_id: int
    pilot_id: int
    title: str
    outcome: str
    outcome_name: str
    measured: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class UseLaunched(Fact):
    """A use went live through the second gate."""

    kind = "innovation.use.launched"
    about = IDEA
    told = _("menerapkan layanan ini")

    idea_id: int
    title: str
    slug: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class UseStopped(Fact):
    """A pilot or a live use was switched off."""

    kind = "innovation.use.stopped"
    about = IDEA
    told = _("menghentikan layanan ini: {reason}")

    idea_id: int
    title: str
    reason: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class UseReviewed(Fact):
    """Somebody looked whether a use and its public entry are still right."""

    kind = "innovation.use.reviewed"
    about = IDEA
    told = _("meninjau layanan ini: {note}")

    idea_id: int
    title: str
    note: str
    owner_id: int
