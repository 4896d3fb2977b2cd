"""`imsmanifest.xml` of SCORM 1.2 and 2004: what can be launched, and what is not honoured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from sinau.packages.archive import Archive
from sinau.packages.cmi5.requirements import gettext_noop
from sinau.packages.findings import Findings, Unreadable
from sinau.packages.markup import BadMarkup, Element, read_markup
from sinau.packages.reading import MANIFEST_AT_MOST, SCORM, PackageRead, UnitRead
from sinau.packages.scorm.types import SPAN_12, SPAN_2004

REQUIREMENTS: dict[str, str] = {
    "SCORM-1": gettext_noop("imsmanifest.xml berada di akar ZIP dan dapat dibaca."),
    "SCORM-2": gettext_noop("Manifes memuat organisasi dengan paling sedikit satu butir."),
    "SCORM-3": gettext_noop("Setiap butir menunjuk sumber yang ada di manifes."),
    "SCORM-4": gettext_noop("Setiap berkas peluncuran ada di dalam ZIP."),
    "SCORM-5": gettext_noop("Nilai lulus dan batas waktu berupa bilangan dan lama yang sah."),
}
SEQUENCING = gettext_noop(
    "Aturan urutan (sequencing) di manifes tidak dijalankan: peserta memilih sendiri satuan berikutnya."
)
PREREQUISITES = gettext_noop("Prasyarat antarbutir di manifes tidak dijalankan.")
SPELLING = gettext_noop(
    "Huruf besar dan kecil pada nama berkas di manifes lain daripada di dalam ZIP; dipakai yang di dalam ZIP."
)
_DEPTH_AT_MOST = 30


def read_scorm(archive: Archive) -> PackageRead:
    """The package; what is wrong stands in its findings."""
    try:
        root = read_markup(archive.read(SCORM, MANIFEST_AT_MOST))
    except BadMarkup as trouble:
        raise Unreadable("SCORM-1", str(trouble), SCORM) from None
    if root.name != "manifest":
        raise Unreadable("SCORM-1", 'Elemen akar harus "manifest".', SCORM)
    return _Reading(root, archive).package()


def _version(root: Element) -> str:
    metadata = root.first("metadata")
    said = metadata.first("schemaversion") if metadata else None
    words = said.text.strip().lower() if said else ""
    if words in ("1.1", "1.2"):
        return "1.2"
    if "2004" in words or "cam" in words or words == "1.3":
        return "2004"
    spaces = {each.space for each in _all(root)} | {
        key.rpartition("}")[0] for each in _all(root) for key in each.attributes
    }
    return "2004" if any("_v1p3" in space for space in spaces) else "1.2"


def _all(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _all(child)


class _Reading:
    def __init__(self, root: Element, archive: Archive) -> None:
        self.root = root
        self.archive = archive
        self.findings = Findings()
        self.version = _version(root)
        self.units: list[UnitRead] = []
        self.resources: dict[str, tuple[Element, str]] = {}

    def package(self) -> PackageRead:
        self._read_resources()
        organization = self._organization()
        tree: dict[str, Any] = {"id": "", "title": "", "description": "", "children": []}
        if organization is not None:
            tree = self._group(organization, 1)
            if any(each.name == "sequencing" for each in _all(self.root)):
                self.findings.notice(SEQUENCING)
            if not self.units and not self.findings.wrong:
                self.findings.add("SCORM-2", "Tidak ada butir yang dapat diluncurkan.")
        title = tree["title"] or (self.root.get("identifier") or "")
        return PackageRead(
            kind="scorm12" if self.version == "1.2" else "scorm2004",
            publisher_id=self.root.get("identifier") or "",
            title=title or SCORM,
            description="",
            tree=tree,
            units=self.units,
            findings=self.findings,
            requirements=REQUIREMENTS,
            archive=self.archive,
        )

    def _read_resources(self) -> None:
        resources = self.root.first("resources")
        if resources is None:
            return
        base = (self.root.any("base") or "") + (resources.any("base") or "")
        for each in resources.all("resource"):
            self.resources[each.get("identifier") or ""] = (each, base + (each.any("base") or ""))

    def _organization(self) -> Element | None:
        found = self.root.first("organizations")
        several = list(found.all("organization")) if found else []
        if found is None or not several:
            self.findings.add("SCORM-2", "Manifes tidak memuat organisasi.")
            return None
        default = found.get("default")
        return next((each for each in several if each.get("identifier") == default), several[0])

    def _group(self, element: Element, depth: int) -> dict[str, Any]:
        children: list[dict[str, Any]] = []
        if depth > _DEPTH_AT_MOST:
            self.findings.add("SCORM-2", "Butir bersarang terlalu dalam.")
            return {"id": "", "title": "", "description": "", "children": []}
        for item in element.all("item"):
            if item.get("identifierref"):
                self._add_unit(item, children)
            if item.first("item") is not None:
                children.append(self._group(item, depth + 1))
        return {
            "id": element.get("identifier") or "",
            "title": _text(element, "title"),
            "description": "",
            "children": children,
        }

    def _add_unit(self, item: Element, children: list[dict[str, Any]]) -> None:
        name = item.get("identifier") or ""
        ref = item.get("identifierref") or ""
        if ref not in self.resources:
            self.findings.add("SCORM-3", f'Sumber "{ref}" tidak ada di manifes.', name)
            return
        resource, base = self.resources[ref]
        href = self._as_packed((base + (resource.get("href") or "")).strip())
        url = _with_parameters(href, item.get("parameters") or "")
        if not href:
            self.findings.add("SCORM-4", f'Sumber "{ref}" tanpa href.', name)
        elif not urlsplit(href).scheme and unquote(urlsplit(href).path) not in self.archive.names:
            self.findings.add("SCORM-4", f"Berkas {href} tidak ada di dalam ZIP.", name)
        elif urlsplit(href).scheme:
            self.findings.add("SCORM-4", "Berkas peluncuran harus berada di dalam ZIP.", name)
        is_sco = (resource.any("scormtype") or resource.any("scormType") or "sco") != "asset"
        children.append({"unit": len(self.units)})
        self.units.append(self._unit(item, name, url, is_sco))

    def _as_packed(self, href: str) -> str:
        """The address as the ZIP spells it: authors on Windows write `A\\B.htm` for `a/b.htm`."""
        if urlsplit(href).scheme:
            return href
        plain = href.replace("\\", "/").removeprefix("./")
        path = re.split(r"[?#]", plain, maxsplit=1)[0]
        rest = plain[len(path) :]
        if unquote(path) in self.archive.names:
            return plain
        wanted = unquote(path).casefold()
        found = next((name for name in self.archive.names if name.casefold() == wanted), None)
        if found is None:
            return href
        self.findings.notice(SPELLING)
        return f"{quote(found)}{rest}"

    def _unit(self, item: Element, name: str, url: str, is_sco: bool) -> UnitRead:
        more: dict[str, Any] = {"version": self.version, "is_sco": is_sco}
        for key, word in (
            ("data_from_lms", "datafromlms" if self.version == "1.2" else "dataFromLMS"),
            (
                "time_limit_action",
                "timelimitaction" if self.version == "1.2" else "timeLimitAction",
            ),
            ("max_time_allowed", "maxtimeallowed"),
        ):
            if said := _text(item, word):
                more[key] = said[:4096]
        span = SPAN_12 if self.version == "1.2" else SPAN_2004
        allowed = more.get("max_time_allowed")
        if allowed and not re.fullmatch(span, allowed):
            self.findings.add("SCORM-5", f'"{allowed}" bukan lama waktu.', name)
        if item.first("prerequisites") is not None:
            self.findings.notice(PREREQUISITES)
        mastery = self._mastery(item, name, more)
        if not is_sco:
            move_on = "Completed"
        else:
            move_on = "Passed" if mastery is not None else "CompletedOrPassed"
        return UnitRead(
            publisher_id=name or url,
            title=_text(item, "title") or name,
            url=url,
            move_on=move_on,
            mastery_score=mastery,
            more=more,
        )

    def _mastery(self, item: Element, name: str, more: dict[str, Any]) -> Decimal | None:
        if self.version == "1.2":
            said = _text(item, "masteryscore")
            return self._decimal(said, name, 0, 100, Decimal(100)) if said else None
        threshold = item.first("completionThreshold")
        if threshold is not None:
            least = threshold.get("minProgressMeasure") or threshold.text.strip()
            is_by_measure = (threshold.get("completedByMeasure") or "true") == "true"
            if (
                least
                and is_by_measure
                and ((value := self._decimal(least, name, 0, 1, Decimal(1))) is not None)
            ):
                more["completion_threshold"] = str(value)
        for objective in (each for each in _all(item) if each.name == "primaryObjective"):
            if objective.get("satisfiedByMeasure") == "true":
                return self._decimal(
                    _text(objective, "minNormalizedMeasure") or "1", name, -1, 1, Decimal(1)
                )
        return None

    def _decimal(
        self, said: str, name: str, least: int, most: int, whole: Decimal
    ) -> Decimal | None:
        try:
            value = Decimal(said)
            if not least <= value <= most:
                raise InvalidOperation
        except InvalidOperation:
            self.findings.add("SCORM-5", f'"{said[:30]}" bukan nilai {least} sampai {most}.', name)
            return None
        return value / whole


def _text(element: Element, name: str) -> str:
    found = element.first(name)
    return found.text.strip() if found else ""


def _with_parameters(href: str, parameters: str) -> str:
    """SCORM 1.2 CAM 2.3.5.1: parameters join the address by rules of their own."""
    parameters = parameters.strip().lstrip("?&")
    if not parameters or not href:
        return href
    if parameters.startswith("#"):
        return href if "#" in href else href + parameters
    return href + ("&" if "?" in href else "?") + parameters
