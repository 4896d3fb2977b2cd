"""A course as its learner sees it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sinau.kernel.recalling import recalled
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person, Role
from sinau.university.actions import enrol
from sinau.university.models import (
    Activity,
    ActivityDone,
    Certificate,
    Completion,
    Course,
    CourseTranslation,
    Enrolment,
    Lesson,
    LessonRead,
    Prerequisite,
    Publication,
)


@recalled
def _course(person: Person, slug: str) -> QuerySet[Course]:
    open_now = Publication.objects.open().filter(course=OuterRef("pk"))
    return (
        Course.objects.visible_to(person)
        .select_related("agency", "owner", "quiz__current")
        .annotate(is_open=Exists(open_now))
        .filter(slug=slug)[:1]
    )


@recalled
def _enrolment(person: Person, course: int) -> QuerySet[Enrolment]:
    return Enrolment.objects.of(person).filter(course=course)[:1]


@recalled
def _lessons(course: int, enrolment: int) -> QuerySet[Lesson]:
    read = LessonRead.objects.filter(lesson=OuterRef("pk"), enrolment=enrolment)
    shown = Lesson.objects.filter(course=course).shown()
    return shown.annotate(is_read=Exists(read))


@recalled
def _activities(course: int, enrolment: int) -> QuerySet[Activity]:
    done = ActivityDone.objects.filter(activity=OuterRef("pk"), enrolment=enrolment)
    return Activity.objects.filter(course=course).asked().annotate(is_done=Exists(done))


@recalled
def _translations(course: int) -> QuerySet[CourseTranslation]:
    return CourseTranslation.objects.filter(course=course)


@recalled
def _certificate(person: Person, course: int) -> QuerySet[Certificate]:
    return Certificate.objects.of(person).filter(completion__course=course)[:1]


@recalled
def _missing(person: Person, course: int) -> QuerySet[Prerequisite]:
    """What comes before the course and is not finished."""
    finished = Completion.objects.filter(course=OuterRef("before"), person=person)
    asked = Prerequisite.objects.filter(course=course).exclude(Exists(finished))
    return asked.select_related("before")


@signed_in
def show(request: PersonRequest, slug: str) -> HttpResponse:
    """Aim, lessons, quiz, and how far this person is."""
    person = request.user
    course = _course.first(person=person, slug=slug)
    if course is None:
        raise Http404
    enrolment = _enrolment.first(person=person, course=course.pk)
    # Numbers of rows begin at 1: nobody has read anything under 0.
    mine = enrolment.pk if enrolment else 0
    lessons = _lessons(course=course.pk, enrolment=mine)
    translations = _translations(course=course.pk)
    for said in translations:
        said.course = course
    wanted = request.GET.get("bahasa")
    is_completed = enrolment is not None and enrolment.completed_at is not None
    return render(
        request,
        "university/course.html",
        {
            "course": course,
            "translations": translations,
            "words": next((said for said in translations if said.language == wanted), course),
            "lessons": lessons,
            "enrolment": enrolment,
            "next_lesson": next((x for x in lessons if not getattr(x, "is_read", False)), None),
            "certificate": _certificate.first(person=person, course=course.pk)
            if is_completed
            else None,
            "missing": [] if enrolment else _missing(person=person, course=course.pk),
            "quiz": getattr(course, "quiz", None),
            "activities": _activities(course=course.pk, enrolment=mine),
            "keeps": person.has_role(Role.OFFICER, over=course.agency),
        },
    )


@signed_in
@require_POST
def create(request: PersonRequest, slug: str) -> HttpResponse:
    """Take the course and begin reading."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    enrolment = enrol(course, request.user)
    lessons = course.lessons.shown()
    here = lessons.filter(position__gte=enrolment.next_position).first() or lessons.last()
    return redirect("university:lesson", course.slug, here.position) if here else redirect(course)
