"""What the risk registers tell the rest of the house.

`owner_id` is who should hear of it: the keeper of the register, or who answers for an action.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_noop as _

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class RegisterOpened(Fact):
    """A register was opened for a thing and the agencies involved in it."""

    kind = "risk.register.opened"
    about = "risk.register:{register_id}"
    told = _("membuka register {title}")

    register_id: int
    title: str
    agency_id: int
    owner_id: int
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class RegisterChanged(Fact):
    """Title, keeper or the agencies involved in a register changed."""

    kind = "risk.register.changed"
    about = "risk.register:{register_id}"
    told = _("mengubah register {title}")

    register_id: int
    title: str
    agency_ids: tuple[int, ...]
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RiskIdentified(Fact):
    """A risk was written into a register and placed on the matrix for the first time."""

    kind = "risk.risk.identified"
    about = "risk.risk:{risk_id}"
    told = _("mencatat risiko ini dengan besaran {score}, {level_name}")

    risk_id: int
    register_id: int
    code: str
    event: str
    score: int
    level_name: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RiskEdited(Fact):
    """What a risk says was changed; it must be reviewed again."""

    kind = "risk.risk.edited"
    about = "risk.risk:{risk_id}"
    told = _("mengubah {fields}")

    risk_id: int
    register_id: int
    code: str
    fields: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RiskAssessed(Fact):
    """A risk was placed on the matrix: inherent, target, or as it is now."""

    kind = "risk.risk.assessed"
    about = "risk.risk:{risk_id}"
    told = _("menilai {kind_name}: besaran {score}, {level_name}. {reason}")

    risk_id: int
    register_id: int
    code: str
    event: str
    assessment: str
    kind_name: str
    score: int
    level_name: str
    score_before: int | None
    is_above: bool
    reason: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RiskTreated(Fact):
    """It was decided how a risk is treated and by which control."""

    kind = "risk.risk.treated"
    about = "risk.risk:{risk_id}"
    told = _("menetapkan penanganan {option_name}: {control}")

    risk_id: int
    register_id: int
    code: str
    option_name: str
    control: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class ActionPlanned(Fact):
    """Somebody is to do something about a risk until a day."""

    kind = "risk.action.planned"
    about = "risk.risk:{risk_id}"
    told = _("merencanakan tindakan: {text} ({owner_name})")

    treatment_id: int
    risk_id: int
    code: str
    text: str
    due: date
    owner_id: int
    owner_name: str


@dataclass(frozen=True, kw_only=True)
class ActionCompleted(Fact):
    """An action against a risk was reported as done, with its evidence."""

    kind = "risk.action.completed"
    about = "risk.risk:{risk_id}"
    told = _("melaporkan selesai: {text}. Bukti: {evidence}")

    treatment_id: int
    risk_id: int
    code: str
    text: str
    evidence: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RiskReviewed(Fact):
    """A risk officer agreed to a risk as it stands, or sent it back."""

    kind = "risk.risk.reviewed"
    about = "risk.risk:{risk_id}"
    told = _("meninjau: {verdict_name}. {note}")

    risk_id: int
    register_id: int
    code: str
    verdict: str
    verdict_name: str
    note: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RiskAccepted(Fact):
    """A head carries a risk above the appetite until a day."""

    kind = "risk.risk.accepted"
    about = "risk.risk:{risk_id}"
    told = _("menerima risiko di atas selera: {reason}")

    risk_id: int
    register_id: int
    code: str
    score: int
    reason: str
    valid_to: date
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RiskClosed(Fact):
    """A risk need not be watched any more."""

    kind = "risk.risk.closed"
    about = "risk.risk:{risk_id}"
    told = _("menutup risiko: {reason}")

    risk_id: int
    register_id: int
    code: str
    reason: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RiskReopened(Fact):
    """A closed risk is watched again."""

    kind = "risk.risk.reopened"
    about = "risk.risk:{risk_id}"
    told = _("membuka kembali risiko: {reason}")

    risk_id: int
    register_id: int
    code: str
    reason: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RiskClassified(Fact):
    """It was said in which box of the AI taxonomy a risk lies."""

    kind = "risk.risk.classified"
    about = "risk.risk:{risk_id}"
    told = _("menggolongkan risiko ini: {subdomain} {subdomain_name}")

    risk_id: int
    register_id: int
    code: str
    subdomain: str
    subdomain_name: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class BoxExcluded(Fact):
    """A box of the AI taxonomy does not apply; it counts when another agency has confirmed it."""

    kind = "risk.box.excluded"
    about = "risk.register:{register_id}"
    told = _("menyatakan {subdomain} {subdomain_name} tidak berlaku: {reason}")

    exclusion_id: int
    register_id: int
    subdomain: str
    subdomain_name: str
    reason: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class BoxConfirmed(Fact):
    """Somebody of another agency agreed that a box does not apply."""

    kind = "risk.box.confirmed"
    about = "risk.register:{register_id}"
    told = _("membenarkan bahwa {subdomain} {subdomain_name} tidak berlaku")

    exclusion_id: int
    register_id: int
    subdomain: str
    subdomain_name: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class BoxWithdrawn(Fact):
    """That a box does not apply was taken back; it needs an answer again."""

    kind = "risk.box.withdrawn"
    about = "risk.register:{register_id}"
    told = _("menarik pernyataan bahwa {subdomain} {subdomain_name} tidak berlaku")

    exclusion_id: int
    register_id: int
    subdomain: str
    subdomain_name: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RiskListFinished(Fact):
    """An agency has named all risks it can think of, without having seen the others' lists."""

    kind = "risk.list.finished"
    about = "risk.register:{register_id}"
    told = _("menyelesaikan daftar risiko mandiri {agency_name}: {count} risiko")

    register_id: int
    title: str
    agency_id: int
    agency_name: str
    count: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class IncidentReported(Fact):
    """Somebody told that something went wrong with a service, or nearly did. It names no teller.

    `register_id` and `risk_id` are 0 where that is not known (yet).
    """

    kind = "risk.incident_reported"
    about = "risk.incident:{incident_id}"
    told = _("mencatat laporan {code} tentang {service}")

    incident_id: int
    code: str
    register_id: int
    risk_id: int
    near_miss: bool
    day: date
    service: str
    agency_id: int
    person_ids: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IncidentTriaged(Fact):
    """It was found out what an incident was: which risk came true, which controls failed.

    Told again when later findings differ; `risk_id` 0 with `is_unnamed` is a risk nobody had named.
    """

    kind = "risk.incident_triaged"
    about = "risk.incident:{incident_id}"
    told = _("menelaah {code}")

    incident_id: int
    code: str
    register_id: int
    risk_id: int
    risk_code: str
    is_unnamed: bool
    near_miss: bool
    day: date
    failed_controls: tuple[str, ...]
    subdomain: str


