"""What readers leave at an article: whether it helped, comments, and that they used it."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.knowledge import events
from sinau.knowledge.models import Article, Comment, Feedback, Use
from sinau.knowledge.quoting import stands_in
from sinau.knowledge.refusals import QuoteNotFound
from sinau.people.models import Person


@transaction.atomic
def give_feedback(article: Article, *, is_helpful: bool, by: Person) -> Feedback:
    """Say whether the article helped; saying it again changes one's voice, not their number."""
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    feedback, _is_new = Feedback.objects.update_or_create(
        article=article, person=by, defaults={"is_helpful": is_helpful, "said_at": now()}
    )
    counted = Feedback.objects.filter(article=article).aggregate(
        yes=Count("pk", filter=Q(is_helpful=True)), no=Count("pk", filter=Q(is_helpful=False))
    )
    article.helpful_count, article.unhelpful_count = counted["yes"], counted["no"]
    article.save(update_fields=["helpful_count", "unhelpful_count"])
    return feedback


@transaction.atomic
def comment(article: Article, *, text: str, quote: str = "", by: Person) -> Comment:
    """Leave a remark on quoted words; the same words by the same person stay one while open."""
    if quote and not stands_in(quote, article):
        raise QuoteNotFound(
            gettext_lazy("Kutipan itu tidak ada di naskah. Salin kata-katanya dari naskah."),
            back=article.get_absolute_url(),
        )
    kept, is_new = Comment.objects.get_or_create(
        article=article,
        quote=quote[:300],
        text=text,
        written_by=by,
        settled_at=None,
        defaults={"written_at": now()},
    )
    if is_new:
        Article.objects.filter(pk=article.pk).update(open_comments=F("open_comments") + 1)
        announce(
            events.ArticleCommented(
                article_id=article.pk,
                comment_id=kept.pk,
                title=article.told_title,
                slug=article.slug,
                owner_id=article.owner_id,
            ),
            by=by,
        )
    return kept


@transaction.atomic
def settle_comment(comment: Comment, *, note: str, by: Person) -> Comment:
    """Somebody dealt with the remark; a second time changes nothing."""
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if comment.settled_at is not None:
        return comment
    comment.settled_by, comment.settled_at, comment.settled_note = by, now(), note[:300]
    comment.save(update_fields=["settled_by", "settled_at", "settled_note"])
    left = Comment.objects.filter(article=comment.article_id, settled_at=None).count()
    Article.objects.filter(pk=comment.article_id).update(open_comments=left)
    return comment


@transaction.atomic
def record_use(article: Article, *, used_for: str, effect: str = "", by: Person) -> Use:
    """Somebody's office put the article to work; told twice for the same purpose counts once."""
    assert by.agency is not None
    use, is_new = Use.objects.get_or_create(
        article=article,
        person=by,
        used_for=used_for[:200],
        defaults={
            "agency": by.agency,
            "effect": effect[:600],
            "told_on": today(),
            "told_at": now(),
        },
    )
    if is_new:
        Article.objects.filter(pk=article.pk).update(use_count=F("use_count") + 1)
        announce(
            events.ArticleUsed(
                article_id=article.pk,
                title=article.told_title,
                slug=article.slug,
                owner_id=article.owner_id,
                agency_id=by.agency.pk,
                agency_name=by.agency.short_name,
            ),
            by=by,
        )
    elif effect and use.effect != effect:
        use.effect = effect[:600]
        use.save(update_fields=["effect"])
    return use


def count_opening(article: Article) -> None:
    """One more reader today; nobody's name is kept."""
    # One statement, so that many readers at once do not lose each other's count.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO knowledge_opening (article_id, day, count) VALUES (%s, %s, 1) "
            "ON CONFLICT (article_id, day) DO UPDATE SET count = knowledge_opening.count + 1",
            [article.pk, today()],
        )
