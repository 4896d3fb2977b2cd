"""Who knows a topic, and why we think so: what they did, their position, their competence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinau.kernel.clock import now
from sinau.knowledge.models import Article, ExpertProfile, ExpertRequest, Sign, SignKind
from sinau.people.models import Agency, CompetencyLevel, JobKind, Person
from sinau.people.models.competencies import standard

# What one sign of a kind counts, and at most how many of a kind count.
WEIGHTS = {SignKind.ANSWER: 3, SignKind.ARTICLE: 4, SignKind.REVIEW: 2, SignKind.TEACHING: 4}
MOST_OF_A_KIND = 5
GOOD_LEVEL = 3
SHORT = 3
"""A word of so few letters stands inside other words, as "ai" does in "pegawai"."""
_BY_POSITION = (JobKind.FUNCTIONAL, JobKind.SUPERVISOR, JobKind.ADMINISTRATOR)


@dataclass
class Knower:
    """A person, how much speaks for them, and what, in sentences."""

    person: Person
    score: int = 0
    why: list[str] = field(default_factory=list)


def knowers(
    topics: Iterable[str],
    *,
    agency: Agency | None = None,
    competency: str = "",
    among: QuerySet[Person] | None = None,
    leave_out: Iterable[int] = (),
    limit: int = 6,
) -> list[Knower]:
    """People for whom something speaks, the strongest first; four queries whatever their number."""
    words = [topic.strip().lower() for topic in topics if topic.strip()]
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    _by_signs(found, words)
    _by_competence(found, competency)
    _by_position(found, words, agency)
    people = Person.objects.serving() if among is None else among
    people = people.filter(pk__in=found).exclude(pk__in=list(leave_out)).select_related("agency")
    ranked = [
        Knower(
            person, sum(n for n, _why in found[person.pk]), [why for _n, why in found[person.pk]]
        )
        for person in people
    ]
    ranked.sort(key=lambda knower: (-knower.score, knower.person.name, knower.person.pk))
    return ranked[:limit]


def _by_signs(found: dict[int, list[tuple[int, str]]], words: Sequence[str]) -> None:
    rows = (
        Sign.objects.filter(topic__in=words)
        .values("person", "kind")
        .annotate(times=Count("evidence", distinct=True))
        .order_by("person", "kind")
    )
    for row in rows:
        count = row["times"]
        score = WEIGHTS[SignKind(row["kind"])] * min(count, MOST_OF_A_KIND)
        found[row["person"]].append((score, sign_words(row["kind"], count)))


def sign_words(kind: str, count: int) -> str:
    """ "3 jawaban diterima"."""
    said = {
        SignKind.ANSWER: ngettext(
            "%(count)s jawaban diterima di komunitas",
            "%(count)s jawaban diterima di komunitas",
            count,
        ),
        SignKind.ARTICLE: ngettext(
            "pemilik %(count)s pengetahuan terverifikasi",
            "pemilik %(count)s pengetahuan terverifikasi",
            count,
        ),
        SignKind.REVIEW: ngettext(
            "memeriksa %(count)s naskah", "memeriksa %(count)s naskah", count
        ),
        SignKind.TEACHING: ngettext("mengajar %(count)s kelas", "mengajar %(count)s kelas", count),
    }
    return said[SignKind(kind)] % {"count": count}


def _by_competence(found: dict[int, list[tuple[int, str]]], key: str) -> None:
    if not key:
        return
    latest = (
        CompetencyLevel.objects.filter(competency=key)
        .order_by("person", "-assessed_on")
        .distinct("person")
    )
    for row in latest:
        if row.level >= GOOD_LEVEL:
            said = _("kompetensi %(name)s tingkat %(level)s")
            words = {"name": standard().name_of(key), "level": row.level}
            found[row.person_id].append((row.level * 2, said % words))


def _by_position(
    found: dict[int, list[tuple[int, str]]], words: Sequence[str], agency: Agency | None
) -> None:
    """Who works on it by their position: at this agency, or where the topic is in the title."""
    titled = Q(pk__in=[])
    for word in [word for word in words if len(word) > SHORT][:8]:
        titled |= Q(job_title__icontains=word)
    here = Q(agency=agency) if agency is not None else Q(pk__in=[])
    people = Person.objects.serving().filter(titled | (here & Q(job_kind__in=_BY_POSITION)))
    for person in people.select_related("agency").order_by("pk")[:200]:
        place = person.agency.short_name if person.agency else ""
        said = _("%(job)s di %(agency)s") % {"job": person.job_title, "agency": place}
        found[person.pk].append((3, said))


def proposed_reviewers(article: Article, *, limit: int = 5) -> list[Knower]:
    """Whom to ask about this text, without who wrote, owns or stands in for it."""
    from sinau.knowledge.actions.reviewing import topics_of

    writer = article.working.written_by_id if article.working else None
    near = {article.owner_id, article.deputy_id, article.created_by_id, writer}
    return knowers(
        topics_of(article),
        agency=article.agency,
        competency=article.competency,
        leave_out=[pk for pk in near if pk],
        limit=limit,
    )


def shown_profiles() -> QuerySet[ExpertProfile]:
    """Of people who agreed, still agree and still work here."""
    return ExpertProfile.objects.filter(
        agreed_at__isnull=False,
        withdrawn_at=None,
        person__is_active=True,
        person__left_on=None,
    )


def busy_people(profiles: Iterable[ExpertProfile]) -> set[int]:
    """Those who were asked as often this week as they agreed to; one query."""
    limits = {profile.person_id: profile.weekly_limit for profile in profiles}
    rows = (
        ExpertRequest.objects.filter(
            person__in=limits, closed_at=None, asked_at__gte=now() - timedelta(days=7)
        )
        .values("person")
        .annotate(times=Count("pk"))
        .order_by()
    )
    busy = {row["person"] for row in rows if row["times"] >= limits[row["person"]]}
    return busy | {person for person, limit in limits.items() if limit == 0}


def find_experts(
    topics: Iterable[str],
    *,
    limit: int = 3,
    agency: Agency | None = None,
    leave_out: Iterable[int] = (),
) -> list[Knower]:
    """People one may ask about these topics: who agreed, does not hide the topic, and has room.

    For the answer desk and every other room that passes a question on. Note it with
    `actions.ask_expert`, so that their load is counted.
    """
    words = [topic.strip().lower() for topic in topics if topic.strip()]
    profiles = [
        profile for profile in shown_profiles() if not set(words) & set(profile.hidden_topics)
    ]
    taken = {*busy_people(profiles), *leave_out}
    free = [profile.person_id for profile in profiles if profile.person_id not in taken]
    return knowers(
        words, agency=agency, among=Person.objects.serving().filter(pk__in=free), limit=limit
    )
