"""Jobs of knowledge; the worker runs them."""

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.knowledge import actions
from sinau.knowledge.models import Reading


@app.task(name="knowledge.read_document", queue="documents")
def read_document(reading_id: int) -> None:
    """Read one document."""
    reading = Reading.objects.select_related("document").filter(pk=reading_id).first()
    if reading is not None:
        actions.read_document(reading)


@app.periodic(cron=cron("knowledge.turn_terms"))
@app.task(name="knowledge.turn_terms", queueing_lock="knowledge.turn_terms")
def turn_terms(timestamp: int) -> None:
    """Each morning: texts come due or expire, late reviews go to deputies, the collection is counted."""
    actions.turn_terms()
    actions.pass_on_late_reviews()
    actions.count_health()
