"""The loop of the city in a real browser: a phone, a desk, and a phone without scripts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.loop import (
    credit,
    gate,
    knowledge,
    learning,
    leave,
    outsider,
    question,
    regulation,
    summary,
)
from tests.loop.city import city, first_morning
from tests.loop.walk import Walk

__all__ = ["city", "first_morning"]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(
    params=[(PHONE, True), (DESK, True), (PHONE, False)],
    ids=["phone", "desk", "phone without scripts"],
)
def walk(
    request: pytest.FixtureRequest,
    browser: Browser,
    browser_context_args: dict[str, Any],
    city: None,
    live_server: Any,
) -> Iterator[Walk]:
    """Somebody's browser before the door of the city."""
    screen, scripts = request.param
    device = {**browser_context_args, "viewport": screen, "java_script_enabled": scripts}
    walk = Walk(browser, str(live_server.url), device, scripts)
    yield walk
    # Shown by pytest only when the walk did not come to its end.
    sys.stderr.write(walk.where())
    walk.leave()


def test_the_loop(walk: Walk, tmp_path: Path) -> None:
    """From a regulation to a figure on the head's desk, as the cast walks it."""
    # 1, 2: a source is read, a question is answered from it, another is not
    regulation.is_read_and_has_an_address(walk, tmp_path)
    question.is_answered_by_quotation(walk)
    conversation = question.is_refused_and_handed_to_people(walk)
    gap = question.waits_in_a_gap(walk)
    # 3: what a colleague knows becomes an article
    knowledge.is_answered_by_a_colleague(walk, conversation)
    knowledge.is_accepted(walk, conversation)
    article = knowledge.becomes_an_article(walk, conversation)
    question.is_answered_by_the_new_article(walk, knowledge.TITLE)
    question.has_closed_its_gap(walk, gap)
    # 4, 5: what is learnt counts
    certificates = [learning.a_course_is_passed(walk), learning.a_class_is_attended(walk)]
    credit.stands_in_the_book(walk, certificates)
    credit.is_public_proof(walk, certificates)
    # 6: a request becomes a letter
    request = leave.is_requested(walk)
    leave.is_granted(walk, request)
    leave.is_a_letter(walk, request)
    # 7: an idea has to earn its pilot
    idea = gate.is_written_and_proposed(walk)
    gate.refuses_with_every_reason(walk, idea)
    gate.is_met(walk, idea)
    gate.starts_the_pilot(walk, idea)
    gate.is_in_the_public_register(walk)
    # 8, 9: the head sees all of it, the outsider nothing
    summary.opens_to_its_rows(walk)
    outsider.finds_nothing(walk, article)
    assert walk.complaints == []
