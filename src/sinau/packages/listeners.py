"""What packages do by themselves when the university speaks: report completions to whoever waits."""

from __future__ import annotations

import re

from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.packages.actions.platforms import report_course
from sinau.university.events import LearningCompleted
from sinau.university.models import Completion

_OF_A_COURSE = re.compile(r"university\.completion:(\d+)")


@hears(LearningCompleted)
def report_completion(fact: LearningCompleted, entry: Entry) -> None:
    """A course that was taken for a system outside is reported there; told twice, it is sent once."""
    found = _OF_A_COURSE.fullmatch(fact.evidence)
    completion = Completion.objects.filter(pk=int(found[1])).first() if found else None
    if completion is not None and completion.course_id is not None:
        report_course(completion.person_id, completion.course_id)
