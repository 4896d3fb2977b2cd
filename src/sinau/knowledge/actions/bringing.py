"""A bundle comes in: received, looked through, taken, taken back. Each step twice is once."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.knowledge.actions.looking import look_through
from sinau.knowledge.actions.taking import take_items
from sinau.knowledge.actions.undoing import undo_items
from sinau.knowledge.events import BundleReceived, BundleUndone
from sinau.knowledge.models import (
    Bringing,
    BringingState,
    BroughtItem,
    ItemState,
    Verdict,
)
from sinau.knowledge.refusals import NotAtThisStage, NothingChosen
from sinau.people.models import Agency, Person


@transaction.atomic
def receive_bundle(
    file: File[bytes],
    *,
    name: str,
    agency: Agency,
    audience: str,
    by: Person,
    origin: str = "",
) -> Bringing:
    """Keep a file and have it looked through; the same file that still waits is the same bundle."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    known = _waiting_twin(digest.hexdigest(), agency, audience, origin, by)
    if known is not None:
        return known
    bringing = Bringing(
        name=PurePath(name).name[:200],
        size=file.size,
        sha256=digest.hexdigest(),
        agency=agency,
        audience=audience,
        origin=origin.strip()[:60],
        uploaded_by=by,
        uploaded_at=now(),
        moved_at=now(),
    )
    file.seek(0)
    # The name on disk is ours: a stranger's name may hold anything.
    bringing.file.save(f"{digest.hexdigest()[:32]}.bundle", file, save=False)
    bringing.save()
    announce(
        BundleReceived(
            bringing_id=bringing.pk, name=bringing.name, size=bringing.size, sha256=bringing.sha256
        ),
        by=by,
    )
    leave_for_worker(bringing)
    return bringing


def _waiting_twin(
    sha256: str, agency: Agency, audience: str, origin: str, by: Person
) -> Bringing | None:
    """The same file, sent again before it was taken: a double click, or a page loaded anew."""
    twins = Bringing.objects.filter(sha256=sha256, agency=agency, audience=audience, uploaded_by=by)
    twins = twins.filter(take_asked_at=None, dropped_at=None, problem=[])
    for twin in twins:
        if not origin.strip() or twin.origin == origin.strip()[:60]:
            return twin
    return None


def leave_for_worker(bringing: Bringing) -> None:
    """A worker goes on with it after the commit."""
    # Imported late: jobs registers itself with procrastinate, which needs all apps loaded.
    from sinau.knowledge.tasks import go_on_with_bundle

    Bringing.objects.filter(pk=bringing.pk).update(moved_at=now())
    go_on_with_bundle.defer(bringing_id=bringing.pk)


def go_on(bringing: Bringing) -> Bringing:
    """Do whatever the bundle waits for, from where it was left; nothing when it waits for a person."""
    bringing.refresh_from_db()
    if bringing.state == BringingState.READING:
        look_through(bringing)
    elif bringing.state == BringingState.TAKING:
        take_items(bringing)
    elif bringing.state == BringingState.UNDOING:
        undo_items(bringing)
    bringing.refresh_from_db()
    return bringing


@transaction.atomic
def choose_items(bringing: Bringing, numbers: set[int], *, among: set[int]) -> None:
    """Of the items shown, exactly these are to be brought in; the others keep their choice."""
    _at_stage(bringing, BringingState.WAITING)
    shown = bringing.items.filter(number__in=among, verdict__in=[Verdict.NEW, Verdict.CHANGED])
    shown.filter(number__in=numbers).update(is_chosen=True)
    shown.exclude(number__in=numbers).update(is_chosen=False)


@transaction.atomic
def take_bundle(bringing: Bringing, *, by: Person) -> Bringing:
    """What was chosen is brought in by a worker; asking twice asks once."""
    bringing = Bringing.objects.select_for_update(of=("self",)).get(pk=bringing.pk)
    if bringing.take_asked_at is not None:
        return bringing
    _at_stage(bringing, BringingState.WAITING)
    chosen = bringing.items.filter(is_chosen=True).count()
    if not chosen:
        raise NothingChosen(
            _("Tidak ada yang dipilih. Centang paling sedikit satu baris untuk dibawa masuk."),
            back=bringing.get_absolute_url(),
        )
    bringing.take_asked_by, bringing.take_asked_at = by, now()
    bringing.done, bringing.total = 0, chosen
    bringing.save(update_fields=["take_asked_by", "take_asked_at", "done", "total"])
    leave_for_worker(bringing)
    return bringing


@transaction.atomic
def undo_bundle(bringing: Bringing, *, by: Person) -> Bringing:
    """What it brought goes away again, unless somebody worked on it since; asking twice asks once."""
    bringing = Bringing.objects.select_for_update(of=("self",)).get(pk=bringing.pk)
    if bringing.undo_asked_at is not None:
        return bringing
    _at_stage(bringing, BringingState.TAKEN)
    bringing.undo_asked_by, bringing.undo_asked_at = by, now()
    bringing.done = 0
    bringing.total = bringing.items.filter(state=ItemState.DONE).count()
    bringing.save(update_fields=["undo_asked_by", "undo_asked_at", "done", "total"])
    announce(BundleUndone(bringing_id=bringing.pk, name=bringing.name), by=by)
    leave_for_worker(bringing)
    return bringing


@transaction.atomic
def drop_bundle(bringing: Bringing, *, by: Person) -> Bringing:
    """A bundle that was not brought in is put away with its file; twice changes nothing."""
    bringing = Bringing.objects.select_for_update(of=("self",)).get(pk=bringing.pk)
    if bringing.dropped_at is not None:
        return bringing
    if bringing.state not in (BringingState.WAITING, BringingState.REFUSED):
        raise NotAtThisStage(
            _("Berkas ini sudah diterapkan; batalkan dahulu bila tidak jadi dipakai."),
            back=bringing.get_absolute_url(),
        )
    bringing.dropped_by, bringing.dropped_at = by, now()
    bringing.save(update_fields=["dropped_by", "dropped_at"])
    BroughtItem.objects.filter(bringing=bringing).update(body="")
    name, storage = bringing.file.name, bringing.file.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name))
    return bringing


def _at_stage(bringing: Bringing, state: BringingState) -> None:
    if bringing.state != state:
        raise NotAtThisStage(
            _("Berkas ini sekarang “%(state)s”; langkah itu tidak tersedia.")
            % {"state": BringingState(bringing.state).label},
            back=bringing.get_absolute_url(),
        )
