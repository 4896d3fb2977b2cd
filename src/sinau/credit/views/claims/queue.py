"""The claims on the desks of those who decide: the queue, one decision, many at once, the workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.credit.claims import deciding
from sinau.credit.claims.ages import working_days
from sinau.credit.claims.asking import ReasonForm
from sinau.credit.claims.findings import Finding, findings_of
from sinau.credit.claims.valuing import Value, Valuer
from sinau.credit.models import READERS, WAITING, Claim, ClaimState, RuleVersion
from sinau.credit.views.claims.mine import found, page_of
from sinau.kernel.clock import WIB, today
from sinau.people.access import PersonRequest, needs, signed_in, within
from sinau.people.models import Role
from sinau.ui.sheets import sheet_response

A_PAGE = 25
KEPT = ("keadaan", "unit")
ALL = "semua"
VERBS = {
    "approve": gettext_lazy("Setujui"),
    "return": gettext_lazy("Kembalikan"),
    "refuse": gettext_lazy("Tidak setujui"),
}


@dataclass(frozen=True)
class Line:
    """A claim of a list with its age."""

    claim: Claim
    age: int
    form: str


@needs(*READERS)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Those waiting for my word, the oldest first; then everything in my scope, filtered."""
    scope = _scope(request)
    counts = dict(scope.order_by().values_list("state").annotate(Count("pk")))
    waiting = Claim.objects.waiting_for(request.user)
    chosen = _filtered(request, scope, waiting).select_related("person__agency", "entry")
    page = Paginator(chosen, A_PAGE).get_page(request.GET.get("halaman"))
    oldest = waiting.order_by("sent_at").first()
    context = {
        "page": page,
        "lines": _lines(page.object_list),
        "state": _state(request),
        "states": _chips(request, counts, waiting.count()),
        "first_chip": _("Menunggu saya") if _is_officer(request) else _("Semua"),
        "waiting_count": waiting.count(),
        "oldest": working_days(_since(oldest), today()) if oldest else 0,
        "kept": [(name, request.GET[name]) for name in KEPT if request.GET.get(name)],
        "query": request.GET.urlencode(),
        "units": _units(scope),
        "decides": _is_officer(request),
    }
    return render(request, "credit/claims/queue.html", context)


def _scope(request: PersonRequest) -> QuerySet[Claim]:
    theirs = within("person__agency", request.user, *READERS)
    return Claim.objects.filter(theirs).exclude(state=ClaimState.DRAFT).exclude(person=request.user)


def _is_officer(request: PersonRequest) -> bool:
    return request.user.has_role(Role.OFFICER)


def _state(request: PersonRequest) -> str:
    """What is shown unless one chooses: to an officer what waits for them, to others everything."""
    return request.GET.get("keadaan") or ("saya" if _is_officer(request) else ALL)


def _chips(
    request: PersonRequest, counts: dict[str, int], waiting: int
) -> list[tuple[str, str, int]]:
    chips = [(s.value, str(s.label), counts[s]) for s in ClaimState if counts.get(s)]
    if _is_officer(request):
        return [(ALL, _("Semua"), sum(counts.values())), *chips]
    return [("saya", _("Menunggu saya"), waiting), *chips]


def _filtered(
    request: PersonRequest, scope: QuerySet[Claim], waiting: QuerySet[Claim]
) -> QuerySet[Claim]:
    state = _state(request)
    rows = scope
    if state == "saya":
        rows = waiting
    elif state in ClaimState.values:
        rows = scope.filter(state=state)
    if unit := request.GET.get("unit"):
        rows = rows.filter(person__agency__code=unit)
    if words := request.GET.get("q", "").strip():
        digits = words.replace(" ", "")
        number = words.upper().removeprefix("KJP-").lstrip("0")
        wanted = Q(person__name__icontains=words) | Q(title__icontains=words)
        wanted |= Q(person__nip__startswith=digits) if digits.isdigit() else Q()
        wanted |= Q(pk=int(number)) if number.isdigit() and len(number) < 10 else Q()
        rows = rows.filter(wanted)
    is_waiting = state == "saya" or state in WAITING
    return rows.order_by("sent_at", "pk") if is_waiting else rows.order_by("-changed_at", "-pk")


def _units(scope: QuerySet[Claim]) -> list[tuple[str, str, int]]:
    waiting = scope.filter(state__in=WAITING).order_by()
    counted = waiting.values_list("person__agency__code", "person__agency__short_name")
    rows = counted.annotate(n=Count("pk")).order_by("-n", "person__agency__short_name")[:12]
    return [(code, name, n) for code, name, n in rows if code]


def _since(claim: Claim) -> date:
    return (claim.sent_at or claim.changed_at).astimezone(WIB).date()


def _lines(claims: Iterable[Claim]) -> list[Line]:
    labels = dict(RuleVersion.objects.filter(in_use=True).values_list("form", "label"))
    return [
        Line(
            claim,
            working_days(_since(claim), today()) if claim.is_waiting else 0,
            labels.get(claim.form, claim.form),
        )
        for claim in claims
    ]


