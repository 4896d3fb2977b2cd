"""What innovation tells the rest of the house.

Facts about an idea stand in the stream "innovation.idea", which the whole city reads once it is
proposed; facts about its plan and its gate stand in "innovation.plan", for those inside.
`owner_id` is the person who answers for the idea.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from sinau.kernel.facts import Fact

IDEA = "innovation.idea:{idea_id}"
PLAN = "innovation.plan:{idea_id}"
CALL = "innovation.call:{call_id}"
# A statement stands with the idea or the call it is about.
STATED = "{thing}"


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


@dataclass(frozen=True, kw_only=True)
class ContributionRecorded(Fact):
    """Somebody wrote down what a participating agency gave to an idea."""

    kind = "innovation.contribution.recorded"
    about = PLAN
    told = _("mencatat sumbangan {agency_name}: {what}")

    idea_id: int
    title: str
    contribution_id: int
    agency_id: int
    agency_name: str
    gift: str
    amount: Decimal
    what: str
    person_id: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class ContributionConfirmed(Fact):
    """Another member vouches for a contribution."""

    kind = "innovation.contribution.confirmed"
    about = PLAN
    told = _("membenarkan sumbangan {agency_name}: {what}")

    idea_id: int
    title: str
    contribution_id: int
    agency_id: int
    agency_name: str
    what: str
    person_id: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class MergeAsked(Fact):
    """Somebody asked to join this idea to another; its authors have to agree."""

    kind = "innovation.merge.asked"
    about = IDEA
    told = _("mengusulkan menggabungkan gagasan ini ke “{into_title}”. {reason}")

    idea_id: int
    title: str
    request_id: int
    into_id: int
    into_title: str
    reason: str
    author_ids: tuple[int, ...]
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class MergeAnswered(Fact):
    """An author agreed to a merge, or did not."""

    kind = "innovation.merge.answered"
    about = IDEA
    told = _("{answer} penggabungan ke “{into_title}”. {note}")

    idea_id: int
    title: str
    request_id: int
    into_id: int
    into_title: str
    answer: str
    agrees: bool
    note: str
    asked_by_id: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class IdeaMerged(Fact):
    """All authors agreed, and the idea goes on inside another; supports were given again there once."""

    kind = "innovation.idea.merged"
    about = IDEA
    told = _(
        "menggabungkan gagasan ini ke “{into_title}”; {carried} dukungan ikut dan pendukungnya diberi tahu"
    )

    idea_id: int
    title: str
    into_id: int
    into_title: str
    carried: int
    supporter_ids: tuple[int, ...]
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class IdeaDecided(Fact):
    """Somebody who may decided about an idea, with a reason for everybody."""

    kind = "innovation.idea.decided"
    about = IDEA
    told = _("memutuskan {verdict_name}. {reason}")

    idea_id: int
    title: str
    verdict: str
    verdict_name: str
    reason: str
    call_id: int | None
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class IdeaCommented(Fact):
    """Somebody said something about an idea."""

    kind = "innovation.comment.written"
    about = IDEA
    told = _("menanggapi gagasan ini")

    idea_id: int
    title: str
    comment_id: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class CommentEdited(Fact):
    """Somebody changed their comment within the time allowed."""

    kind = "innovation.comment.edited"
    about = IDEA
    told = _("menyunting tanggapannya")

    idea_id: int
    comment_id: int


@dataclass(frozen=True, kw_only=True)
class CommentHidden(Fact):
    """A moderator took a comment from sight."""

    kind = "innovation.comment.hidden"
    about = IDEA
    told = _("menyembunyikan sebuah tanggapan. {reason}")

    idea_id: int
    comment_id: int
    reason: str
    writer_id: int


@dataclass(frozen=True, kw_only=True)
class StatementWritten(Fact):
    """Somebody put a statement to the vote. How a person votes is told to nobody."""

    kind = "innovation.statement.written"
    about = STATED
    told = _("menulis pernyataan “{text}”")

    thing: str
    statement_id: int
    text: str


@dataclass(frozen=True, kw_only=True)
class StatementHidden(Fact):
    """A moderator took a statement from the vote."""

    kind = "innovation.statement.hidden"
    about = STATED
    told = _("mengeluarkan pernyataan “{text}”. {reason}")

    thing: str
    statement_id: int
    text: str
    reason: str
    writer_id: int


@dataclass(frozen=True, kw_only=True)
class CallOpened(Fact):
    """An agency asked the whole city for ideas on a theme."""

    kind = "innovation.call.opened"
    about = CALL
    told = _("memanggil gagasan tentang “{title}” sampai {due}")

    call_id: int
    title: str
    due: date
    agency_id: int


@dataclass(frozen=True, kw_only=True)
class CallAnswered(Fact):
    """An idea was put forward for a call."""

    kind = "innovation.call.answered"
    about = CALL
    told = _("menjawab dengan gagasan “{idea_title}”")

    call_id: int
    title: str
    idea_id: int
    idea_title: str
    opened_by_id: int


@dataclass(frozen=True, kw_only=True)
class CallClosed(Fact):
    """A call ended with a word to everybody who answered."""

    kind = "innovation.call.closed"
    about = CALL
    told = _("menutup panggilan ini. {word}")

    call_id: int
    title: str
    word: str
    answerer_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class SuggestionTakenUp(Fact):
    """Somebody began an idea because of a signal from elsewhere."""

    kind = "innovation.suggestion.taken_up"
    about = IDEA
    told = _("mengambil gagasan ini dari isyarat “{signal}”")

    idea_id: int
    title: str
    suggestion_id: int
    source: str
    signal: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class SuggestionPutAside(Fact):
    """Somebody said why no idea is made of a signal."""

    kind = "innovation.suggestion.put_aside"
    about = "innovation.suggestion:{suggestion_id}"
    told = _("menyisihkan isyarat ini. {reason}")

    suggestion_id: int
    source: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class EntryChanged(Fact):
    """What is to be read of a use in the public register was written or changed."""

    kind = "innovation.entry.changed"
    about = PLAN
    told = _("mengubah keterangan publik: {fields}")

    idea_id: int
    title: str
    fields: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class EntrySent(Fact):
    """A public entry was sent for approval, its words frozen."""

    kind = "innovation.entry.sent"
    about = PLAN
    told = _("mengajukan keterangan publik versi {number}")

    idea_id: int
    title: str
    version_id: int
    number: int
    agency_id: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class EntryApproved(Fact):
    """A head let everybody read a version of the public entry."""

    kind = "innovation.entry.approved"
    about = IDEA
    told = _("menyetujui keterangan publik versi {number}")

    idea_id: int
    title: str
    version_id: int
    number: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class EntryReturned(Fact):
    """A head sent a version of the public entry back."""

    kind = "innovation.entry.returned"
    about = PLAN
    told = _("mengembalikan keterangan publik versi {number}. {note}")

    idea_id: int
    title: str
    version_id: int
    number: int
    note: str
    sent_by_id: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class EvidenceAdded(Fact):
    """A paper for an indicator of the innovation index was added."""

    kind = "innovation.evidence.added"
    about = PLAN
    told = _("menambah bukti indikator {indicator}: {what}")

    idea_id: int
    title: str
    evidence_id: int
    indicator: int
    what: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class EvidenceRemoved(Fact):
    """A paper that nobody had checked was taken away by whoever added it."""

    kind = "innovation.evidence.removed"
    about = PLAN
    told = _("menarik bukti indikator {indicator}: {what}")

    idea_id: int
    title: str
    indicator: int
    what: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class EvidenceChecked(Fact):
    """Somebody else looked whether a paper shows what it is said to show."""

    kind = "innovation.evidence.checked"
    about = PLAN
    told = _("memeriksa bukti indikator {indicator}: {result}. {note}")

    idea_id: int
    title: str
    evidence_id: int
    indicator: int
    result: str
    note: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class StepRefused(Fact):
    """Somebody tried a step that a rule forbids: a stage skipped, own work approved, a day put back."""

    kind = "innovation.step.refused"
    about = PLAN
    told = _("ditolak: {step}. {reason}")

    idea_id: int
    title: str
    step: str
    refusal: str
    reason: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class ImpactAnswered(Fact):
    """Questions of the impact assessment were answered."""

    kind = "innovation.impact.answered"
    about = PLAN
    told = _("menjawab penilaian dampak: {section}")

    idea_id: int
    title: str
    section: str
    version: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class ImpactFinished(Fact):
    """An impact assessment was finished, or confirmed for a plan that had changed."""

    kind = "innovation.impact.finished"
    about = PLAN
    told = _("menyelesaikan penilaian dampak: tingkat {numeral}, {current} dari {raw_most}")

    idea_id: int
    title: str
    level: int
    numeral: str
    raw: int
    raw_most: int
    mitigation: int
    current: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class PlanSigned(Fact):
    """Somebody signed plan, assessment and risks as they are; `seal` names that content."""

    kind = "innovation.plan.signed"
    about = PLAN
    told = _("menandatangani sebagai {seat_name}. {note}")

    idea_id: int
    title: str
    gate: str
    seat: str
    seat_name: str
    seal: str
    note: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class SignatureWithdrawn(Fact):
    """Somebody took their signature back; a running use closes."""

    kind = "innovation.signature.withdrawn"
    about = PLAN
    told = _("menarik tanda tangan sebagai {seat_name}: {reason}")

    idea_id: int
    title: str
    gate: str
    seat: str
    seat_name: str
    reason: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class ExceptionAsked(Fact):
    """Somebody asked that a criterion be let be until a day."""

    kind = "innovation.exception.asked"
    about = PLAN
    told = _("mengajukan pengecualian dari syarat “{criterion_title}”: {reason}")

    idea_id: int
    title: str
    exception_id: int
    criterion: str
    criterion_title: str
    reason: str
    ends_on: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class ExceptionAgreed(Fact):
    """An agency agreed to an exception; `dissent` is what speaks against it."""

    kind = "innovation.exception.agreed"
    about = PLAN
    told = _("menyetujui pengecualian untuk {agency_name}. {dissent}")

    idea_id: int
    title: str
    exception_id: int
    agency_id: int
    agency_name: str
    dissent: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class ExceptionWithdrawn(Fact):
    """An exception is no longer wanted or borne."""

    kind = "innovation.exception.withdrawn"
    about = PLAN
    told = _("menarik pengecualian dari syarat “{criterion_title}”")

    idea_id: int
    title: str
    exception_id: int
    criterion_title: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class UseMonitored(Fact):
    """A live use passed to being watched in the ordinary course."""

    kind = "innovation.use.monitored"
    about = IDEA
    told = _("menetapkan layanan ini dipantau secara rutin")

    idea_id: int
    title: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class UseRetired(Fact):
    """A use came to its planned end."""

    kind = "innovation.use.retired"
    about = IDEA
    told = _("mengakhiri layanan ini: {note}")

    idea_id: int
    title: str
    note: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class EvaluationSetChanged(Fact):
    """The cases or the threshold by which a service is examined were changed."""

    kind = "innovation.evaluation.changed"
    about = PLAN
    told = _("mengubah soal uji layanan: {count} soal, ambang {threshold} persen")

    idea_id: int
    title: str
    count: int
    threshold: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class EvaluationFinished(Fact):
    """A service was examined: of so many attacks so many got through.

    `groups` are (kind, good, tried) of every kind of case; `register_id` is 0 where there is none;
    `control_ids` are the controls in the register of risks that the attacks put to the test.
    """

    kind = "innovation.evaluation.finished"
    about = PLAN
    told = _("mengevaluasi layanan versi {version}: {attempts} serangan, {breaches} tembus")

    idea_id: int
    title: str
    run_id: int
    register_id: int
    version: str
    attempts: int
    breaches: int
    control_ids: tuple[int, ...] = ()
    groups: tuple[tuple[str, int, int], ...] = ()
    passed: bool
    owner_id: int
