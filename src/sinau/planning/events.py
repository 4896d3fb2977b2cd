"""What planning tells the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class OrganWritten(Fact):
    """A part of the structure was opened or says something else."""

    kind = "planning.organ.written"
    about = "planning.organ:{organ_id}"
    told = gettext_noop("menulis bagian struktur “{name}”")

    organ_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class OrganClosed(Fact):
    """A part of the structure was dissolved."""

    kind = "planning.organ.closed"
    about = "planning.organ:{organ_id}"
    told = gettext_noop("membubarkan “{name}”: {reason}")

    organ_id: int
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SeatGiven(Fact):
    """Somebody was given a part in an organ."""

    kind = "planning.seat.given"
    about = "planning.organ:{organ_id}"
    told = gettext_noop("menunjuk {person_name} sebagai {title} di “{name}”")

    organ_id: int
    name: str
    person_id: int
    person_name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class SeatEnded(Fact):
    """Somebody's part in an organ ended."""

    kind = "planning.seat.ended"
    about = "planning.organ:{organ_id}"
    told = gettext_noop("mengakhiri tugas {person_name} sebagai {title}")

    organ_id: int
    person_id: int
    person_name: str
    title: str
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class ThemeWritten(Fact):
    """A strategic theme was named or says something else."""

    kind = "planning.theme.written"
    about = "planning.theme:{theme_id}"
    told = gettext_noop("menulis tema “{title}”")

    theme_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeWritten(Fact):
    """A programme of an academy was begun or says something else."""

    kind = "planning.programme.written"
    about = "planning.programme:{programme_id}"
    told = gettext_noop("menulis program “{title}”")

    programme_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class FrameworkOpened(Fact):
    """A framework of competencies was taken into use."""

    kind = "planning.framework.opened"
    about = "planning.framework:{framework_id}"
    told = gettext_noop("memuat kerangka “{name}” dengan {competencies} kompetensi")

    framework_id: int
    name: str
    competencies: int


@dataclass(frozen=True, kw_only=True)
class CompetencyWritten(Fact):
    """A competency was added or the words of its levels changed."""

    kind = "planning.competency.written"
    about = "planning.competency:{competency_id}"
    told = gettext_noop("menulis kompetensi “{name}”")

    competency_id: int
    name: str
    levels: list[int]


@dataclass(frozen=True, kw_only=True)
class RequirementsSet(Fact):
    """What positions need of competencies was changed."""

    kind = "planning.requirements.set"
    about = "planning.requirements:city"
    told = gettext_noop("mengubah {count} tingkat yang dibutuhkan jabatan")

    count: int
    basis: str


@dataclass(frozen=True, kw_only=True)
class TeachingSaid(Fact):
    """A course or class was said to lead to a level of a competency."""

    kind = "planning.teaching.said"
    about = "planning.competency:{competency_id}"
    told = gettext_noop("mencatat bahwa “{title}” mengajarkan tingkat {level}")

    competency_id: int
    title: str
    level: int
    course_id: int | None
    class_id: int | None


@dataclass(frozen=True, kw_only=True)
class TeachingTakenBack(Fact):
    """A course or class is not said to teach a competency any more."""

    kind = "planning.teaching.taken_back"
    about = "planning.competency:{competency_id}"
    told = gettext_noop("menghapus kaitan dengan “{title}”")

    competency_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class LevelAssessed(Fact):
    """Somebody was found at a level of a competency. `source` is self, supervisor, evidence or centre."""

    kind = "planning.level.assessed"
    about = "planning.person:{person_id}"
    told = gettext_noop("menilai “{competency_name}” pada tingkat {level}")

    person_id: int
    competency: str
    competency_name: str
    level: int
    source: str


@dataclass(frozen=True, kw_only=True)
class NeedProposed(Fact):
    """A need to learn was put before the supervisor."""

    kind = "planning.need.proposed"
    about = "planning.need:{need_id}"
    told = gettext_noop("mengusulkan kebutuhan belajar “{competency_name}”")

    need_id: int
    person_id: int
    person_name: str
    supervisor_id: int | None
    competency_name: str
    year: int


