"""What can be said to ./sinau is understood as it was meant."""

from unittest import TestCase

from launcher.commands import parser


class CreditTests(TestCase):
    def test_the_data_folder_may_be_said_before_or_after_the_part(self) -> None:
        for words in (
            ["credit", "--data-dir", "/x", "recompute", "--agency", "dinkes"],
            ["credit", "recompute", "--agency", "dinkes", "--data-dir", "/x"],
        ):
            with self.subTest(words):
                said = parser().parse_args(words)
                self.assertEqual((said.data_dir, said.agency, said.person), ("/x", "dinkes", None))
        self.assertIsNone(parser().parse_args(["credit", "recompute"]).data_dir)


class EvalTests(TestCase):
    def test_the_words_of_a_test_of_search(self) -> None:
        words = "search --corpus c.gz --docs d --queries q --out o --in-force --cache here"
        said = parser().parse_args(["eval", *words.split()])
        self.assertEqual(said.kind.word, "search")
        self.assertEqual((said.corpus, said.docs, said.cache), ("c.gz", "d", "here"))
        self.assertTrue(said.in_force)
        self.assertFalse(said.no_vectors)
