"""Risks: the map and the list, one risk on its map, and writing it down."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role
from sinau.risk import standing
from sinau.risk.actions import assess_risk, current_framework, edit_risk
from sinau.risk.actions.deciding import authors
from sinau.risk.estimate_words import numbers_context
from sinau.risk.forms import AssessForm, EditForm, FilterForm
from sinau.risk.models import Basis, Classification, Kind, Nature, Register, Risk
from sinau.risk.models.registers import RegisterQuerySet
from sinau.risk.models.risks import RiskQuerySet
from sinau.risk.taxonomy import taxonomy
from sinau.risk.views.asking import ask_about
from sinau.risk.views.lists import list_context


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """The map before and after, and the list, of every risk the person may see."""
    mine = Risk.objects.visible_to(request.user)
    registers = Register.objects.visible_to(request.user).order_by("title")
    bases = bases_of(registers)
    chosen = request.GET.get("kriteria", "")
    if len(bases) > 1:
        # Ranked together they would lie: once a year is step 5 by chance and step 1 by count.
        chosen = chosen if chosen in dict(bases) else bases[0][0]
        mine = mine.filter(register__likelihood_basis=chosen)
    context = {
        **list_context(mine, current_framework(), request),
        "registers": registers,
        "bases": bases if len(bases) > 1 else [],
        "basis": dict(bases).get(chosen, ""),
        "filter_form": FilterForm(request.GET, registers),
        "is_narrowed": any(request.GET.get(name) for name in ("kategori", "perangkat", "register")),
        "query": request.GET.urlencode(),
    }
    return render(request, "risk/index.html", context)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One risk: its way over the map, what is done about it, and who decided what."""
    risk = _find(Risk.objects.visible_to(request.user), pk)
    assessments = list(risk.assessments.select_related("assessed_by", "framework"))
    actions = list(risk.treatments.select_related("owner", "completion__done_by"))
    undone = [action for action in actions if not hasattr(action, "completion")]
    late = [action for action in undone if action.due < today()]
    places = standing.places_of(risk, assessments)
    is_writer = Risk.objects.writable_by(request.user).filter(pk=pk).exists()
    is_author = request.user.pk in authors(risk)
    is_officer = _holds(request, risk, Role.RISK_OFFICER)
    ways = risk.register.framework.scale.options_for(risk.nature)
    options = {option.key: option for option in ways}
    context = {
        "risk": risk,
        "subject": f"risk.risk:{risk.pk}",
        "register": risk.register,
        "state": standing.state_of(risk, is_late=bool(late)),
        "stops": places,
        "map": standing.map_of(risk, places),
        "headline": standing.headline(risk),
        "appetite": standing.appetite_sentence(risk),
        "next_step": standing.next_step(
            risk, actions=len(actions), undone=len(undone), late=len(late)
        ),
        "option": options.get(risk.option),
        "numbers": numbers_context(risk),
        "assessments": assessments,
        "actions": actions,
        "today": today(),
        "box": box_of(risk),
        "monitorings": risk.monitorings.select_related("assessment", "seen_by")[:8],
        "may_monitor": Register.objects.steered_by(request.user)
        .filter(pk=risk.register_id)
        .exists()
        and not risk.closure_id,
        "latest_review": risk.reviews.select_related("reviewed_by").first(),
        "may_write": is_writer and not risk.closure_id,
        "may_review": is_officer and not is_author and not risk.closure_id,
        "may_accept": bool(
            risk.standing
            and risk.standing.is_above
            and risk.nature == Nature.NEGATIVE
            and not risk.closure_id
            and not is_author
            and _holds(request, risk, Role.HEAD)
        ),
        "may_close": is_officer or risk.register.keeper_id == request.user.pk,
    }
    return render(request, "risk/show.html", context)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Correct what a risk says."""
    risk = _find(Risk.objects.writable_by(request.user), pk)
    form = EditForm(risk, request.POST or None)
    if request.method == "POST" and form.is_valid():
        edit_risk(risk, form.statement(), by=request.user)
        messages.success(request, _("Perubahan telah disimpan."))
        return redirect(risk)
    return ask_about(
        request,
        risk,
        form,
        title=_("Ubah risiko"),
        submit=_("Simpan perubahan"),
        lead=_("Sesudah diubah, risiko ini perlu ditinjau lagi oleh pengelola risiko."),
    )


@signed_in
def assess(request: PersonRequest, pk: int) -> HttpResponse:
    """Place the risk on the matrix anew."""
    risk = _find(Risk.objects.writable_by(request.user), pk)
    form = AssessForm(risk, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        assess_risk(
            risk,
            Kind(said["kind"]),
            likelihood=said["likelihood"],
            impact=said["impact"],
            reason=said["reason"],
            by=request.user,
        )
        messages.success(request, _("Penilaian telah disimpan dan peta diperbarui."))
        return redirect(risk)
    return ask_about(request, risk, form, title=_("Nilai risiko"), submit=_("Simpan penilaian"))


def bases_of(registers: RegisterQuerySet) -> list[tuple[str, str]]:
    """By which criteria of likelihood these registers judge; more than one is not ranked together."""
    used = set(registers.order_by().values_list("likelihood_basis", flat=True).distinct())
    return [(value, str(label)) for value, label in Basis.choices if value in used]


def box_of(risk: Risk) -> str:
    """Where the risk lies in the AI taxonomy, in words; nothing when nobody has said."""
    known = Classification.objects.filter(risk=risk).first()
    box = taxonomy().find(known.subdomain) if known else None
    if known is None or box is None:
        return ""
    tags = [tag.name_of(getattr(known, tag.key)) for tag in taxonomy().tags]
    return ", ".join([f"{box.code} {box.name}", *(tag.lower() for tag in tags if tag)])


def _find(risks: RiskQuerySet, pk: int) -> Risk:
    wanted = risks.select_related(
        "register__framework",
        "register__agency",
        "register__keeper",
        "inherent",
        "residual",
        "standing",
        "review__reviewed_by",
        "acceptance__assessment",
        "acceptance__accepted_by",
        "closure__closed_by",
        "estimate__estimated_by",
        "estimate__agency",
        "estimate__round",
        "learning",
        "identified_by",
    )
    risk: Risk = get_object_or_404(wanted, pk=pk)
    return risk


def _holds(request: PersonRequest, risk: Risk, role: Role) -> bool:
    return Risk.objects.decidable_by(request.user, role).filter(pk=risk.pk).exists()
