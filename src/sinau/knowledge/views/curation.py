"""Meja kurasi: what waits for a curator, the oldest first, and handing several articles on at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from sinau.kernel.clock import now
from sinau.knowledge import actions
from sinau.knowledge.forms import AssignForm
from sinau.knowledge.models import Article, Document, Gap, Outcome
from sinau.knowledge.models.articles import ArticleQuerySet
from sinau.knowledge.rulebook import life_rules
from sinau.knowledge.sentences import summary
from sinau.people.access import PersonRequest, needs, within
from sinau.people.models import Role

_MOST = 8
PER_PAGE = 25


@dataclass(frozen=True)
class WorkList:
    """One list of articles that wait for something, and what."""

    name: str
    title: Promise | str
    # The state of each article of it, in a word or two.
    word: Promise | str
    text: Promise | str
    icon: str
    tone: str
    find: Callable[[ArticleQuerySet], ArticleQuerySet]
    order: str


def _too_long(kept: ArticleQuerySet) -> ArticleQuerySet:
    return kept.waiting().filter(updated_at__lt=now() - life_rules().waits_long)


LISTS = (
    WorkList(
        "menunggu",
        gettext_lazy("Menunggu diperiksa"),
        gettext_lazy("Diajukan"),
        gettext_lazy("Naskah yang diajukan; yang terlama lebih dahulu."),
        "file-pen-line",
        "wait",
        lambda kept: kept.waiting(),
        "updated_at",
    ),
    WorkList(
        "terlalu-lama",
        gettext_lazy("Terlalu lama menunggu"),
        gettext_lazy("Lama menunggu"),
        gettext_lazy("Diajukan lebih dari dua pekan lalu dan belum diputuskan."),
        "hourglass",
        "bad",
        _too_long,
        "updated_at",
    ),
    WorkList(
        "berubah",
        gettext_lazy("Dasar hukum berubah"),
        gettext_lazy("Perlu diperiksa"),
        gettext_lazy("Peraturan yang dirujuk diubah atau dicabut."),
        "scale",
        "wait",
        lambda kept: kept.needing_check(),
        "updated_at",
    ),
    WorkList(
        "lewat",
        gettext_lazy("Lewat masa berlaku"),
        gettext_lazy("Lewat"),
        gettext_lazy("Lebih dari sebulan melewati tanggal periksa; pembacanya diberi peringatan."),
        "calendar-x-2",
        "bad",
        lambda kept: kept.expired(),
        "review_due",
    ),
    WorkList(
        "jatuh-tempo",
        gettext_lazy("Segera diperiksa lagi"),
        gettext_lazy("Segera"),
        gettext_lazy("Tanggal periksanya dalam 30 hari atau baru lewat."),
        "calendar-clock",
        "wait",
        lambda kept: kept.due_soon().exclude(pk__in=kept.expired().values("pk")),
        "review_due",
    ),
    WorkList(
        "tanpa-pemilik",
        gettext_lazy("Tanpa pemilik"),
        gettext_lazy("Tanpa pemilik"),
        gettext_lazy("Pemiliknya tidak lagi bekerja di sini."),
        "user-x",
        "bad",
        lambda kept: kept.without_owner(),
        "updated_at",
    ),
    WorkList(
        "tidur",
        gettext_lazy("Draf yang tertidur"),
        gettext_lazy("Draf"),
        gettext_lazy("Tidak disentuh lebih dari 30 hari."),
        "moon",
        "",
        lambda kept: kept.asleep(),
        "updated_at",
    ),
)
_BY_NAME = {work.name: work for work in LISTS}


def _kept(request: PersonRequest) -> ArticleQuerySet:
    return Article.objects.kept_by(request.user).select_related("agency", "owner", "working")


@needs(Role.CURATOR, Role.OFFICER)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Every list with its number and its first rows, and documents that need a person or OCR."""
    is_curator = request.user.has_role(Role.CURATOR)
    documents = (
        Document.objects.managed_by(request.user).waiting().select_related("reading", "agency")
    )
    rows = [
        {"document": d, "summary": summary(d.reading) if d.reading else ""}
        for d in documents.order_by("uploaded_at")[:25]
    ]
    context: dict[str, Any] = {
        "lists": _lists(_kept(request)) if is_curator else [],
        "gaps": _gaps(request) if is_curator else [],
        "documents": rows,
        "documents_count": documents.count(),
        "ocr_count": documents.filter(reading__outcome=Outcome.NEEDS_OCR).count(),
        "is_curator": is_curator,
    }
    return render(request, "knowledge/curation.html", context)


def _lists(kept: ArticleQuerySet) -> list[dict[str, Any]]:
    found = []
    for work in LISTS:
        articles = work.find(kept)
        count = articles.count()
        rows = list(articles.order_by(work.order, "pk")[:_MOST]) if count else []
        found.append({"work": work, "count": count, "rows": rows})
    return found


def _gaps(request: PersonRequest) -> list[dict[str, Any]]:
    """Agencies whose questions Tanya could not answer; the words stay their askers' own."""
    open_ones = Gap.objects.filter(within("agency", request.user, Role.CURATOR), answered_at=None)
    rows = open_ones.values("agency__short_name", "agency__sector").annotate(times=Count("pk"))
    return list(rows.order_by("-times", "agency__short_name")[:10])


@needs(Role.CURATOR)
@require_safe
def show(request: PersonRequest, name: str) -> HttpResponse:
    """One list, whole, with boxes to hand several on at once."""
    work = _BY_NAME.get(name)
    if work is None:
        raise Http404
    found = work.find(_kept(request)).order_by(work.order, "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {"work": work, "page": page, "form": AssignForm()}
    return render(request, "knowledge/work_list.html", context)


@needs(Role.CURATOR)
@require_POST
def assignment_create(request: PersonRequest) -> HttpResponse:
    """Give the ticked articles another owner or deputy; those one does not keep are left out."""
    name = request.POST.get("daftar", "")
    work = _BY_NAME.get(name)
    if work is None:
        raise Http404
    numbers = [int(number) for number in request.POST.getlist("pilih") if number.isdigit()][:200]
    form = AssignForm(request.POST)
    articles = list(Article.objects.kept_by(request.user).living().filter(pk__in=numbers))
    if not form.is_valid() or not articles:
        if not articles:
            form.add_error(None, _("Pilih sedikitnya satu artikel."))
        found = work.find(_kept(request)).order_by(work.order, "pk")
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
        context = {"work": work, "page": page, "form": form, "picked": set(numbers)}
        return render(request, "knowledge/work_list.html", context, status=422)
    data = form.cleaned_data
    count = actions.assign_articles(articles, data["nip"], part=data["part"], by=request.user)
    said = ngettext(
        "%(count)s artikel diserahkan kepada %(name)s.",
        "%(count)s artikel diserahkan kepada %(name)s.",
        count,
    )
    messages.success(request, said % {"count": count, "name": data["nip"].full_name})
    return redirect("knowledge:work_list", name)
