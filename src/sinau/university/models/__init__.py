"""The nouns of the corporate university."""

from sinau.university.models.activities import Activity, ActivityDone
from sinau.university.models.attendance import Attendance, DigitTry
from sinau.university.models.bank import (
    BankQuestion,
    QuestionCategory,
    QuestionKind,
    QuestionVersion,
)
from sinau.university.models.certificates import Certificate, CertificateSeries, Revocation
from sinau.university.models.classes import ClassClosing, Registration, Session, TrainingClass
from sinau.university.models.courses import Course, Lesson
from sinau.university.models.duties import Duty, DutyPerson
from sinau.university.models.learning import Completion, Enrolment, LessonRead
from sinau.university.models.paths import (
    Path,
    PathEnrolment,
    PathStep,
    PathVersion,
    Prerequisite,
    StepDone,
    StepKind,
)
from sinau.university.models.publishing import Publication
from sinau.university.models.quizzes import Answer, Attempt, Question, Quiz, QuizVersion

__all__ = [
    "Activity",
    "ActivityDone",
    "Answer",
    "Attempt",
    "Attendance",
    "BankQuestion",
    "Certificate",
    "CertificateSeries",
    "ClassClosing",
    "Completion",
    "Course",
    "DigitTry",
    "Duty",
    "DutyPerson",
    "Enrolment",
    "Lesson",
    "LessonRead",
    "Path",
    "PathEnrolment",
    "PathStep",
    "PathVersion",
    "Prerequisite",
    "Publication",
    "Question",
    "QuestionCategory",
    "QuestionKind",
    "QuestionVersion",
    "Quiz",
    "QuizVersion",
    "Registration",
    "Revocation",
    "Session",
    "StepDone",
    "StepKind",
    "TrainingClass",
]
