"""Which Sinau this is: the top heading of CHANGELOG.md."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def version() -> str:
    """For example "0.1.0"."""
    text = Path(settings.ROOT, "CHANGELOG.md").read_text()
    found = re.search(r"^## (\d+\.\d+\.\d+)", text, re.MULTILINE)
    return found[1] if found else ""
