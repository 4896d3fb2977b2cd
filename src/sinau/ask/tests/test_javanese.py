"""Questions in the Javanese of the office are answered from Indonesian texts, or declined as rightly."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from sinau.ask.answering import Answer, answer_for
from sinau.demo import content
from sinau.people.testing import CastTestCase
from sinau.search.tests.notes import a_city_with_notes


class JavaneseTests(CastTestCase):
    """On the articles of the demo city, whose examination asks in Javanese too."""

    def setUp(self) -> None:
        notes = self.enterContext(a_city_with_notes())
        self.slugs: dict[str, str] = {}
        for path in (files(content) / "articles").iterdir():
            if path.name.endswith(".md"):
                _, front, body = path.read_text("utf-8").split("+++", 2)
                said = tomllib.loads(front)
                source = notes.write(said["title"], *body.split("\n## "), agency=self.bkpsdm)
                self.slugs[source] = said["slug"]

    def asked(self, text: str) -> Answer:
        return answer_for(self.sari, text)

    def test_the_questions_of_the_examination_are_answered_from_the_right_source(self) -> None:
        rows = tomllib.loads((files(content) / "desk_trials.toml").read_text("utf-8"))["question"]
        javanese = [row for row in rows if row.get("tongue") == "jv"]
        self.assertGreaterEqual(len(javanese), 4)
        for row in javanese:
            reply = self.asked(row["text"])
            with self.subTest(row["text"]):
                if row["kind"] == "answer":
                    quoted = [self.slugs[one.document.source] for one in reply.quotes]
                    self.assertTrue(set(quoted) & set(row["expects"]), quoted)
                elif row["kind"] == "decline":
                    self.assertFalse(reply.is_answer)

    def test_so_are_others_than_those_the_words_were_gathered_for(self) -> None:
        for text, slug in (
            ("Piye carane nyuwun cuti tahunan?", "cuti-tahunan"),
            ("Sak taun pegawai kudu pirang JP?", "jp-dalam-setahun"),
            ("Yen data pribadi bocor kudu kepriye?", "kegagalan-pelindungan-data"),
        ):
            with self.subTest(text):
                quoted = [self.slugs[one.document.source] for one in self.asked(text).quotes]
                self.assertIn(slug, quoted)
        for text in ("Pira regane lenga goreng saiki?", "Sapa sing menang bal-balan wingi?"):
            with self.subTest(text):
                self.assertFalse(self.asked(text).is_answer)
