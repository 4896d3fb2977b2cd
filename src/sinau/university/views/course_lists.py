"""The front of Belajar: what I go on with, then what there is to learn."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from sinau.people.access import PersonRequest, signed_in
from sinau.university.models import Course, Enrolment, Registration, TrainingClass
from sinau.university.models.courses import CourseQuerySet
from sinau.university.views.attendance import RECEIPT_COOKIE

PER_PAGE = 12
LENGTHS = [("pendek", _("Sampai 60 menit")), ("panjang", _("Lebih dari 60 menit"))]


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """Continue first; then classes that come and the catalogue of courses."""
    person = request.user
    mine = list(Enrolment.objects.of(person).unfinished().select_related("course__agency")[:3])
    courses = Course.objects.visible_to(person).published().select_related("agency")
    courses = _chosen(courses, request.GET)
    page = Paginator(courses.order_by("title", "pk"), PER_PAGE).get_page(request.GET.get("halaman"))
    coming = TrainingClass.objects.visible_to(person).published().coming()
    classes = list(coming.select_related("agency")[:6])
    standing = Registration.objects.standing().filter(
        person=person, training_class__in=[found.pk for found in classes]
    )
    places = {found.training_class_id: found for found in standing}
    joined = dict(
        Enrolment.objects.of(person)
        .filter(course__in=[course.pk for course in page])
        .values_list("course_id", "completed_at")
    )
    return render(
        request,
        "university/index.html",
        {
            "mine": mine,
            "page": page,
            "courses": [(course, course.pk in joined, joined.get(course.pk)) for course in page],
            "classes": [(found, places.get(found.pk)) for found in classes],
            "lengths": LENGTHS,
            "query": request.GET.get("q", ""),
            "waiting_receipt": RECEIPT_COOKIE in request.COOKIES,
        },
    )


def _chosen(courses: CourseQuerySet, asked: QueryDict) -> CourseQuerySet:
    """Those with the words in title or aim, and of the length asked for."""
    for word in asked.get("q", "").replace("\0", "").split()[:6]:
        courses = courses.filter(Q(title__icontains=word) | Q(aim__icontains=word))
    if asked.get("lama") == "pendek":
        courses = courses.filter(minutes__lte=60)
    if asked.get("lama") == "panjang":
        courses = courses.filter(minutes__gt=60)
    return courses
