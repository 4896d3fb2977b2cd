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
    quiz_id: int = 0
    purpose: str = "final"


@dataclass(frozen=True, kw_only=True)
class QuizWritten(Fact):
    """An officer changed the test before or after a class."""

    kind = "university.quiz.written"
    about = "university.class:{class_id}"
    told = gettext_noop("menulis {part} “{title}”")

    class_id: int
    quiz_id: int
    title: str
    part: str


@dataclass(frozen=True, kw_only=True)
class QuizSubmitted(Fact):
    """A person handed in an attempt, and its score is known.

    `purpose` is final, practice, pre or post. Where an essay is marked anew, told once more with
    the same `attempt_id`: the last one counts.
    """

    kind = "university.quiz.submitted"
    about = "university.attempt:{attempt_id}"
    told = gettext_noop("mengirim kuis “{title}” percobaan {number}, nilai {score}")

    enrolment_id: int | None
    attempt_id: int
    person_id: int
    title: str
    version: int
    number: int
    score: Decimal
    passed: bool
    quiz_id: int = 0
    purpose: str = "final"
    course_id: int | None = None
    class_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class EssayMarked(Fact):
    """Somebody gave an essay its points and words to its writer."""

    kind = "university.essay.marked"
    about = "university.attempt:{attempt_id}"
    told = gettext_noop("menilai uraian nomor {place} pada “{title}”: {points}")

    attempt_id: int
    quiz_id: int
    person_id: int
    title: str
    place: int
    points: Decimal


@dataclass(frozen=True, kw_only=True)
class QuestionsFailed(Fact):
    """How people of an agency did on the questions about one passage, when more failed than knew it.

    `source` is the passage as it is cited, `passage` its address if it has one. `share` is the mean
    share of the points, over `answers` answers of `people` people since `since`.
    """

    kind = "university.questions.failed"
    about = "university.failed_passages:{agency_id}"
    told = gettext_noop("mencatat banyak yang keliru tentang {source}: {answers} jawaban")

    agency_id: int
    source: str
    passage: str
    competence: str
    share: float
    answers: int
    people: int
    since: date


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
class QuestionsImported(Fact):
    """The questions of a file were brought into the bank."""

    kind = "university.questions.imported"
    about = "university.question_import:{import_id}"
    told = gettext_noop("memasukkan {count} soal dari {name} ke kategori “{category}”")

    import_id: int
    name: str
    category: str
    count: int


@dataclass(frozen=True, kw_only=True)
class QuestionsTakenBack(Fact):
    """What a file had brought into the bank is not asked any more."""

    kind = "university.questions.taken_back"
    about = "university.question_import:{import_id}"
    told = gettext_noop("menarik kembali {count} soal dari {name} di kategori “{category}”")

    import_id: int
    name: str
    category: str
    count: int


@dataclass(frozen=True, kw_only=True)
class MoodleCourseImported(Fact):
    """A draft course was made of a backup of Moodle."""

    kind = "university.moodle.imported"
    about = "university.moodle_import:{import_id}"
    told = gettext_noop("membuat kursus “{title}” dari cadangan Moodle {name}")

    import_id: int
    course_id: int
    title: str
    name: str


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
