"""The player's script runs in the player only."""

from __future__ import annotations

from django.test import SimpleTestCase

from sinau.packages.playing import _asset
from sinau.ui import bundle


class PlayerStandsApartTests(SimpleTestCase):
    def test_no_other_page_runs_the_script_of_the_player(self) -> None:
        answer = _asset("scorm-player.js")
        assert answer is not None
        self.assertContains(answer, "API_1484_11")
        self.assertNotIn("scorm-player.js", [path.name for path in bundle.script_files()])
