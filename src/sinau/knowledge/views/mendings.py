"""Mending the structure of a document or a regulation: a list of its rows, one change at a time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.kernel.refusals import Refused
from sinau.knowledge import actions
from sinau.knowledge.actions.mending import last_number
from sinau.knowledge.comparing import compare
from sinau.knowledge.mend_forms import MEND_FORMS, MendForm
from sinau.knowledge.mending import Change, Row, changed, locator
from sinau.knowledge.models import Document, MendVerb, Regulation
from sinau.knowledge.sheets import Sheet, mendings_of, sheet_of
from sinau.people.access import PersonRequest, signed_in

PER_PAGE = 40
_DOUBTFUL = 100


def _thing(request: PersonRequest, pk: int | None, slug: str | None) -> Document | Regulation:
    """The document before it is published or the regulation after, if this person keeps it."""
    if slug is not None:
        return get_object_or_404(
            Regulation.objects.managed_by(request.user).select_related("document"), slug=slug
        )
    documents = Document.objects.managed_by(request.user).select_related("reading")
    return get_object_or_404(documents, pk=pk, reading__outcome="read", regulation=None)


def _address(thing: Document | Regulation, verb: str, *more: int) -> str:
    if isinstance(thing, Document):
        return reverse(f"knowledge:document_{verb}", args=[thing.pk, *more])
    return reverse(f"knowledge:regulation_{verb}", args=[thing.slug, *more])


@signed_in
@require_safe
def index(request: PersonRequest, pk: int | None = None, slug: str | None = None) -> HttpResponse:
    """Every row in order; the doubtful ones alone with a filter; and what was changed so far."""
    thing = _thing(request, pk, slug)
    sheet = sheet_of(thing)
    listed = list(enumerate(sheet.rows()))
    only = request.GET.get("tampil", "")
    if only == "ragu":
        listed = [pair for pair in listed if pair[1]["sure"] < _DOUBTFUL]
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("halaman"))
    rows = [
        {"row": row, "place": locator(row), "url": _address(thing, "mend", place)}
        for place, row in page
    ]
    mendings = [
        {"mending": one, "undo_url": _address(thing, "unmend", one.number)}
        for one in mendings_of(sheet)[:20]
    ]
    context = {
        "thing": thing,
        "title": _title(thing),
        "page": page,
        "rows": rows,
        "mendings": mendings,
        "filters": [("ragu", _("Yang diragukan"))],
        "is_filtered": only == "ragu",
    }
    return render(request, "knowledge/mendings.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def edit(
    request: PersonRequest, place: int, pk: int | None = None, slug: str | None = None
) -> HttpResponse:
    """One row: look first at what a change makes of it, then keep it."""
    thing = _thing(request, pk, slug)
    sheet = sheet_of(thing)
    rows = sheet.rows()
    row = rows[place] if place < len(rows) else None
    if row is None:
        return redirect(_address(thing, "mendings"))
    verb = request.GET.get("cara", MendVerb.EDIT.value)
    verb = verb if verb in MEND_FORMS else MendVerb.EDIT.value
    form = MEND_FORMS[verb](request.POST or None, row=row, initial={"seen": last_number(sheet)})
    preview: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        if "simpan" in request.POST:
            seen = form.cleaned_data["seen"]
            actions.mend(thing, verb, place, said, seen=seen, by=request.user)
            messages.success(request, _("Susunan dibetulkan. Perubahan ini dapat diurungkan."))
            return redirect(_address(thing, "mendings"))
        preview = _preview(form, rows, verb, place, said)
    context = {
        "thing": thing,
        "title": _title(thing),
        "row": row,
        "place": locator(row),
        "at": place,
        "verb": verb,
        "verbs": [(one, MendVerb(one).label) for one in MEND_FORMS],
        "form": form,
        "preview": preview,
        "list_url": _address(thing, "mendings"),
        "picture_url": _picture(thing, sheet, row),
        "neighbours": _neighbours(thing, rows, place),
    }
    status = 422 if form.errors else 200
    return render(request, "knowledge/mend.html", context, status=status)


def _preview(
    form: MendForm, rows: list[Row], verb: str, place: int, said: dict[str, Any]
) -> list[dict[str, Any]]:
    """What would stand there, beside what stands there now; a refusal is said at the form."""
    try:
        change = changed(verb, rows, place, said)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return []
    return _shown(rows, change)


def _shown(rows: list[Row], change: Change) -> list[dict[str, Any]]:
    before = rows[change.start : change.start + change.count]
    found = []
    for nth, row in enumerate(change.rows[:12]):
        old = before[nth] if nth < len(before) else None
        found.append(
            {
                "place": locator(row),
                "was": locator(old) if old is not None and locator(old) != locator(row) else "",
                "heads": [f"{head[1]} {head[2]}".strip() for head in row["opens"]],
                "runs": compare(old["text"] if old else "", row["text"]),
            }
        )
    return found


def _picture(thing: Document | Regulation, sheet: Sheet, row: Row) -> str:
    """The page of paper the row was read from."""
    document = thing if isinstance(thing, Document) else thing.document
    if document is None or not row["page"] or not str(document.file.name).endswith(".pdf"):
        return ""
    return reverse("knowledge:document_page", args=[document.pk, row["page"]])


def _neighbours(
    thing: Document | Regulation, rows: list[Row], place: int
) -> list[tuple[str, str, str]]:
    """(word, where, address) of the row before and the row after."""
    found = []
    for word, at in ((_("Sebelumnya"), place - 1), (_("Sesudahnya"), place + 1)):
        if 0 <= at < len(rows):
            found.append((word, locator(rows[at]), _address(thing, "mend", at)))
    return found


@signed_in
@require_POST
def remove(
    request: PersonRequest, number: int, pk: int | None = None, slug: str | None = None
) -> HttpResponse:
    """Take one change back."""
    thing = _thing(request, pk, slug)
    get_object_or_404(mendings_of(sheet_of(thing)), number=number)
    actions.unmend(thing, number, by=request.user)
    messages.success(request, _("Perubahan diurungkan."))
    return redirect(_address(thing, "mendings"))


def _title(thing: Document | Regulation) -> str:
    return thing.name if isinstance(thing, Document) else thing.short_title
