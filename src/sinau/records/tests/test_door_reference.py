"""What the reference promises of the communication is proved by a test, and what is proved is promised."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

HERE = Path(__file__).parent
PAGE = Path(settings.ROOT) / "docs" / "reference" / "xapi.md"
FILES = (
    "test_door.py",
    "test_door_fuzz.py",
    "test_alternate_requests.py",
    "test_statements_resource.py",
    "test_attachments.py",
    "test_documents.py",
    "test_documents_at_once.py",
    "test_other_resources.py",
)
# How it is done, which no specification asks for.
OURS = {"test_everything_else_goes_on", "test_a_body_without_a_length_is_none"}


class ReferenceTests(SimpleTestCase):
    def test_it_names_the_tests_there_are(self) -> None:
        section = PAGE.read_text().split("\n## Communication\n")[1]
        promised = set(re.findall(r"`(test_\w+)`", section))
        texts = "".join((HERE / name).read_text() for name in FILES)
        proved = set(re.findall(r"^    def (test_\w+)", texts, re.MULTILINE))
        self.assertEqual(promised - proved, set())
        self.assertEqual(proved - promised - OURS, set())
