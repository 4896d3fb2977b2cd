"""Forms 1.0 to 5.0 of PermenPANRB 5/2020 for one register, composed once for page, PDF and Excel."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import translation
from django.utils.translation import gettext as _

from sinau.kernel.clock import today
from sinau.kernel.words import date_id
from sinau.risk.criteria import impact_steps, likelihood_steps
from sinau.risk.models import (
    Assessment,
    Context,
    LineKind,
    Monitoring,
    Nature,
    Register,
    Risk,
    Steward,
    Treatment,
)
from sinau.risk.scales import Step

NUMBERS = ("1.0", "2.0", "3.0", "4.0", "5.0")
MISSING = "–"


@dataclass(frozen=True, kw_only=True)
class Block:
    """A part of a form: pairs when it has no headings, otherwise a table. `wide` columns get room."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    headings: tuple[str, ...] = ()
    wide: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each cell with its heading, for phones."""
        return [list(zip(self.headings, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, kw_only=True)
class Form:
    """One form as it stands now; its fingerprint changes with any word of it."""

    number: str
    title: str
    period: str
    paragraphs: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 over everything the form says."""
        said: list[object] = [self.number, self.period, self.paragraphs]
        said += [[block.title, block.headings, block.rows] for block in self.blocks]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def titles() -> dict[str, str]:
    """What the forms are called."""
    return {
        "1.0": _("Pakta integritas"),
        "2.0": _("Konteks risiko"),
        "3.0": _("Penilaian risiko"),
        "4.0": _("Rencana penanganan risiko"),
        "5.0": _("Laporan pemantauan risiko"),
    }


def compose(register: Register, number: str, *, year: int, quarter: int) -> Form:
    """The form as the register says it now; 5.0 for the quarter. It is an Indonesian document."""
    with translation.override("id"):
        return _compose(register, number, year, quarter)


def _compose(register: Register, number: str, year: int, quarter: int) -> Form:
    paragraphs: tuple[str, ...] = ()
    period = ""
    if number == "1.0":
        paragraphs, blocks = _promises(register), [_stewards(register)]
    elif number == "2.0":
        blocks = _context(register)
    elif number == "3.0":
        blocks = [_assessments(register)]
    elif number == "4.0":
        blocks = [_plans(register)]
    else:
        period = f"{year}-{quarter}"
        blocks = [_report(register, year, quarter)]
    return Form(
        number=number,
        title=titles()[number],
        period=period,
        paragraphs=paragraphs,
        blocks=tuple(blocks),
    )


def _promises(register: Register) -> tuple[str, ...]:
    words = {"agency": register.agency.name, "title": register.title}
    return (
        _("Sebagai pemilik risiko %(agency)s untuk “%(title)s”, saya menyatakan akan:") % words,
        _("1. menjalankan manajemen risiko dalam setiap keputusan dan layanan yang saya pimpin;"),
        _("2. menyampaikan risiko dan kejadian apa adanya, juga yang tidak menyenangkan;"),
        _("3. melindungi siapa pun yang melaporkan risiko dengan itikad baik;"),
        _("4. menindaklanjuti rencana penanganan dan melaporkan pemantauannya tepat waktu."),
    )


def _stewards(register: Register) -> Block:
    rows = Steward.objects.in_office(today()).filter(register=register)
    return Block(
        title=_("Pelaksana manajemen risiko"),
        headings=(_("Peran"), _("Nama"), _("Jabatan"), _("Mulai"), _("Sampai")),
        rows=tuple(
            (
                str(row.get_part_display()),
                row.person.full_name,
                row.person.job_title,
                date_id(row.valid_from),
                date_id(row.valid_to) if row.valid_to else MISSING,
            )
            for row in rows.select_related("person")
        ),
        wide=(1, 2),
    )


def _context(register: Register) -> list[Block]:
    context = Context.objects.filter(register=register).first()
    blocks = [_identity(register, context)]
    lines = list(context.lines.order_by("position")) if context else []
    for kind, title, headings in (
        (
            LineKind.OBJECTIVE,
            _("Sasaran SPBE"),
            (_("Sasaran"), _("Indikator kinerja"), _("Target")),
        ),
        (LineKind.STAKEHOLDER, _("Pemangku kepentingan"), (_("Nama"), _("Hubungan"))),
        (LineKind.MANDATE, _("Peraturan perundang-undangan"), (_("Peraturan"), _("Amanat"))),
    ):
        cells = [
            (line.text, line.detail, line.target)[: len(headings)]
            for line in lines
            if line.kind == kind
        ]
        blocks.append(Block(title=title, headings=headings, rows=tuple(cells), wide=(0, 1)))
    blocks.append(_stewards(register))
    blocks += _criteria(register, context)
    blocks += _scale(register)
    return blocks


