"""How the certificates of an agency look: written, and seen before any is issued."""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, needs, within
from sinau.people.models import Agency, Role
from sinau.university.actions import template_of, write_template
from sinau.university.actions.certificates import LETTERS
from sinau.university.actions.templates import NotALogo
from sinau.university.forms import TemplateForm
from sinau.university.models import Certificate, CertificateTemplate


@needs(Role.OFFICER)
def index(request: PersonRequest) -> HttpResponse:
    """The agencies in this officer's charge, and which have a template of their own."""
    agencies = list(
        Agency.objects.filter(within("", request.user, Role.OFFICER)).order_by("name", "pk")
    )
    own = {
        template.agency_id: template
        for template in CertificateTemplate.objects.kept_by(request.user)
    }
    rows = [(agency, own.get(agency.pk)) for agency in agencies]
    rows.sort(key=lambda row: row[1] is None)
    return render(request, "university/certificate_templates.html", {"rows": rows})


@needs(Role.OFFICER)
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Words, signer, logo and layout."""
    template = template_of(_agency(request, pk))
    form = TemplateForm(request.POST or None, request.FILES or None, instance=template)
    if request.method == "POST" and form.is_valid():
        try:
            write_template(
                form.save(commit=False), logo=form.cleaned_data["new_logo"], by=request.user
            )
        except NotALogo as refusal:
            form.add_error("new_logo", str(refusal))
        else:
            messages.success(
                request, _("Templat disimpan. Sertifikat yang terbit mulai sekarang memakainya.")
            )
            return redirect("university:certificate_template", pk)
    context = {"template": template, "agency": template.agency, "form": form}
    status = 422 if form.errors else 200
    return render(request, "university/certificate_template.html", context, status=status)


@needs(Role.OFFICER)
@xframe_options_sameorigin
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """A specimen as PDF, with the words as they are saved; it is not kept and not signed."""
    # Imported late: printing needs typst, which most requests do not.
    from sinau.university.certificates.press import press
    from sinau.university.certificates.wording import wording_of

    template = template_of(_agency(request, pk))
    wording = dataclasses.replace(wording_of(_specimen(template)), code="CONTOH")
    response = HttpResponse(press(wording), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="contoh-sertifikat.pdf"'
    return response


def _agency(request: PersonRequest, pk: int) -> Agency:
    return get_object_or_404(Agency.objects.filter(within("", request.user, Role.OFFICER)), pk=pk)


def _specimen(template: CertificateTemplate) -> Certificate:
    """A certificate for nobody, which is never saved."""
    day = today()
    agency = template.agency
    return Certificate(
        issuer=agency,
        code="-".join((LETTERS[:4],) * 3),
        number=f"0000/{_('CONTOH')}/{agency.short_name.upper()[:30]}/{day.year}",
        name=_("Nama Peserta"),
        workplace=_("Perangkat daerah peserta"),
        activity=_("Judul kegiatan pengembangan kompetensi"),
        organiser=agency.name,
        signer=template.signer_name or _("Nama penanggung jawab"),
        signer_role=template.signer_role,
        ended_on=day - dt.timedelta(days=1),
        issued_on=day,
        stated_jp=3,
        minutes=135,
        words=template.words(),
    )
