"""Jobs of the communities; the worker runs them. Hours are UTC: 18.40 is 01.40 WIB."""

from procrastinate.contrib.django import app

from sinau.communities import actions


@app.periodic(cron="40 18 * * *")
@app.task(
    name="communities.open_agency_communities",
    queueing_lock="communities.open_agency_communities",
)
def open_agency_communities(timestamp: int) -> None:
    """Each night: agencies that are new, renamed or merged have their community in order."""
    actions.open_agency_communities()
