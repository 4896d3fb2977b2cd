"""Jobs of risk; the worker runs them."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sinau.risk.actions.computing import compute


@app.task(
    name="risk.compute_result",
    queue="facts",
    retry=RetryStrategy(max_attempts=3, exponential_wait=6),
)
def compute_result(result_id: int) -> None:
    """Draw the years of a register that is too large to wait for; done twice, it is done once."""
    compute(result_id)
