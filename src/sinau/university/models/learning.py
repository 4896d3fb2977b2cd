"""What one person does with a course, and that it was finished."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from sinau.people.access import within
from sinau.people.models import Person, Role
from sinau.university.models.classes import TrainingClass
from sinau.university.models.courses import Course, Lesson


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def of(self, person: Person) -> Self:
        """What this person learns."""
        return self.filter(person=person)

    def visible_to(self, person: Person) -> Self:
        """One's own, those of people whose learning one answers for, and those in courses one keeps."""
        return self.filter(
            Q(person=person)
            | within("person__agency", person, Role.OFFICER, Role.HEAD)
            | within("course__agency", person, Role.OFFICER)
        )

    def unfinished(self) -> Self:
        """Begun and not completed."""
        return self.filter(completed_at=None)

    def kept_by(self, person: Person) -> Self:
        """Those in courses of agencies in this officer's charge."""
        return self.filter(within("course__agency", person, Role.OFFICER))


class Enrolment(models.Model):
    """That a person takes a course: since when, how far, and where they were last.

    `completed_at` repeats the time of the Completion, so that lists need no join.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments"
    )
    enrolled_at = models.DateTimeField()
    lessons_read = models.PositiveSmallIntegerField(default=0)
    next_position = models.PositiveSmallIntegerField(default=1)
    last_seen_at = models.DateTimeField()
    best_score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    completed_at = models.DateTimeField(null=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["-last_seen_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "person"], name="one_enrolment_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.course}"


class LessonRead(models.Model):
    """That the learner went on from a lesson: they have read it."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="reads")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="reads")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson"], name="a_lesson_is_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.lesson_id}"


class CompletionQuerySet(models.QuerySet["Completion"]):
    def visible_to(self, person: Person) -> Self:
        """One's own, and those of people in agencies one heads or keeps the learning of."""
        return self.filter(
            Q(person=person) | within("person__agency", person, Role.OFFICER, Role.HEAD)
        )


class Completion(models.Model):
    """That a person finished a course or a path, or attended a class to its end: once for ever.

    What it was worth is kept as it was said on that day, whatever the course says later. `undone_at`
    says that a class was opened again and the person did not complete it after all.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="completions"
    )
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, null=True, related_name="completions"
    )
    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.PROTECT, null=True, related_name="completions"
    )
    path = models.ForeignKey(
        "university.Path", on_delete=models.PROTECT, null=True, related_name="completions"
    )
    title = models.CharField(max_length=200)
    organiser = models.CharField(max_length=200)
    minutes = models.PositiveIntegerField()
    stated_jp = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    started_on = models.DateField()
    ended_on = models.DateField()
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    quiz_version = models.PositiveSmallIntegerField(null=True)
    completed_at = models.DateTimeField()
    class_form = models.CharField(max_length=30, blank=True)
    undone_at = models.DateTimeField(null=True)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        ordering = ["-completed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(course=None, training_class__isnull=False, path=None)
                | Q(course__isnull=False, training_class=None, path=None)
                | Q(course=None, training_class=None, path__isnull=False),
                name="a_completion_is_of_one_thing",
            ),
            models.UniqueConstraint(fields=["person", "course"], name="a_course_completes_once"),
            models.UniqueConstraint(
                fields=["person", "training_class"],
                condition=Q(undone_at=None),
                name="a_class_completes_once",
            ),
            models.UniqueConstraint(fields=["person", "path"], name="a_path_completes_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.title}"

    @property
    def evidence(self) -> str:
        """The name under which this is credited, unique for ever."""
        if self.path_id:
            # What the steps were worth is credited already; a path adds nothing to the ledger.
            return f"university.path_completion:{self.pk}"
        kind = "completion" if self.course_id else "attendance"
        return f"university.{kind}:{self.pk}"

    @property
    def form(self) -> str:
        """The form of learning in the words of the JP rules."""
        if self.path_id:
            return "path"
        return "elearning" if self.course_id else self.class_form or "bimtek"
