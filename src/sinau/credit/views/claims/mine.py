"""The claims of a person: the list, one of them, its file, and what its owner may do with it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.credit.claims import deciding, drafting
from sinau.credit.claims.ages import working_days
from sinau.credit.claims.asking import ReasonForm
from sinau.credit.claims.correcting import changes_of, counted
from sinau.credit.claims.findings import findings_of
from sinau.credit.claims.forms_of_learning import label_of
from sinau.credit.claims.valuing import Valuer
from sinau.credit.models import MENDABLE, Claim, ClaimState, StepKind
from sinau.kernel.clock import WIB, today
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role

A_PAGE = 20
_WITH = ("person__agency", "certificate", "entry", "decided_by", "corrects")


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """My claims, those I still write first."""
    mine = Claim.objects.filter(person=request.user)
    counts = dict(mine.order_by().values_list("state").annotate(Count("pk")))
    state = request.GET.get("keadaan", "")
    chosen = mine.filter(state=state) if state in ClaimState.values else mine
    sent = chosen.exclude(state__in=MENDABLE) if state not in MENDABLE else mine.none()
    context = {
        "drafts": list(chosen.filter(state__in=MENDABLE).select_related("certificate")),
        "page": Paginator(sent.select_related("entry"), A_PAGE).get_page(
            request.GET.get("halaman")
        ),
        "states": [(s.value, s.label, counts[s]) for s in ClaimState if counts.get(s)],
    }
    return render(request, "credit/claims/index.html", context)


@signed_in
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The claim, where it stands, and what this person may do about it."""
    claim = found(request, pk)
    if claim.state == ClaimState.DRAFT:
        return redirect("credit:claim_check", pk=claim.pk)
    return page_of(request, claim, ReasonForm(needed=False))


def found(request: PersonRequest, pk: int) -> Claim:
    """A claim this person may see, with all that is shown of it."""
    return get_object_or_404(Claim.objects.visible_to(request.user).select_related(*_WITH), pk=pk)


def page_of(
    request: PersonRequest, claim: Claim, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    """The page of a claim, with the form of whoever has to decide."""
    is_mine = claim.person_id == request.user.pk
    decides = deciding.may_decide(claim, request.user)
    steps = list(claim.steps.select_related("by"))
    last = steps[-1] if steps else None
    waiting_since = last.at.astimezone(WIB).date() if last else today()
    is_kept = claim.state == ClaimState.APPROVED and claim.entry is not None
    context = {
        "claim": claim,
        "form_label": label_of(claim.form),
        "is_mine": is_mine,
        "steps": steps,
        "last": last,
        "value": Valuer().value(claim) if claim.entry is None else None,
        "changes": list(changes_of(claim)) if claim.corrects else [],
        "counted": counted(claim.corrects) if claim.corrects else None,
        "findings": [] if is_mine else findings_of(claim, request.user),
        "decides": decides,
        "form": form if decides else None,
        "age": working_days(waiting_since, today()),
        "may_withdraw": is_mine and claim.state in (ClaimState.SENT, ClaimState.RETURNED),
        "may_appeal": is_mine and claim.state == ClaimState.REFUSED,
        "may_disprove": is_kept
        and not is_mine
        and request.user.has_role(Role.OFFICER, over=claim.person.agency),
        "was_appealed": any(step.kind == StepKind.APPEALED for step in steps),
    }
    return render(request, "credit/claims/show.html", context, status=status)


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Send the claim; pressing twice sends once."""
    claim = get_object_or_404(Claim.objects.filter(person=request.user), pk=pk)
    drafting.send(claim, by=request.user)
    return redirect("credit:claim_sent", pk=claim.pk)


@signed_in
@require_safe
def sent(request: PersonRequest, pk: int) -> HttpResponse:
    """What happens next."""
    mine = Claim.objects.filter(person=request.user, state=ClaimState.SENT)
    claim = get_object_or_404(mine.select_related("person__agency"), pk=pk)
    return render(request, "credit/claims/sent.html", {"claim": claim})


@signed_in
@require_POST
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Only one's own, and only before it is decided."""
    claim = get_object_or_404(Claim.objects.filter(person=request.user), pk=pk)
    drafting.withdraw(claim, by=request.user)
    messages.success(request, _("Klaim ditarik."))
    return redirect(claim)


@signed_in
@require_http_methods(["GET", "POST"])
def appeal(request: PersonRequest, pk: int) -> HttpResponse:
    """Say why the refusal is wrong; somebody else at the city decides."""
    claim = get_object_or_404(
        Claim.objects.filter(person=request.user).select_related("decided_by", "person"), pk=pk
    )
    form = ReasonForm(
        request.POST or None,
        label=_("Mengapa keputusannya keliru?"),
        help_text=_(
            "Sebut bagian sertifikat atau aturan yang belum dilihat. Dibaca pemutus banding."
        ),
    )
    if request.method == "POST" and form.is_valid():
        deciding.appeal(claim, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Banding diajukan. Anda mendapat kabar setelah diputuskan."))
        return redirect(claim)
    status = 422 if form.errors else 200
    reason = claim.steps.filter(kind=StepKind.REFUSED).last()
    context = {"claim": claim, "form": form, "refusal": reason}
    return render(request, "credit/claims/appeal.html", context, status=status)


@signed_in
@require_safe
def file_show(request: PersonRequest, pk: int) -> HttpResponse:
    """The certificate as it came: a download, never shown inside a page."""
    certificate = getattr(found(request, pk), "certificate", None)
    if certificate is None:
        return redirect("credit:claim", pk=pk)
    sent_file = FileResponse(
        certificate.file.open("rb"), as_attachment=True, filename=certificate.name
    )
    sent_file["X-Content-Type-Options"] = "nosniff"
    return cast(HttpResponse, sent_file)
