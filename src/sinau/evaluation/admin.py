"""For the system's keepers: looking only."""

from django.contrib import admin

from sinau.evaluation.models import Evaluation, Indicator, Questionnaire
from sinau.ui.admin import LookOnly

admin.site.register(Evaluation, LookOnly)
admin.site.register(Indicator, LookOnly)
admin.site.register(Questionnaire, LookOnly)
