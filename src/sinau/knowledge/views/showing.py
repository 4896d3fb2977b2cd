"""What the page of an article shows, depending on who looks."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinau.knowledge import transcripts
from sinau.knowledge.article_forms import CommentForm, UseForm
from sinau.knowledge.models import (
    Article,
    ArticleStatus,
    Check,
    Feedback,
    Regulation,
    ReviewVerb,
    RevisionState,
)
from sinau.knowledge.models.regulations import RegulationQuerySet
from sinau.knowledge.quoting import flat, spot, words_of
from sinau.people.models import Person
from sinau.people.models.competencies import standard
from sinau.ui import markdown

_CITED = re.compile(r"^(?P<title>.+?)\s+Pasal\s+(?P<pasal>\w+)(?:\s+ayat\s+\((?P<ayat>\w+)\))?")
LIVING = (ArticleStatus.DRAFT, ArticleStatus.IN_REVIEW, ArticleStatus.VERIFIED)
TONES = {
    ArticleStatus.DRAFT: "",
    ArticleStatus.IN_REVIEW: "wait",
    ArticleStatus.VERIFIED: "earned",
    ArticleStatus.SUPERSEDED: "wait",
    ArticleStatus.RETIRED: "bad",
}


def article_page(article: Article, person: Person, *, start: str = "") -> dict[str, Any]:
    """Everything the template needs."""
    may_edit = Article.objects.editable_by(person).filter(pk=article.pk).exists()
    curates = Article.objects.kept_by(person).filter(pk=article.pk).exists()
    tone, label = state_of(article)
    return {
        "article": article,
        "state_tone": tone,
        "state_label": label,
        **rendered(article.body),
        "basis": cited(article.legal_basis, Regulation.objects.visible_to(person)),
        "checks": _open_checks(article, person),
        "may_edit": may_edit and article.status in LIVING,
        "may_see_work": may_edit,
        **_verbs(article, person, curates=curates, may_edit=may_edit),
        "returned": _returned(article) if may_edit else None,
        "looks": article.reviews.filter(verb__in=[ReviewVerb.VERIFIED, ReviewVerb.RENEWED])
        .select_related("done_by")
        .order_by("-pk")[:5],
        "voice": Feedback.objects.filter(article=article, person=person).first(),
        "related": _related(article, person),
        "reading_time": ngettext("%(n)s menit baca", "%(n)s menit baca", article.minutes)
        % {"n": article.minutes},
        "uses_words": _uses_words(article),
        "competency_name": standard().name_of(article.competency) if article.competency else "",
        "successor": _successor(article, person),
        "may_link": may_edit and article.is_open,
        **_voices(article, person, may_edit=may_edit),
        **_asked(article, person, curates=curates, may_edit=may_edit),
        **recording(article, start),
    }


def _uses_words(article: Article) -> str:
    if not article.use_count:
        return ""
    said = ngettext("dipakai %(n)s kali", "dipakai %(n)s kali", article.use_count)
    return said % {"n": article.use_count}


def _successor(article: Article, person: Person) -> Article | None:
    """The newer one, where this person may read it."""
    if article.superseded_by_id is None:
        return None
    return Article.objects.visible_to(person).filter(pk=article.superseded_by_id).first()


def _voices(article: Article, person: Person, *, may_edit: bool) -> dict[str, Any]:
    """Remarks, with whether their quote still stands, and how offices used it."""
    words = words_of(article)
    comments: list[dict[str, Any]] = [
        {
            "row": row,
            "is_detached": bool(row.quote) and flat(row.quote) not in words,
            "spot": spot(row.quote) if row.quote else "",
            "may_settle": row.settled_at is None and (may_edit or row.written_by_id == person.pk),
        }
        for row in article.comments.select_related("written_by", "settled_by").order_by("pk")[:100]
    ]
    return {
        "comments": [row for row in comments if row["row"].settled_at is None],
        "settled_comments": [row for row in comments if row["row"].settled_at is not None],
        "comment_form": CommentForm(),
        "uses": article.uses.select_related("person", "agency")[:20],
        "use_form": UseForm(),
    }


def _asked(article: Article, person: Person, *, curates: bool, may_edit: bool) -> dict[str, Any]:
    """Who was asked to look, for those who work on it; and whether that is this person."""
    working = article.working_id
    rows = list(
        article.appointments.filter(revision=working).select_related(
            "reviewer", "deputy", "answered_by"
        )
    )
    mine = [
        row
        for row in rows
        if row.is_open and person.pk in (row.reviewer_id, row.deputy_id if row.passed_at else None)
    ]
    in_review = article.working is not None and article.working.state == RevisionState.IN_REVIEW
    return {
        "appointments": rows if may_edit else [],
        "my_appointment": mine[0] if mine else None,
        "may_appoint": (may_edit or curates) and in_review,
        "may_supersede": curates and article.status == ArticleStatus.VERIFIED,
        "is_asked": any(person.pk in (row.reviewer_id, row.deputy_id) for row in rows),
    }


def recording(article: Article, start: str) -> dict[str, Any]:
    """The words of a recording by their time, and where the player begins."""
    if not article.transcript:
        return {"cues": [], "start": 0}
    cues = transcripts.windows(transcripts.read(article.transcript))
    return {"cues": cues, "start": int(start) if start.isdigit() and len(start) < 7 else 0}


def rendered(body: str) -> dict[str, Any]:
    """The text as HTML and its headings, the widest of them right below the title."""
    levels = [level for level, _anchor, _words in markdown.headings(body, shift=0)]
    shift = 2 - min(levels, default=1)
    return {
        "body_html": markdown.render(body, shift=shift),
        "headings": markdown.headings(body, shift=shift),
    }


def state_of(article: Article) -> tuple[str, str]:
    """(tone, word) of an article; one that is due says so."""
    if article.is_expired:
        return "bad", _("Lewat masa berlaku")
    if article.is_due:
        return "wait", _("Perlu diperiksa lagi")
    if article.status == ArticleStatus.VERIFIED and article.open_checks:
        return "wait", _("Dasar hukum berubah")
    return TONES[ArticleStatus(article.status)], str(article.get_status_display())


def _verbs(article: Article, person: Person, *, curates: bool, may_edit: bool) -> dict[str, bool]:
    working = article.working
    assert working is not None
    is_retired = article.status not in LIVING
    is_own = person.pk in (working.written_by_id, article.owner_id)
    waits = working.state == RevisionState.IN_REVIEW
    open_text = working.state in (RevisionState.DRAFT, RevisionState.RETURNED)
    return {
        "may_submit": may_edit and not is_retired and open_text,
        "may_verify": curates and not is_retired and waits and not is_own,
        "may_return": curates and not is_retired and waits,
        "may_renew": curates
        and article.status == ArticleStatus.VERIFIED
        and not article.has_changes
        and not is_own,
        "may_retire": (curates or person.pk == article.owner_id) and not is_retired,
        "waits_for_other": curates and waits and is_own and not is_retired,
    }


def _open_checks(article: Article, person: Person) -> list[Check]:
    """Why it must be looked at; regulations this person may not see are not named."""
    if not article.open_checks:
        return []
    seen = Regulation.objects.visible_to(person)
    return list(
        article.checks.filter(settled_at=None, regulation__in=seen).select_related("regulation")
    )


def _returned(article: Article) -> Any:
    if article.working is None or article.working.state != RevisionState.RETURNED:
        return None
    return article.reviews.filter(verb=ReviewVerb.RETURNED).select_related("done_by").first()


def cited(basis: list[str], seen: RegulationQuerySet) -> list[dict[str, str]]:
    """Each citation with its address and status where the regulation is here; one query in all."""
    if not basis:
        return []
    titles = {}
    for words in basis:
        match = _CITED.match(words)
        titles[words] = (match["title"] if match else words, match)
    known = {
        regulation.short_title.lower(): regulation
        for regulation in seen.filter(short_title__in={title for title, _match in titles.values()})
    }
    found = []
    for words, (title, match) in titles.items():
        regulation = known.get(title.lower())
        row = {"words": words, "url": "", "status": "", "tone": ""}
        if regulation is not None:
            row["url"] = regulation.get_absolute_url()
            if match:
                row["url"] += f"pasal-{match['pasal'].lower()}/"
                row["url"] += f"ayat-{match['ayat'].lower()}/" if match["ayat"] else ""
            if regulation.status != "in_force":
                row["status"] = str(regulation.get_status_display())
                row["tone"] = "bad" if regulation.status == "repealed" else "wait"
        found.append(row)
    return found


def _related(article: Article, person: Person) -> list[dict[str, Any]]:
    """What somebody linked it to, then other verified articles of the same topics or agency."""
    seen = Article.objects.visible_to(person).verified().exclude(pk=article.pk)
    linked = list(
        seen.filter(pk__in=article.related.values("pk"))
        .only("title", "slug")
        .order_by("title")[:12]
    )
    others = seen.exclude(pk__in=[other.pk for other in linked]).only(
        "title", "slug", "sectors", "agency_id", "updated_at"
    )[:200]
    mine = set(article.sectors)

    def nearness(other: Article) -> tuple[int, int]:
        return len(mine & set(other.sectors)), int(other.agency_id == article.agency_id)

    near = sorted((o for o in others if any(nearness(o))), key=nearness, reverse=True)[:3]
    return [
        {
            "pk": other.pk,
            "title": other.title,
            "url": reverse("knowledge:article", args=[other.slug]),
            "is_linked": other in linked,
        }
        for other in [*linked, *near]
    ]
