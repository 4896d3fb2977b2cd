"""The forms of the answer desk."""

from sinau.ask.forms.asking import ForwardForm, HandOverForm, QuestionForm
from sinau.ask.forms.keeping import (
    DeskUseForm,
    LanguageForm,
    PublicForm,
    TrialQuestionForm,
    TrialUploadForm,
)

__all__ = [
    "DeskUseForm",
    "ForwardForm",
    "HandOverForm",
    "LanguageForm",
    "PublicForm",
    "QuestionForm",
    "TrialQuestionForm",
    "TrialUploadForm",
]
