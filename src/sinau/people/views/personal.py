"""Personal data: one's own at once, another's after saying why; every such look is written down."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from sinau.people.access import PersonRequest, signed_in
from sinau.people.actions.personal import edit_personal_data, open_personal_data
from sinau.people.forms import ContactForm, PersonalDataForm, PurposeForm
from sinau.people.models import Person, PersonalData, PersonalDataView, Role
from sinau.people.views.people import person_or_404

LOOKS_SHOWN = 100


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask why; to oneself the data are shown at once, with who opened them."""
    person = person_or_404(request, pk)
    if person.pk == request.user.pk:
        return _own(request)
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        look = open_personal_data(person, by=request.user, purpose=form.cleaned_data["purpose"])
        return redirect("people:personal", pk=person.pk, look=look.pk)
    status = 422 if form.is_bound else 200
    return render(
        request, "people/personal/new.html", {"person": person, "form": form}, status=status
    )


def _own(request: PersonRequest) -> HttpResponse:
    data = _data_of(request.user)
    form = ContactForm(request.POST or None, instance=data)
    if request.method == "POST" and form.is_valid():
        edit_personal_data(request.user, by=request.user, values=form.cleaned_data)
        messages.success(request, _("Data kontak Anda disimpan."))
        return redirect("people:personal_new", pk=request.user.pk)
    looks = PersonalDataView.objects.filter(person=request.user).select_related("viewer__agency")
    context = {
        "person": request.user,
        "data": _pairs(_data_of(request.user)),
        "looks": looks[:LOOKS_SHOWN],
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "people/personal/own.html", context, status=status)


@signed_in
@never_cache
@require_safe
def show(request: PersonRequest, pk: int, look: int) -> HttpResponse:
    """The data, for as long as the look lasts and only to the one who gave the reason."""
    person, seen = _opened(request, pk, look)
    if not seen.still_open:
        return redirect("people:personal_new", pk=person.pk)
    context = {
        "person": person,
        "opening": seen,
        "data": _pairs(_data_of(person)),
        "keeps": _keeps(request, person),
    }
    return render(request, "people/personal/show.html", context)


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, pk: int, look: int) -> HttpResponse:
    """Put the data right, inside a look and only as the officer who keeps them."""
    person, seen = _opened(request, pk, look)
    if not _keeps(request, person) or not seen.still_open:
        return redirect("people:personal_new", pk=person.pk)
    form = PersonalDataForm(request.POST or None, instance=_data_of(person))
    if request.method == "POST" and form.is_valid():
        changed = edit_personal_data(person, by=request.user, values=form.cleaned_data)
        messages.success(
            request, _("Data pribadi disimpan.") if changed else _("Tidak ada yang berubah.")
        )
        return redirect("people:personal", pk=person.pk, look=seen.pk)
    context = {"person": person, "opening": seen, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "people/personal/edit.html", context, status=status)


def _opened(request: PersonRequest, pk: int, look: int) -> tuple[Person, PersonalDataView]:
    person = person_or_404(request, pk)
    mine = PersonalDataView.objects.filter(viewer=request.user, person=person)
    return person, get_object_or_404(mine, pk=look)


def _keeps(request: PersonRequest, person: Person) -> bool:
    return person.agency is not None and request.user.has_role(Role.OFFICER, over=person.agency)


def _data_of(person: Person) -> PersonalData:
    return PersonalData.objects.filter(person=person).first() or PersonalData(person=person)


def _pairs(data: PersonalData) -> list[tuple[str, str]]:
    fields = [*PersonalDataForm.Meta.fields]
    return [
        (str(data._meta.get_field(key).verbose_name).capitalize(), getattr(data, key) or "–")  # type: ignore[union-attr]
        for key in fields
    ]
