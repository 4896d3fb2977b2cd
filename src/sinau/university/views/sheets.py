"""The signed list of a session: its picture is kept, and who signed is ticked in one go."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import file_sheet
from sinau.university.forms import SheetForm
from sinau.university.models import Attendance, Registration
from sinau.university.views.desk_classes import kept_class


@signed_in
def edit(request: PersonRequest, pk: int, session: int) -> HttpResponse:
    """Everybody in the order of the paper; who is known already is ticked for good."""
    training_class = kept_class(request, pk)
    found = get_object_or_404(training_class.sessions.select_related("training_class"), pk=session)
    seated = list(
        Registration.objects.seated()
        .filter(training_class=training_class)
        .select_related("person", "agency")
        .order_by("person__name", "pk")
    )
    form = SheetForm(request.POST or None, request.FILES or None)
    ticked = set(request.POST.getlist("hadir"))
    if request.method == "POST" and form.is_valid():
        signed = [each for each in seated if str(each.pk) in ticked]
        count = file_sheet(found, signed, sheet=form.sheet(), by=request.user)
        messages.success(
            request, _("%(count)s peserta dicatat hadir dari daftar kertas.") % {"count": count}
        )
        return redirect(f"{reverse('university:participants', args=[pk])}?sesi={found.pk}")
    there = dict(Attendance.objects.filter(session=found).values_list("registration_id", "at"))
    context = {
        "class": training_class,
        "session": found,
        "form": form,
        "rows": [(each, there.get(each.pk), str(each.pk) in ticked) for each in seated],
        "missing": sum(each.pk not in there for each in seated),
        "sheets": list(found.sheets.select_related("added_by")),
    }
    status = 422 if form.errors else 200
    return render(request, "university/sheet.html", context, status=status)
