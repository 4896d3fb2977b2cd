"""Forms 1.0 to 5.0 of a register: as pages, as PDF, as a workbook; and the owner's signature."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions.monitoring import quarter_of, sign_form
from sinau.risk.context_forms import SignForm, recent_quarters
from sinau.risk.models import Context, FormSignature, Part, Register, Steward
from sinau.risk.papers.forms import NUMBERS, Form, compose, titles
from sinau.risk.standing import State
from sinau.ui.sheets import XLSX


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A form with the last signature under it and what that says."""

    form: Form
    signature: FormSignature | None
    state: State


@signed_in
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """The five forms, who signed which, and when the register is looked over next."""
    register = _find(request, pk)
    context = Context.objects.filter(register=register).first()
    stewards = list(
        Steward.objects.in_office(today()).filter(register=register).select_related("person")
    )
    return render(
        request,
        "risk/forms.html",
        {
            "register": register,
            "papers": _papers(register, *_quarter(request)),
            "context": context,
            "is_late": bool(context and context.review_due < today()),
            "owner": next((each.person for each in stewards if each.part == Part.OWNER), None),
            "stewards": stewards,
            "reviews": register.cycle_reviews.select_related("reviewed_by")[:5],
            "may_steer": Register.objects.steered_by(request.user).filter(pk=pk).exists(),
        },
    )


@signed_in
def show(request: PersonRequest, pk: int, number: str) -> HttpResponse:
    """One form as a page; the risk owner signs it here."""
    register, form = _form(request, pk, number)
    signature = _signature(register, form)
    is_owner = Register.objects.owned_by(request.user).filter(pk=pk).exists()
    ask = SignForm(initial={"fingerprint": form.fingerprint}) if is_owner else None
    return render(
        request,
        "risk/paper.html",
        {
            "register": register,
            "form": form,
            "state": _state(form, signature),
            "signature": signature,
            "sign": ask,
            "sign_url": f"{reverse('risk:form_sign', args=[pk, number])}?triwulan={form.period}",
            "numbers": [(each, titles()[each]) for each in NUMBERS],
            "quarters": recent_quarters() if number == "5.0" else [],
            "period": "-".join(map(str, _quarter(request))),
            "may_steer": Register.objects.steered_by(request.user).filter(pk=pk).exists(),
        },
    )


@signed_in
def sign(request: PersonRequest, pk: int, number: str) -> HttpResponse:
    """The owner's yes or no to what was on the page; what changed meanwhile is shown again."""
    register, form = _form(request, pk, number)
    get_object_or_404(Register.objects.owned_by(request.user), pk=pk)
    answer = SignForm(request.POST or None, initial={"fingerprint": form.fingerprint})
    here = f"{request.path.removesuffix('tanda-tangan/')}?triwulan={form.period}"
    if request.method == "POST" and answer.is_valid():
        said = answer.cleaned_data
        if said["fingerprint"] != form.fingerprint:
            messages.error(
                request, _("Isi formulir berubah sejak Anda membukanya. Baca lagi lalu putuskan.")
            )
            return redirect(here)
        sign_form(
            register,
            number,
            form.fingerprint,
            agreed=said["agreed"] == "ya",
            note=said["note"],
            period=form.period,
            by=request.user,
        )
        messages.success(request, _("Keputusan Anda dicatat dan terikat pada isi formulir ini."))
        return redirect(here)
    context = {
        "title": _("Putuskan formulir %(number)s") % {"number": number},
        "lead": register.title,
        "form": answer,
        "submit": _("Simpan keputusan"),
        "back": here,
        "back_label": form.title,
    }
    return render(request, "risk/form.html", context)


@signed_in
def paper(request: PersonRequest, pk: int, number: str) -> HttpResponse:
    """One form as PDF; an Indonesian document, whoever asks for it."""
    # Imported late: printing needs typst, which most requests do not.
    from sinau.risk.papers.printing import form_paper

    with translation.override("id"):
        register, form = _form(request, pk, number)
        made = form_paper(register, form, _signature(register, form))
    response = HttpResponse(made, content_type="application/pdf")
    name = f"formulir-{number}-register-{register.pk}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@signed_in
def workbook(request: PersonRequest, pk: int) -> HttpResponse:
    """All five forms as a workbook, a sheet each."""
    from sinau.risk.papers.printing import forms_workbook

    register = _find(request, pk)
    with translation.override("id"):
        papers = _papers(register, *_quarter(request))
        made = forms_workbook(register, [(each.form, each.signature) for each in papers])
    response = HttpResponse(made, content_type=XLSX)
    name = f"formulir-register-{register.pk}-{today().isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _papers(register: Register, year: int, quarter: int) -> list[Paper]:
    signatures: dict[tuple[str, str], FormSignature] = {}
    for row in register.signatures.select_related("signed_by"):
        signatures.setdefault((row.form, row.period), row)
    made = []
    for number in NUMBERS:
        form = compose(register, number, year=year, quarter=quarter)
        signature = signatures.get((number, form.period))
        made.append(Paper(form=form, signature=signature, state=_state(form, signature)))
    return made


def _state(form: Form, signature: FormSignature | None) -> State:
    if signature is None:
        return State(tone="", label=_("Belum disetujui"))
    if signature.fingerprint != form.fingerprint:
        return State(tone="wait", label=_("Berubah sesudah diputuskan"))
    if not signature.agreed:
        return State(tone="bad", label=_("Tidak disetujui"))
    return State(tone="good", label=_("Disetujui"))


def _signature(register: Register, form: Form) -> FormSignature | None:
    theirs = register.signatures.filter(form=form.number, period=form.period)
    return theirs.select_related("signed_by").first()


def _form(request: PersonRequest, pk: int, number: str) -> tuple[Register, Form]:
    if number not in NUMBERS:
        raise Http404
    register = _find(request, pk)
    year, quarter = _quarter(request)
    return register, compose(register, number, year=year, quarter=quarter)


def _quarter(request: PersonRequest) -> tuple[int, int]:
    """The quarter in the address, of the last few; else this one."""
    said = request.GET.get("triwulan", "")
    if said in {period for period, _words in recent_quarters()}:
        year, quarter = said.split("-")
        return int(year), int(quarter)
    return quarter_of(today())


def _find(request: PersonRequest, pk: int) -> Register:
    wanted = Register.objects.visible_to(request.user).select_related("agency", "framework")
    register: Register = get_object_or_404(wanted, pk=pk)
    return register
