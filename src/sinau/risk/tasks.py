"""Jobs of risk; the worker runs them."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.risk.actions import monitoring, situations
from sinau.risk.actions.computing import compute
from sinau.risk.actions.computing import finish_silent as finish_silent_results
from sinau.risk.actions.rounds import reveal_due as reveal_due_rounds
from sinau.risk.models import Result


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


@app.task(name="risk.compute_situation", queue="facts")
def compute_situation(result_id: int) -> None:
    """Compute what is asked about many risks; one that was computed meanwhile is left alone."""
    if result := Result.objects.filter(pk=result_id).first():
        situations.compute(result)


@app.periodic(cron=cron("risk.finish_silent"))
@app.task(name="risk.finish_silent", queue="facts", queueing_lock="risk.finish_silent")
def finish_silent(timestamp: int) -> None:
    """Every ten minutes: finishes results of registers that a dead worker left behind."""
    finish_silent_results()


@app.periodic(cron=cron("risk.remind_of_cycles"))
@app.task(name="risk.remind_of_cycles", queueing_lock="risk.remind_of_cycles")
def remind_of_cycles(timestamp: int) -> None:
    """Reviews and quarters that are due are said to those who keep the registers."""
    monitoring.remind_of_cycles()


@app.periodic(cron=cron("risk.remind_of_notices"))
@app.task(name="risk.remind_of_notices", queueing_lock="risk.remind_of_notices")
def remind_of_notices(timestamp: int) -> None:
    """Notices that are due within a day, or late, are said to those who handle the incident."""
    monitoring.remind_of_notices()
