"""Assignments: something to make, criteria it is judged by, and what became of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Person, Role
from sinau.university.models import Course, Enrolment

PERSON = settings.AUTH_USER_MODEL


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, person: Person) -> Self:
        """Those of courses one learns, and of courses one keeps."""
        mine = Enrolment.objects.filter(course=OuterRef("course"), person=person)
        return self.filter(
            (Q(removed_at=None) & Exists(mine)) | within("course__agency", person, Role.OFFICER)
        )

    def kept_by(self, person: Person) -> Self:
        """Those of courses in this officer's charge."""
        return self.filter(within("course__agency", person, Role.OFFICER))

    def asked(self) -> Self:
        """Those still part of their course."""
        return self.filter(removed_at=None)


class Assignment(models.Model):
    """Something a learner makes in a course: a text, files, or a plan of action for their office.

    `due_days` counts from the day of enrolment. `peer_reviews` is how many colleagues look at each
    submission before the officer marks it, and how many one looks at oneself.
    """

    class Kind(models.TextChoices):
        WORK = "work", _("Tugas")
        ACTION_PLAN = "action_plan", _("Rencana aksi")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="assignments")
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind.choices, default=Kind.WORK)
    title = models.CharField(_("judul"), max_length=150)
    brief = models.TextField(_("petunjuk"), max_length=5000)
    minutes = models.PositiveSmallIntegerField(_("perkiraan lama (menit)"), default=60)
    due_days = models.PositiveSmallIntegerField(
        _("tenggat (hari sejak ikut kursus)"), null=True, blank=True
    )
    pass_percent = models.PositiveSmallIntegerField(_("nilai lulus (%)"), default=70)
    peer_reviews = models.PositiveSmallIntegerField(_("penelaah sejawat"), default=0)
    max_files = models.PositiveSmallIntegerField(_("berkas paling banyak"), default=3)
    required = models.BooleanField(_("wajib untuk lulus kursus"), default=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(editable=False)
    updated_at = models.DateTimeField(editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    waiting_count = models.PositiveIntegerField(default=0, editable=False)
    marked_count = models.PositiveIntegerField(default=0, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["course", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_percent__gte=1, pass_percent__lte=100),
                name="an_assignment_passes_at_a_percent",
            ),
            models.CheckConstraint(condition=Q(peer_reviews__lte=5), name="five_peers_at_most"),
        ]
        verbose_name = _("tugas")
        verbose_name_plural = _("tugas")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practice:assignment", args=[self.pk])

    @property
    def address(self) -> str:
        """Its name in the list of activities of the course."""
        return f"practice.assignment:{self.pk}"

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return self.address

    @property
    def is_action_plan(self) -> bool:
        """Whether it asks for a plan that becomes an idea and is followed up."""
        return self.kind == self.Kind.ACTION_PLAN


class Criterion(models.Model):
    """One line of the rubric: what is looked at, and what each number of points looks like.

    `levels` is a list of {points, text}, the best first.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("kriteria"), max_length=150)
    levels = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "position"], name="one_criterion_per_position"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def most(self) -> int:
        """The points of its best level."""
        return max((int(level["points"]) for level in self.levels), default=0)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, person: Person) -> Self:
        """One's own, those one reviews as a peer, and those of courses one keeps."""
        reviewing = PeerReview.objects.filter(submission=OuterRef("pk"), reviewer=person)
        kept = within("assignment__course__agency", person, Role.OFFICER)
        handed_in = Q(submitted_at__isnull=False)
        return self.filter(Q(person=person) | (handed_in & (kept | Exists(reviewing))))

    def waiting(self) -> Self:
        """Those handed in and not marked yet."""
        return self.filter(submitted_at__isnull=False, mark=None)


class Submission(models.Model):
    """What a person made for an assignment, once more after each return; a draft until handed in.

    `plan` holds the fields of a plan of action (see `PLAN_FIELDS`); `score` is in percent.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="submissions")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("isi"), max_length=20_000, blank=True)
    plan = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    is_late = models.BooleanField(default=False)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "person", "number"], name="one_submission_per_number"
            ),
            models.UniqueConstraint(
                fields=["assignment", "person"],
                condition=Q(submitted_at=None),
                name="one_open_submission",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.assignment} #{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("practice:submission", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"practice.submission:{self.pk}"


class SubmissionFile(models.Model):
    """A file handed in with a submission."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=150)
    file = models.FileField(upload_to="practice/submissions/")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "sha256"], name="a_file_is_handed_in_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Judgement(models.Model):
    """Points per criterion ({position: points}) and words."""

    points = models.JSONField(default=dict)
    words = models.TextField(_("catatan"), max_length=3000, blank=True)

    class Meta:
        abstract = True

    def percent(self, criteria: list[Criterion]) -> Decimal:
        """The points of the best possible, in percent to two places."""
        most = sum(criterion.most for criterion in criteria)
        got = sum(int(self.points.get(str(criterion.position), 0)) for criterion in criteria)
        return (Decimal(100) * got / most).quantize(Decimal("0.01")) if most else Decimal(0)


class PeerReview(Judgement):
    """That a colleague was asked to look at a submission, and what they said; names stay hidden."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="peer_reviews"
    )
    reviewer = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="peer_reviews")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "reviewer"], name="a_peer_looks_once")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} · {self.reviewer_id}"


class Mark(Judgement):
    """What the officer said of a submission: passed, or returned to be made better."""

    class Outcome(models.TextChoices):
        PASSED = "passed", _("Lulus")
        RETURNED = "returned", _("Dikembalikan")

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="mark")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    score = models.DecimalField(max_digits=5, decimal_places=2)
    marked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.submission_id} · {self.outcome}"


class FollowUp(models.Model):
    """That somebody is asked, 3 and 6 months after, what became of their plan of action."""

    class Answer(models.TextChoices):
        DONE = "done", _("Terlaksana")
        PARTLY = "partly", _("Terlaksana sebagian")
        NOT_YET = "not_yet", _("Belum terlaksana")
        DROPPED = "dropped", _("Tidak dilanjutkan")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True)
    answer = models.CharField(_("keadaan"), max_length=8, choices=Answer.choices, blank=True)
    changed = models.TextField(_("yang berubah"), max_length=2000, blank=True)
    value = models.CharField(_("ukuran sekarang"), max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "months"], name="asked_once_a_month_mark")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} + {self.months}"

    def get_absolute_url(self) -> str:
        return reverse("practice:follow_up", args=[self.pk])


PLAN_FIELDS: tuple[tuple[str, Any, Any], ...] = (
    ("problem", _("Masalah warga atau rekan kerja"), _("Siapa yang tersangkut, di langkah mana.")),
    ("idea", _("Yang akan dikerjakan"), _("Satu perubahan yang dapat dimulai dalam sebulan.")),
    (
        "beneficiaries",
        _("Siapa yang merasakan"),
        _("Kelompok warga atau pegawai, dan kira-kira jumlahnya."),
    ),
    ("agencies", _("Perangkat daerah yang terlibat"), _("Sebutkan juga yang di luar kantor Anda.")),
    ("measure", _("Ukuran"), _("Angka yang akan berubah, misalnya hari menunggu.")),
    ("baseline", _("Nilai sekarang"), _("Dengan sumbernya.")),
    ("target", _("Nilai yang dituju"), _("Dan sampai kapan.")),
    (
        "risk",
        _("Risiko terbesar dan tindakannya"),
        _("Satu kalimat sebab, kejadian, dampak, lalu tindakan."),
    ),
)
