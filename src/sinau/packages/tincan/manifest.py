"""`tincan.xml`: the activities of an xAPI package, and where they are launched."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from sinau.packages.archive import Archive
from sinau.packages.cmi5.requirements import gettext_noop
from sinau.packages.findings import Findings, Unreadable
from sinau.packages.markup import BadMarkup, Element, read_markup
from sinau.packages.reading import MANIFEST_AT_MOST, TINCAN, PackageRead, UnitRead

REQUIREMENTS: dict[str, str] = {
    "XAPI-1": gettext_noop("tincan.xml berada di akar ZIP dan dapat dibaca."),
    "XAPI-2": gettext_noop("Setiap kegiatan memiliki id berupa IRI penuh."),
    "XAPI-3": gettext_noop("Berkas peluncuran ada di dalam ZIP."),
}


def read_tincan(archive: Archive) -> PackageRead:
    """The package; the activities that have a launch file are its units."""
    try:
        root = read_markup(archive.read(TINCAN, MANIFEST_AT_MOST))
    except BadMarkup as trouble:
        raise Unreadable("XAPI-1", str(trouble), TINCAN) from None
    activities = root.first("activities")
    if root.name != "tincan" or activities is None:
        raise Unreadable("XAPI-1", 'tincan.xml harus memuat "activities".', TINCAN)
    findings = Findings()
    units = [
        _unit(each, launch, archive, findings)
        for each in activities.all("activity")
        if (launch := _words(each, "launch"))
    ]
    if not units:
        findings.add("XAPI-3", "Tidak ada kegiatan dengan berkas peluncuran.")
    first = units[0] if units else UnitRead("", TINCAN, "")
    return PackageRead(
        kind="xapi",
        publisher_id=first.publisher_id,
        title=first.title,
        description=str(first.more.get("description", "")),
        tree={
            "id": first.publisher_id,
            "title": first.title,
            "description": "",
            "children": [{"unit": number} for number in range(len(units))],
        },
        units=units,
        findings=findings,
        requirements=REQUIREMENTS,
        archive=archive,
    )


def _unit(activity: Element, launch: str, archive: Archive, findings: Findings) -> UnitRead:
    id = (activity.get("id") or "").strip()
    if ":" not in id or any(letter.isspace() for letter in id):
        findings.add("XAPI-2", f'"{id}" bukan IRI penuh.', id)
    parts = urlsplit(launch)
    if parts.scheme or unquote(parts.path) not in archive.names:
        findings.add("XAPI-3", f"Berkas {launch} tidak ada di dalam ZIP.", id)
    return UnitRead(
        publisher_id=id,
        title=_words(activity, "name") or id,
        url=launch,
        move_on="CompletedOrPassed",
        activity_type=(activity.get("type") or "").strip(),
        more={"description": _words(activity, "description")},
    )


def _words(activity: Element, name: str) -> str:
    several = list(activity.all(name))
    ours = next((each for each in several if (each.any("lang") or "").startswith("id")), None)
    found = ours or (several[0] if several else None)
    return found.text.strip() if found else ""
