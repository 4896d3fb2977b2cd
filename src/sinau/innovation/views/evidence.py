"""Papers for the regional innovation index: by indicator, with the score as a range, and out again."""

from __future__ import annotations

import tempfile
import zipfile
from typing import Any, cast

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sinau.innovation.actions.evidence import (
    Claim,
    UnfitFile,
    add_evidence,
    check_evidence,
    remove_evidence,
)
from sinau.innovation.evidence_forms import CheckForm, EvidenceForm
from sinau.innovation.evidencing import score_of, seen_of
from sinau.innovation.index_score import Indicator, indicator_of, rule_file
from sinau.innovation.models import Evidence, Idea
from sinau.people.access import PersonRequest, signed_in, within
from sinau.people.models import Role
from sinau.ui.sheets import sheet_response, workbook

CHECKERS = (Role.HEAD, Role.RISK_OFFICER, Role.AUDITOR)


@signed_in
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """Every indicator with its papers, and what it all comes to."""
    idea = _inside(request, pk)
    papers = _papers(idea)
    checks = _may_check(request, idea)
    found = score_of(idea, papers)
    seen = seen_of(idea)
    context = {
        "idea": idea,
        "is_inside": True,
        "score": found,
        "rows": [
            {
                "row": row,
                "seen": seen.get(row.indicator.number, 0),
                "reach": row.indicator.parameters[row.possible - 1] if row.possible else "",
                "papers": [
                    {
                        "paper": paper,
                        "check": getattr(paper, "check_row", None),
                        "may_check": checks
                        and not hasattr(paper, "check_row")
                        and paper.added_by_id != request.user.pk,
                        "may_remove": not hasattr(paper, "check_row")
                        and paper.added_by_id == request.user.pk,
                    }
                    for paper in papers
                    if paper.indicator == row.indicator.number
                ],
            }
            for row in found.rows
        ],
        "may_write": Idea.objects.writable_by(request.user).filter(pk=pk).exists(),
        "version": rule_file()["version"],
    }
    return render(request, "innovation/evidence.html", context)


