"""How courses and classes get into the index."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from sinau.kernel.clock import WIB
from sinau.people.models import Person, Role
from sinau.search.models import Kind
from sinau.search.sources import Material, Source, add_source, whole
from sinau.ui.markdown import lines
from sinau.university.models import Course, TrainingClass

READERS = (Role.OFFICER, Role.HEAD)


def tell_course(pk: int) -> Material | None:
    """A published course: its aim, and its lessons by name; the lessons are read in the course."""
    course = Course.objects.published().select_related("owner").filter(pk=pk).first()
    if course is None:
        return None
    url = course.get_absolute_url()
    titles = list(course.lessons.order_by("position").values_list("title", flat=True))
    contents = [whole("\n".join(titles), url=url, citation=_("Pelajaran"))] if titles else []
    return Material(
        kind=Kind.COURSE,
        title=course.title,
        url=url,
        audience=course.audience,
        agency_id=course.agency_id,
        owner=course.owner.full_name,
        dated=course.updated_at.astimezone(WIB).date(),
        parts=(whole(lines(course.aim) or course.title, url=url, citation=course.title), *contents),
    )


def tell_class(pk: int) -> Material | None:
    """An announced class: what it is about and where."""
    training = TrainingClass.objects.published().select_related("owner").filter(pk=pk).first()
    if training is None:
        return None
    url = training.get_absolute_url()
    text = "\n".join(filter(None, (lines(training.summary), training.competence, training.place)))
    return Material(
        kind=Kind.WORKSHOP,
        title=training.title,
        url=url,
        audience=training.audience,
        agency_id=training.agency_id,
        owner=training.owner.full_name,
        dated=training.starts_at.astimezone(WIB).date() if training.starts_at else None,
        parts=(whole(text or training.title, url=url, citation=training.title),),
    )


def visible_courses(person: Person, pks: Collection[int]) -> set[int]:
    """Of these courses, those the person may open now."""
    found = Course.objects.visible_to(person).published().filter(pk__in=pks)
    return set(found.values_list("pk", flat=True))


def visible_classes(person: Person, pks: Collection[int]) -> set[int]:
    """Of these classes, those the person may open now."""
    found = TrainingClass.objects.visible_to(person).published().filter(pk__in=pks)
    return set(found.values_list("pk", flat=True))


add_source(
    Source(
        noun="university.course",
        kinds=(Kind.COURSE,),
        roles=READERS,
        tell=tell_course,
        every=lambda: Course.objects.published().values_list("pk", flat=True),
        visible=visible_courses,
    )
)
add_source(
    Source(
        noun="university.class",
        kinds=(Kind.WORKSHOP,),
        roles=READERS,
        tell=tell_class,
        every=lambda: TrainingClass.objects.published().values_list("pk", flat=True),
        visible=visible_classes,
    )
)
