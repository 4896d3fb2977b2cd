"""What planning does when others tell it something: people move, learn, fail a quiz, ask in vain."""

from __future__ import annotations

from django.db.models import Q

from sinau.ask.events import QuestionRefused
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.kernel.clock import WIB
from sinau.people.events import CompetencyAssessed, PersonEdited, PersonPosted
from sinau.people.models import Person
from sinau.planning.actions.assessing import assess
from sinau.planning.actions.development import tick_by_facts
from sinau.planning.actions.needs import forget_heard, hear_signal
from sinau.planning.actions.settling import settle
from sinau.planning.advising import PROGRAMME
from sinau.planning.events import ItemLinked
from sinau.planning.models import Action, Competency, PlanItem, Signal, SignalKind, Source, Teaches
from sinau.university.actions.walking import recount_walkers
from sinau.university.events import LearningCompleted, QuizSubmitted
from sinau.university.models import Answer, Attempt, Completion, Path


@hears(PersonEdited, PersonPosted)
def settle_who_moved(fact: PersonEdited | PersonPosted, entry: Entry) -> None:
    """What the new position needs is kept."""
    settle([fact.person_id])


@hears(CompetencyAssessed)
def keep_what_the_office_found(fact: CompetencyAssessed, entry: Entry) -> None:
    """A level in the staff records is a result of an assessment here too."""
    person = Person.objects.filter(pk=fact.person_id).first()
    competency = Competency.objects.filter(key=fact.competency).first()
    if person and competency:
        assess(
            person,
            competency,
            level=fact.level,
            source=Source.CENTRE,
            by=None,
            words="Catatan kepegawaian",
            evidence=f"people.competency:{fact.competency}:{fact.assessed_on}:{fact.level}",
        )


@hears(ItemLinked)
def walk_on_by_a_late_link(fact: ItemLinked, entry: Entry) -> None:
    """A class that belongs to a programme since now reaches the stations that ask for one of it."""
    item = PlanItem.objects.filter(pk=fact.item_id).first()
    if item is None or fact.class_id is None:
        return
    asked = Q(current__steps__address=f"{PROGRAMME}:{item.programme_id}")
    for path in Path.objects.filter(asked).distinct():
        recount_walkers(path)


def _completion(fact: LearningCompleted) -> Completion | None:
    app, _colon, number = fact.evidence.partition(":")
    if app not in ("university.completion", "university.attendance") or not number.isdigit():
        return None
    return Completion.objects.filter(pk=int(number)).select_related("person").first()


@hears(LearningCompleted)
def take_learning_as_evidence(fact: LearningCompleted, entry: Entry) -> None:
    """Who finished what teaches a level has shown it; the actions of their plan are done."""
    completion = _completion(fact)
    if completion is None:
        return
    if completion.course_id:
        taught = Teaches.objects.filter(course=completion.course_id)
        actions = Action.objects.filter(course=completion.course_id)
    else:
        taught = Teaches.objects.filter(training_class=completion.training_class_id)
        actions = Action.objects.filter(training_class=completion.training_class_id)
    for row in taught.select_related("competency"):
        assess(
            completion.person,
            row.competency,
            level=row.level,
            source=Source.EVIDENCE,
            by=None,
            words=fact.title,
            evidence=fact.evidence,
        )
    mine = actions.filter(goal__plan__person=completion.person_id)
    tick_by_facts(mine.select_related("goal__plan"))


def _forget_quizzes() -> None:
    forget_heard("quiz:")


@hears(QuizSubmitted, forget=_forget_quizzes)
def hear_what_was_not_known(fact: QuizSubmitted, entry: Entry) -> None:
    """Each passage a failed attempt got wrong is a fact behind what the course teaches."""
    if fact.passed:
        return
    attempt = Attempt.objects.filter(pk=fact.attempt_id).select_related("person").first()
    if attempt is None or attempt.person.agency_id is None:
        return
    about = Q(course=fact.course_id) if fact.course_id else Q(training_class=fact.class_id)
    taught = Teaches.objects.filter(about).first()
    wrong = Answer.objects.filter(attempt=attempt, share__lt=1).select_related("version")
    passages = dict.fromkeys(answer.version.asked.source or fact.title for answer in wrong)
    for passage in passages:
        hear_signal(
            Signal(
                kind=SignalKind.QUIZ,
                agency_id=attempt.person.agency_id,
                person=attempt.person,
                competency_id=taught.competency_id if taught else None,
                words=passage[:300],
                source=f"Kuis “{fact.title}” percobaan {fact.number}"[:200],
                happened_on=entry.told_at.astimezone(WIB).date(),
                # The passage may be long; its place in the attempt names it.
                evidence=f"quiz:{fact.attempt_id}:{list(passages).index(passage)}",
            )
        )


def _forget_questions() -> None:
    forget_heard("question:")


@hears(QuestionRefused, forget=_forget_questions)
def hear_questions_without_answer(fact: QuestionRefused, entry: Entry) -> None:
    """That nobody could answer is a fact of the agency; who asked, and what, stays with the asker."""
    if fact.agency_id is None:
        return
    hear_signal(
        Signal(
            kind=SignalKind.QUESTION,
            agency_id=fact.agency_id,
            words="Sebuah pertanyaan belum punya sumber yang cukup",
            source="Meja jawaban",
            happened_on=entry.told_at.astimezone(WIB).date(),
            evidence=f"question:{fact.question_id}",
        )
    )
