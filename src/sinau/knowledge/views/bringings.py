"""Bawa masuk: hand in a file, see what would come of it, choose, apply, take back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.knowledge import actions
from sinau.knowledge.bringing_words import said
from sinau.knowledge.forms_carrying import BringForm
from sinau.knowledge.models import (
    Bringing,
    BringingState,
    BroughtItem,
    ItemState,
    Verdict,
)
from sinau.people.access import PersonRequest, needs
from sinau.people.models import Role
from sinau.ui.sheets import sheet_response

PER_PAGE = 50
TONES = {
    BringingState.READING: "info",
    BringingState.REFUSED: "bad",
    BringingState.WAITING: "wait",
    BringingState.TAKING: "info",
    BringingState.TAKEN: "good",
    BringingState.UNDOING: "info",
}
ITEM_TONES = {
    ItemState.DONE: "good",
    ItemState.FAILED: "bad",
    ItemState.KEPT: "wait",
}
VERDICT_TONES = {Verdict.NEW: "info", Verdict.CHANGED: "wait", Verdict.SAME: "", Verdict.LEFT: ""}


@needs(Role.CURATOR, Role.OFFICER)
@require_http_methods(["GET", "POST"])
def index(request: PersonRequest) -> HttpResponse:
    """The form, and what was handed in before."""
    form = BringForm(request.POST or None, request.FILES or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        bringing = actions.receive_bundle(
            file,
            name=file.name or "berkas",
            agency=form.cleaned_data["agency"],
            audience=form.cleaned_data["audience"],
            origin=form.cleaned_data["origin"],
            by=request.user,
        )
        return redirect(bringing)
    earlier = Bringing.objects.visible_to(request.user).filter(dropped_at=None)
    page = Paginator(earlier.select_related("agency", "uploaded_by"), 20).get_page(
        request.GET.get("halaman")
    )
    rows = [{"bringing": each, "tone": TONES.get(each.state, "")} for each in page]
    context = {"form": form, "page": page, "rows": rows}
    status = 422 if form.errors else 200
    return render(request, "knowledge/bringings.html", context, status=status)


def _bringing(request: PersonRequest, pk: int) -> Bringing:
    rows = Bringing.objects.visible_to(request.user).select_related(
        "agency", "uploaded_by", "take_asked_by", "undo_asked_by"
    )
    return get_object_or_404(rows, pk=pk)


@needs(Role.CURATOR, Role.OFFICER)
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """What would come of it, or what came of it, item by item."""
    bringing = _bringing(request, pk)
    items = bringing.items.defer("body").select_related("article", "document", "regulation")
    view = _view(request, bringing)
    page = Paginator(items.filter(**view["filter"]), PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "bringing": bringing,
        "state": BringingState(bringing.state),
        "tone": TONES.get(bringing.state, ""),
        "problem": said(bringing.problem),
        "remarks": [said(remark) for remark in bringing.remarks],
        "page": page,
        "lines": [_line(item) for item in page],
        "chips": view["chips"],
        "chosen": bringing.items.filter(is_chosen=True).count(),
        "may_choose": bringing.state == BringingState.WAITING,
        **view["counts"],
    }
    return render(request, "knowledge/bringing.html", context)


def _view(request: PersonRequest, bringing: Bringing) -> dict[str, Any]:
    """Which items are wanted, and how many there are of each sort."""
    verdicts = dict(bringing.items.order_by().values_list("verdict").annotate(n=Count("pk")))
    states = dict(
        bringing.items.filter(is_chosen=True)
        .order_by()
        .values_list("state")
        .annotate(n=Count("pk"))
    )
    chips = [(v.value, v.label, verdicts[v.value]) for v in Verdict if verdicts.get(v.value)]
    chips += [
        (s.value, s.label, states[s.value])
        for s in (ItemState.FAILED, ItemState.KEPT)
        if states.get(s.value)
    ]
    wanted = request.GET.get("jenis", "")
    chosen: dict[str, Any] = {}
    if wanted in Verdict.values:
        chosen = {"verdict": wanted}
    elif wanted in (ItemState.FAILED, ItemState.KEPT):
        chosen = {"state": wanted}
    counts = {
        "done_count": states.get(ItemState.DONE, 0),
        "failed_count": states.get(ItemState.FAILED, 0),
        "kept_count": states.get(ItemState.KEPT, 0),
        "undone_count": states.get(ItemState.UNDONE, 0),
        "left_count": verdicts.get(Verdict.LEFT, 0),
    }
    return {"filter": chosen, "chips": chips, "counts": counts}


def _line(item: BroughtItem) -> dict[str, Any]:
    """An item with its words; where it can be opened, the thing it became."""
    became = item.article or item.document or item.regulation
    over = item.state != ItemState.WAITING
    return {
        "item": item,
        "url": became.get_absolute_url() if became is not None else "",
        "label": item.get_state_display() if over else item.get_verdict_display(),
        "tone": ITEM_TONES.get(ItemState(item.state), "")
        if over
        else VERDICT_TONES[Verdict(item.verdict)],
        "reason": said(item.reason),
        "remarks": [said(remark) for remark in item.remarks],
        "may_choose": item.verdict in (Verdict.NEW, Verdict.CHANGED),
    }


@needs(Role.CURATOR, Role.OFFICER)
@require_POST
def choice_update(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep the choice of this page, and apply when asked to."""
    bringing = _bringing(request, pk)
    among = _numbers(request.POST.getlist("shown"))
    if among:
        actions.choose_items(bringing, _numbers(request.POST.getlist("pick")), among=among)
    if request.POST.get("then") == "take":
        actions.take_bundle(bringing, by=request.user)
        messages.success(request, _("Sedang diterapkan. Anda boleh menutup halaman ini."))
        return redirect(bringing)
    messages.success(request, _("Pilihan tersimpan."))
    query = request.GET.urlencode()
    return redirect(f"{bringing.get_absolute_url()}{'?' + query if query else ''}")


