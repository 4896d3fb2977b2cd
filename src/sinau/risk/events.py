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


# ── estimates, causes, controls ─────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class RiskEstimated(Fact):
    """There is another estimate by which the model counts; of a round when `round_id` is not 0."""

    kind = "risk.risk.estimated"
    about = "risk.risk:{risk_id}"
    told = _("memperkirakan: dari 100 tahun seperti ini, sekitar {years} mengalami ({grade_name})")

    risk_id: int
    register_id: int
    code: str
    years: int
    grade_name: str
    round_id: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class CauseDescribed(Fact):
    """A cause many risks may hang on has this name and this story."""

    kind = "risk.cause.described"
    about = "risk.cause:{cause_id}"
    told = _("menjelaskan penyebab bersama {name}: pada tahun buruk {bad_year} kali biasanya")

    cause_id: int
    name: str
    bad_year: float
    agency_id: int


@dataclass(frozen=True, kw_only=True)
class ControlDescribed(Fact):
    """A control is described, changed, or serves more risks."""

    kind = "risk.control.described"
    about = "risk.control:{control_id}"
    told = _("menjelaskan pengendalian {name} ({status_name})")

    control_id: int
    name: str
    status_name: str
    risk_ids: tuple[int, ...]
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class ControlTried(Fact):
    """A test or an incident showed how a control does; what is believed of it moved."""

    kind = "risk.control.tried"
    about = "risk.control:{control_id}"
    told = _(
        "mencatat uji pengendalian {name}: mencegah {effect_percent} %, andal {reliability_percent} %"
    )

    control_id: int
    name: str
    source: str
    effect_percent: int
    reliability_percent: int
    owner_id: int


# ── rounds ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Fact):
    """Several people were asked for their ranges of some risks."""

    kind = "risk.round.opened"
    about = "risk.round:{round_id}"
    told = _("membuka putaran perkiraan {title}")

    round_id: int
    register_id: int
    title: str
    closes_on: date
    person_ids: tuple[int, ...]
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RoundAnswered(Fact):
    """One of those asked has answered everything; no number is told."""

    kind = "risk.round.answered"
    about = "risk.round:{round_id}"
    told = _("selesai menjawab putaran perkiraan ini")

    round_id: int
    title: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RoundRevealed(Fact):
    """The answers of a round are open to all who were asked: all had answered, or time was up."""

    kind = "risk.round.revealed"
    about = "risk.round:{round_id}"
    told = _("membuka jawaban putaran {title}: {answered} dari {asked} menjawab")

    round_id: int
    title: str
    answered: int
    asked: int
    person_ids: tuple[int, ...]
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RoundFinished(Fact):
    """A round is over; what was adopted counts, and nobody revises any more."""

    kind = "risk.round.finished"
    about = "risk.round:{round_id}"
    told = _("menutup putaran {title} dengan {adopted} perkiraan bersama")

    round_id: int
    title: str
    adopted: int
    person_ids: tuple[int, ...]
    owner_id: int


# ── learning ────────────────────────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class RateLearnt(Fact):
    """What was seen of a risk moved its rate."""

    kind = "risk.risk.learnt"
    about = "risk.risk:{risk_id}"
    told = _(
        "belajar dari yang terjadi: dari 100 tahun seperti ini, kini sekitar {years} mengalami"
    )

    risk_id: int
    register_id: int
    code: str
    source: str
    years: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class EarlyWarningRaised(Fact):
    """So many incidents were hardly to be expected: `signal` is "review" or "hold". It can only close.

    `chance_per_mille` is how likely so many or more were before anything was learnt.
    """

    kind = "risk.warning.raised"
    about = "risk.risk:{risk_id}"
    told = _(
        "memberi peringatan dini: {incidents} kejadian tidak terduga menurut perkiraan ({signal_name})"
    )

    risk_id: int
    register_id: int
    code: str
    signal: str
    signal_name: str
    incidents: int
    chance_per_mille: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class StewardNamed(Fact):
    """Somebody owns, coordinates or manages the risks of a unit from a day on."""

    kind = "risk.steward.named"
    about = "risk.register:{register_id}"
    told = _("menunjuk {person_name} sebagai {part_name} mulai {valid_from}")

    register_id: int
    title: str
    part_name: str
    person_id: int
    person_name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, kw_only=True)
