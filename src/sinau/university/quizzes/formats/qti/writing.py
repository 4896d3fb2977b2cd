"""Writes a QTI 2.2 package: a manifest, one item a question, and the pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sinau.university.quizzes.formats.losses import given, losses
from sinau.university.quizzes.formats.qti.item_writing import write_item
from sinau.university.quizzes.formats.report import NO_FILES, Written
from sinau.university.quizzes.questions import Kind, Question

_MANIFEST_SPACE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_HOLDS = {"name", "points", "explanation", "shuffle", "case_matters", "model", "files"}
_HOLDS |= {"when_right", "when_wrong", "when_partly"}
# The earliest moment a ZIP can name: so the same questions are always the same bytes.
_THEN = (1980, 1, 1, 0, 0, 0)


def write_qti(questions: Sequence[Question], files: Mapping[str, bytes] = NO_FILES) -> Written:
    """The questions as a package."""
    report = []
    pictures: dict[str, bytes] = {}
    manifest = Element("manifest", xmlns=_MANIFEST_SPACE, identifier="soal-sinau")
    about = SubElement(manifest, "metadata")
    SubElement(about, "schema").text = "QTIv2.2 Package"
    SubElement(about, "schemaversion").text = "1.0.0"
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as package:
        for at, question in enumerate(questions, start=1):
            notes = losses(question, _holds(question))
            name = f"soal-{at:04}"
            path = f"items/{name}.xml"
            _put(package, path, write_item(question, name, notes))
            resource = SubElement(
                resources, "resource", identifier=name, type="imsqti_item_xmlv2p2", href=path
            )
            SubElement(resource, "file", href=path)
            for picture in question.files:
                if picture not in files:
                    notes.append(f"Gambar {picture} tidak ditemukan.")
                    continue
                pictures[picture] = files[picture]
                SubElement(resource, "file", href=f"items/{picture}")
            report.append(given(at, question, notes))
        for picture, content in pictures.items():
            _put(package, f"items/{picture}", content)
        _put(package, "imsmanifest.xml", tostring(manifest, "utf-8", xml_declaration=True))
    return Written(
        content=kept.getvalue(),
        extension="qti.zip",
        content_type="application/zip",
        report=tuple(report),
    )


def _holds(question: Question) -> set[str]:
    return _HOLDS | ({"feedback"} if question.kind in {Kind.SINGLE, Kind.MULTIPLE} else set())


def _put(package: ZipFile, path: str, content: bytes) -> None:
    entry = ZipInfo(path, _THEN)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    package.writestr(entry, content)
