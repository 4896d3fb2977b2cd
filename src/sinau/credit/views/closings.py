"""Close the months and the year of an agency: where it stands, what was found, and what was closed."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.credit.closing import accept, close, is_genuine, sign_summary
from sinau.credit.findings import BLOCKING, Finding, Scope, counts_of, findings_of, scope_of
from sinau.credit.forms import ReasonForm
from sinau.credit.models import READERS, WHOLE_YEAR, Closing, YearTotal, period_name
from sinau.credit.periods import closings_of, is_over, months_missing, periods_of
from sinau.credit.wording import cure_of_finding, kind_of_finding
from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, needs, within
from sinau.people.models import Agency, Role
from sinau.ui.sheets import sheet_response

# Of each kind so many rows are shown; the rest can be let stand together with them.
SHOWN = 25


def _agencies(request: PersonRequest, *roles: Role) -> QuerySet[Agency]:
    return Agency.objects.open_now().filter(within("", request.user, *roles)).order_by("path")


@needs(*READERS)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """The months of a year of one agency; of all that one answers for one is chosen."""
    agencies = list(_agencies(request, *READERS))
    code = request.GET.get("unit")
    agency = next((each for each in agencies if each.code == code), None)
    if agency is None:
        if code:
            raise Http404
        agency = agencies[0] if agencies else None
    year = _year(request)
    this = today().year
    context = {
        "agency": agency,
        "agencies": agencies,
        "year": year,
        "years": [(str(each), str(each)) for each in (this - 1, this - 2)],
        "periods": periods_of(agency, year) if agency else [],
        "may_close": agency is not None and request.user.has_role(Role.OFFICER, over=agency),
    }
    return render(request, "credit/closings.html", context)


def _year(request: PersonRequest) -> int:
    said = request.GET.get("tahun", "")
    return int(said) if said.isdigit() and 2000 <= int(said) <= 2100 else today().year


def _scope(request: PersonRequest, code: str, year: int, month: int, *roles: Role) -> Scope:
    """The period, when this person may see it; a year is written as month 0."""
    if not (2000 <= year <= 2100 and 0 <= month <= 12):
        raise Http404
    return scope_of(get_object_or_404(_agencies(request, *roles), code=code), year, month)


@needs(*READERS)
@require_safe
def new(request: PersonRequest, code: str, year: int, month: int) -> HttpResponse:
    """What the checks find in a period that is open; a closed one shows its closing."""
    scope = _scope(request, code, year, month, *READERS)
    closed = closings_of(scope.agency, year)
    if month in closed:
        return redirect(closed[month])
    return _workbench(request, scope, ReasonForm())


def _workbench(request: PersonRequest, scope: Scope, reason: ReasonForm) -> HttpResponse:
    findings = findings_of(scope)
    waiting = [finding for finding in findings if finding.accepted is None]
    missing = months_missing(closings_of(scope.agency, scope.year), scope.month)
    people, rows = counts_of(scope)
    context = {
        "scope": scope,
        "period": period_name(scope.year, scope.month),
        "people": people,
        "rows": rows,
        "groups": _groups(waiting),
        "open_count": len(waiting),
        "accepted": [finding for finding in findings if finding.accepted is not None],
        "missing": [period_name(scope.year, each) for each in missing],
        "is_over": is_over(scope.year, scope.month),
        "may_close": request.user.has_role(Role.OFFICER, over=scope.agency),
        "reason": reason,
        "back": _address(scope.agency, scope.year),
    }
    return render(request, "credit/closing_new.html", context)


def _groups(findings: list[Finding]) -> list[dict[str, object]]:
    groups = []
    for kind, theirs in groupby(findings, key=lambda finding: finding.kind):
        found = list(theirs)
        groups.append(
            {
                "kind": kind,
                "title": kind_of_finding(kind),
                "cure": cure_of_finding(kind),
                "blocks": kind in BLOCKING,
                "count": len(found),
                "shown": found[:SHOWN],
                "more": max(0, len(found) - SHOWN),
            }
        )
    return groups


def _address(agency: Agency, year: int) -> str:
    return f"{reverse('credit:closings')}?unit={agency.code}&tahun={year}"


@needs(Role.OFFICER)
@require_POST
def accept_findings(request: PersonRequest, code: str, year: int, month: int) -> HttpResponse:
    """The chosen findings, or all of one kind, are let stand with one reason."""
    scope = _scope(request, code, year, month, Role.OFFICER)
    reason = ReasonForm(request.POST)
    chosen, kind = set(request.POST.getlist("pilih")), request.POST.get("semua", "")
    findings = [
        finding
        for finding in findings_of(scope)
        if finding.accepted is None and (finding.key in chosen or (kind and finding.kind == kind))
    ]
    if not findings:
        messages.error(request, _("Pilih dahulu temuan yang akan diterima."))
        return _back_to(scope)
    if not reason.is_valid():
        messages.error(request, _("Tuliskan alasannya, lalu terima lagi."))
        return _workbench(request, scope, reason)
    made = accept(scope, findings, reason=reason.cleaned_data["reason"], by=request.user)
    messages.success(
        request,
        ngettext("%(n)s temuan diterima.", "%(n)s temuan diterima.", len(made)) % {"n": len(made)},
    )
    return _back_to(scope)


def _back_to(scope: Scope) -> HttpResponseRedirect:
    return redirect("credit:closing_new", scope.agency.code, scope.year, scope.month)


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def create(request: PersonRequest, code: str, year: int, month: int) -> HttpResponse:
    """Say what will be frozen for whom; a post closes the period."""
    scope = _scope(request, code, year, month, Role.OFFICER)
    closed = closings_of(scope.agency, year)
    if month in closed:
        return redirect(closed[month])
    if request.method == "POST":
        closing = close(scope.agency, year, month, by=request.user)
        messages.success(
            request, _("%(period)s sudah ditutup.") % {"period": period_name(year, month)}
        )
        return redirect(closing)
    totals = YearTotal.objects.filter(
        year=year, person__agency__path__startswith=scope.agency.path, jp__gt=0
    )
    context = {
        "scope": scope,
        "period": period_name(year, month),
        "is_year": month == WHOLE_YEAR,
        "people": totals.count(),
        "back": reverse("credit:closing_new", args=[code, year, month]),
    }
    return render(request, "credit/closing_create.html", context)


@needs(*READERS)
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """A closing: its figures, its signed summary, and whether the ledgers still hold its rows."""
    closing = _closing(request, pk)
    context = {
        "closing": closing,
        "summary": getattr(closing, "summary", None),
        "is_genuine": is_genuine(closing),
        "subject": closing.subject,
        "back": _address(closing.agency, closing.year),
        "check_url": reverse("credit:check_code", args=[closing.code]),
    }
    return render(request, "credit/closing.html", context)


def _closing(request: PersonRequest, pk: int) -> Closing:
    visible = Closing.objects.visible_to(request.user)
    found = visible.select_related("agency", "closed_by", "previous", "summary")
    return get_object_or_404(found, pk=pk)


@needs(*READERS)
@require_safe
def summary(request: PersonRequest, pk: int) -> HttpResponse:
    """The signed summary; signed now when the worker has not come to it yet."""
    closing = _closing(request, pk)
    signed = sign_summary(closing)
    name = f"ringkasan-jp-{closing.agency.code}-{closing.year}-{closing.month:02d}.pdf"
    with signed.file.open("rb") as file:
        answer = HttpResponse(file.read(), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@needs(*READERS)
@require_safe
def export(request: PersonRequest, pk: int) -> HttpResponse:
    """Everybody's total at the closing as a workbook."""
    closing = _closing(request, pk)
    headings = [
        *("NIP", _("Nama"), _("Unit kerja"), _("Jenis"), _("JP periode ini"), _("JP setahun")),
        *(_("Baris"), _("Sidik catatan terakhir")),
    ]
    rows = (
        [
            *(total.person.nip, total.person.full_name),
            *(total.agency.name if total.agency else "", total.emp_kind),
            *(total.jp - total.jp_before, total.jp, total.entries, total.head),
        ]
        for total in closing.totals.select_related("person", "agency")
    )
    name = f"penutupan-jp-{closing.agency.code}-{closing.year}-{closing.month:02d}"
    return sheet_response(name, closing.period, headings, rows)
