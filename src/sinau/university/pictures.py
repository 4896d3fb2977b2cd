"""Pictures that questions show: kept under the hash of what they are, shown at one address."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from sinau.university.quizzes.questions import Question

NAME = re.compile(r"[0-9a-f]{24}\.(png|jpg|gif|webp)")
MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


def keep_pictures(files: Mapping[str, bytes]) -> None:
    """The pictures can be shown under their names; a second time changes nothing."""
    for name, content in files.items():
        place = _place(name)
        if default_storage.exists(place):
            if default_storage.size(place) == len(content):
                continue
            # Somebody was interrupted while writing it.
            default_storage.delete(place)
        default_storage.save(place, ContentFile(content))


def read_picture(name: str) -> bytes | None:
    """The picture of this name; None when there is none."""
    if not NAME.fullmatch(name) or not default_storage.exists(_place(name)):
        return None
    with default_storage.open(_place(name)) as kept:
        return bytes(kept.read())


def pictures_of(questions: Sequence[Question]) -> dict[str, bytes]:
    """The pictures the questions show, those that are there."""
    names = {name for question in questions for name in question.files}
    found = {name: read_picture(name) for name in sorted(names)}
    return {name: content for name, content in found.items() if content is not None}


def with_addresses(question: Question) -> Question:
    """Its texts name each picture by the address at which it is shown."""
    return _renamed(question, lambda name: (f"]({name})", f"]({address(name)})"))


def without_addresses(question: Question) -> Question:
    """Its texts name each picture by its bare name, as files of other systems do."""
    return _renamed(question, lambda name: (f"]({address(name)})", f"]({name})"))


def address(name: str) -> str:
    """Where a picture is shown."""
    return reverse("university:question_picture", args=[name])


def _renamed(question: Question, change: Callable[[str], tuple[str, str]]) -> Question:
    if not question.files:
        return question
    words = json.dumps(question.to_data())
    for name in question.files:
        old, new = change(name)
        words = words.replace(old, new)
    return replace(Question.from_data(json.loads(words)), category=question.category)


def _place(name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValueError("The name of a picture is a hash and a kind.")
    return f"bank/{name[:2]}/{name}"
