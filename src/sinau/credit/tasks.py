"""Jobs of the JP ledger; the worker runs them."""

from procrastinate.contrib.django import app

from sinau.credit import auditing, closing
from sinau.credit.models import Closing


@app.task(name="credit.sign_summary_of", queue="papers")
def sign_summary_of(closing_id: int) -> None:
    """Print and sign the summary of a closing."""
    closing.sign_summary(Closing.objects.get(pk=closing_id))


@app.task(name="credit.recompute_for", queue="facts")
def recompute_for(recomputation_id: int) -> None:
    """Compute ledgers again from the facts and keep what differs."""
    auditing.run(recomputation_id)
