"""Jobs of knowledge; the worker runs them."""

from procrastinate.contrib.django import app

from sinau.knowledge import actions
from sinau.knowledge.models import Reading


@app.task(name="knowledge.read_document", queue="documents")
def read_document(reading_id: int) -> None:
    """Read one document."""
    reading = Reading.objects.select_related("document").filter(pk=reading_id).first()
    if reading is not None:
        actions.read_document(reading)
