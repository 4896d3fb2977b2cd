"""Jobs of risk; the worker runs them."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.risk.actions.computing import compute
from sinau.risk.actions.rounds import reveal_due as reveal_due_rounds


@app.periodic(cron=cron("risk.reveal_due"))
@app.task(name="risk.reveal_due", queue="facts", queueing_lock="risk.reveal_due")
def reveal_due(timestamp: int) -> None:
    """Each night: opens the answers of rounds whose last day is over."""
    reveal_due_rounds()


@app.task(
    name="risk.compute_result",
    queue="facts",
    retry=RetryStrategy(max_attempts=3, exponential_wait=6),
)
def compute_result(result_id: int) -> None:
    """Draw the years of a register that is too large to wait for; done twice, it is done once."""
    compute(result_id)
