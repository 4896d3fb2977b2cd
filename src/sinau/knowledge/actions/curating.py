"""What curators do to many articles at once, and how the collection is counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet, Sum

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.knowledge import events
from sinau.knowledge.models import (
    Article,
    ArticleStatus,
    Gap,
    HealthMonth,
    Opening,
    Use,
)
from sinau.knowledge.rulebook import life_rules
from sinau.people.models import Person


@transaction.atomic
def assign_articles(articles: Sequence[Article], to: Person, *, part: str, by: Person) -> int:
    """The articles have this owner or deputy; those that had them already do not count."""
    assert part in ("owner", "deputy")
    rows = Article.objects.filter(pk__in=[article.pk for article in articles])
    changed = list(
        rows.select_for_update(of=("self",))
        .exclude(**{part: to})
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    if not changed:
        return 0
    Article.objects.filter(pk__in=changed).update(**{part: to})
    if part == "owner":
        # Nobody stands in for themselves.
        Article.objects.filter(pk__in=changed, deputy=to).update(deputy=None)
    else:
        Article.objects.filter(pk__in=changed, owner=to).update(deputy=None)
    announce(
        events.ArticlesAssigned(
            person_id=to.pk,
            name=to.full_name,
            count=len(changed),
            article_ids=tuple(changed),
        ),
        by=by,
    )
    return len(changed)


def count_health(day: date | None = None) -> int:
    """The numbers of a month up to a day, for every agency that has any; again gives the same."""
    day = day or today()
    month = day.replace(day=1)
    counts = {row["agency"]: dict(row) for row in _articles_by_agency(day)}
    for name, rows in _happenings(month).items():
        for row in rows:
            counts.setdefault(row["home"], {})[name] = row["n"]
    names = ("articles", "verified", "current", "expired", "doubted", "opened", "used", "refused")
    HealthMonth.objects.bulk_create(
        [
            HealthMonth(
                agency_id=agency,
                month=month,
                counted_at=now(),
                **{name: row.get(name, 0) for name in names},
            )
            for agency, row in counts.items()
        ],
        update_conflicts=True,
        unique_fields=["agency", "month"],
        update_fields=[*names, "counted_at"],
    )
    return len(counts)


def _articles_by_agency(day: date) -> QuerySet[Article, dict[str, int]]:
    """As they stood that day, as far as what they are now can tell."""
    verified = Q(status=ArticleStatus.VERIFIED, verified_at__date__lte=day)
    return (
        Article.objects.living()
        .filter(created_at__date__lte=day)
        .values("agency")
        .annotate(
            articles=Count("pk"),
            verified=Count("pk", filter=verified),
            current=Count("pk", filter=verified & Q(review_due__gt=day, open_checks=0)),
            expired=Count(
                "pk", filter=verified & Q(review_due__lte=day - life_rules().expires_after)
            ),
            doubted=Count("pk", filter=Q(open_checks__gt=0)),
        )
        .order_by()
    )


def _happenings(month: date) -> dict[str, list[dict[str, int]]]:
    """What happened in the month, by the agency of the article, or of who asked."""
    after = (month + timedelta(days=32)).replace(day=1)
    opened = Opening.objects.filter(day__gte=month, day__lt=after)
    used = Use.objects.filter(told_on__gte=month, told_on__lt=after)
    refused = Gap.objects.filter(refused_at__date__gte=month, refused_at__date__lt=after)
    return {
        "opened": list(
            opened.order_by().values(home=F("article__agency")).annotate(n=Sum("count"))
        ),
        "used": list(used.order_by().values(home=F("article__agency")).annotate(n=Count("pk"))),
        "refused": list(refused.order_by().values(home=F("agency")).annotate(n=Count("pk"))),
    }