@dataclass(frozen=True, kw_only=True)
class NeedsGathered(Fact):
    """The needs of an agency were put together from its gaps."""

    kind = "planning.needs.gathered"
    about = "planning.agency:{agency_id}"
    told = gettext_noop("menyusun {count} kebutuhan dari kesenjangan")

    agency_id: int
    agency_name: str
    count: int
    year: int


@dataclass(frozen=True, kw_only=True)
class NeedConfirmed(Fact):
    """A supervisor stands behind a need; whoever keeps the catalogue may offer what is proposed."""

    kind = "planning.needs.confirmed"
    about = "planning.need:{need_id}"
    told = gettext_noop("membenarkan kebutuhan belajar “{competency_name}”")

    need_id: int
    person_id: int
    competency: str
    competency_name: str
    from_level: int
    to_level: int
    year: int
    course_ids: list[int]
    class_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class NeedReturned(Fact):
    """A need was given back with a reason."""

    kind = "planning.needs.returned"
    about = "planning.need:{need_id}"
    told = gettext_noop("mengembalikan kebutuhan belajar “{competency_name}”: {reason}")

    need_id: int
    person_id: int
    competency_name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AnalysisSubmitted(Fact):
    """An agency put its needs analysis before the coordinator."""

    kind = "planning.analysis.submitted"
    about = "planning.analysis:{analysis_id}"
    told = gettext_noop("mengajukan analisis kebutuhan {agency_name} tahun {year}")

    analysis_id: int
    agency_id: int
    agency_name: str
    year: int
    needs: int


@dataclass(frozen=True, kw_only=True)
class AnalysisDecided(Fact):
    """The coordinator accepted the needs analysis of an agency, or gave it back."""

    kind = "planning.analysis.decided"
    about = "planning.analysis:{analysis_id}"
    told = gettext_noop("memutus analisis kebutuhan {agency_name} tahun {year}: {words}")

    analysis_id: int
    agency_id: int
    agency_name: str
    year: int
    accepted: bool
    words: str
    submitter_id: int | None


@dataclass(frozen=True, kw_only=True)
class SignalEntered(Fact):
    """A fact that points at a need was entered by hand, with its source."""

    kind = "planning.signal.entered"
    about = "planning.agency:{agency_id}"
    told = gettext_noop("mencatat fakta “{words}” dari {source}")

    signal_id: int
    agency_id: int
    words: str
    source: str


@dataclass(frozen=True, kw_only=True)
class PlanBegun(Fact):
    """A plan for a year was begun, or its words or ceiling changed."""

    kind = "planning.plan.begun"
    about = "planning.plan:{plan_id}"
    told = gettext_noop("menulis rencana {year}")

    plan_id: int
    year: int


@dataclass(frozen=True, kw_only=True)
class PlanSubmitted(Fact):
    """A plan was put before the coordinator."""

    kind = "planning.plan.submitted"
    about = "planning.plan:{plan_id}"
    told = gettext_noop("mengajukan rencana {year} dengan {items} butir")

    plan_id: int
    year: int
    items: int
    budget: int


@dataclass(frozen=True, kw_only=True)
class PlanReturned(Fact):
    """A plan was given back to be changed."""

    kind = "planning.plan.returned"
    about = "planning.plan:{plan_id}"
    told = gettext_noop("mengembalikan rencana {year}: {reason}")

    plan_id: int
    year: int
    reason: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class PlanApproved(Fact):
    """A plan was approved by somebody else than who submitted it."""

    kind = "planning.plan.approved"
    about = "planning.plan:{plan_id}"
    told = gettext_noop("menyetujui rencana {year}")

    plan_id: int
    year: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class PlanEnforced(Fact):
    """A plan is in force; its items change only with a reason."""

    kind = "planning.plan.enforced"
    about = "planning.plan:{plan_id}"
    told = gettext_noop("memberlakukan rencana {year}")

    plan_id: int
    year: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class ItemWritten(Fact):
    """An item of a plan being made was written."""

    kind = "planning.item.written"
    about = "planning.item:{item_id}"
    told = gettext_noop("menulis butir rencana “{title}”")

    item_id: int
    plan_id: int
    title: str
    participants: int
    budget: int
    needs: int


