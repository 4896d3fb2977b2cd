"""Notices of failures to protect personal data: their words, their paper, and that they were sent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions.incidents import lift_notice, open_notices, send_notice, write_notice
from sinau.risk.forms import ReasonForm
from sinau.risk.incident_forms import NoticeForm, SentForm
from sinau.risk.models import BreachNotice, Incident, Receiver


@signed_in
@require_POST
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """The public is to be told too."""
    incident = get_object_or_404(Incident.objects.handled_by(request.user), pk=pk)
    open_notices(incident, [Receiver.PUBLIC], by=request.user)
    messages.success(request, _("Pemberitahuan kepada masyarakat ditambahkan."))
    return redirect(incident)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The notice as a paper, with the words it has now."""
    # Imported late: printing needs typst, which most requests do not.
    from sinau.risk.papers.notices import notice_paper

    notice = _find(request, pk)
    response = HttpResponse(notice_paper(notice), content_type="application/pdf")
    name = f"pemberitahuan-{notice.incident.code}-{notice.receiver}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Write what the notice says; begun with what another notice of this incident says."""
    notice = _find(request, pk)
    form = NoticeForm(request.POST or None, initial=_words(notice))
    if request.method == "POST" and form.is_valid():
        write_notice(notice, form.text())
        messages.success(request, _("Naskah disimpan. Cetak, kirim, lalu catat pengirimannya."))
        return redirect(notice.incident)
    return _ask(request, notice, form, title=_("Naskah pemberitahuan"), submit=_("Simpan naskah"))


@signed_in
def send(request: PersonRequest, pk: int) -> HttpResponse:
    """Note that it was sent."""
    notice = _find(request, pk)
    form = SentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        send_notice(notice, channel=form.cleaned_data["channel"], by=request.user)
        messages.success(request, _("Pengiriman telah dicatat."))
        return redirect(notice.incident)
    return _ask(request, notice, form, title=_("Catat pengiriman"), submit=_("Sudah dikirim"))


@signed_in
def lift(request: PersonRequest, pk: int) -> HttpResponse:
    """Note that it is not needed, and why."""
    notice = _find(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lift_notice(notice, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Dicatat bahwa pemberitahuan ini tidak perlu."))
        return redirect(notice.incident)
    return _ask(
        request, notice, form, title=_("Pemberitahuan tidak perlu"), submit=_("Simpan alasan")
    )


def _words(notice: BreachNotice) -> dict[str, str]:
    names = ("what_data", "how", "handling")
    siblings = notice.incident.notices.exclude(what_data="").exclude(pk=notice.pk).first()
    source = notice if notice.what_data or siblings is None else siblings
    return {name: getattr(source, name) for name in names}


def _find(request: PersonRequest, pk: int) -> BreachNotice:
    theirs = Incident.objects.handled_by(request.user)
    notices = BreachNotice.objects.filter(incident__in=theirs)
    notice: BreachNotice = get_object_or_404(
        notices.select_related("incident__agency", "incident__register"), pk=pk
    )
    return notice


def _ask(
    request: PersonRequest, notice: BreachNotice, form: Any, *, title: str, submit: str
) -> HttpResponse:
    incident = notice.incident
    context = {
        "title": title,
        "lead": f"{notice.get_receiver_display()} · {incident.code} {incident.service}",
        "form": form,
        "submit": submit,
        "back": incident.get_absolute_url(),
        "back_label": incident.code,
    }
    return render(request, "risk/form.html", context)
