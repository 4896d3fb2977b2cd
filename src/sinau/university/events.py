"""What the corporate university tells the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class LearningCompleted(Fact):
    """A person finished learning that may count as JP: a course, or a class attended.

    `evidence` is unique for ever, for example "university.completion:12". `form` is a form of the
    JP rules ("elearning", "bimtek"). `stated_jp` is what the programme itself states, if it does.
    `evidence_url` is where anybody may look at the evidence, if there is such a page. `number` is that
    of the certificate; `event` is the same for two evidences of one event, where the teller knows it.
    """

    kind = "university.learning.completed"
    about = "university.person:{person_id}"
    told = gettext_noop("menyelesaikan “{title}”")

    person_id: int
    evidence: str
    form: str
    title: str
    organiser: str
    started_on: date
    ended_on: date
    minutes: int
    stated_jp: Decimal | None = None
    evidence_url: str = ""
    number: str = ""
    event: str = ""


@dataclass(frozen=True, kw_only=True)
class CourseWritten(Fact):
    """An officer began a course or changed what it says."""

    kind = "university.course.written"
    about = "university.course:{course_id}"
    told = gettext_noop("menulis {part} “{title}”")

    course_id: int
    title: str
    part: str


@dataclass(frozen=True, kw_only=True)
class CoursePublished(Fact):
    """A course was opened to those it is made for."""

    kind = "university.course.published"
    about = "university.course:{course_id}"
    told = gettext_noop("menerbitkan kursus “{title}”")

    course_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class CourseWithdrawn(Fact):
    """A course was closed to new learners, with a reason."""

    kind = "university.course.withdrawn"
    about = "university.course:{course_id}"
    told = gettext_noop("menarik kursus “{title}”: {reason}")

    course_id: int
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class QuizPublished(Fact):
    """A version of a quiz became the one that learners take."""

    kind = "university.quiz.published"
    about = "university.course:{course_id}"
    told = gettext_noop("menerbitkan kuis versi {version} dengan {questions} soal")

    course_id: int
    version: int
    questions: int


@dataclass(frozen=True, kw_only=True)
class QuizSubmitted(Fact):
    """A learner handed in an attempt, and it was marked."""

    kind = "university.quiz.submitted"
    about = "university.enrolment:{enrolment_id}"
    told = gettext_noop("mengirim kuis “{title}” percobaan {number}, nilai {score}")

    enrolment_id: int
    attempt_id: int
    person_id: int
    title: str
    version: int
    number: int
    score: Decimal
    passed: bool


@dataclass(frozen=True, kw_only=True)
class QuestionWritten(Fact):
    """A question of the bank was written, or says something else from now on."""

    kind = "university.question.written"
    about = "university.question:{question_id}"
    told = gettext_noop("menulis soal “{title}” versi {version}. {change}")

    question_id: int
    title: str
    version: int
    change: str


@dataclass(frozen=True, kw_only=True)
class QuestionsAdded(Fact):
    """Many questions entered a category of the bank at once."""

    kind = "university.questions.added"
    about = "university.question_category:{category_id}"
    told = gettext_noop("menambahkan {count} soal ke kategori “{category}”")

    category_id: int
    category: str
    count: int


@dataclass(frozen=True, kw_only=True)
class QuestionRetired(Fact):
    """A question of the bank is not asked any more, with a reason."""

    kind = "university.question.retired"
    about = "university.question:{question_id}"
    told = gettext_noop("menarik soal “{title}”: {reason}")

    question_id: int
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class QuestionRestored(Fact):
    """A retired question of the bank may be asked again."""

    kind = "university.question.restored"
    about = "university.question:{question_id}"
    told = gettext_noop("memakai lagi soal “{title}”")

    question_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class ClassWritten(Fact):
    """An officer began a class or changed what it says."""

    kind = "university.class.written"
    about = "university.class:{class_id}"
    told = gettext_noop("menulis kelas “{title}”")

    class_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class ClassPublished(Fact):
    """A class was announced and can be registered for."""

    kind = "university.class.published"
    about = "university.class:{class_id}"
    told = gettext_noop("membuka pendaftaran “{title}”")

    class_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class ClassWithdrawn(Fact):
    """A class is not announced any more, with a reason."""

    kind = "university.class.withdrawn"
    about = "university.class:{class_id}"
    told = gettext_noop("menarik kelas “{title}”: {reason}")

    class_id: int
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Registered(Fact):
    """Somebody was registered for a class, with a seat or on the waiting list.

    What follows `waiting` says what the class will give and when, as far as it is known by then.
    """

    kind = "university.registration.made"
    about = "university.class:{class_id}"
    told = gettext_noop("mendaftarkan {name} ({place})")

    class_id: int
    registration_id: int
    person_id: int
    name: str
    title: str
    place: str
    waiting: bool
    form: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    minutes: int = 0
    stated_jp: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class SeatGiven(Fact):
    """Somebody moved up from the waiting list to a seat that became free."""

    kind = "university.registration.seated"
    about = "university.class:{class_id}"
    told = gettext_noop("memberi kursi kepada {name} dari daftar tunggu")

    class_id: int
    registration_id: int
    person_id: int
    name: str
    title: str
    form: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    minutes: int = 0
    stated_jp: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class RegistrationCancelled(Fact):
    """A registration was given back, or taken back by an officer with a reason."""

    kind = "university.registration.cancelled"
    about = "university.class:{class_id}"
    told = gettext_noop("membatalkan pendaftaran {name}. {reason}")

    class_id: int
    registration_id: int
    person_id: int
    name: str
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AttendanceMarked(Fact):
    """An officer wrote down by hand that somebody was in a session, with a reason."""

    kind = "university.attendance.marked"
    about = "university.class:{class_id}"
    told = gettext_noop("mencatat {name} hadir pada {session}: {reason}")

    class_id: int
    session_id: int
    person_id: int
    name: str
    session: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ClassClosed(Fact):
    """A class was closed: attendance is final, certificates exist."""

    kind = "university.class.closed"
    about = "university.class:{class_id}"
    told = gettext_noop("menutup kelas “{title}”: {completed} selesai, {incomplete} tidak lengkap")

    class_id: int
    title: str
    completed: int
    incomplete: int


@dataclass(frozen=True, kw_only=True)
class CertificateRevoked(Fact):
    """A certificate does not hold any more, with a reason that its check page shows."""

    kind = "university.certificate.revoked"
    about = "university.certificate:{certificate_id}"
    told = gettext_noop("mencabut sertifikat {number}: {reason}")

    certificate_id: int
    person_id: int
    number: str
    activity: str
    evidence: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PathWritten(Fact):
    """An officer began a path or changed what it says."""

    kind = "university.path.written"
    about = "university.path:{path_id}"
    told = gettext_noop("menulis {part} “{title}”")

    path_id: int
    title: str
    part: str


@dataclass(frozen=True, kw_only=True)
class PathPublished(Fact):
    """A version of a path became the one that learners walk."""

    kind = "university.path.published"
    about = "university.path:{path_id}"
    told = gettext_noop("menerbitkan jalur “{title}” versi {version} dengan {steps} langkah")

    path_id: int
    title: str
    version: int
    steps: int


@dataclass(frozen=True, kw_only=True)
class PathWithdrawn(Fact):
    """A path was closed to new learners, with a reason."""

    kind = "university.path.withdrawn"
    about = "university.path:{path_id}"
    told = gettext_noop("menarik jalur “{title}”: {reason}")

    path_id: int
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class StepConfirmed(Fact):
    """An officer confirmed that somebody did a step of a path, in words."""

    kind = "university.path.step_confirmed"
    about = "university.path:{path_id}"
    told = gettext_noop("mengesahkan langkah “{step}” dari {name}: {words}")

    path_id: int
    person_id: int
    name: str
    title: str
    step: str
    words: str


@dataclass(frozen=True, kw_only=True)
class PathCompleted(Fact):
    """Somebody has done every required step of a path. It is worth no JP: its steps were."""

    kind = "university.path.completed"
    about = "university.person:{person_id}"
    told = gettext_noop("menuntaskan jalur belajar “{title}”")

    person_id: int
    path_id: int
    title: str
    evidence: str
    evidence_url: str
    number: str
    started_on: date
    ended_on: date


@dataclass(frozen=True, kw_only=True)
class DutyGiven(Fact):
    """Something to learn was asked of these people, at once or as they came to fit the rule."""

    kind = "university.duty.given"
    about = "university.duty:{duty_id}"
    told = gettext_noop("menugaskan “{title}” kepada {count} pegawai")

    duty_id: int
    title: str
    url: str
    mandatory: bool
    basis: str
    due_on: date
    count: int
    person_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class DutyReminded(Fact):
    """These people were reminded; `days_left` is negative after the day."""

    kind = "university.duty.reminded"
    about = "university.duty:{duty_id}"
    told = gettext_noop("mengingatkan {count} pegawai tentang “{title}”")

    duty_id: int
    title: str
    url: str
    due_on: date
    days_left: int
    count: int
    person_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class DutyEscalated(Fact):
    """A head was told how many of their people are late with something mandatory."""

    kind = "university.duty.escalated"
    about = "university.duty:{duty_id}"
    told = gettext_noop("memberi tahu atasan: {count} pegawai terlambat “{title}”")

    duty_id: int
    title: str
    head_id: int
    count: int


@dataclass(frozen=True, kw_only=True)
class DutyExtended(Fact):
    """Somebody has more time, with a reason."""

    kind = "university.duty.extended"
    about = "university.duty:{duty_id}"
    told = gettext_noop("memperpanjang {name} sampai {due_on}: {reason}")

    duty_id: int
    person_id: int
    name: str
    title: str
    former_due_on: date
    due_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class DutyExempted(Fact):
    """Somebody need not learn it, with a reason."""

    kind = "university.duty.exempted"
    about = "university.duty:{duty_id}"
    told = gettext_noop("membebaskan {name}: {reason}")

    duty_id: int
    person_id: int
    name: str
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class DutyEnded(Fact):
    """It is asked of nobody any more; what was done stays."""

    kind = "university.duty.ended"
    about = "university.duty:{duty_id}"
    told = gettext_noop("mengakhiri penugasan “{title}”: {reason}")

    duty_id: int
    title: str
    reason: str