@needs(*READERS)
@require_safe
def export(request: PersonRequest) -> HttpResponse:
    """The same rows as a workbook."""
    headings = [
        _("Nomor klaim"),
        "NIP",
        _("Nama"),
        _("Perangkat daerah"),
        _("Kegiatan"),
        _("Penyelenggara"),
        _("Nomor sertifikat"),
        _("Bentuk"),
        _("Mulai"),
        _("Selesai"),
        _("JP tercatat"),
        _("Keadaan"),
        _("Diajukan"),
        _("Umur (hari kerja)"),
        _("Temuan"),
    ]
    rows = _filtered(request, _scope(request), Claim.objects.waiting_for(request.user))
    lines = _lines(rows.select_related("person__agency", "entry"))
    return sheet_response(
        "klaim-jp",
        _("Klaim JP"),
        headings,
        (
            [
                line.claim.reference,
                line.claim.person.nip,
                line.claim.person.full_name,
                line.claim.person.agency.name if line.claim.person.agency else "",
                str(line.claim),
                line.claim.organiser,
                line.claim.number,
                line.form,
                line.claim.started_on,
                line.claim.ended_on,
                line.claim.entry.jp if line.claim.entry else None,
                line.claim.get_state_display(),
                line.claim.sent_at,
                line.age or None,
                line.claim.findings,
            ]
            for line in lines
        ),
    )


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Approve, give back or refuse one claim."""
    claim = found(request, pk)
    verb = request.POST.get("verb", "")
    form = ReasonForm(request.POST, needed=verb != "approve")
    if deciding.may_decide(claim, request.user) and not form.is_valid():
        return page_of(request, claim, form, status=422)
    reason = form.data.get("reason", "")
    claim = deciding.decide(claim, verb=verb, by=request.user, reason=reason)
    said = {
        "approve": _("Klaim disetujui. JP-nya tercatat di buku pegawai."),
        "return": _("Klaim dikembalikan. Pegawai melihat alasannya."),
        "refuse": _("Klaim tidak disetujui. Pegawai melihat alasannya."),
    }
    messages.success(request, said.get(verb, ""))
    return redirect(claim)


@dataclass(frozen=True)
class Proposal:
    """One claim in the preview of a decision on many."""

    claim: Claim
    value: Value | None
    findings: list[Finding]


@needs(*READERS)
@require_POST
def bulk(request: PersonRequest) -> HttpResponse:
    """What the decision will do to whom; with `confirm`, it is done."""
    chosen = [int(pk) for pk in request.POST.getlist("pilih") if pk.isdigit()][: deciding.BULK]
    waiting = Claim.objects.waiting_for(request.user).filter(pk__in=chosen)
    claims = list(waiting.select_related("person__agency", "certificate").order_by("sent_at"))
    verb = request.POST.get("verb", "")
    if not claims or verb not in VERBS:
        messages.warning(request, _("Pilih paling sedikit satu klaim yang menunggu Anda."))
        return redirect("credit:claim_queue")
    form = ReasonForm(
        request.POST if request.POST.get("confirm") else None,
        needed=verb != "approve",
        label=_("Catatan untuk semua") if verb == "approve" else _("Alasan untuk semua"),
    )
    if request.POST.get("confirm") and form.is_valid():
        return _done(request, claims, verb, form.cleaned_data["reason"])
    valuer = Valuer()
    proposals = [Proposal(c, valuer.value(c), findings_of(c, request.user)) for c in claims]
    context = {
        "verb": verb,
        "proposals": proposals,
        "form": form,
        "total": sum((p.value.jp for p in proposals if p.value), Decimal(0)),
        "left_out": len(chosen) - len(claims),
        "noticed": sum(1 for p in proposals if any(f.tone != "info" for f in p.findings)),
    }
    status = 422 if form.errors else 200
    return render(request, "credit/claims/bulk.html", context, status=status)


def _done(request: PersonRequest, claims: list[Claim], verb: str, reason: str) -> HttpResponse:
    outcomes = deciding.decide_many(claims, verb=verb, by=request.user, reason=reason)
    done = sum(not outcome.refused for outcome in outcomes)
    if done:
        messages.success(request, _("%(count)s klaim diputuskan.") % {"count": done})
    for outcome in outcomes:
        if outcome.refused:
            messages.warning(request, f"{outcome.claim.reference}: {outcome.refused}")
    return redirect("credit:claim_queue")


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def disprove(request: PersonRequest, pk: int) -> HttpResponse:
    """Undo a credited claim that proved false, after saying what that means."""
    theirs = Claim.objects.checked_by(request.user).exclude(entry=None)
    claim = get_object_or_404(theirs.select_related("person__agency", "entry"), pk=pk)
    form = ReasonForm(
        request.POST or None,
        label=_("Alasan pembatalan"),
        help_text=_("Dibaca oleh pegawai yang bersangkutan dan oleh auditor."),
    )
    if request.method == "POST" and form.is_valid():
        deciding.disprove(claim, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Klaim dibatalkan. JP-nya tidak lagi dihitung."))
        return redirect(claim)
    status = 422 if form.errors else 200
    return render(
        request, "credit/claims/disprove.html", {"claim": claim, "form": form}, status=status
    )
