"""Questions of single quizzes become questions of the bank; old attempts and answers stay readable."""

from collections import defaultdict
from decimal import Decimal

from django.db import migrations


def move(apps, schema_editor):
    Quiz = apps.get_model("university", "Quiz")
    for quiz in Quiz.objects.select_related("course").order_by("pk"):
        _Mover(apps, quiz).move()


class _Mover:
    def __init__(self, apps, quiz):
        self.model = lambda name: apps.get_model("university", name)
        self.quiz = quiz
        self.course = quiz.course
        self.kept = {}  # what it says -> its version
        self.rows = {}  # position -> the bank question that stood there last
        self.versions = {}  # key of the old question -> its version
        self.category = None

    def move(self):
        for version in self.quiz.versions.order_by("number"):
            questions = list(self.model("Question").objects.filter(version=version).order_by("position"))
            self._version(version, questions)
            self._attempts(version, questions)

    def _version(self, version, questions):
        by = version.published_by_id or self.course.owner_id
        at = version.published_at or self.course.updated_at
        slots = []
        for question in questions:
            kept = self._kept(question, by, at, bool(version.published_at))
            self.versions[question.pk] = kept
            slots.append(
                self.model("Slot")(
                    version=version,
                    position=question.position,
                    question_id=kept.question_id,
                    points=question.points,
                    pool=[kept.pk] if version.published_at else [],
                )
            )
        self.model("Slot").objects.bulk_create(slots)

    def _kept(self, question, by, at, is_used):
        data = _data(question)
        said = repr(data)
        if said in self.kept:
            kept = self.kept[said]
            if is_used and not kept.is_used:
                kept.is_used = True
                kept.save()
            return kept
        row = self.rows.get(question.position)
        number = 1
        if row is not None and row.kind == question.kind:
            number = row.versions.count() + 1
        else:
            row = self.model("BankQuestion").objects.create(
                category=self._category(),
                kind=question.kind,
                title=" ".join(question.prompt.split())[:200],
                source=question.source,
                created_by_id=by,
                created_at=at,
                updated_at=at,
            )
        kept = self.model("QuestionVersion").objects.create(
            question=row,
            number=number,
            data=data,
            written_by_id=by,
            written_at=at,
            is_used=is_used,
        )
        row.current, row.title, row.source = kept, " ".join(question.prompt.split())[:200], question.source
        row.updated_at = at
        row.save()
        self.rows[question.position] = row
        self.kept[said] = kept
        return kept

    def _category(self):
        if self.category is None:
            name = self.course.title[:100]
            self.category, is_new = self.model("QuestionCategory").objects.get_or_create(
                agency_id=self.course.agency_id, parent=None, name=name
            )
            if is_new:
                self.category.label, self.category.path = name, f"/{self.category.pk}/"
                self.category.save()
        return self.category

    def _attempts(self, version, questions):
        layout = [{"v": self.versions[q.pk].pk, "p": f"{q.points:f}"} for q in questions]
        for attempt in version.attempts.select_related("enrolment"):
            attempt.quiz_id = self.quiz.pk
            attempt.person_id = attempt.enrolment.person_id
            attempt.layout = layout
            attempt.save()
        places = {question.pk: question for question in questions}
        answers = self.model("Answer").objects.filter(question__in=places)
        changed = defaultdict(list)
        for answer in answers:
            question = places[answer.question_id]
            answer.place = question.position
            answer.version_id = self.versions[question.pk].pk
            answer.response = _response(question, answer)
            answer.said_at = answer.saved_at
            changed[0].append(answer)
        self.model("Answer").objects.bulk_update(
            changed[0], ["place", "version", "response", "said_at"], batch_size=500
        )


def _response(question, answer):
    if question.kind in ("single", "multiple"):
        return {"picked": list(answer.picked)} if answer.picked else {}
    return {"text": answer.text} if answer.text.strip() else {}


def _data(question):
    """As `quizzes.questions.Question.to_data` writes it."""
    data = {"kind": question.kind, "prompt": question.prompt}
    if question.points != 1:
        data["points"] = f"{question.points.normalize():f}"
    for name in ("explanation", "source"):
        if getattr(question, name):
            data[name] = getattr(question, name)
    return {**data, **_key(question)}


def _key(question):
    if question.kind in ("single", "multiple"):
        return {"choices": _choices(question)}
    if question.kind == "true_false":
        return {"truth": True} if question.truth else {}
    if question.kind == "short":
        return {"accepted": [{"text": text} for text in question.accepted]}
    number = {"value": f"{Decimal(question.value or 0).normalize():f}"}
    if question.tolerance:
        number["tolerance"] = f"{question.tolerance.normalize():f}"
    key = {"numbers": [number]}
    if question.unit:
        key["units"] = [{"name": question.unit}]
    return key


def _choices(question):
    right = sum(bool(choice["correct"]) for choice in question.choices) or 1
    share = "1" if right == 1 else f"{round(Decimal(1) / right, 6).normalize():f}"
    choices = []
    for choice in question.choices:
        said = {"text": choice["text"]}
        if choice["correct"]:
            said["share"] = share
        if choice.get("feedback"):
            said["feedback"] = choice["feedback"]
        choices.append(said)
    return choices


class Migration(migrations.Migration):
    dependencies = [
        ("university", "0004_quizzes_have_slots"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
