"""How a risk stands, in words: its state, its next step, and its way over the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinau.risk.drawing import Mark, journey
from sinau.risk.models import Assessment, Kind, Nature, Risk


@dataclass(frozen=True, kw_only=True)
class State:
    """A word with a tone."""

    tone: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """One assessment with the letter by which it is found on the map."""

    letter: str
    style: str
    title: str
    assessment: Assessment
    likelihood: str
    impact: str


def state_of(risk: Risk, *, is_late: bool) -> State:
    """The one thing about a risk that matters most now."""
    standing = risk.standing
    if risk.closure_id:
        return State(tone="", label=_("Ditutup"))
    if risk.nature == Nature.POSITIVE:
        return _state_of_chance(risk, is_late=is_late)
    if standing and standing.is_above and not risk.is_accepted:
        return State(tone="bad", label=_("Di atas selera risiko"))
    if is_late:
        return State(tone="bad", label=_("Tindakan terlambat"))
    if risk.residual_id is None:
        return State(tone="wait", label=_("Belum ada sasaran"))
    if risk.review_id is None:
        return State(tone="wait", label=_("Perlu ditinjau"))
    if standing and standing.is_above:
        return State(tone="info", label=_("Diterima pimpinan"))
    return State(tone="good", label=_("Ditinjau, dalam selera"))


def _state_of_chance(risk: Risk, *, is_late: bool) -> State:
    """The same for a risk that helps: above the line it is to be taken up."""
    if is_late:
        return State(tone="bad", label=_("Tindakan terlambat"))
    if risk.standing and risk.standing.is_above and not risk.option:
        return State(tone="wait", label=_("Peluang menunggu penanganan"))
    if risk.review_id is None:
        return State(tone="wait", label=_("Perlu ditinjau"))
    return State(tone="good", label=_("Peluang ditinjau"))


def places_of(risk: Risk, latest: Sequence[Assessment]) -> list[Place]:
    """Before, now and target, as far as they have been assessed, in the order of the way."""
    scale = risk.register.framework.scale
    by_kind: dict[str, Assessment] = {}
    for assessment in latest:
        by_kind.setdefault(assessment.kind, assessment)
    wanted = (
        (Kind.INHERENT, "A", "before", _("Sebelum penanganan")),
        (Kind.CURRENT, "B", "now", _("Keadaan sekarang")),
        (Kind.TARGET, "C", "target", _("Sasaran sesudah penanganan")),
    )
    return [
        Place(
            letter=letter,
            style=style,
            title=title,
            assessment=found,
            likelihood=scale.likelihoods[found.likelihood - 1].name,
            impact=scale.impacts[found.impact - 1].name,
        )
        for kind, letter, style, title in wanted
        if (found := by_kind.get(kind)) and found.framework_id == risk.register.framework_id
    ]


def map_of(risk: Risk, places: Sequence[Place]) -> str:
    """The picture of the way of this risk."""
    assert risk.standing is not None
    desc = "; ".join(
        f"{place.letter}: {place.title}, {place.likelihood}, {place.impact}, "
        f"{place.assessment.score} {place.assessment.level_name}"
        for place in places
    )
    return journey(
        risk.register.framework.scale,
        [
            Mark(
                letter=place.letter,
                style=place.style,
                likelihood=place.assessment.likelihood,
                impact=place.assessment.impact,
            )
            for place in places
        ],
        treat_from=risk.standing.treat_from,
        title=headline(risk),
        desc=desc,
        row_title=_("Kemungkinan"),
        column_title=_("Dampak"),
    )


def headline(risk: Risk) -> str:
    """What the map says, in one sentence."""
    inherent, residual, standing = risk.inherent, risk.residual, risk.standing
    assert inherent is not None and standing is not None
    words = {
        "before": inherent.score,
        "before_level": inherent.level_name,
        "after": standing.score,
        "after_level": standing.level_name,
    }
    if residual is None:
        return _("Besaran %(before)s, %(before_level)s; belum dinilai sesudah penanganan.") % words
    if residual.score == inherent.score:
        return _("Tetap pada besaran %(before)s, %(before_level)s.") % words
    if residual.score > inherent.score:
        return _("Naik dari %(before)s (%(before_level)s) ke %(after)s (%(after_level)s).") % words
    if residual.kind == Kind.TARGET:
        return (
            _("Diharapkan turun dari %(before)s (%(before_level)s) ke %(after)s (%(after_level)s).")
            % words
        )
    return _("Turun dari %(before)s (%(before_level)s) ke %(after)s (%(after_level)s).") % words


def appetite_sentence(risk: Risk) -> str:
    """On which side of the appetite the risk stands."""
    standing = risk.standing
    assert standing is not None
    words = {"edge": standing.treat_from}
    if risk.nature == Nature.POSITIVE:
        if standing.is_above:
            return (
                _("Peluang ini di atas garis (mulai besaran %(edge)s), jadi perlu diraih.") % words
            )
        return _("Peluang ini di bawah garis (mulai besaran %(edge)s).") % words
    if not standing.is_above:
        return _("Berada di bawah garis selera risiko (mulai besaran %(edge)s).") % words
    if risk.is_accepted:
        return (
            _("Berada di atas garis selera risiko (mulai besaran %(edge)s), diterima pimpinan.")
            % words
        )
    return (
        _(
            "Berada di atas garis selera risiko (mulai besaran %(edge)s): tangani, atau minta pimpinan menerimanya."
        )
        % words
    )


def next_step(risk: Risk, *, actions: int, undone: int, late: int) -> str:
    """What somebody should do now; nothing when it only needs watching."""
    if risk.closure_id:
        return ""
    if late:
        return ngettext(
            "%(late)s tindakan melewati tenggat. Laporkan hasilnya atau bicarakan dengan penanggung jawabnya.",
            "%(late)s tindakan melewati tenggat. Laporkan hasilnya atau bicarakan dengan penanggung jawabnya.",
            late,
        ) % {"late": late}
    if not risk.option:
        return _("Tetapkan cara menangani risiko ini.")
    if not actions and risk.option != "penerimaan":
        return _("Rencanakan sekurangnya satu tindakan, dengan penanggung jawab dan tenggat.")
    if risk.residual_id is None:
        return _("Nilai sasarannya: di mana risiko ini sesudah ditangani.")
    if (
        risk.nature == Nature.NEGATIVE
        and risk.standing
        and risk.standing.is_above
        and not risk.is_accepted
    ):
        return _("Tambah penanganannya lalu nilai ulang, atau minta pimpinan menerima risiko ini.")
    if risk.review_id is None:
        return _("Menunggu tinjauan pengelola risiko.")
    if actions and not undone and risk.residual and risk.residual.kind == Kind.TARGET:
        return _("Semua tindakan sudah selesai. Nilai keadaan sekarang.")
    return ""
