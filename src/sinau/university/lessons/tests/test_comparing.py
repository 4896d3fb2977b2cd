"""What changed between two versions."""

from __future__ import annotations

from unittest import TestCase

from sinau.university.lessons.comparing import Piece, compare, runs_of


def piece(key: str, words: str = "", kind: str = "text") -> Piece:
    return Piece(key=key, kind=kind, words=words or f"isi {key}")


class CompareTests(TestCase):
    def test_blocks_are_added_removed_changed_and_moved(self) -> None:
        before = [piece("a"), piece("b"), piece("c"), piece("d"), piece("f")]
        after = [piece("a", "isi lain"), piece("d"), piece("e"), piece("f"), piece("b")]
        said = {change.key: change.state for change in compare(before, after)}
        states = {"a": "changed", "b": "moved", "c": "removed", "d": "same", "e": "added"}
        self.assertEqual(said, {**states, "f": "same"})

    def test_a_removed_block_stands_where_it_stood(self) -> None:
        said = [
            (change.key, change.state)
            for change in compare([piece("a"), piece("b"), piece("c")], [piece("a"), piece("c")])
        ]
        self.assertEqual(said, [("a", "same"), ("b", "removed"), ("c", "same")])

    def test_words_give_both_texts_back(self) -> None:
        old, new = "Paling lama tiga hari kerja.", "Paling lama lima hari, tertulis."
        runs = list(runs_of(old, new))
        self.assertEqual("".join(r.words for r in runs if r.sign != "in"), old)
        self.assertEqual("".join(r.words for r in runs if r.sign != "out"), new)
        self.assertIn(("out", "tiga"), [(r.sign, r.words) for r in runs])
