"""What the corporate university tells the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
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
class LessonPublished(Fact):
    """A version of a lesson became the one that learners read, in one language.

    `reason` says why it was not held back although somebody was still asked to read it.
    """

    kind = "university.lesson.published"
    about = "university.course:{course_id}"
    told = gettext_noop("menerbitkan versi {version} pelajaran “{title}”")

    course_id: int
    lesson_id: int
    title: str
    version: int
    language: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class LessonReviewAsked(Fact):
    """Somebody was asked to read a draft over before it is published."""

    kind = "university.lesson.review_asked"
    about = "university.course:{course_id}"
    told = gettext_noop("meminta {name} memeriksa draf pelajaran “{title}”")

    course_id: int
    version_id: int
    person_id: int
    name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class LessonReviewed(Fact):
    """Somebody who was asked said what they think of a draft: approved, or what must change."""

    kind = "university.lesson.reviewed"
    about = "university.course:{course_id}"
    told = gettext_noop("memeriksa draf pelajaran “{title}”: {opinion}")

    course_id: int
    version_id: int
    writer_id: int
    title: str
    opinion: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CourseCopied(Fact):
    """A course was begun as a copy of another one."""

    kind = "university.course.copied"
    about = "university.course:{course_id}"
    told = gettext_noop("menyalin kursus “{title}”")

    course_id: int
    source_id: int
    title: str


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


# ── Classes: seats and permission ───────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class PermissionAsked(Fact):
    """Somebody wants to come to a class that needs their supervisor's permission."""

    kind = "university.permission.asked"
    about = "university.class:{class_id}"
    told = gettext_noop("meminta izin atasan bagi {name}")

    class_id: int
    registration_id: int
    person_id: int
    name: str
    title: str
    supervisor_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PermissionGiven(Fact):
    """A supervisor lets somebody come; a seat or a place in the line follows."""

    kind = "university.permission.given"
    about = "university.class:{class_id}"
    told = gettext_noop("mengizinkan {name} mengikuti kelas")

    class_id: int
    registration_id: int
    person_id: int
    name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class PermissionRefused(Fact):
    """A supervisor does not let somebody come, with a reason; the registration is over."""

    kind = "university.permission.refused"
    about = "university.class:{class_id}"
    told = gettext_noop("tidak mengizinkan {name} mengikuti kelas: {reason}")

    class_id: int
    registration_id: int
    person_id: int
    name: str
    title: str
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
class SeatsReleased(Fact):
    """Seats kept for one agency that nobody took became free for all."""

    kind = "university.seats.released"
    about = "university.class:{class_id}"
    told = gettext_noop("melepas {seats} kursi {agency} yang tidak terisi")

    class_id: int
    title: str
    agency: str
    seats: int


@dataclass(frozen=True, kw_only=True)
class RosterAdded(Fact):
    """An officer added a list of people at once."""

    kind = "university.roster.added"
    about = "university.class:{class_id}"
    told = gettext_noop("menambahkan {count} peserta dari daftar")

    class_id: int
    title: str
    batch_id: int
    count: int


@dataclass(frozen=True, kw_only=True)
class RosterUndone(Fact):
    """A list of people that was added at once was taken back as a whole."""

    kind = "university.roster.undone"
    about = "university.class:{class_id}"
    told = gettext_noop("membatalkan penambahan {count} peserta")

    class_id: int
    title: str
    batch_id: int
    count: int


# ── Classes: invitation, sessions, papers ───────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class ParticipantsInvited(Fact):
    """People with a seat were invited: the letter and the calendar file are ready for them."""

    kind = "university.class.invited"
    about = "university.class:{class_id}"
    told = gettext_noop("mengundang {count} peserta")

    class_id: int
    title: str
    starts_at: datetime
    place: str
    people: list[int]
    count: int


@dataclass(frozen=True, kw_only=True)
class SessionMoved(Fact):
    """A session of an announced class got another time or place; `people` have a seat in it."""

    kind = "university.session.moved"
    about = "university.class:{class_id}"
    told = gettext_noop("memindahkan {session} ke {starts_at}, {place}")

    class_id: int
    session_id: int
    title: str
    session: str
    starts_at: datetime
    place: str
    people: list[int]


