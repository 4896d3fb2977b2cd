"""How courses and classes get into the index."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from sinau.kernel.clock import WIB
from sinau.people.models import Audience, Person, Role
from sinau.search.models import Kind
from sinau.search.sources import Material, Source, add_source, whole
from sinau.ui.markdown import lines
from sinau.university.models import Course, Path, TrainingClass

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


def tell_path(pk: int) -> Material | None:
    """A published path: its aim, and its steps by name."""
    path = Path.objects.published().select_related("owner", "current").filter(pk=pk).first()
    if path is None or path.current is None:
        return None
    url = path.get_absolute_url()
    steps = "\n".join(step.title for step in path.current.steps.all())
    contents = [whole(steps, url=url, citation=_("Langkah"))] if steps else []
    text = "\n".join(filter(None, (lines(path.aim), path.competence))) or path.title
    return Material(
        kind=Kind.PATH,
        title=path.title,
        url=url,
        audience=path.audience,
        agency_id=path.agency_id,
        owner=path.owner.full_name,
        dated=path.updated_at.astimezone(WIB).date(),
        parts=(whole(text, url=url, citation=path.title), *contents),
    )


def visible_courses(person: Person, pks: Collection[int]) -> set[int]:
    """Of these courses, those the person may open now."""
    found = Course.objects.visible_to(person).published().filter(pk__in=pks)
    return set(found.values_list("pk", flat=True))


def visible_classes(person: Person, pks: Collection[int]) -> set[int]:
    """Of these classes, those the person may open now."""
    found = TrainingClass.objects.visible_to(person).published().filter(pk__in=pks)
    return set(found.values_list("pk", flat=True))


def visible_paths(person: Person, pks: Collection[int]) -> set[int]:
    """Of these paths, those the person may open now."""
    found = Path.objects.visible_to(person).published().filter(pk__in=pks)
    return set(found.values_list("pk", flat=True))


def public_courses(pks: Collection[int]) -> set[int]:
    """Of these courses, those anybody may know of now."""
    found = Course.objects.published().filter(pk__in=pks, audience=Audience.PUBLIC)
    return set(found.values_list("pk", flat=True))


def public_classes(pks: Collection[int]) -> set[int]:
    """Of these classes, those anybody may know of now."""
    found = TrainingClass.objects.published().filter(pk__in=pks, audience=Audience.PUBLIC)
    return set(found.values_list("pk", flat=True))


add_source(
    Source(
        noun="university.course",
        kinds=(Kind.COURSE,),
        roles=READERS,
        tell=tell_course,
        every=lambda: Course.objects.published().values_list("pk", flat=True),
        visible=visible_courses,
        public=public_courses,
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
        public=public_classes,
    )
)
add_source(
    Source(
        noun="university.path",
        kinds=(Kind.PATH,),
        roles=READERS,
        tell=tell_path,
        every=lambda: Path.objects.published().values_list("pk", flat=True),
        visible=visible_paths,
    )
)
