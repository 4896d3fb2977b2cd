"""The reference of the specification names tests that exist, and every test of it is named."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

HERE = Path(__file__).parent
PAGE = Path(settings.ROOT) / "docs" / "reference" / "xapi.md"
# A test of how something is done, which no specification asks for.
OURS = {
    "test_the_same_bytes_are_read_the_same_way_again",
    "test_a_duration_has_parts",
    "test_an_activity_with_nothing_in_its_definition_is_allowed",
    "test_whatever_is_valid_is_read_and_shaped",
}


def data() -> str:
    """The section that `records/xapi` answers for."""
    return PAGE.read_text().split("\n## Data\n")[1].split("\n## ")[0]


def proved() -> set[str]:
    ours = {Path(__file__).name, "test_xapi_memory.py"}
    files = [path for path in HERE.glob("test_xapi_*.py") if path.name not in ours]
    return {
        name for path in files for name in re.findall(r"^def (test_\w+)", path.read_text(), re.M)
    }


def test_every_named_test_exists() -> None:
    """What the page promises is proved somewhere."""
    assert not set(re.findall(r"`(test_\w+)`", data())) - proved()


def test_every_test_is_named() -> None:
    """What is proved stands on the page."""
    assert not proved() - set(re.findall(r"`(test_\w+)`", data())) - OURS
