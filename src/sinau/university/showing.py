"""A version of a lesson as somebody sees it: each block made ready for its template."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from sinau.kernel.embedding import Embed, find_embed
from sinau.people.models import Person
from sinau.ui import markdown
from sinau.university.lessons.blocks import (
    BlockData,
    Callout,
    Check,
    Document,
    EmbedOf,
    Image,
    Text,
    Video,
)
from sinau.university.lessons.checking import Said, feedback_of, right_answer
from sinau.university.models import Block, CheckAnswer, CourseFile, LessonVersion
from sinau.university.quizzes.questions import Question

CALLOUT_TONES = {"info": "info", "warning": "wait", "example": "good", "legal": "earned"}
CALLOUT_ICONS = {
    "info": "info",
    "warning": "triangle-alert",
    "example": "lightbulb",
    "legal": "scale",
}


@dataclass(kw_only=True)
class ShownCheck:
    """A check with what this learner last answered to it."""

    key: str
    question: Question
    prompt: SafeString
    said: Said | None = None
    verdict: str = ""
    feedback: list[SafeString] = field(default_factory=list)
    right: str = ""


@dataclass(kw_only=True)
class Shown:
    """One block as a page shows it; which fields are filled depends on its kind."""

    key: str
    kind: str
    value: BlockData
    html: SafeString = field(default_factory=SafeString)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    file: CourseFile | None = None
    captions: CourseFile | None = None
    embed: Embed | None = None
    check: ShownCheck | None = None
    tone: str = ""
    icon: str = ""


def show_blocks(version: LessonVersion, person: Person) -> list[Shown]:
    """The blocks of a version as this person sees them now."""
    blocks = list(version.blocks.all())
    files = {found.key: found for found in _files(version, blocks)}
    answers = _answers(blocks, person)
    single = sum(block.kind == Text.kind for block in blocks) == 1
    return [_shown(block, person, files, answers, single=single) for block in blocks]


def _files(version: LessonVersion, blocks: list[Block]) -> list[CourseFile]:
    if not any("file" in block.data for block in blocks):
        return []
    keys = [block.data.get(name, "") for block in blocks for name in ("file", "captions")]
    return list(
        CourseFile.objects.filter(course_id=version.lesson.course_id, key__in=keys).select_related(
            "course"
        )
    )


def _answers(blocks: list[Block], person: Person) -> dict[int, CheckAnswer]:
    checks = [block.pk for block in blocks if block.kind == Check.kind]
    if not checks:
        return {}
    found = CheckAnswer.objects.filter(person=person, block__in=checks).order_by("answered_at")
    return {answer.block_id: answer for answer in found}


def _shown(
    block: Block,
    person: Person,
    files: dict[str, CourseFile],
    answers: dict[int, CheckAnswer],
    *,
    single: bool,
) -> Shown:
    value = block.value
    shown = Shown(key=block.key, kind=block.kind, value=value)
    match value:
        case Text():
            _fill_text(shown, value.markdown, "" if single else f"b{block.key}-")
        case Callout():
            shown.html = markdown.render(value.markdown, shift=1, prefix=f"b{block.key}-")
            shown.tone, shown.icon = CALLOUT_TONES[value.tone], CALLOUT_ICONS[value.tone]
        case Image() | Document():
            shown.file = files.get(value.file)
        case Video():
            shown.file, shown.captions = files.get(value.file), files.get(value.captions)
            shown.html = markdown.render(value.transcript, shift=1, prefix=f"b{block.key}-")
        case EmbedOf():
            shown.embed = find_embed(person, value.address)
        case Check():
            shown.check = show_check(block, answers.get(block.pk))
    return shown


def _fill_text(shown: Shown, text: str, prefix: str) -> None:
    # The page has the only h1: a text that begins with "##" needs no shift, one with "#" does.
    first = markdown.headings(text, shift=0)
    shift = int(any(level == 1 for level, *_rest in first))
    shown.html = markdown.render(text, shift=shift, prefix=prefix)
    shown.headings = [
        found for found in markdown.headings(text, shift=shift, prefix=prefix) if found[0] == 2
    ]


def show_check(block: Block, answer: CheckAnswer | None, language: str = "id") -> ShownCheck:
    """A check as this learner sees it, with the feedback to their last answer."""
    value = block.value
    assert isinstance(value, Check)
    question = value.question
    shown = ShownCheck(
        key=block.key, question=question, prompt=markdown.render(question.prompt, shift=3)
    )
    if answer is not None:
        shown.said, shown.verdict = Said.from_data(answer.response), answer.verdict
        shown.feedback = [
            markdown.render(words, shift=3) for words in feedback_of(question, shown.said)
        ]
        shown.right = right_answer(question)
    return shown


def headings_of(blocks: list[Shown]) -> list[tuple[int, str, str]]:
    """The headings of all texts, for the list of contents."""
    return [found for block in blocks for found in block.headings]