def _identity(register: Register, context: Context | None) -> Block:
    pairs: list[tuple[str, str]] = [
        (_("Unit pemilik risiko (UPR)"), register.agency.name),
        (_("Yang dinilai"), register.title),
    ]
    if context:
        span = f"{date_id(context.period_from)} – {date_id(context.period_to)}"
        pairs += [
            (_("Tugas"), context.duties or MISSING),
            (_("Fungsi"), context.functions or MISSING),
            (_("Ruang lingkup"), context.scope or MISSING),
            (_("Periode"), span),
            (_("Struktur pelaksana"), context.structure or MISSING),
            (_("Kategori risiko"), "; ".join(_categories(register, context))),
            (_("Area dampak"), "; ".join(_areas(register, context))),
            (_("Ditinjau setiap"), _("%(months)s bulan") % {"months": context.review_months}),
        ]
    pairs.append((_("Kriteria kemungkinan"), str(register.get_likelihood_basis_display())))
    return Block(title=_("Unit dan periode"), rows=tuple(pairs))


def _categories(register: Register, context: Context | None) -> tuple[str, ...]:
    chosen = tuple(context.categories) if context else ()
    return chosen or register.framework.scale.categories


def _areas(register: Register, context: Context | None) -> tuple[str, ...]:
    chosen = tuple(context.areas) if context else ()
    return chosen or register.framework.scale.areas


def _criteria(register: Register, context: Context | None) -> list[Block]:
    scale = register.framework.scale
    special = [row.category for row in context.likelihoods.all() if row.category] if context else []
    likelihoods = [(_("Semua kategori"), likelihood_steps(register))]
    likelihoods += [(name, likelihood_steps(register, name)) for name in special]
    impacts = [
        (f"{area} · {label}", impact_steps(register, area, nature))
        for area in _areas(register, context)
        for nature, label in Nature.choices
        if (area, nature) in scale.area_steps or _has_own(context, area, nature)
    ]
    return [
        _steps_block(_("Kriteria kemungkinan"), _("Kategori"), likelihoods, scale.likelihoods),
        _steps_block(_("Kriteria dampak"), _("Area dampak dan jenis"), impacts, scale.impacts),
    ]


def _has_own(context: Context | None, area: str, nature: str) -> bool:
    return context is not None and any(
        (row.area, row.nature) == (area, nature) for row in context.impacts.all()
    )


def _steps_block(
    title: str, first: str, rows: Iterable[tuple[str, Sequence[Step]]], steps: Sequence[Step]
) -> Block:
    return Block(
        title=title,
        headings=(first, *(f"{step.number} {step.name}" for step in steps)),
        rows=tuple((name, *(step.criterion or MISSING for step in said)) for name, said in rows),
    )


def _scale(register: Register) -> list[Block]:
    scale = register.framework.scale
    matrix = Block(
        title=_("Matriks analisis risiko"),
        headings=(
            _("Kemungkinan"),
            *(f"{step.number} {step.name}" for step in scale.impacts),
        ),
        rows=tuple(
            (
                f"{step.number} {step.name}",
                *(str(cell) for cell in scale.matrix[step.number - 1]),
            )
            for step in reversed(scale.likelihoods)
        ),
        numbers=tuple(range(1, len(scale.impacts) + 1)),
    )
    levels = Block(
        title=_("Level risiko"),
        headings=(_("Level"), _("Besaran"), _("Warna")),
        rows=tuple(
            (f"{level.number} {level.name}", f"{level.low}–{level.high}", level.colour)
            for level in scale.levels
        ),
    )
    appetite = Block(
        title=_("Selera risiko"),
        headings=(_("Kategori"), _("Jenis"), _("Ditangani mulai besaran")),
        rows=tuple(
            (category or _("Semua kategori"), nature, str(edge))
            for (category, nature), edge in scale.appetites.items()
        ),
        numbers=(2,),
    )
    return [matrix, levels, appetite]


# ── The risks ───────────────────────────────────────────────────────────────


def _open_risks(register: Register) -> list[Risk]:
    """The worst first, as it was before treatment: that order is the priority, and it stays.

    Risks that harm stand before those that help.
    """
    found = register.risks.filter(closure=None).select_related(
        "standing", "inherent", "residual", "register__framework"
    )
    return list(found.order_by("nature", "-inherent__score", "code"))


