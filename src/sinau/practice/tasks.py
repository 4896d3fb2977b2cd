"""Jobs of learning by doing; the worker runs them."""

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.practice.actions import ask_what_became


@app.periodic(cron=cron("practice.ask_what_became"))
@app.task(name="practice.ask_what_became", queue="default")
def ask_what_became_job(timestamp: int) -> None:
    """Ask everybody whose plan of action is 3 or 6 months old what became of it."""
    ask_what_became()
