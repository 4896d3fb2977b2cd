"""Bring a package in, and take it away again."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.packages.archive import Archive
from sinau.packages.events import PackageImported, PackageWithdrawn
from sinau.packages.findings import Finding, Unreadable
from sinau.packages.models import Package, Unit
from sinau.packages.reading import PackageRead, read_package
from sinau.people.models import Agency, Person


class PackageInvalid(Refused):
    """A package that breaks a requirement of its standard does not come in."""

    status = 422

    def __init__(self, findings: list[Finding], report: list[dict[str, Any]]) -> None:
        super().__init__(
            _("Paket ini tidak memenuhi standarnya, jadi tidak dimasukkan."),
            reasons=[
                f"{each.requirement}: {each.sentence}"
                + (f" ({each.place})" if each.place and each.place not in each.sentence else "")
                for each in findings[:100]
            ],
        )
        self.findings = findings
        self.report = report


def look_at(file: IO[bytes]) -> PackageRead:
    """The package as it would come in; `PackageInvalid` says everything that forbids it."""
    try:
        read = read_package(file)
    except Unreadable as trouble:
        broken = trouble.finding
        report = [
            {
                "requirement": broken.requirement,
                "words": "",
                "passed": False,
                "wrong": [{"sentence": broken.sentence, "place": broken.place}],
            }
        ]
        raise PackageInvalid([broken], report) from None
    if read.findings.wrong:
        raise PackageInvalid(read.findings.wrong, read.report())
    return read


def import_package(
    file: IO[bytes], *, by: Person, file_name: str = "", agency: Agency | None = None
) -> Package:
    """The package is kept with all its files; brought in a second time it is another package."""
    read = look_at(file)
    owner = agency or by.agency
    assert owner is not None
    package = Package(
        kind=read.kind,
        publisher_id=read.publisher_id[:1000],
        title=read.title[:300],
        description=read.description[:4000],
        agency=owner,
        tree=read.tree,
        report=read.report(),
        notices=read.findings.notices,
        file_name=PurePosixPath(file_name.replace("\\", "/")).name[:200],
        file_count=len(read.archive.names) if read.archive else 0,
        size_bytes=read.archive.size if read.archive else 0,
        unit_count=len(read.units),
        imported_by=by,
        imported_at=now(),
    )
    try:
        if read.archive:
            _unpack(read.archive, package.folder)
        return _kept(package, read)
    except BaseException as trouble:
        _forget_files(package.folder)
        if isinstance(trouble, Unreadable):
            raise PackageInvalid([trouble.finding], []) from None
        raise


@transaction.atomic
def _kept(package: Package, read: PackageRead) -> Package:
    package.save()
    Unit.objects.bulk_create(
        Unit(
            package=package,
            number=number,
            publisher_id=unit.publisher_id[:1000],
            title=unit.title[:300],
            url=unit.url,
            move_on=unit.move_on,
            mastery_score=unit.mastery_score,
            launch_method=unit.launch_method,
            activity_type=unit.activity_type[:300],
            launch_parameters=unit.launch_parameters,
            entitlement_key=unit.entitlement_key,
            more=unit.more,
        )
        for number, unit in enumerate(read.units)
    )
    announce(
        PackageImported(
            package_id=package.pk,
            title=package.title,
            standard=package.get_kind_display(),
            units=package.unit_count,
        ),
        by=package.imported_by,
    )
    return package


@transaction.atomic
def withdraw_package(package: Package, *, by: Person) -> None:
    """Nobody launches it any more; what was learnt stays. A second time changes nothing."""
    usable = Package.objects.usable().filter(pk=package.pk)
    if not usable.update(withdrawn_at=now(), withdrawn_by=by):
        return
    announce(PackageWithdrawn(package_id=package.pk, title=package.title), by=by)


# ── Files ───────────────────────────────────────────────────────────────────


class _Stream(File):  # type: ignore[type-arg]
    """A member of an archive as a file that is read once."""

    def __init__(self, archive: Archive, name: str) -> None:
        super().__init__(None, name=name)
        self._pieces = archive.chunks(name)

    def chunks(self, chunk_size: int | None = None) -> Any:
        return self._pieces


def _unpack(archive: Archive, folder: str) -> None:
    for name in sorted(archive.names):
        default_storage.save(f"{folder}/{name}", _Stream(archive, name))


def _forget_files(folder: str) -> None:
    try:
        folders, files = default_storage.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in files:
        default_storage.delete(f"{folder}/{name}")
    for name in folders:
        _forget_files(f"{folder}/{name}")
    default_storage.delete(folder)