def _assessments(register: Register) -> Block:
    scale = register.framework.scale
    rows = []
    for priority, risk in enumerate(_open_risks(register), start=1):
        placed = risk.inherent
        rows.append(
            (
                risk.code,
                risk.objective or MISSING,
                str(risk.get_nature_display()),
                risk.event,
                risk.cause,
                risk.category,
                risk.impact_text,
                risk.impact_area or MISSING,
                risk.existing_control or MISSING,
                *_place(placed, scale.likelihoods, scale.impacts),
                _yes(bool(placed and placed.is_above)),
                str(priority),
            )
        )
    return Block(
        title=_("Identifikasi, analisis, dan evaluasi risiko"),
        headings=(
            _("Kode"),
            _("Sasaran SPBE"),
            _("Jenis risiko"),
            _("Kejadian"),
            _("Penyebab"),
            _("Kategori"),
            _("Dampak"),
            _("Area dampak"),
            _("Sistem pengendalian"),
            _("Level kemungkinan"),
            _("Level dampak"),
            _("Besaran risiko"),
            _("Level risiko"),
            _("Keputusan penanganan"),
            _("Prioritas"),
        ),
        rows=tuple(rows),
        wide=(3, 4, 6, 8),
        numbers=(11, 14),
    )


def _plans(register: Register) -> Block:
    scale = register.framework.scale
    actions = Prefetch("treatments", Treatment.objects.select_related("owner"))
    found = _open_risks(register)
    by_risk = {
        risk.pk: list(risk.treatments.all())
        for risk in register.risks.filter(closure=None).prefetch_related(actions)
    }
    rows: list[tuple[str, ...]] = []
    for priority, risk in enumerate(found, start=1):
        head = (
            str(priority),
            f"{risk.code} {risk.event}",
            scale.option_name(risk.option) or MISSING,
        )
        tail = (_residual(risk),)
        planned = by_risk.get(risk.pk, [])
        for action in planned:
            starts = date_id(action.starts_on or action.planned_at)
            rows.append(
                (
                    *head,
                    action.text,
                    action.output or MISSING,
                    starts,
                    date_id(action.due),
                    action.owner.name,
                    *tail,
                )
            )
        if not planned:
            rows.append((*head, risk.control or MISSING, *([MISSING] * 4), *tail))
    return Block(
        title=_("Rencana penanganan"),
        headings=(
            _("Prioritas"),
            _("Risiko"),
            _("Opsi penanganan"),
            _("Rencana aksi"),
            _("Keluaran"),
            _("Jadwal mulai"),
            _("Jadwal selesai"),
            _("Penanggung jawab"),
            _("Risiko residual"),
        ),
        rows=tuple(rows),
        wide=(1, 3, 4),
        numbers=(0,),
    )


def _report(register: Register, year: int, quarter: int) -> Block:
    scale = register.framework.scale
    seen: dict[int, Monitoring] = {}
    found = Monitoring.objects.filter(risk__register=register, year=year, quarter=quarter)
    for row in found.select_related("assessment", "seen_by"):
        seen.setdefault(row.risk_id, row)
    rows: list[tuple[str, ...]] = []
    for risk in _open_risks(register):
        watched = seen.get(risk.pk)
        name = f"{risk.code} {risk.event}"
        if watched is None:
            rows.append((name, *([MISSING] * 4), _("Belum dipantau"), *([MISSING] * 4)))
            continue
        rows.append(
            (
                name,
                *_place(watched.assessment, scale.likelihoods, scale.impacts),
                watched.description,
                watched.recommendation or MISSING,
                watched.next_plan or MISSING,
                watched.seen_by.name,
                date_id(watched.seen_at),
            )
        )
    return Block(
        title=_("Pemantauan triwulan %(quarter)s tahun %(year)s")
        % {"quarter": quarter, "year": year},
        headings=(
            _("Risiko"),
            _("Kemungkinan aktual"),
            _("Dampak aktual"),
            _("Besaran"),
            _("Level risiko"),
            _("Keadaan sekarang"),
            _("Rekomendasi"),
            _("Rencana selanjutnya"),
            _("Penanggung jawab"),
            _("Waktu"),
        ),
        rows=tuple(rows),
        wide=(0, 5, 6, 7),
        numbers=(3,),
    )


def _place(
    placed: Assessment | None, likelihoods: Sequence[Step], impacts: Sequence[Step]
) -> tuple[str, str, str, str]:
    if placed is None:
        return (MISSING, MISSING, MISSING, MISSING)
    return (
        f"{placed.likelihood} {likelihoods[placed.likelihood - 1].name}",
        f"{placed.impact} {impacts[placed.impact - 1].name}",
        str(placed.score),
        placed.level_name,
    )


def _yes(said: bool) -> str:
    return _("YA") if said else _("TIDAK")


def _residual(risk: Risk) -> str:
    """Whether something of the risk is left after treatment, as far as it was judged."""
    if risk.option == "penghindaran":
        return _("TIDAK")
    return _("YA") if risk.residual_id else _("Belum dinilai")
