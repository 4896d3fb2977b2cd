"""Conversations as other rooms show them."""

from __future__ import annotations

from sinau.communities.testing import CommunitiesTestCase
from sinau.kernel.embedding import find_embed, offer_embeds


class EmbedTests(CommunitiesTestCase):
    def test_a_question_is_shown_to_those_who_may_read_it(self) -> None:
        """P-COM-1: and offered to them alone."""
        address = self.question.subject
        said = find_embed(self.sari, address)
        assert said is not None
        self.assertEqual((said.state, said.is_current), ("Belum terjawab", False))
        found = [one.address for one in offer_embeds(self.sari, "antrean")]
        self.assertEqual(found, [address])
        self.assertIsNone(find_embed(self.joko, address))
        self.assertEqual(offer_embeds(self.joko, "antrean"), [])
        self.assertIsNone(find_embed(self.sari, "communities.conversation:x"))