class StewardEnded(Fact):
    """Somebody does not hold a part in a register any more."""

    kind = "risk.steward.ended"
    about = "risk.register:{register_id}"
    told = _("mengakhiri peran {person_name} sebagai {part_name}")

    register_id: int
    title: str
    part_name: str
    person_id: int
    person_name: str


@dataclass(frozen=True, kw_only=True)
class ContextWritten(Fact):
    """The context of a risk owning unit was written or changed."""

    kind = "risk.context.written"
    about = "risk.register:{register_id}"
    told = _("menulis konteks untuk {period_from} sampai {period_to}")

    register_id: int
    title: str
    period_from: date
    period_to: date
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class CriteriaSet(Fact):
    """A unit said what the steps mean to it."""

    kind = "risk.criteria.set"
    about = "risk.register:{register_id}"
    told = _("menetapkan kriteria untuk {what}")

    register_id: int
    what: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RiskMonitored(Fact):
    """It was seen where a risk stood in a quarter."""

    kind = "risk.risk.monitored"
    about = "risk.risk:{risk_id}"
    told = _("memantau triwulan {quarter} tahun {year}: besaran {score}, {level_name}")

    risk_id: int
    register_id: int
    code: str
    year: int
    quarter: int
    score: int
    level_name: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class RegisterReviewed(Fact):
    """A register was looked over as a whole, and the next time is set."""

    kind = "risk.register.reviewed"
    about = "risk.register:{register_id}"
    told = _("meninjau register: {note}. Berikutnya {next_on}")

    register_id: int
    title: str
    note: str
    next_on: date
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class ReviewDue(Fact):
    """The day on which a register is looked over is near, or has passed."""

    kind = "risk.review.due"
    about = "risk.register:{register_id}"
    told = _("mengingatkan bahwa register ditinjau paling lambat {due_on}")

    register_id: int
    title: str
    due_on: date
    days_left: int
    person_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class MonitoringDue(Fact):
    """A quarter ends, or has ended, and risks of a register were not watched in it."""

    kind = "risk.monitoring.due"
    about = "risk.register:{register_id}"
    told = _("mengingatkan bahwa {unseen} risiko belum dipantau pada triwulan {quarter} {year}")

    register_id: int
    title: str
    year: int
    quarter: int
    unseen: int
    due_on: date
    person_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class FormSigned(Fact):
    """The risk owner agreed to a form as it stood, or sent it back; bound to its content."""

    kind = "risk.form.signed"
    about = "risk.register:{register_id}"
    told = _("menyatakan {verdict_name} atas formulir {form}. {note}")

    register_id: int
    form: str
    period: str
    fingerprint: str
    agreed: bool
    verdict_name: str
    note: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class FrameworkLoaded(Fact):
    """Another matrix, or another version of one, may be used by registers."""

    kind = "risk.framework.loaded"
    about = "risk.framework:{framework_id}"
    told = _("memuat kerangka {title} ({regulation}), versi {version}")

    framework_id: int
    title: str
    regulation: str
    version: str


@dataclass(frozen=True, kw_only=True)
class FrameworkAdopted(Fact):
    """A register uses another version of the matrix; its open risks were placed on it anew."""

    kind = "risk.framework.adopted"
    about = "risk.register:{register_id}"
    told = _("memakai kerangka {title}, versi {version}; {count} risiko ditempatkan ulang")

    register_id: int
    framework_id: int
    title: str
    version: str
    count: int
    owner_id: int
