"""Find out what kind of package a file is, and read it; nothing is kept here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, Any

from sinau.packages.archive import Archive
from sinau.packages.cmi5.requirements import REQUIREMENTS as CMI5_REQUIREMENTS
from sinau.packages.cmi5.structure import Block, Course, Unit, read_course
from sinau.packages.findings import Findings, Unreadable
from sinau.packages.markup import BadMarkup, read_markup

MANIFEST_AT_MOST = 20 * 1024 * 1024
CMI5, SCORM, TINCAN = "cmi5.xml", "imsmanifest.xml", "tincan.xml"
_ZIP = b"PK"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass
class UnitRead:
    """A thing that can be launched, in the words that all kinds of packages share."""

    publisher_id: str
    title: str
    url: str
    move_on: str = "NotApplicable"
    mastery_score: Any = None
    launch_method: str = "AnyWindow"
    activity_type: str = ""
    launch_parameters: str | None = None
    entitlement_key: str | None = None
    more: dict[str, Any] = field(default_factory=dict)


@dataclass
class PackageRead:
    """What a file turned out to be."""

    kind: str
    publisher_id: str
    title: str
    description: str
    tree: dict[str, Any]
    units: list[UnitRead]
    findings: Findings
    requirements: dict[str, str]
    archive: Archive | None = None

    def report(self) -> list[dict[str, object]]:
        """Every requirement with whether it is kept."""
        return self.findings.by_requirement(self.requirements)


def read_package(file: IO[bytes]) -> PackageRead:
    """The package with everything found in it; `Unreadable` when it is none at all."""
    head = file.read(4096)
    file.seek(0)
    if head.startswith(_ZIP):
        return _zipped(Archive(file, "14.1.0.0-1"))
    text = head
    for mark in _MARKS:
        text = text.removeprefix(mark)
    if not text.lstrip().startswith((b"<", b"<\x00", b"\x00<")):
        raise Unreadable(
            "14.0.0.0-1",
            "Berkas ini bukan paket: kirim ZIP atau cmi5.xml.",
        )
    body = file.read(MANIFEST_AT_MOST + 1)
    if len(body) > MANIFEST_AT_MOST:
        raise Unreadable("14.0.0.0-1", "cmi5.xml terlalu besar.")
    return _cmi5(body, None)


def _zipped(archive: Archive) -> PackageRead:
    names = archive.names
    if CMI5 in names:
        return _cmi5(archive.read(CMI5, MANIFEST_AT_MOST), archive)
    if SCORM in names:
        from sinau.packages.scorm.manifest import read_scorm

        return read_scorm(archive)
    if TINCAN in names:
        from sinau.packages.tincan.manifest import read_tincan

        return read_tincan(archive)
    nested = next((name for name in sorted(names) if name.rpartition("/")[2] in (CMI5, SCORM)), "")
    hint = f" Berkas {nested} harus berada di akar ZIP." if nested else ""
    raise Unreadable(
        "14.1.0.0-2",
        f"ZIP ini tidak memuat {CMI5}, {SCORM}, atau {TINCAN} di akarnya.{hint}",
    )


def _cmi5(body: bytes, archive: Archive | None) -> PackageRead:
    findings = Findings()
    try:
        root = read_markup(body)
    except BadMarkup as trouble:
        raise Unreadable("13.2.0.0-1", str(trouble), CMI5) from None
    course = read_course(root, archive.names if archive else None, findings)
    tree: dict[str, Any] = _node(course)
    units = [_unit(each) for each in course.units()]
    _number(tree, course.children, iter(range(len(units))))
    return PackageRead(
        kind="cmi5",
        publisher_id=course.id,
        title=best(course.title) or course.id,
        description=best(course.description),
        tree=tree,
        units=units,
        findings=findings,
        requirements=CMI5_REQUIREMENTS,
        archive=archive,
    )


def best(text: dict[str, str]) -> str:
    """The words in Indonesian, else in English, else in whatever language there is."""
    for language in ("id-ID", "id", "en-US", "en"):
        if text.get(language):
            return text[language]
    return next((said for said in text.values() if said), "")


def _node(group: Course | Block) -> dict[str, Any]:
    return {
        "id": group.id,
        "title": best(group.title),
        "description": best(group.description),
        "children": [],
    }


def _number(node: dict[str, Any], children: list[Unit | Block], numbers: Any) -> None:
    for child in children:
        if isinstance(child, Unit):
            node["children"].append({"unit": next(numbers)})
        else:
            inner = _node(child)
            _number(inner, child.children, numbers)
            node["children"].append(inner)


def _unit(unit: Unit) -> UnitRead:
    return UnitRead(
        publisher_id=unit.id,
        title=best(unit.title) or unit.id,
        url=unit.url,
        move_on=unit.move_on,
        mastery_score=unit.mastery_score,
        launch_method=unit.launch_method,
        activity_type=unit.activity_type,
        launch_parameters=unit.launch_parameters,
        entitlement_key=unit.entitlement_key,
        more={
            "title": unit.title,
            "description": unit.description,
            "objectives": unit.objectives,
        },
    )
