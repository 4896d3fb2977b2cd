"""What stands at a station that another app keeps: a reading shown here, or a deed heard of."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sinau.university.quizzes.questions import Question

# The kinds of deed of which facts tell; the empty one is confirmed by an officer.
ACTIVITIES: list[tuple[str, Promise]] = [
    ("", _("Petugas mengesahkan dengan kata-kata")),
    ("communities.conversation", _("Peserta bertanya di komunitas")),
    ("communities.reply", _("Peserta menjawab di komunitas")),
    ("communities.answer", _("Jawaban peserta diterima penanya")),
    ("practice.cycle", _("Peserta menyelesaikan satu siklus coaching atau mentoring")),
]
# Where one goes to do it.
PLACES = {"communities": "/komunitas/", "practice": "/belajar/praktik/"}


def place_of(noun: str) -> str:
    """The address at which a deed of this kind is done; empty when there is none."""
    return PLACES.get(noun.partition(".")[0], "")


def is_right(question: Question, picked: Collection[int]) -> bool:
    """Whether exactly the right choices were picked."""
    return set(picked) == {at for at, choice in enumerate(question.choices) if choice.share > 0}
