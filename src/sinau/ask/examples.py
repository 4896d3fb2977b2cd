"""Questions to begin with, taken from what this reader can really have answered."""

from __future__ import annotations

from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.search.models import Kind, Passage
from sinau.search.reading import Reader

AT_MOST = 5
SHORTEST, LONGEST = 8, 60


def examples_for(person: Person) -> list[str]:
    """Headings of articles open to this person, each from another one; other ones each day."""
    shelves = Reader.of(person, kinds=(Kind.ARTICLE,)).shelf_numbers
    headed = (
        Passage.objects.filter(document__shelf__in=shelves)
        .exclude(heading="")
        .order_by("document_id", "position")
        .values_list("document_id", "document__title", "heading")
    )
    by_article: dict[int, list[str]] = {}
    for document, title, heading in headed:
        topic = f"{title.split(':')[0]}: {heading[:1].lower()}{heading[1:]}"
        question = heading if heading.endswith("?") else topic
        if SHORTEST <= len(question) <= LONGEST:
            by_article.setdefault(document, []).append(question)
    day = today().toordinal()
    found = [questions[day % len(questions)] for questions in by_article.values()]
    turn = day % len(found) if found else 0
    # What is worded as a question first.
    turned = sorted(found[turn:] + found[:turn], key=lambda one: not one.endswith("?"))
    return turned[:AT_MOST]
