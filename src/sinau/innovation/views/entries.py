"""The public entry as its team sees it: write, send, decide."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.innovation.actions.entries import change_entry, decide_entry, send_entry
from sinau.innovation.models import EntryVersion, Idea, Plan, UseEntry
from sinau.innovation.record import (
    approved,
    completeness,
    content_of,
    fingerprint_of,
    grouped,
    lines_of,
    rule_file,
)
from sinau.innovation.record_forms import EntryDecisionForm, EntryForm, SendForm
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Each field with what it says now, the versions, and what is public."""
    ideas = Idea.objects.inside(request.user).exclude(register=None)
    idea = get_object_or_404(ideas.select_related("owner", "agency"), pk=pk)
    plan = get_object_or_404(Plan, idea=idea)
    lines = lines_of(plan, UseEntry.objects.filter(idea=idea).first())
    content = content_of(lines)
    public = approved(idea)
    versions = list(idea.entry_versions.select_related("decision__decided_by", "sent_by"))
    filled, total = completeness(content)
    context = {
        "idea": idea,
        "lines": lines,
        "filled": filled,
        "total": total,
        "missing": [line for line in lines if line.is_missing],
        "public": public,
        "is_changed": public is not None and public.fingerprint != fingerprint_of(content),
        "versions": [{"row": row, "decision": getattr(row, "decision", None)} for row in versions],
        "waiting": next((row for row in versions if not hasattr(row, "decision")), None),
        "may_write": Idea.objects.writable_by(request.user).filter(pk=pk).exists(),
        "may_decide": Idea.objects.decidable_by(request.user, Role.HEAD).filter(pk=pk).exists()
        and request.user.pk != idea.owner_id,
        "is_inside": True,
        "form": SendForm(),
        "verified": rule_file()["version"]["verified"],
        "subject": f"innovation.idea:{idea.pk}",
    }
    return render(request, "innovation/entry.html", context)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Write the team's fields."""
    idea = _find(request, pk)
    entry = UseEntry.objects.filter(idea=idea).first()
    form = EntryForm(entry, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_entry(idea, form.said(), hidden=form.cleaned_data["hidden"], by=request.user)
        messages.success(request, _("Keterangan disimpan. Ajukan bila sudah lengkap."))
        return redirect("innovation:entry", pk=idea.pk)
    context = {
        "title": _("Tulis keterangan publik"),
        "lead": _("Isian dari rencana tidak ditulis dua kali; ubah di rencananya."),
        "idea": idea,
        "form": form,
        "submit": _("Simpan"),
        "draft": f"keterangan-{idea.pk}",
    }
    return render(request, "innovation/form.html", context)


@signed_in
def send(request: PersonRequest, pk: int) -> HttpResponse:
    """Freeze the words of today and ask for approval."""
    idea = _find(request, pk)
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = send_entry(idea, note=form.cleaned_data["note"], by=request.user)
        messages.success(
            request,
            _("Versi %(number)s menunggu persetujuan pimpinan.") % {"number": version.number},
        )
    return redirect("innovation:entry", pk=idea.pk)


@signed_in
def decide(request: PersonRequest, pk: int) -> HttpResponse:
    """Read a version as everybody would, and approve or return it."""
    mine = Idea.objects.decidable_by(request.user, Role.HEAD)
    versions = EntryVersion.objects.filter(idea__in=mine, decision=None)
    version = get_object_or_404(versions.select_related("idea__agency", "sent_by"), pk=pk)
    form = EntryDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        decide_entry(
            version, approve=said["decision"] == "setuju", note=said["note"], by=request.user
        )
        messages.success(request, _("Keputusan Anda telah dicatat."))
        return redirect("innovation:entry", pk=version.idea_id)
    context = {
        "version": version,
        "idea": version.idea,
        "groups": grouped(version.content),
        "form": form,
    }
    return render(request, "innovation/entry_decide.html", context)


def _find(request: PersonRequest, pk: int) -> Idea:
    ideas = Idea.objects.writable_by(request.user).exclude(register=None)
    idea: Idea = get_object_or_404(ideas.select_related("owner", "agency"), pk=pk)
    return idea
