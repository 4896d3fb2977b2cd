"""What is printed on every paper."""

from unittest import TestCase

from sinau.ui.press import scan_code


class ScanCodeTests(TestCase):
    def test_the_scan_code_is_plain_svg_without_styles(self) -> None:
        drawn = scan_code("https://sinau.example/cek/7K3M")
        self.assertTrue(drawn.startswith("<svg"))
        self.assertNotIn("style=", drawn)
