"""Jobs of knowledge; the worker runs them."""

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.knowledge import actions
from sinau.knowledge.actions.scanning import go_on, scan
from sinau.knowledge.models import Reading


@app.task(name="knowledge.read_document", queue="documents")
def read_document(reading_id: int) -> None:
    """Read one document."""
    reading = Reading.objects.select_related("document").filter(pk=reading_id).first()
    if reading is not None:
        actions.read_document(reading)


@app.task(name="knowledge.scan_document", queue="documents")
def scan_document(reading_id: int) -> None:
    """Read the pages of one document that are only pictures."""
    reading = Reading.objects.select_related("document").filter(pk=reading_id).first()
    if reading is not None:
        scan(reading)


@app.periodic(cron=cron("knowledge.go_on_reading"))
@app.task(name="knowledge.go_on_reading", queueing_lock="knowledge.go_on_reading")
def go_on_reading(timestamp: int) -> None:
    """Readings that a dead worker left, and those that waited for tesseract, go on."""
    go_on()
