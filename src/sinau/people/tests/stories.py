"""Steps the tests of the import share."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from sinau.people.actions.imports import upload_import
from sinau.people.models import ImportRun, Person
from sinau.people.tests.workbooks import HEADINGS, line, xlsx

__all__ = ["HEADINGS", "line", "uploaded"]


def uploaded(
    by: Person, *rows: Sequence[Any], headings: Sequence[str] = HEADINGS, **more: Any
) -> ImportRun:
    """A run of these rows, as if the officer had uploaded them."""
    file = io.BytesIO(xlsx(headings, *rows))
    return upload_import(file, by=by, file_name="pegawai.xlsx", **more)
