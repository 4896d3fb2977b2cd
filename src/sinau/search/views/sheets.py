"""The list of wordings as Excel, out and in."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.people.access import PersonRequest, needs
from sinau.search.forms import SheetForm
from sinau.search.settling import retire_wording, settle_wording
from sinau.search.sheets import HEADINGS, WIDTHS, UnreadableSheet, read_lines, rows
from sinau.search.views.wordings import EDITORS
from sinau.search.wordings import Entry, entries
from sinau.ui.sheets import sheet_response

_SALT = "sinau.search.sheet"
_VALID = 60 * 60


@needs(*EDITORS)
@require_safe
def export(request: PersonRequest) -> HttpResponse:
    """Every entry as a row."""
    return sheet_response(
        _("padanan-kata.xlsx"), _("Padanan kata"), HEADINGS, rows(), widths=WIDTHS
    )


@needs(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """What a sheet would change, row by row; nothing is changed yet."""
    form = SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            lines = read_lines(form.cleaned_data["file"].read())
        except UnreadableSheet as refused:
            form.add_error("file", str(refused))
        else:
            changes = [line for line in lines if line.change]
            context |= {
                "lines": [line for line in lines if line.change or line.reason],
                "changes": changes,
                "same": sum(not line.change and not line.reason for line in lines),
                "token": signing.dumps(
                    [line.as_values for line in changes], salt=_SALT, compress=True
                ),
            }
    return render(request, "search/wordings/sheet.html", context)


@needs(*EDITORS)
@require_POST
def create(request: PersonRequest) -> HttpResponse:
    """What was shown is settled; each entry has it in its history."""
    try:
        said = signing.loads(request.POST.get("isi", ""), salt=_SALT, max_age=_VALID)
    except signing.BadSignature:
        messages.error(request, _("Pratinjau ini sudah kedaluwarsa. Unggah berkasnya sekali lagi."))
        return redirect("search:wordings_sheet")
    reason = _("Menurut berkas Excel")
    for key, phrases, means, both_ways, note, is_used in said:
        if is_used:
            entry = Entry(key, tuple(phrases), tuple(means), both_ways)
            settle_wording(entry, by=request.user, note=note)
        elif key in entries():
            retire_wording(key, by=request.user, reason=note or reason)
    messages.success(
        request,
        ngettext("%(number)s padanan diterapkan.", "%(number)s padanan diterapkan.", len(said))
        % {"number": len(said)},
    )
    return redirect("search:wordings")
