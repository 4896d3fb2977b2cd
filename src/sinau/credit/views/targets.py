"""What a year should hold: the versions of a target, and a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sinau.credit.forms import ReasonForm, TargetForm
from sinau.credit.models import TargetVersion
from sinau.credit.ruling import may_write_rules, write_target
from sinau.credit.standing import people_against
from sinau.credit.wording import target_rows
from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role


@signed_in
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One version of a target and the others of its line."""
    target = get_object_or_404(TargetVersion.objects.select_related("written_by"), pk=pk)
    key = target.row().key
    family = TargetVersion.objects.filter(key__startswith=f"{key}:").exclude(pk=target.pk)
    context = {
        "target": target,
        "items": target_rows(target),
        "family": family.order_by("-effective_from", "-first_loaded_at"),
        "may_write": target.in_use and may_write_rules(request.user),
        "subject": f"credit.target:{key}",
    }
    return render(request, "credit/target.html", context)


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask for the wording and the reason on one page, beside how many people it would touch."""
    if not may_write_rules(request.user):
        raise Http404
    target = get_object_or_404(TargetVersion.objects.filter(in_use=True), pk=pk)
    posted = request.POST or None
    form, reason = TargetForm(posted, version=target), ReasonForm(posted)
    step = request.POST.get("langkah", "")
    if request.method == "POST" and form.is_valid():
        if step == "simpan" and reason.is_valid():
            kept = write_target(form.row(), reason=reason.cleaned_data["reason"], by=request.user)
            messages.success(request, _("Target baru tersimpan. Ia hanya mengingatkan."))
            return redirect(kept)
        if step != "ubah":
            return _preview(request, target, form, reason if step == "simpan" else ReasonForm())
    return render(request, "credit/target_form.html", {"form": form, "target": target})


def _preview(
    request: PersonRequest, target: TargetVersion, form: TargetForm, reason: ReasonForm
) -> HttpResponse:
    year = today().year - 1
    row = form.row()
    context = {
        "target": target,
        "row": row,
        "reason": reason,
        "hidden": [(field.html_name, field.value()) for field in form if field.value() is not None],
        "year": year,
        "before": people_against(target.row(), year),
        "after": people_against(row, year),
    }
    return render(request, "credit/target_preview.html", context)
