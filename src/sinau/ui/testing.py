"""Looking at pages and files as a test does: what a workbook says, what a page costs."""

from __future__ import annotations

from io import BytesIO

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook


def cells(content: bytes) -> list[list[object]]:
    """Every row of the first sheet, the headings first."""
    return [list(row) for row in load_workbook(BytesIO(content)).worksheets[0].values]


def queries_of(client: Client, url: str) -> int:
    """How many queries a page asks; a page that is not there proves nothing and is an error."""
    with CaptureQueriesContext(connection) as asked:
        status = client.get(url).status_code
    if status != 200:
        raise AssertionError(f"{url} answered {status}")
    return len(asked)
