"""The settings of the desk: language model, the public, and which AI use the desk is."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.ask.actions import (
    approve_language,
    end_language,
    name_desk,
    propose_language,
    set_aside,
    set_public,
    start_trial,
)
from sinau.ask.forms import DeskUseForm, LanguageForm, PublicForm
from sinau.ask.language.limits import is_open, spent_today
from sinau.ask.models import Call, Language, PublicDesk
from sinau.ask.standing import desk_standing
from sinau.people.access import PersonRequest, needs
from sinau.people.models import Role

A_PAGE = 50
ADMIN = Role.ADMINISTRATOR


@needs(ADMIN)
def index(request: PersonRequest) -> HttpResponse:
    """What is in use, what waits for a yes, what was spent, and whom the desk answers."""
    return _page(request)


def _page(request: PersonRequest, *, status: int = 200, **forms: object) -> HttpResponse:
    language = Language.objects.in_use()
    standing = desk_standing()
    public = PublicDesk.objects.first()
    context = {
        "language": language,
        "is_resting": language is not None and is_open(language.base_url),
        "spent": spent_today(),
        "proposals": Language.objects.proposed().prefetch_related("runs"),
        "standing": standing,
        "public": public,
        "public_form": PublicForm(
            initial={
                "is_open": public.is_open if public else False,
                "a_minute": public.a_minute if public else 10,
            }
        ),
        "use_form": DeskUseForm(
            person=request.user, initial={"idea": standing.use.pk if standing.use else None}
        ),
        **forms,
    }
    return render(request, "ask/settings.html", context, status=status)


@needs(ADMIN)
def new(request: PersonRequest) -> HttpResponse:
    """Propose; the examination of the proposal begins at once."""
    form = LanguageForm(
        request.POST if request.method == "POST" else None, instance=_beginning_with()
    )
    if form.is_valid():
        language = propose_language(form.save(commit=False), by=request.user)
        run = start_trial(by=request.user, note=str(language), language=language)
        messages.success(request, _("Usulan disimpan. Ujiannya berjalan; setujui sesudah selesai."))
        return redirect(run)
    status = 422 if form.is_bound else 200
    return render(request, "ask/language_new.html", {"form": form}, status=status)


def _beginning_with() -> Language:
    """A proposal begins as what is in use now."""
    language = Language.objects.in_use() or Language()
    language.pk = None
    language.approved_by = language.approved_at = None
    language._state.adding = True
    return language


@needs(ADMIN)
@require_POST
def approve(request: PersonRequest, pk: int) -> HttpResponse:
    """A person's yes, after the examination."""
    approve_language(get_object_or_404(Language, pk=pk), by=request.user)
    messages.success(request, _("Model bahasa ini dipakai sejak sekarang."))
    return redirect("ask:settings")


@needs(ADMIN)
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """A person's no."""
    set_aside(get_object_or_404(Language, pk=pk), by=request.user)
    return redirect("ask:settings")


@needs(ADMIN)
@require_POST
def end(request: PersonRequest) -> HttpResponse:
    """Switching off needs no examination."""
    end_language(by=request.user)
    messages.success(request, _("Model bahasa dimatikan. Tanya menjawab dengan kutipan saja."))
    return redirect("ask:settings")


@needs(ADMIN)
@require_POST
def public(request: PersonRequest) -> HttpResponse:
    """Open or close the desk for people without an account."""
    form = PublicForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, public_form=form)
    set_public(
        is_open=form.cleaned_data["is_open"],
        a_minute=form.cleaned_data["a_minute"],
        by=request.user,
    )
    messages.success(request, _("Pengaturan untuk umum disimpan."))
    return redirect("ask:settings")


@needs(ADMIN)
@require_POST
def use(request: PersonRequest) -> HttpResponse:
    """Say which entry of the register of AI uses the desk is."""
    form = DeskUseForm(request.POST, person=request.user)
    if not form.is_valid():
        return _page(request, status=422, use_form=form)
    name_desk(form.cleaned_data["idea"], by=request.user)
    messages.success(request, _("Tanya kini mengikuti gerbang penggunaan AI ini."))
    return redirect("ask:settings")


@needs(ADMIN, Role.AUDITOR)
def calls(request: PersonRequest) -> HttpResponse:
    """Every request to a language model: hashes and figures, never the words."""
    listed = Call.objects.select_related("language")
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "ask/calls.html", {"page": page})
