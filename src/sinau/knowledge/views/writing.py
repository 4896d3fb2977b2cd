"""Writing: choosing a kind, the editor, what is kept meanwhile, and what happens when two people wrote."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinau.knowledge import actions
from sinau.knowledge.article_forms import ArticleForm
from sinau.knowledge.comparing import compare
from sinau.knowledge.kinds import templates
from sinau.knowledge.models import Article, ArticleKind, Attachment, KeptDraft
from sinau.knowledge.refusals import BadAttachment, EditedMeanwhile
from sinau.people.access import PersonRequest, signed_in

# Of a form, what says nothing of what was typed.
_NOT_WORDS = frozenset({"csrfmiddlewaretoken", "naskah", "artikel", "base", "sementara"})


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """First what kind it is, then its text; what one began and did not save is offered again."""
    if request.method == "POST":
        return _create(request)
    draft = _own_draft(request, request.GET.get("naskah"))
    if draft is not None:
        form = ArticleForm(person=request.user, initial={**draft.words, "kind": draft.kind})
        return _editor(request, form, draft=draft)
    kind = request.GET.get("jenis", "")
    if kind not in ArticleKind.values:
        return _choose(request)
    template = templates()[kind]
    initial = {
        "kind": kind,
        "body": template.body,
        "review_months": template.review_months,
        "seci": template.seci,
        "sectors": request.GET.get("topik", "")[:60],
    }
    return _editor(request, ArticleForm(person=request.user, initial=initial))


def _choose(request: PersonRequest) -> HttpResponse:
    drafts = KeptDraft.objects.visible_to(request.user).filter(article=None)[:10]
    context = {"templates": templates().values(), "drafts": drafts}
    return render(request, "knowledge/article_kinds.html", context)


def _own_draft(request: PersonRequest, number: str | None) -> KeptDraft | None:
    if not number or not number.isdigit():
        return None
    return get_object_or_404(
        KeptDraft.objects.visible_to(request.user), pk=number, article__isnull=True
    )


@signed_in
@require_http_methods(["GET", "POST"])
def draft_new(request: PersonRequest) -> HttpResponse:
    """The same form, filled in by another app: title, body, source, source_url, agency, audience."""
    handed = request.POST if request.method == "POST" else request.GET
    wanted = ("title", "body", "summary", "source", "source_url", "audience", "agency", "kind")
    initial = {name: handed[name] for name in wanted if handed.get(name)}
    if "agency" in initial and not initial["agency"].isdigit():
        del initial["agency"]
    form = ArticleForm(person=request.user, initial=initial)
    return _editor(request, form, from_source=bool(initial.get("source")))


def _editor(
    request: PersonRequest,
    form: ArticleForm,
    *,
    article: Article | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    kind = form["kind"].value() or ArticleKind.ARTICLE
    kind = kind if kind in ArticleKind.values else ArticleKind.ARTICLE
    attachment = form["attachment"].value()
    context = {
        "form": form,
        "article": article,
        "kind": kind,
        "template": templates()[kind],
        "file_name": _file_name(attachment, request, article),
        **more,
    }
    return render(request, "knowledge/article_form.html", context, status=status)


def _file_name(number: Any, request: PersonRequest, article: Article | None) -> str:
    """What the file that is already there is called, when it is this person's to know."""
    if not str(number or "").isdigit():
        return ""
    held = article.working.attachment_id if article and article.working else None
    found = Attachment.objects.filter(pk=number).first()
    if found is None or (found.pk != held and found.uploaded_by_id != request.user.pk):
        return ""
    return found.name


def _create(request: PersonRequest) -> HttpResponse:
    form = _filled(request, None)
    draft = _own_draft(request, request.POST.get("naskah"))
    if not form.is_valid():
        return _editor(request, form, status=422, draft=draft)
    data = form.cleaned_data
    article = actions.draft_article(
        form.text(),
        owner=data["owner_nip"],
        source=data["source"],
        source_url=data["source_url"],
        by=request.user,
        **form.home(),
    )
    if draft is not None:
        actions.drop_draft(draft)
    messages.success(request, _("Draf tersimpan. Ajukan bila sudah siap diperiksa."))
    return redirect(article)


def _filled(request: PersonRequest, article: Article | None, **changed: Any) -> ArticleForm:
    """What was sent; a file that came along is kept first, so that an error elsewhere loses nothing."""
    data: QueryDict = request.POST.copy()
    trouble = ""
    if file := request.FILES.get("file"):
        try:
            kept = actions.keep_attachment(file, name=file.name or "", by=request.user)
            data["attachment"] = str(kept.pk)
        except BadAttachment as refused:
            trouble = str(refused)
    for name, value in changed.items():
        data[name] = str(value)
    form = ArticleForm(data, person=request.user, article=article)
    if trouble:
        form.add_error("file", trouble)
    return form


