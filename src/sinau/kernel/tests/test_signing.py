"""A signed paper shows that it is ours, and whether somebody changed it."""

import asyncio
import stat
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import TestCase

import typst

from sinau.kernel.signing import CityKey


class SigningTests(TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.key = CityKey(self.folder / "data" / "signing-key", "Kota Contoh")
        page = self.folder / "page.typ"
        page.write_text('#set document(title: "a")\n= Ringkasan\n')
        self.pdf = typst.compile(str(page), pdf_standards=["a-2a", "ua-1"])

    def test_it_signs_all_of_the_paper(self) -> None:
        verdict = self.key.examine(self.key.sign(self.pdf, reason="Penutupan"))
        assert verdict is not None
        self.assertEqual((verdict.is_ours, verdict.is_whole), (True, True))
        self.assertEqual(verdict.signer, "Sinau Kota Contoh")

    def test_it_signs_and_examines_where_an_event_loop_runs_already(self) -> None:
        async def inside() -> bool:
            verdict = self.key.examine(self.key.sign(self.pdf, reason="Penutupan"))
            return verdict is not None and verdict.is_whole

        # In a thread of its own: a browser test before this one leaves a loop in the first thread.
        with ThreadPoolExecutor(max_workers=1) as thread:
            self.assertTrue(thread.submit(asyncio.run, inside()).result())

    def test_a_changed_paper_shows(self) -> None:
        signed = bytearray(self.key.sign(self.pdf, reason="Penutupan"))
        at = signed.index(b"Ringkasan") if b"Ringkasan" in signed else 200
        signed[at] ^= 1
        verdict = self.key.examine(bytes(signed))
        self.assertFalse(verdict is not None and verdict.is_whole)

    def test_the_paper_of_another_city_is_not_ours(self) -> None:
        other = CityKey(self.folder / "other", "Kota Contoh")
        verdict = self.key.examine(other.sign(self.pdf, reason="Penutupan"))
        assert verdict is not None
        self.assertFalse(verdict.is_ours)

    def test_what_is_not_signed_or_no_pdf_says_nothing(self) -> None:
        self.assertIsNone(self.key.examine(self.pdf))
        self.assertIsNone(self.key.examine(b"%PDF-1.7 nothing"))
        self.assertIsNone(self.key.examine(b"hello"))

    def test_the_key_is_made_once_and_for_its_keeper_alone(self) -> None:
        self.key.sign(self.pdf, reason="a")
        mode = stat.S_IMODE(self.key.file.stat().st_mode)
        self.assertEqual(mode, 0o600)
        again = CityKey(self.key.file, "Kota Contoh")
        verdict = again.examine(self.key.sign(self.pdf, reason="b"))
        assert verdict is not None
        self.assertTrue(verdict.is_ours)
        self.assertEqual(list(self.key.file.parent.iterdir()), [self.key.file])
