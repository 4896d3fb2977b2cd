"""Archives and texts that mean harm, or are none of ours, are refused by the name of a requirement."""

from __future__ import annotations

import gzip
import tarfile
from io import BytesIO
from unittest import TestCase
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from sinau.university.quizzes.formats import Unreadable, read_questions
from sinau.university.quizzes.formats.html import html_to_markdown
from sinau.university.quizzes.formats.safe import MEGABYTE, Limits, open_tar_gz, open_zip
from sinau.university.quizzes.formats.shelf import Shelf


def zipped(*entries: tuple[str | ZipInfo, bytes]) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as whole:
        for name, content in entries:
            whole.writestr(name, content)
    return kept.getvalue()


def tarred(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    kept = BytesIO()
    with tarfile.open(fileobj=kept, mode="w:gz") as whole:
        for member, content in members:
            member.size = len(content)
            whole.addfile(member, BytesIO(content))
    return kept.getvalue()


class HostileFiles(TestCase):
    def refused(self, requirement: str, doing: object, *args: object) -> None:
        with self.assertRaises(Unreadable) as caught:
            doing(*args)  # type: ignore[operator]
        self.assertEqual(caught.exception.requirement, requirement)

    def test_paths_that_leave_the_archive(self) -> None:
        for name in ("../x.xml", "/etc/passwd", "a/../../x", "C:/x", "..\\x"):
            self.refused("archive-path", open_zip, zipped((name, b"x")))
            self.refused("archive-path", open_tar_gz, tarred((tarfile.TarInfo(name), b"x")))

    def test_links(self) -> None:
        link = ZipInfo("tautan")
        link.external_attr = 0o120777 << 16
        self.refused("archive-links", open_zip, zipped((link, b"/etc/passwd")))
        member = tarfile.TarInfo("tautan")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
        self.refused("archive-links", open_tar_gz, tarred((member, b"")))
        device = tarfile.TarInfo("alat")
        device.type = tarfile.CHRTYPE
        self.refused("archive-regular", open_tar_gz, tarred((device, b"")))

    def test_too_many_too_much_and_too_dense(self) -> None:
        few = Limits(files=2, total=3 * MEGABYTE, ratio=1000)
        self.refused("archive-count", open_zip, zipped(*((f"{n}", b"x") for n in range(3))), few)
        self.refused(
            "archive-size",
            open_zip,
            zipped(("a", b"0" * 4 * MEGABYTE)),
            Limits(total=MEGABYTE, ratio=9999),
        )
        self.refused("archive-ratio", open_zip, zipped(("a", b"0" * 20 * MEGABYTE)))
        self.refused("archive-ratio", open_tar_gz, gzip.compress(b"0" * 30 * MEGABYTE))
        self.refused(
            "archive-size",
            open_tar_gz,
            gzip.compress(b"0" * 30 * MEGABYTE),
            Limits(total=1, ratio=99999),
        )

    def test_broken_ones(self) -> None:
        self.refused("archive-whole", open_zip, b"PK\x03\x04rusak")
        self.refused("archive-whole", open_tar_gz, gzip.compress(b"bukan tar")[:-9])
        self.refused("archive-whole", open_tar_gz, gzip.compress(b"bukan tar" * 200))

    def test_a_promise_of_size_that_is_a_lie(self) -> None:
        content = bytearray(zipped(("a.xml", b"0" * 3 * MEGABYTE)))
        at = content.rindex(b"PK\x01\x02")
        content[at + 24 : at + 28] = (10).to_bytes(4, "little")
        archive = open_zip(bytes(content))
        self.refused("archive-whole", archive.read, "a.xml") if self._lies(archive) else None

    def _lies(self, archive: object) -> bool:
        try:
            return len(archive.read("a.xml")) > 10  # type: ignore[attr-defined]
        except Unreadable:
            return True

    def test_files_of_another_kind(self) -> None:
        self.refused("not-empty", read_questions, "x", b"  \n")
        self.refused("question-file", read_questions, "x.pdf", b"%PDF-1.4\0\0\0")
        self.refused("question-file", read_questions, "x.mbz", gzip.compress(b"x"))
        self.refused(
            "question-file", read_questions, "x.zip", zipped(("moodle_backup.xml", b"<a/>"))
        )
        self.refused("manifest", read_questions, "x.zip", zipped(("a.txt", b"x")))
        self.refused("question-file", read_questions, "x.xml", b"<?xml version='1.0'?><html/>")
        self.refused("question-file", read_questions, "x.txt", b"hanya kata")
        deep = b"<?xml version='1.0'?>" + b"<a>" * 5000 + b"</a>" * 5000
        self.refused("xml-depth", read_questions, "x.xml", deep)

    @settings(max_examples=150, deadline=None)
    @given(
        st.binary(max_size=300),
        st.sampled_from([b"", b"::a:: ", b"<?xml version='1.0'?><quiz>", b"PK\x03\x04"]),
    )
    def test_any_bytes_are_read_or_refused(self, content: bytes, head: bytes) -> None:
        try:
            reading = read_questions("x", head + content)
        except Unreadable:
            return
        taken = [line for line in reading.report if line.taken]
        self.assertEqual(len(taken), len(reading.questions))

    @settings(max_examples=150, deadline=None)
    @given(st.text(alphabet="abc {}~=#:%->\\\n$/.[]*1", max_size=120))
    def test_any_gift_is_read_or_refused(self, text: str) -> None:
        try:
            read_questions("x.gift", text.encode())
        except Unreadable:
            return

    @settings(max_examples=150, deadline=None)
    @given(
        st.lists(
            st.sampled_from(
                [
                    "<p>",
                    "</p>",
                    "<td>",
                    "<tr>",
                    "<table>",
                    "</table>",
                    "<li>",
                    "<ul>",
                    "</ul>",
                    "<b>",
                    "</i>",
                    "<br>",
                    "x",
                    " ",
                    "&lt;",
                    "<img src=a>",
                    "<script>",
                    "<a href=javascript:x>",
                ]
            ),
            max_size=40,
        )
    )
    def test_any_html_becomes_markdown_without_tags(self, parts: list[str]) -> None:
        said = html_to_markdown("".join(parts), Shelf())
        self.assertNotIn("javascript:", said)
        self.assertNotRegex(said, r"(?<!\\)<[a-z]")
