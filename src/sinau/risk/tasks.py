"""Jobs of risk; the worker runs them."""

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.risk.actions import monitoring


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
