"""Add papers for the innovation index, take them back, and have somebody else look at them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from sinau.credit.claims.reading import read_apart
from sinau.credit.parsing import Unreadable
from sinau.innovation.actions.plans import OwnPlan
from sinau.innovation.events import EvidenceAdded, EvidenceChecked, EvidenceRemoved
from sinau.innovation.models import Evidence, EvidenceCheck, Idea
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person

MOST_PAPERS, MOST_BYTES = 120, 200 * 1024 * 1024


class UnfitFile(Refused):
    """The file is none of the kinds that are taken, or cannot be read."""


class TooMuch(Refused):
    """An idea keeps so many papers and no more."""


class AlreadyChecked(Refused):
    """What somebody has looked at stays."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Which parameter of which indicator, and what shows it."""

    indicator: int
    parameter: int
    what: str
    url: str = ""


@transaction.atomic
def add_evidence(
    idea: Idea, claim: Claim, *, by: Person, file: IO[bytes] | None = None, name: str = ""
) -> Evidence:
    """The paper stands with its indicator and waits to be looked at; the same one again is itself."""
    kind, data = _read(file) if file is not None else ("", b"")
    digest = hashlib.sha256(data).hexdigest() if data else ""
    Idea.objects.select_for_update().get(pk=idea.pk)
    same = Evidence.objects.filter(
        idea=idea,
        indicator=claim.indicator,
        parameter=claim.parameter,
        digest=digest,
        url=claim.url,
    ).first()
    if same is not None:
        return same
    kept = idea.evidence.aggregate(size=Sum("file_size"))["size"] or 0
    if idea.evidence.count() >= MOST_PAPERS or kept + len(data) > MOST_BYTES:
        raise TooMuch(
            _(
                "Sebuah gagasan menyimpan paling banyak 120 bukti dan 200 MB. Tarik yang tidak perlu."
            ),
            back=idea.get_absolute_url(),
        )
    paper = Evidence(
        idea=idea,
        indicator=claim.indicator,
        parameter=claim.parameter,
        what=claim.what,
        url=claim.url,
        file_name=f"{PurePath(name).stem[:100]}.{kind}" if data else "",
        file_size=len(data),
        digest=digest,
        added_by=by,
        added_at=now(),
    )
    if data:
        paper.file.save(f"bukti.{kind}", ContentFile(data), save=False)
    paper.save()
    announce(
        EvidenceAdded(
            idea_id=idea.pk,
            title=idea.title,
            evidence_id=paper.pk,
            indicator=paper.indicator,
            what=paper.what,
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    return paper


@transaction.atomic
def remove_evidence(paper: Evidence, *, by: Person) -> None:
    """The paper is gone, its mention stays in the history; only what nobody has looked at."""
    if EvidenceCheck.objects.filter(evidence=paper).exists():
        raise AlreadyChecked(
            _("Bukti yang sudah diperiksa tidak ditarik."), back=paper.idea.get_absolute_url()
        )
    idea, file = paper.idea, paper.file
    announce(
        EvidenceRemoved(
            idea_id=idea.pk,
            title=idea.title,
            indicator=paper.indicator,
            what=paper.what,
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    name, storage = file.name, file.storage
    paper.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def check_evidence(paper: Evidence, *, holds: bool, note: str, by: Person) -> EvidenceCheck:
    """Somebody else says whether it shows what it is said to show; the first look stands."""
    if by.pk == paper.added_by_id:
        raise OwnPlan(
            _("Anda yang menambahkan bukti ini. Orang lain yang memeriksanya."),
            back=paper.idea.get_absolute_url(),
        )
    check, is_new = EvidenceCheck.objects.get_or_create(
        evidence=paper,
        defaults={"holds": holds, "note": note, "checked_by": by, "checked_at": now()},
    )
    if is_new:
        idea = paper.idea
        announce(
            EvidenceChecked(
                idea_id=idea.pk,
                title=idea.title,
                evidence_id=paper.pk,
                indicator=paper.indicator,
                result=_("sesuai") if holds else _("tidak sesuai"),
                note=note,
                owner_id=idea.owner_id,
            ),
            by=by,
        )
    return check


def _read(file: IO[bytes]) -> tuple[str, bytes]:
    try:
        found, data = read_apart(file)
    except Unreadable as trouble:
        raise UnfitFile(_sentence(trouble)) from None
    return found.kind, data


def _sentence(trouble: Unreadable) -> str:
    """Why the file cannot be taken, and the cure."""
    known = {
        "empty": _("Berkas bukti ini kosong. Pilih kembali berkasnya."),
        "too-big": _("Berkas bukti ini lebih besar dari 8 MB. Perkecil, lalu unggah kembali."),
        "kind": _("Berkas bukti harus PDF, JPG atau PNG. Simpan ulang sebagai PDF."),
        "heic": _("Foto ini berformat HEIC. Simpan sebagai JPG, lalu unggah kembali."),
        "password": _("PDF ini dikunci dengan kata sandi. Simpan tanpa kata sandi."),
        "too-many-pages": _("PDF ini lebih dari 20 halaman. Unggah halaman yang membuktikan saja."),
        "active": _("PDF ini memuat skrip atau berkas lain di dalamnya. Cetak ulang ke PDF."),
    }
    return known.get(
        trouble.code, _("Berkas bukti ini rusak atau terlalu rumit. Cetak ulang ke PDF.")
    )