@dataclass(frozen=True, kw_only=True)
class ClashAccepted(Fact):
    """An officer kept a session although its room, a speaker or participants are busy, and said why."""

    kind = "university.session.clashed"
    about = "university.class:{class_id}"
    told = gettext_noop("menyimpan {session} meskipun bentrok: {reason}")

    class_id: int
    session_id: int
    session: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ClassPaperKept(Fact):
    """Material, minutes or a signed list was put beside a class; `paper` says which."""

    kind = "university.class_paper.kept"
    about = "university.class:{class_id}"
    told = gettext_noop("menyimpan {paper} “{name}”")

    class_id: int
    title: str
    paper: str
    name: str


@dataclass(frozen=True, kw_only=True)
class RoomWritten(Fact):
    """A room came into the catalogue, or what is said of it changed."""

    kind = "university.room.written"
    about = "university.room:{room_id}"
    told = gettext_noop("menulis ruang “{name}” untuk {capacity} orang")

    room_id: int
    name: str
    capacity: int


# ── Classes: attendance and closing ─────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class AttendanceUnmarked(Fact):
    """An officer took back a mark made by hand, with a reason."""

    kind = "university.attendance.unmarked"
    about = "university.class:{class_id}"
    told = gettext_noop("menghapus catatan hadir {name} pada {session}: {reason}")

    class_id: int
    session_id: int
    person_id: int
    name: str
    session: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ClassReopened(Fact):
    """A closed class was opened again for a correction, with a reason."""

    kind = "university.class.reopened"
    about = "university.class:{class_id}"
    told = gettext_noop("membuka kembali kelas “{title}”: {reason}")

    class_id: int
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LearningUndone(Fact):
    """Learning that was told as completed was not, after all: its JP is to be taken back."""

    kind = "university.learning.undone"
    about = "university.person:{person_id}"
    told = gettext_noop("tidak jadi menyelesaikan “{title}”: {reason}")

    person_id: int
    evidence: str
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
class CertificatesPrinted(Fact):
    """The worker has printed the certificates of a class; `failed` could not be printed."""

    kind = "university.certificates.printed"
    about = "university.class:{class_id}"
    told = gettext_noop("{printed} sertifikat “{title}” tercetak, {failed} gagal")

    class_id: int
    title: str
    printed: int
    failed: int


@dataclass(frozen=True, kw_only=True)
class CredentialNamed(Fact):
    """A learner asked for a credential that says their name in plain words."""

    kind = "university.credential.named"
    about = "university.certificate:{certificate_id}"
    told = gettext_noop("meminta kredensial bernama untuk sertifikat {number}")

    certificate_id: int
    person_id: int
    number: str


@dataclass(frozen=True, kw_only=True)
class TemplateWritten(Fact):
    """An agency changed the words, the signer or the logo of its certificates."""

    kind = "university.template.written"
    about = "university.template:{agency_id}"
    told = gettext_noop("mengubah templat sertifikat {agency}")

    agency_id: int
    agency: str


@dataclass(frozen=True, kw_only=True)
class CredentialKeyRotated(Fact):
    """From now on another key signs the credentials of the city; `method` is its address."""

    kind = "university.credential_key.rotated"
    about = "university.credential_key:city"
    told = gettext_noop("mengganti kunci kredensial: {method}")

    method: str


@dataclass(frozen=True, kw_only=True)
class DutyEnded(Fact):
    """It is asked of nobody any more; what was done stays."""

    kind = "university.duty.ended"
    about = "university.duty:{duty_id}"
    told = gettext_noop("mengakhiri penugasan “{title}”: {reason}")

    duty_id: int
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LearningDoubted(Fact):
    """A lesson or a question cites a regulation that changed; its keepers are to look at it."""

    kind = "university.doubt.raised"
    about = "university.{thing}:{thing_id}"
    told = gettext_noop("menandai “{title}” perlu diperiksa: {reason}")

    doubt_id: int
    title: str
    thing: str
    thing_id: int
    agency_id: int
    url: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LearningDoubtSettled(Fact):
    """Somebody looked at a lesson or a question whose regulation had changed."""

    kind = "university.doubt.settled"
    about = "university.doubt:{doubt_id}"
    told = gettext_noop("memeriksa “{title}” setelah dasar hukumnya berubah")

    doubt_id: int
    title: str
    note: str = ""
