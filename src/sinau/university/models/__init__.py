"""The nouns of the corporate university."""

from sinau.university.models.activities import (
    Activity,
    ActivityDone,
)
from sinau.university.models.attendance import (
    Attendance,
    DigitTry,
)
from sinau.university.models.bank import (
    BankQuestion,
    QuestionCategory,
    QuestionKind,
    QuestionVersion,
)
from sinau.university.models.certificates import (
    Certificate,
    CertificateSeries,
    Revocation,
)
from sinau.university.models.class_papers import (
    AgencyQuota,
    AttendanceSheet,
    ClassMaterial,
    ClassReopening,
    Minutes,
)
from sinau.university.models.classes import (
    ClassClosing,
    Registration,
    RosterBatch,
    Session,
    TrainingClass,
)
from sinau.university.models.courses import (
    Course,
    Lesson,
)
from sinau.university.models.doubts import Doubt
from sinau.university.models.duties import (
    Duty,
    DutyPerson,
)
from sinau.university.models.imports import (
    MoodleImport,
    QuestionImport,
)
from sinau.university.models.learning import (
    Completion,
    Enrolment,
    LessonRead,
)
from sinau.university.models.lessons import (
    Block,
    CheckAnswer,
    CourseFile,
    CourseTranslation,
    FileKind,
    Language,
    LateArrival,
    LessonOpinion,
    LessonRemark,
    LessonReview,
    LessonVersion,
    Opinion,
)
from sinau.university.models.papers import (
    CertificateTemplate,
    FrozenPaper,
    IssueRun,
    Layout,
)
from sinau.university.models.paths import (
    Path,
    PathEnrolment,
    PathStep,
    PathVersion,
    Prerequisite,
    StepDone,
    StepKind,
)
from sinau.university.models.publishing import (
    Publication,
)
from sinau.university.models.quizzes import (
    Answer,
    Attempt,
    Quiz,
    QuizVersion,
    Slot,
)
from sinau.university.models.rooms import (
    Room,
    Speaker,
)

__all__ = [
    "Activity",
    "ActivityDone",
    "AgencyQuota",
    "Answer",
    "Attempt",
    "Attendance",
    "AttendanceSheet",
    "BankQuestion",
    "Block",
    "Certificate",
    "CertificateSeries",
    "CertificateTemplate",
    "CheckAnswer",
    "ClassClosing",
    "ClassMaterial",
    "ClassReopening",
    "Completion",
    "Course",
    "CourseFile",
    "CourseTranslation",
    "DigitTry",
    "Doubt",
    "Duty",
    "DutyPerson",
    "Enrolment",
    "FileKind",
    "FrozenPaper",
    "IssueRun",
    "Language",
    "LateArrival",
    "Layout",
    "Lesson",
    "LessonOpinion",
    "LessonRead",
    "LessonRemark",
    "LessonReview",
    "LessonVersion",
    "Minutes",
    "MoodleImport",
    "Opinion",
    "Path",
    "PathEnrolment",
    "PathStep",
    "PathVersion",
    "Prerequisite",
    "Publication",
    "QuestionCategory",
    "QuestionImport",
    "QuestionKind",
    "QuestionVersion",
    "Quiz",
    "QuizVersion",
    "Registration",
    "Revocation",
    "Room",
    "RosterBatch",
    "Session",
    "Slot",
    "Speaker",
    "StepDone",
    "StepKind",
    "TrainingClass",
]
