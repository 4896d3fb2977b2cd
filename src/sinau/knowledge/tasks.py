"""Jobs of knowledge; the worker runs them."""

import datetime as dt

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.kernel.clock import now
from sinau.knowledge import actions
from sinau.knowledge.actions import bringing as bringings
from sinau.knowledge.actions import scanning
from sinau.knowledge.actions.giving import build_parcel as pack
from sinau.knowledge.actions.giving import clear_parcels, leave_for_packer
from sinau.knowledge.harvest.offering import settle
from sinau.knowledge.models import Bringing, Parcel, Reading

# Work that has not moved for so long has lost its worker.
_STILL = dt.timedelta(minutes=3)


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
        scanning.scan(reading)


@app.periodic(cron=cron("knowledge.go_on_reading"))
@app.task(name="knowledge.go_on_reading", queueing_lock="knowledge.go_on_reading")
def go_on_reading(timestamp: int) -> None:
    """Readings that a dead worker left, and those that waited for tesseract, go on."""
    scanning.go_on()


@app.task(name="knowledge.go_on_with_bundle", queue="documents")
def go_on_with_bundle(bringing_id: int) -> None:
    """Do what one bundle waits for."""
    bringing = Bringing.objects.filter(pk=bringing_id).first()
    if bringing is not None:
        bringings.go_on(bringing)


@app.task(name="knowledge.build_parcel", queue="documents")
def build_parcel(parcel_id: int) -> None:
    """Pack one parcel."""
    parcel = Parcel.objects.select_related("owner").filter(pk=parcel_id).first()
    if parcel is not None:
        pack(parcel)


@app.periodic(cron=cron("knowledge.go_on_carrying"))
@app.task(name="knowledge.go_on_carrying", queueing_lock="knowledge.go_on_carrying")
def go_on_carrying(timestamp: int) -> None:
    """What a dead worker left half goes on."""
    for bringing in Bringing.objects.busy().filter(moved_at__lt=now() - _STILL):
        bringings.leave_for_worker(bringing)
    for parcel in Parcel.objects.unfinished().filter(moved_at__lt=now() - _STILL):
        leave_for_packer(parcel)


@app.periodic(cron=cron("knowledge.clear_parcels"))
@app.task(name="knowledge.clear_parcels", queueing_lock="knowledge.clear_parcels")
def clear_old_parcels(timestamp: int) -> None:
    """Packed files whose time is over are deleted; what is public and was never offered is."""
    clear_parcels()
    settle()