@signed_in
def new(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """Add a paper to an indicator."""
    ideas = Idea.objects.writable_by(request.user).exclude(register=None)
    idea = get_object_or_404(ideas.select_related("owner", "agency"), pk=pk)
    indicator = _indicator(number)
    form = EvidenceForm(indicator, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        claim = Claim(
            indicator=number, parameter=said["parameter"], what=said["what"], url=said["url"]
        )
        file = said["file"]
        try:
            add_evidence(idea, claim, by=request.user, file=file, name=file.name if file else "")
        except UnfitFile as refused:
            form.add_error("file", str(refused.message))
        else:
            messages.success(request, _("Bukti ditambahkan dan menunggu diperiksa orang lain."))
            return redirect("innovation:evidence", pk=idea.pk)
    context = {
        "title": _("Tambah bukti"),
        "lead": f"{indicator.number}. {indicator.title}",
        "idea": idea,
        "form": form,
        "submit": _("Tambahkan"),
    }
    return render(request, "innovation/form.html", context, status=422 if form.errors else 200)


@signed_in
def check(request: PersonRequest, pk: int) -> HttpResponse:
    """Say whether a paper shows what it is said to show."""
    paper = _paper(request, pk)
    if not _may_check(request, paper.idea) or paper.added_by_id == request.user.pk:
        raise Http404
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        check_evidence(paper, holds=said["holds"] == "ya", note=said["note"], by=request.user)
        messages.success(request, _("Hasil pemeriksaan bukti telah dicatat."))
        return redirect("innovation:evidence", pk=paper.idea_id)
    indicator = _indicator(paper.indicator)
    context = {
        "title": _("Periksa bukti"),
        "lead": f"{indicator.title}, {indicator.parameters[paper.parameter - 1]}: {paper.what}",
        "idea": paper.idea,
        "form": form,
        "submit": _("Simpan hasil"),
    }
    return render(request, "innovation/form.html", context)


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take back one's own paper that nobody has looked at."""
    paper = _paper(request, pk)
    if paper.added_by_id != request.user.pk:
        raise Http404
    remove_evidence(paper, by=request.user)
    messages.success(request, _("Bukti telah ditarik."))
    return redirect("innovation:evidence", pk=paper.idea_id)


@signed_in
@require_safe
def file_show(request: PersonRequest, pk: int) -> HttpResponse:
    """The paper as it came: a download, never shown inside a page."""
    paper = _paper(request, pk)
    if not paper.file:
        raise Http404
    sent = FileResponse(paper.file.open("rb"), as_attachment=True, filename=paper.file_name)
    sent["X-Content-Type-Options"] = "nosniff"
    return cast(HttpResponse, sent)


@signed_in
@require_safe
def export(request: PersonRequest, pk: int) -> HttpResponse:
    """The indicators as Excel."""
    idea = _inside(request, pk)
    return sheet_response(f"indeks-{idea.slug}.xlsx", _("Indikator"), _headings(), _cells(idea))


@signed_in
@require_safe
def bundle(request: PersonRequest, pk: int) -> HttpResponse:
    """Every file in a folder of its indicator, with the list as Excel."""
    idea = _inside(request, pk)
    made = tempfile.TemporaryFile()  # noqa: SIM115  closed by the response
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("indikator.xlsx", workbook(_("Indikator"), _headings(), _cells(idea)))
        for paper in _papers(idea):
            if paper.file and getattr(getattr(paper, "check_row", None), "holds", True):
                ending = paper.file_name.rsplit(".", 1)[-1]
                with paper.file.open("rb") as file:
                    packed.writestr(f"{paper.indicator}/bukti-{paper.pk}.{ending}", file.read())
    made.seek(0)
    sent = FileResponse(made, as_attachment=True, filename=f"bukti-indeks-{idea.slug}.zip")
    return cast(HttpResponse, sent)


def _headings() -> list[str]:
    return [
        _("Nomor"),
        _("Indikator"),
        _("Wajib"),
        _("Bobot"),
        _("Parameter terbukti"),
        _("Parameter mungkin"),
        _("Nilai terendah"),
        _("Nilai tertinggi"),
        _("Bukti"),
    ]


def _cells(idea: Idea) -> list[list[Any]]:
    papers = _papers(idea)
    found = score_of(idea, papers)
    rows: list[list[Any]] = [
        [
            row.indicator.number,
            row.indicator.title,
            _("ya") if row.indicator.mandatory else "",
            row.indicator.weight,
            row.shown,
            row.possible,
            row.low,
            row.high,
            "; ".join(
                f"{paper.what} ({paper.url or paper.file_name})"
                for paper in papers
                if paper.indicator == row.indicator.number
            ),
        ]
        for row in found.rows
    ]
    return [*rows, ["", _("Jumlah"), "", "", "", "", found.low, found.high, ""]]


def _papers(idea: Idea) -> list[Evidence]:
    return list(idea.evidence.select_related("added_by", "check_row__checked_by"))


def _inside(request: PersonRequest, pk: int) -> Idea:
    ideas = Idea.objects.inside(request.user).exclude(register=None)
    idea: Idea = get_object_or_404(ideas.select_related("owner", "agency", "register"), pk=pk)
    return idea


def _paper(request: PersonRequest, pk: int) -> Evidence:
    papers = Evidence.objects.filter(idea__in=Idea.objects.inside(request.user))
    paper: Evidence = get_object_or_404(papers.select_related("idea"), pk=pk)
    return paper


def _may_check(request: PersonRequest, idea: Idea) -> bool:
    """Those who watch over an agency involved, and people of another agency than the leading one."""
    watching = within("agency", request.user, *CHECKERS)
    member = Q(pk__in=Idea.objects.writable_by(request.user).values("pk"))
    return Idea.objects.filter(watching | member, pk=idea.pk).exists()


def _indicator(number: int) -> Indicator:
    found = indicator_of(number)
    if found is None:
        raise Http404
    return found
