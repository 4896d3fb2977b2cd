"""Tell the university what positions ask, what teaches it, and which classes a programme has."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sinau.kernel.recalling import recalled
from sinau.people.models import Person
from sinau.planning.models import ItemLink, Programme, Standing, Teaches
from sinau.university.advising import Advice, Counsel, advises
from sinau.university.programmes import Keeper, keep_programmes

PROGRAMME = "planning.programme"


def _missing(person: Person) -> QuerySet[Standing]:
    """What the position asks and was not found to be there, also where nobody has looked yet."""
    asked = Standing.objects.filter(person=person, required__gt=0, competency__retired_at=None)
    return asked.filter(Q(level=None) | Q(required__gt=F("level")))


@recalled
def _taught(person: Person) -> QuerySet[Teaches]:
    """Higher than where one stands; what lacks most stands first, what nobody looked at last."""
    mine = Q(competency__standings__in=_missing(person))
    higher = Q(competency__standings__level=None) | Q(level__gt=F("competency__standings__level"))
    rows = Teaches.objects.filter(mine, higher).select_related("competency")
    level = F("competency__standings__level")
    required = F("competency__standings__required")
    found: QuerySet[Teaches] = rows.annotate(have=level, needed=required)
    return found.order_by((required - level).desc(nulls_last=True), "level", "pk")[:12]


@recalled
def _untaught(person: Person) -> QuerySet[Standing]:
    """Found to be missing, and no course or class says that it teaches it."""
    taught = Teaches.objects.filter(competency=OuterRef("competency"), level__gt=OuterRef("level"))
    rows = _missing(person).exclude(level=None).exclude(Exists(taught))
    return rows.select_related("competency").order_by(F("level") - F("required"), "pk")[:3]


@advises
def what_the_position_asks(person: Person) -> Counsel:
    """Courses and classes that lead to what is missing; two queries that are kept."""
    advices = [_advice(row) for row in _taught(person=person)]
    return Counsel(advices, [row.competency.name for row in _untaught(person=person)])


def _advice(row: Teaches) -> Advice:
    have, needed = row.have, row.needed  # type: ignore[attr-defined]
    said = {"name": row.competency.name, "needed": needed, "have": have}
    why = (
        _("%(name)s: diminta tingkat %(needed)s, belum dinilai.") % said
        if have is None
        else _("%(name)s: diminta tingkat %(needed)s, Anda tingkat %(have)s.") % said
    )
    form, key = ("kursus", row.course_id) if row.course_id else ("kelas", row.training_class_id)
    assert key is not None
    return Advice(form, key, why)


def _offered() -> list[tuple[str, str]]:
    rows = Programme.objects.order_by("title", "pk").values_list("pk", "title")
    return [(f"{PROGRAMME}:{pk}", title) for pk, title in rows]


def _classes(key: str) -> set[int]:
    """Classes linked to an item of the programme in any year's plan."""
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        return set()
    links = ItemLink.objects.filter(item__programme=int(key), item__removed_at=None)
    return set(links.exclude(training_class=None).values_list("training_class", flat=True))


keep_programmes(PROGRAMME, Keeper(offered=_offered, classes=_classes))
