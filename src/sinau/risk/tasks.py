"""Jobs of the risk app; the worker runs them."""

from __future__ import annotations

from procrastinate.contrib.django import app

from sinau.risk.actions.computing import compute
from sinau.risk.models import Result


@app.task(name="risk.compute_situation", queue="facts")
def compute_situation(result_id: int) -> None:
    """Compute what is asked about many risks; one that was computed meanwhile is left alone."""
    if result := Result.objects.filter(pk=result_id).first():
        compute(result)