@signed_in
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Revise an article; every save is a revision, and words not saved yet are there again."""
    article = get_object_or_404(
        Article.objects.editable_by(request.user)
        .living()
        .select_related("working__written_by", "owner", "deputy", "agency"),
        slug=slug,
    )
    if request.method == "POST":
        return _update(request, article)
    draft = KeptDraft.objects.visible_to(request.user).filter(article=article).first()
    initial = _initial(article)
    if draft is not None:
        initial |= {**draft.words, "base": draft.base}
    form = ArticleForm(person=request.user, article=article, initial=initial)
    return _editor(request, form, article=article, draft=draft)


def _initial(article: Article) -> dict[str, Any]:
    text = article.working
    assert text is not None
    named = article.named_readers.values_list("person__nip", flat=True)
    return {
        "title": text.title,
        "summary": text.summary,
        "body": text.body,
        "legal_basis": "\n".join(text.legal_basis),
        "link_url": text.link_url,
        "transcript": text.transcript,
        "attachment": text.attachment_id,
        "sectors": ", ".join(article.sectors),
        "competency": article.competency,
        "seci": article.seci,
        "source_event": article.source_event,
        "kind": article.kind,
        "agency": article.agency_id,
        "audience": article.reach,
        "readers": "\n".join(named) if not article.is_open else "",
        "review_months": article.review_months,
        "owner_nip": article.owner.nip,
        "deputy_nip": article.deputy.nip if article.deputy else "",
        "base": text.number,
    }


def _update(request: PersonRequest, article: Article) -> HttpResponse:
    form = _filled(request, article)
    if not form.is_valid():
        return _editor(request, form, article=article, status=422)
    data = form.cleaned_data
    try:
        actions.revise_article(
            article, form.text(), note=data["note"], by=request.user, base=data["base"]
        )
    except EditedMeanwhile as refused:
        return _clash(request, article, form, str(refused))
    home = {**form.home(), "owner": data["owner_nip"] or article.owner}
    actions.rehouse_article(article, by=request.user, **home)
    messages.success(request, _("Revisi tersimpan."))
    return redirect(article)


def _clash(request: PersonRequest, article: Article, form: ArticleForm, said: str) -> HttpResponse:
    """Both texts side by side; what was typed stays in the form and is kept as a draft."""
    article.refresh_from_db(fields=["working"])
    theirs = article.working
    assert theirs is not None
    mine = form.text()
    actions.keep_draft(
        _words(request.POST),
        kind=article.kind,
        by=request.user,
        article=article,
        base=theirs.number,
    )
    again = _filled(request, article, base=theirs.number, attachment=mine.attachment_id or "")
    again.is_valid()
    clash = {
        "said": said,
        "theirs": theirs,
        "mine": mine,
        "runs": compare(theirs.body, mine.body),
    }
    return _editor(request, again, article=article, status=409, clash=clash)


def _words(data: QueryDict) -> dict[str, str]:
    return {name: str(data[name]) for name in data if name not in _NOT_WORDS}


@signed_in
@require_POST
def draft_create(request: PersonRequest) -> HttpResponse:
    """Keep what is typed: by itself while there are scripts, by a button where there are none."""
    slug, kind = request.POST.get("artikel", ""), request.POST.get("kind", "")
    article = None
    if slug:
        article = get_object_or_404(Article.objects.editable_by(request.user).living(), slug=slug)
        kind = article.kind
    draft = None if article else _own_draft(request, request.POST.get("naskah"))
    base = request.POST.get("base", "")
    kept = actions.keep_draft(
        _words(request.POST),
        kind=kind if kind in ArticleKind.values else ArticleKind.ARTICLE,
        by=request.user,
        article=article,
        base=int(base) if base.isdigit() else 0,
        draft=draft,
    )
    if request.headers.get("HX-Request"):
        return render(request, "knowledge/parts/kept.html", {"draft": kept})
    messages.success(request, _("Naskah disimpan sementara. Hanya Anda yang melihatnya."))
    if article is not None:
        return redirect("knowledge:article_edit", article.slug)
    back = reverse("knowledge:article_new")
    return redirect(f"{back}?naskah={kept.pk}" if kept else back)


@signed_in
@require_POST
def draft_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Throw away what was kept."""
    draft = get_object_or_404(KeptDraft.objects.visible_to(request.user), pk=pk)
    article = draft.article
    actions.drop_draft(draft)
    messages.success(request, _("Naskah sementara dibuang."))
    return (
        redirect("knowledge:article_edit", article.slug)
        if article
        else redirect("knowledge:article_new")
    )
