"""What the pages of the university ask for."""

from sinau.university.forms.certificates import TemplateForm, VerifyForm
from sinau.university.forms.classes import (
    ClassForm,
    DigitsForm,
    ParticipantsForm,
    ReasonForm,
    SessionForm,
)
from sinau.university.forms.courses import CourseForm, LessonForm, QuizRulesForm
from sinau.university.forms.questions import QUESTION_FORMS, QuestionForm

__all__ = [
    "QUESTION_FORMS",
    "ClassForm",
    "CourseForm",
    "DigitsForm",
    "LessonForm",
    "ParticipantsForm",
    "QuestionForm",
    "QuizRulesForm",
    "ReasonForm",
    "SessionForm",
    "TemplateForm",
    "VerifyForm",
]
