"""Jobs of the communities; the worker runs them."""

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.communities import actions


@app.periodic(cron=cron("communities.open_agency_communities"))
@app.task(
    name="communities.open_agency_communities",
    queueing_lock="communities.open_agency_communities",
)
def open_agency_communities(timestamp: int) -> None:
    """Each night: agencies that are new, renamed or merged have their community in order."""
    actions.open_agency_communities()
