"""Parcels: asked for, built by a worker, fetched by their owner alone, deleted after their time."""

from __future__ import annotations

import datetime as dt
import hashlib
from tempfile import NamedTemporaryFile

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.knowledge.events import ParcelAsked, ParcelFetched
from sinau.knowledge.giving.parcels import articles_of, write_parcel
from sinau.knowledge.models import Parcel, Regulation
from sinau.knowledge.refusals import ParcelNotReady, ParcelOutgrown
from sinau.people.models import Person

STANDS = dt.timedelta(days=3)


@transaction.atomic
def ask_for_parcel(*, by: Person) -> Parcel:
    """A worker packs everything this person may see; while one is being packed it is that one."""
    Person.objects.select_for_update().get(pk=by.pk)
    waiting = Parcel.objects.filter(owner=by).unfinished().first()
    if waiting is not None:
        return waiting
    parcel = Parcel.objects.create(owner=by, asked_at=now(), moved_at=now())
    announce(ParcelAsked(parcel_id=parcel.pk), by=by)
    leave_for_packer(parcel)
    return parcel


def leave_for_packer(parcel: Parcel) -> None:
    """A worker packs it after the commit."""
    # Imported late: jobs registers itself with procrastinate, which needs all apps loaded.
    from sinau.knowledge.tasks import build_parcel as job

    Parcel.objects.filter(pk=parcel.pk).update(moved_at=now())
    job.defer(parcel_id=parcel.pk)


def build_parcel(parcel: Parcel) -> Parcel:
    """Pack it; one that is packed stays as it is, one that was left half is packed anew."""
    parcel.refresh_from_db()
    if not parcel.is_busy:
        return parcel

    def tell(done: int, total: int) -> None:
        Parcel.objects.filter(pk=parcel.pk).update(done=done, total=total, moved_at=now())

    with NamedTemporaryFile(suffix=".zip") as packed:
        contents = write_parcel(packed, parcel.owner, tell)
        packed.seek(0)
        digest = hashlib.file_digest(packed, "sha256").hexdigest()
        parcel.size = packed.tell()
        packed.seek(0)
        parcel.file.save(f"{digest}.zip", File(packed), save=False)
    parcel.sha256 = digest
    parcel.article_ids, parcel.regulation_ids = contents.articles, contents.regulations
    parcel.done = parcel.total = len(contents.articles) + len(contents.regulations)
    parcel.built_at, parcel.expires_at = now(), now() + STANDS
    parcel.moved_at = now()
    parcel.save()
    return parcel


@transaction.atomic
def fetch_parcel(parcel: Parcel, *, by: Person) -> Parcel:
    """The owner takes it along; refused when its time is over or something in it is not theirs now."""
    if not parcel.is_ready:
        raise ParcelNotReady(
            _("Arsip ini belum selesai atau masa ambilnya sudah lewat. Minta arsip baru."),
            back=parcel.get_absolute_url(),
        )
    articles = articles_of(by).filter(pk__in=parcel.article_ids)
    regulations = Regulation.objects.visible_to(by).filter(pk__in=parcel.regulation_ids)
    if articles.count() != len(parcel.article_ids) or regulations.count() != len(
        parcel.regulation_ids
    ):
        raise ParcelOutgrown(
            _("Izin atas sebagian isinya berubah sejak arsip ini dikemas. Minta arsip baru."),
            back=parcel.get_absolute_url(),
        )
    announce(
        ParcelFetched(
            parcel_id=parcel.pk,
            articles=len(parcel.article_ids),
            regulations=len(parcel.regulation_ids),
        ),
        by=by,
    )
    return parcel


def clear_parcels() -> int:
    """Files whose time is over are deleted; that they were asked for stays written."""
    over = Parcel.objects.filter(expires_at__lte=now()).exclude(file="")
    count = 0
    for parcel in over.iterator():
        parcel.file.delete(save=False)
        parcel.file = ""
        parcel.save(update_fields=["file"])
        count += 1
    return count
