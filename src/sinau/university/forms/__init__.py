"""What the pages of the university ask for."""

from sinau.university.forms.certificates import (
    TemplateForm,
    VerifyForm,
)
from sinau.university.forms.class_papers import (
    MaterialForm,
    MinutesForm,
    ReservationForm,
    RoomForm,
    SheetForm,
)
from sinau.university.forms.classes import (
    ClassForm,
    DigitsForm,
    ParticipantsForm,
    ReasonForm,
    SessionForm,
)
from sinau.university.forms.courses import (
    CourseForm,
    LessonForm,
)
from sinau.university.forms.questions import (
    QUESTION_FORMS,
    QuestionForm,
)
from sinau.university.forms.quizzes import (
    CategoryForm,
    DrawForm,
    EssayMarkForm,
    QuizRulesForm,
    SlotForm,
)

__all__ = [
    "QUESTION_FORMS",
    "CategoryForm",
    "ClassForm",
    "CourseForm",
    "DigitsForm",
    "DrawForm",
    "EssayMarkForm",
    "LessonForm",
    "MaterialForm",
    "MinutesForm",
    "ParticipantsForm",
    "QuestionForm",
    "QuizRulesForm",
    "ReasonForm",
    "ReservationForm",
    "RoomForm",
    "SessionForm",
    "SheetForm",
    "SlotForm",
    "TemplateForm",
    "VerifyForm",
]