@dataclass(frozen=True, kw_only=True)
class ItemChanged(Fact):
    """An item of an approved plan was changed, with a reason."""

    kind = "planning.item.changed"
    about = "planning.item:{item_id}"
    told = gettext_noop("mengubah butir rencana “{title}”: {reason}")

    item_id: int
    plan_id: int
    title: str
    reason: str
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class ItemRemoved(Fact):
    """An item was taken out of its plan; its needs wait again."""

    kind = "planning.item.removed"
    about = "planning.item:{item_id}"
    told = gettext_noop("mengeluarkan butir “{title}”: {reason}")

    item_id: int
    plan_id: int
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemLinked(Fact):
    """A course or class carries out an item of a plan."""

    kind = "planning.item.linked"
    about = "planning.item:{item_id}"
    told = gettext_noop("mengaitkan “{title}” sebagai pelaksanaan")

    item_id: int
    title: str
    course_id: int | None
    class_id: int | None


@dataclass(frozen=True, kw_only=True)
class SpendingRecorded(Fact):
    """Money of an item was spent, or a wrong row taken back."""

    kind = "planning.spending.recorded"
    about = "planning.item:{item_id}"
    told = gettext_noop("mencatat belanja Rp{amount} untuk {words}")

    item_id: int
    amount: int
    words: str
    spent_on: date


@dataclass(frozen=True, kw_only=True)
class DevelopmentSent(Fact):
    """Somebody put their development plan before the supervisor."""

    kind = "planning.development.sent"
    about = "planning.development:{plan_id}"
    told = gettext_noop("mengirim rencana pengembangan {year}")

    plan_id: int
    person_id: int
    person_name: str
    supervisor_id: int | None
    year: int


@dataclass(frozen=True, kw_only=True)
class DevelopmentAgreed(Fact):
    """The supervisor agreed to a development plan."""

    kind = "planning.development.agreed"
    about = "planning.development:{plan_id}"
    told = gettext_noop("menyepakati rencana pengembangan {year}")

    plan_id: int
    person_id: int
    year: int


@dataclass(frozen=True, kw_only=True)
class DevelopmentReturned(Fact):
    """The supervisor gave a development plan back, with words."""

    kind = "planning.development.returned"
    about = "planning.development:{plan_id}"
    told = gettext_noop("mengembalikan rencana pengembangan {year}: {words}")

    plan_id: int
    person_id: int
    year: int
    words: str


@dataclass(frozen=True, kw_only=True)
class ActionDone(Fact):
    """An action of a development plan is done."""

    kind = "planning.action.done"
    about = "planning.development:{plan_id}"
    told = gettext_noop("menyelesaikan “{words}”")

    plan_id: int
    action_id: int
    person_id: int
    words: str


@dataclass(frozen=True, kw_only=True)
class PerformanceEntered(Fact):
    """The work of somebody in a year was rated."""

    kind = "planning.performance.entered"
    about = "planning.person:{person_id}"
    told = gettext_noop("mencatat kinerja tahun {year}")

    person_id: int
    year: int
    rating: str
    source: str


@dataclass(frozen=True, kw_only=True)
class BoxesOpened(Fact):
    """The city lets people see their own talent box."""

    kind = "planning.boxes.opened"
    about = "planning.boxes:city"
    told = gettext_noop("membuka kotak talenta bagi setiap pegawai")


@dataclass(frozen=True, kw_only=True)
class BoxesClosed(Fact):
    """People do not see their own talent box any more."""

    kind = "planning.boxes.closed"
    about = "planning.boxes:city"
    told = gettext_noop("menutup kotak talenta bagi pegawai")


@dataclass(frozen=True, kw_only=True)
class SheetCommitted(Fact):
    """An Excel list was put in."""

    kind = "planning.sheet.committed"
    about = "planning.sheet:{sheet_id}"
    told = gettext_noop("memasukkan {rows} baris dari {file_name}")

    sheet_id: int
    file_name: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class SheetUndone(Fact):
    """What an Excel list changed was taken back."""

    kind = "planning.sheet.undone"
    about = "planning.sheet:{sheet_id}"
    told = gettext_noop("membatalkan {rows} baris dari {file_name}")

    sheet_id: int
    file_name: str
    rows: int