@dataclass(frozen=True, kw_only=True)
class NoticeDue(Fact):
    """Somebody must be told in writing of a failure to protect personal data, until a moment."""

    kind = "risk.notice.due"
    about = "risk.incident:{incident_id}"
    told = _("mencatat bahwa {receiver_name} harus diberi tahu paling lambat {due_at}")

    notice_id: int
    incident_id: int
    code: str
    service: str
    receiver_name: str
    due_at: datetime
    hours_left: int
    person_ids: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NoticeSent(Fact):
    """The notice was sent, in time or late."""

    kind = "risk.notice.sent"
    about = "risk.incident:{incident_id}"
    told = _("memberi tahu {receiver_name} lewat {channel}")

    notice_id: int
    incident_id: int
    code: str
    receiver_name: str
    channel: str
    due_at: datetime
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class NoticeLifted(Fact):
    """A notice proved not to be needed."""

    kind = "risk.notice.lifted"
    about = "risk.incident:{incident_id}"
    told = _("menyatakan {receiver_name} tidak perlu diberi tahu: {reason}")

    notice_id: int
    incident_id: int
    code: str
    receiver_name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class IncidentClosed(Fact):
    """An incident is over, and something was learnt."""

    kind = "risk.incident_closed"
    about = "risk.incident:{incident_id}"
    told = _("menutup {code}. Pelajaran: {lesson}")

    incident_id: int
    code: str
    register_id: int
    risk_id: int
    near_miss: bool
    lesson: str
