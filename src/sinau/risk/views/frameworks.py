"""The reference: which matrix, criteria and appetite are used, and how sure they are."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person, Role
from sinau.risk.actions import current_framework
from sinau.risk.actions.adopting import adopt_framework
from sinau.risk.actions.frameworks import bring_framework
from sinau.risk.drawing import journey
from sinau.risk.framework_files import check, read_file, write_workbook
from sinau.risk.framework_forms import AdoptForm, FileForm
from sinau.risk.models import Framework, Register
from sinau.risk.scales import BadFramework, Scale, doubts
from sinau.ui.sheets import XLSX

_SALT = "risk.framework"
_AT_MOST = 3600


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """To the framework in force."""
    return redirect(current_framework())


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One version of a framework. It is public to everybody who works here."""
    framework = get_object_or_404(Framework, pk=pk)
    scale = framework.scale
    edge = scale.treat_from("")
    map_ = _drawn(scale, framework.title)
    context = {
        "framework": framework,
        "scale": scale,
        "map": map_,
        "edge": edge,
        "may_load": may_load(request.user),
        "versions": Framework.objects.exclude(pk=framework.pk),
    }
    return render(request, "risk/framework.html", context)


@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """Bring another matrix as a file: first seen with what is odd about it, then kept."""
    if not may_load(request.user):
        raise Http404
    if request.method == "POST" and request.POST.get("seen"):
        return _keep(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = read_file(file.name, file.read())
        except BadFramework as wrong:
            form.add_error("file", str(wrong))
        else:
            return _preview(request, content)
    context = {
        "title": _("Muat kerangka"),
        "lead": _(
            "Matriks 3 x 3 sampai 6 x 6 dengan level, kriteria, kategori, dan selera sendiri. "
            "Unduh kerangka yang ada sebagai Excel, ubah, lalu muat kembali sebagai versi baru."
        ),
        "form": form,
        "submit": _("Periksa berkas"),
        "back": "../",
        "back_label": _("Acuan"),
    }
    return render(request, "risk/form.html", context)


@signed_in
def export(request: PersonRequest, pk: int) -> HttpResponse:
    """The framework as a workbook."""
    framework = get_object_or_404(Framework, pk=pk)
    response = HttpResponse(write_workbook(framework), content_type=XLSX)
    name = f"kerangka-{framework.key}-{framework.version}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@signed_in
def adopt(request: PersonRequest, pk: int) -> HttpResponse:
    """Let a register use another version."""
    theirs = Register.objects.steered_by(request.user).select_related("framework")
    register = get_object_or_404(theirs, pk=pk)
    form = AdoptForm(register, request.POST or None)
    if request.method == "POST" and form.is_valid():
        adopt_framework(register, form.cleaned_data["framework"], by=request.user)
        messages.success(request, _("Kerangka diganti; risikonya ditempatkan ulang."))
        return redirect(register)
    context = {
        "title": _("Ganti kerangka"),
        "lead": register.title,
        "warning": _(
            "Risiko yang terbuka ditempatkan ulang pada tingkat yang sama, lalu perlu ditinjau "
            "lagi; penerimaan pimpinan gugur. Penilaian lama tetap memakai versi lama."
        ),
        "form": form,
        "submit": _("Ganti kerangka"),
        "back": register.get_absolute_url(),
        "back_label": register.title,
    }
    return render(request, "risk/form.html", context)


def may_load(person: Person) -> bool:
    """Risk officers over the whole city."""
    return person.answers_for_city(Role.RISK_OFFICER)


def _preview(request: PersonRequest, content: dict[str, object]) -> HttpResponse:
    scale = check(content)
    context = {
        "content": content,
        "scale": scale,
        "map": _drawn(scale, str(content["title"])),
        "doubts": doubts(scale),
        "seen": signing.dumps(content, salt=_SALT, compress=True),
        "back": reverse("risk:framework_new"),
    }
    return render(request, "risk/framework_preview.html", context)


def _keep(request: PersonRequest) -> HttpResponse:
    """What was seen is what is kept: it came back under our own seal."""
    try:
        content = signing.loads(request.POST["seen"], salt=_SALT, max_age=_AT_MOST)
    except signing.BadSignature:
        messages.error(request, _("Pratinjau ini sudah lewat sejam. Muat berkasnya sekali lagi."))
        return redirect("risk:framework_new")
    framework = bring_framework(content, by=request.user)
    messages.success(request, _("Kerangka dimuat dan dapat dipilih saat membuka register."))
    return redirect(framework)


def _drawn(scale: Scale, title: str) -> str:
    return journey(
        scale,
        [],
        treat_from=scale.treat_from(""),
        title=title,
        desc=_("Besaran setiap pasangan kemungkinan dan dampak; garis tebal adalah selera risiko."),
        row_title=_("Kemungkinan"),
        column_title=_("Dampak"),
    )