def _numbers(said: list[str]) -> set[int]:
    return {int(word) for word in said if word.isdecimal() and len(word) < 9}


@needs(Role.CURATOR, Role.OFFICER)
@require_http_methods(["GET", "POST"])
def undoing_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what taking back does, then do it."""
    bringing = _bringing(request, pk)
    if request.method == "POST":
        actions.undo_bundle(bringing, by=request.user)
        return redirect(bringing)
    done = bringing.items.filter(state=ItemState.DONE)
    context = {
        "bringing": bringing,
        "new_count": done.filter(article__isnull=False, before=None).count(),
        "changed_count": done.filter(before__isnull=False).count(),
        "document_count": done.filter(document__isnull=False).count(),
        "regulation_count": done.filter(regulation__isnull=False).count(),
    }
    return render(request, "knowledge/bringing_undoing.html", context)


@needs(Role.CURATOR, Role.OFFICER)
@require_POST
def removal_create(request: PersonRequest, pk: int) -> HttpResponse:
    """Put it away unused."""
    actions.drop_bundle(_bringing(request, pk), by=request.user)
    messages.success(request, _("Berkas dibuang; tidak ada yang dibawa masuk."))
    return redirect("knowledge:bringings")


@needs(Role.CURATOR, Role.OFFICER)
@require_safe
def report_show(request: PersonRequest, pk: int) -> HttpResponse:
    """Every item with its state and reasons, for Excel."""
    bringing = _bringing(request, pk)
    items = bringing.items.defer("body").select_related("article", "document", "regulation")
    rows = (
        (
            item.number,
            item.path,
            item.title,
            item.get_kind_display(),
            item.get_verdict_display(),
            item.get_state_display() if item.is_chosen else _("Tidak dipilih"),
            " ".join(filter(None, [said(item.reason), *map(said, item.remarks)])),
        )
        for item in items.iterator()
    )
    headings = [_("No."), _("Tempat"), _("Judul"), _("Jenis"), _("Dibanding yang ada"), _("Hasil")]
    headings.append(_("Keterangan"))
    return sheet_response(
        f"bawa-masuk-{bringing.pk}",
        _("Laporan"),
        headings,
        rows,
        widths=[6, 50, 40, 14, 16, 16, 80],
    )
